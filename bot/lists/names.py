"""Whose a number is: names, cleared of what stands around them in lists."""

import re

_MOST = 100
_MOST_SEARCHED = 1_000
_BLANK_OR_CONTROL = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff]+")
_ADDRESS = re.compile(r"\S+@\S+")
_LABEL = re.compile(
    r"(?<!\w)(?:t[ée]l(?:[ée]phone)?|phone|mobile|portable|whats ?app|gsm|cell|num[ée]ro|n°)(?!\w)\s*\.?", re.IGNORECASE
)
_PLACE_IN_LIST = re.compile(r"^\s*\d{1,5}[.)\-:]\s+")
_EDGES = " \t:;,.-–—_()[]<>{}\"'«»“”/\\|•*#=+"


def name_in(words: str) -> str | None:
    """Return the name that words hold, if any: without e-mail addresses, without labels such as "Tél."."""
    # No name is as long, and looking for an address takes the square of the length.
    words = words[:_MOST_SEARCHED]
    return _settled(_PLACE_IN_LIST.sub("", _LABEL.sub(" ", _ADDRESS.sub(" ", words))))


def name_of(*parts: str) -> str | None:
    """Return the name that given parts make, such as a first and a last name."""
    return _settled(" ".join(part[:_MOST_SEARCHED] for part in parts))


def _settled(words: str) -> str | None:
    name = _BLANK_OR_CONTROL.sub(" ", words).strip(_EDGES)[:_MOST].rstrip()
    return name if any(character.isalpha() for character in name) else None
