"""What becomes of a file or a link that an operator gives: it is good, or a sentence says why not."""

from dataclasses import dataclass

from bot.media.kinds import MediaKind
from conversations.words import Said


@dataclass(frozen=True, slots=True)
class Good:
    """Public, of the kind claimed, and no larger than MsgFlash takes."""

    kind: MediaKind
    mime: str
    size: int


@dataclass(frozen=True, slots=True)
class Bad:
    """`reason` says to the operator what is wrong and how to mend it."""

    reason: Said
