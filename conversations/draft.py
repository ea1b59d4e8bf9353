"""A campaign in the making: the answers given so far, one of each kind at most."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from conversations.workspace import Reference

Answer = TypeVar("Answer")

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: nothing that can be misread aloud


@dataclass(frozen=True, slots=True)
class Draft:
    """`attempts` counts how often it was confirmed and came back; `in_doubt` while one of them may have arrived."""

    reference: Reference
    started_at: datetime
    answers: tuple[object, ...] = ()
    attempts: int = 0
    in_doubt: bool = False

    def find(self, kind: type[Answer]) -> Answer | None:
        for answer in self.answers:
            if isinstance(answer, kind):
                return answer
        return None

    def having(self, answer: object) -> "Draft":
        """Return this draft with `answer` in place of the one of its kind."""
        others = tuple(other for other in self.answers if type(other) is not type(answer))
        return replace(self, answers=(*others, answer))

    def without(self, *kinds: type[object]) -> "Draft":
        return replace(self, answers=tuple(answer for answer in self.answers if type(answer) not in kinds))


def reference(seed: str, serial: int, now: datetime) -> Reference:
    """Return five letters that two drafts hardly ever share: 33 million, drawn by operator, serial and moment."""
    number = int.from_bytes(sha256(f"{seed}/{serial}/{now.isoformat()}".encode()).digest()[:4])
    return Reference("".join(_LETTERS[number >> shift & 31] for shift in (0, 5, 10, 15, 20)))
