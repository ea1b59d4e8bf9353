"""Small bars of text: a share that can be seen at a glance, on any phone."""

from math import isfinite

CELLS = 8
DONE, TO_DO = "▰", "▱"


def drawn(of_one: float) -> str:
    """Return a share as filled and empty cells, full only when all is; what is no share fills none."""
    if not isfinite(of_one):
        return TO_DO * CELLS
    full = CELLS if of_one >= 1 else min(round(max(of_one, 0) * CELLS), CELLS - 1)
    return DONE * full + TO_DO * (CELLS - full)
