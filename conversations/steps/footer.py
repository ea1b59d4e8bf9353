"""The small line under a message with reply buttons, if any."""

from dataclasses import dataclass

from conversations.contents import CHAPTER, of_kind
from conversations.draft import Draft
from conversations.words import Text
from conversations.written import written

QUESTION = Text(
    fr="Écrivez le pied de message, en petit sous le texte, ou passez.",
    en="Write the footer, small under the text, or skip it.",
)
LABEL = Text(fr="Pied", en="Footer")
WITHOUT = Text(fr="Sans pied de message", en="No footer")
MOST = 120


@dataclass(frozen=True, slots=True)
class Footer:
    text: str | None


def applies(draft: Draft) -> bool:
    return of_kind(draft, "buttons")


STEP = written(
    name="footer",
    chapter=CHAPTER,
    label=LABEL,
    question=QUESTION,
    answer=Footer,
    made_from=Footer,
    most=MOST,
    applies=applies,
    field="footer",
    as_read="_{text}_",
    skipped=(WITHOUT, Footer(None)),
)
