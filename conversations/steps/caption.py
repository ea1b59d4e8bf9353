"""The words under an image, a video or a document, if any."""

from dataclasses import dataclass

from conversations.draft import Draft
from conversations.steps.content import CHAPTER, MOST, of_kind
from conversations.words import Text
from conversations.written import written

QUESTION = Text(fr="Écrivez la légende, ou envoyez sans légende.", en="Write the caption, or send without one.")
LABEL = Text(fr="Légende", en="Caption")
WITHOUT = Text(fr="Sans légende", en="No caption")


@dataclass(frozen=True, slots=True)
class Caption:
    text: str | None


def applies(draft: Draft) -> bool:
    return of_kind(draft, "image", "video", "document")


STEP = written(
    name="caption",
    chapter=CHAPTER,
    label=LABEL,
    question=QUESTION,
    answer=Caption,
    made_from=Caption,
    most=MOST,
    formatted=True,
    applies=applies,
    field="body",
    skipped=(WITHOUT, Caption(None)),
)
