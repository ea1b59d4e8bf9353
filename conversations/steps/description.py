"""The text of a message with reply buttons."""

from dataclasses import dataclass

from conversations.contents import CHAPTER, of_kind
from conversations.draft import Draft
from conversations.words import Text
from conversations.written import written

QUESTION = Text(
    fr="Écrivez le texte, entre le titre et les boutons.", en="Write the text, between heading and buttons."
)
LABEL = Text(fr="Texte", en="Text")
MOST = 1024


@dataclass(frozen=True, slots=True)
class Description:
    text: str


def applies(draft: Draft) -> bool:
    return of_kind(draft, "buttons")


STEP = written(
    name="description",
    chapter=CHAPTER,
    label=LABEL,
    question=QUESTION,
    answer=Description,
    made_from=Description,
    most=MOST,
    formatted=True,
    applies=applies,
    field="description",
)
