"""Small bars of text: a share that can be seen at a glance, on any phone."""

from math import isfinite

CELLS = 8


def drawn(of_one: float) -> str:
    """Return a share as filled and empty cells; what is no share fills none, or all."""
    full = round(min(max(of_one, 0), 1) * CELLS) if isfinite(of_one) else 0
    return "▰" * full + "▱" * (CELLS - full)
