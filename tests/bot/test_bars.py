"""How far something has come, and a share, drawn as cells."""

from math import inf, nan

import pytest

from bot.bars import drawn
from conversations.words import progress


@pytest.mark.parametrize(
    ("done", "of", "cells"),
    [
        (0, 13, "▱▱▱▱▱▱▱▱"),
        (7, 13, "▰▰▰▰▱▱▱▱"),
        (999, 1000, "▰▰▰▰▰▰▰▱"),
        (13, 13, "▰▰▰▰▰▰▰▰"),
        (14, 13, "▰▰▰▰▰▰▰▰"),
        (0, 0, "▰▰▰▰▰▰▰▰"),
        (-1, 13, "▱▱▱▱▱▱▱▱"),
    ],
)
def test_a_bar_is_full_only_when_all_is_done(done: int, of: int, cells: str) -> None:
    assert drawn(progress(done, of).of_one) == cells


@pytest.mark.parametrize("share", [nan, inf, -inf, -1.0])
def test_what_is_no_share_fills_nothing(share: float) -> None:
    assert drawn(share) == "▱▱▱▱▱▱▱▱"
