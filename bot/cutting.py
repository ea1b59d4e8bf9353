"""Cutting a text to what there is room for."""

from conversations.replies import units


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def first_units(text: str, most: int) -> str:
    """Return at most this many UTF-16 code units of a text, never a part of a character."""
    if units(text) <= most:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: max(most, 0) * 2].decode("utf-16-le", "ignore")


def cut_units(text: str, most: int) -> str:
    """Cut to at most this many UTF-16 code units, and show that it was cut."""
    return text if units(text) <= most else first_units(text, most - 1).rstrip() + "…"
