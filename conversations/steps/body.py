"""The words of a text campaign."""

from conversations.contents import CHAPTER, MOST, Body, of_kind
from conversations.draft import Draft
from conversations.words import Text
from conversations.written import written

QUESTION = Text(fr="Écrivez le message, tel qu’il sera lu.", en="Write the message as it will be read.")
LABEL = Text(fr="Texte", en="Text")


def applies(draft: Draft) -> bool:
    return of_kind(draft, "text")


STEP = written(
    name="body",
    chapter=CHAPTER,
    label=LABEL,
    question=QUESTION,
    answer=Body,
    made_from=Body,
    most=MOST,
    formatted=True,
    handed_over=True,
    applies=applies,
    field="body",
)
