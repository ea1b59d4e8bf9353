"""The words under an image, a video or a document, if any."""

from conversations.contents import CAPTIONED, CHAPTER, MOST, Caption, of_kind
from conversations.draft import Draft
from conversations.words import Text
from conversations.written import written

QUESTION = Text(fr="Écrivez la légende, ou envoyez sans légende.", en="Write the caption, or send without one.")
LABEL = Text(fr="Légende", en="Caption")
WITHOUT = Text(fr="Sans légende", en="No caption")


def applies(draft: Draft) -> bool:
    return of_kind(draft, *CAPTIONED)


STEP = written(
    name="caption",
    chapter=CHAPTER,
    label=LABEL,
    question=QUESTION,
    answer=Caption,
    made_from=Caption,
    most=MOST,
    formatted=True,
    handed_over=True,
    applies=applies,
    field="body",
    skipped=(WITHOUT, Caption(None)),
)
