"""Which part of a file a request asks for (RFC 9110, section 14)."""

import re
from dataclasses import dataclass
from typing import TypeAlias

_SINGLE = re.compile(r"bytes[ \t]*=[ \t]*([0-9]*)-([0-9]*)[ \t]*", re.IGNORECASE)
# That many digits lie beyond any file; reading thousands of them would take long.
LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class Whole:
    """All of it: nothing less was asked for, or in a way that may be ignored."""


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes from `first` to `last`, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Beyond:
    """Bytes that are not there."""


Wanted: TypeAlias = Whole | Part | Beyond


def wanted(asked: str | None, unless_changed_from: str | None, etag: str, size: int) -> Wanted:
    """Read the headers Range and If-Range. Several ranges at once are answered with the whole, as one may."""
    if asked is None or (unless_changed_from is not None and unless_changed_from.strip() != etag):
        return Whole()
    found = _SINGLE.fullmatch(asked.strip())
    if found is None or found.groups() == ("", ""):
        return Whole()
    first, last = found.groups()
    if not first:
        length = _number(last)
        return Part(max(size - length, 0), size - 1) if length and size else Beyond()
    if last and _number(last) < _number(first):
        return Whole()
    if _number(first) >= size:
        return Beyond()
    return Part(_number(first), min(_number(last), size - 1) if last else size - 1)


def _number(digits: str) -> int:
    return int(digits.lstrip("0")[:LONGEST_NUMBER] or "0")
