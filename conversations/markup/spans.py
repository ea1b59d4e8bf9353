"""Telegram's formatting of a message, and which characters it covers: Telegram counts UTF-16 code units."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

_FIRST_ASTRAL = 0x10000


@dataclass(frozen=True, slots=True)
class Span:
    """One of Telegram's message entities: its kind as Telegram names it, and where it stands in UTF-16 code units."""

    kind: str
    offset: int
    length: int
    url: str | None = None


def covered(text: str, spans: tuple[Span, ...]) -> list[tuple[Span, int, int]]:
    """List the spans with the characters they cover, first and past the last; those that cover none are left out.

    A span that begins or ends inside a surrogate pair covers the whole character.
    """
    ends = list(accumulate(1 + (ord(character) >= _FIRST_ASTRAL) for character in text))
    starts = [0, *ends[:-1]]
    size = ends[-1] if ends else 0
    found: list[tuple[Span, int, int]] = []
    for span in spans:
        first, past = max(span.offset, 0), min(span.offset + span.length, size)
        if first < past:
            found.append((span, bisect_right(ends, first), bisect_left(starts, past)))
    return found
