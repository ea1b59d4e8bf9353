"""How far something has come."""

import pytest

from conversations.progress import bar


@pytest.mark.parametrize(
    ("done", "of", "drawn"),
    [
        (0, 13, "▱▱▱▱▱▱▱▱▱▱"),
        (1, 13, "▱▱▱▱▱▱▱▱▱▱"),
        (7, 13, "▰▰▰▰▰▱▱▱▱▱"),
        (999, 1000, "▰▰▰▰▰▰▰▰▰▱"),
        (13, 13, "▰▰▰▰▰▰▰▰▰▰"),
        (14, 13, "▰▰▰▰▰▰▰▰▰▰"),
        (0, 0, "▰▰▰▰▰▰▰▰▰▰"),
        (-1, 13, "▱▱▱▱▱▱▱▱▱▱"),
    ],
)
def test_a_bar_is_full_only_when_all_is_done(done: int, of: int, drawn: str) -> None:
    assert bar(done, of) == drawn
