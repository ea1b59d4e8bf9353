"""The heading of a message with reply buttons."""

from dataclasses import dataclass

from conversations.contents import CHAPTER, of_kind
from conversations.draft import Draft
from conversations.words import Text
from conversations.written import written

QUESTION = Text(
    fr="Écrivez le titre du message, en gras au-dessus du texte.", en="Write the heading, bold above the text."
)
LABEL = Text(fr="Titre", en="Heading")
MOST = 120


@dataclass(frozen=True, slots=True)
class Title:
    text: str


def applies(draft: Draft) -> bool:
    return of_kind(draft, "buttons")


STEP = written(
    name="title",
    chapter=CHAPTER,
    label=LABEL,
    question=QUESTION,
    answer=Title,
    made_from=Title,
    most=MOST,
    applies=applies,
    field="title",
    as_read="*{text}*",
)
