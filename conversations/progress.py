"""How far something has come, drawn with signs that every phone shows."""

CELLS = 10
DONE, TO_DO = "▰", "▱"


def bar(done: int, of: int) -> str:
    """Return a bar of ten cells; it is full only when all is done."""
    full = CELLS if done >= of else max(done, 0) * CELLS // of
    return DONE * full + TO_DO * (CELLS - full)
