"""How a sentence or a key begins: French writes the names of days small, but not at a beginning."""

import re

_FIRST_VALUE = re.compile(r"\{(\w+)\}")
_FIRST_LETTER = re.compile(r"^((?:<[^>]*>)*)(\w)")


def opening(form: str, values: tuple[tuple[str, object], ...]) -> object:
    """Return the value that a text begins with, None when it begins with words of its own."""
    found = _FIRST_VALUE.match(form)
    return None if found is None else dict(values).get(found[1])


def capital(html: str) -> str:
    """Return a beginning with a capital; tags before it stay as they are."""
    return _FIRST_LETTER.sub(lambda found: found[1] + found[2].upper(), html, count=1)
