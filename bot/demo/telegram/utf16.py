"""Lengths and places as Telegram counts them: in UTF-16 code units, so that most emoji count two."""

from itertools import accumulate

_FIRST_ASTRAL = 0x10000
_SURROGATES = range(0xD800, 0xE000)


def length(text: str) -> int:
    return len(text) + sum(1 for character in text if ord(character) >= _FIRST_ASTRAL)


def places(text: str) -> tuple[int, ...]:
    """List the UTF-16 offset of each character, and the length of the whole at the end."""
    return tuple(accumulate((1 + (ord(character) >= _FIRST_ASTRAL) for character in text), initial=0))


def piece(text: str, offset: int, size: int) -> str:
    """Take the part of the text that an entity covers."""
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + size)].decode("utf-16-le")


def has_lone_surrogate(text: str) -> bool:
    return any(ord(character) in _SURROGATES for character in text)
