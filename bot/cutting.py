"""Cutting a text to what there is room for."""

from conversations.replies import units


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def cut_units(text: str, most: int) -> str:
    """Cut to at most this many UTF-16 code units, never inside a character."""
    if units(text) <= most:
        return text
    whole = text.encode("utf-16-le", "surrogatepass")[: max(most - 1, 0) * 2].decode("utf-16-le", "ignore")
    return whole.rstrip() + "…"
