"""A creation that did not leave in time does not leave after the campaign's own start."""

import httpx
import pytest

from tests.bot.msgflash.test_creating import NEVER_LEFT, Leaping, World, outcomes


@pytest.mark.parametrize(("ahead", "waits"), [(8.0, [1, 2, 4]), (7.0, [1, 2]), (1.0, []), (-60.0, [])])
def test_nothing_is_tried_again_once_the_campaign_should_have_left(
    leaping: Leaping, ahead: float, waits: list[float]
) -> None:
    world = World(httpx.ConnectError)

    assert outcomes(leaping, world, ahead) == [NEVER_LEFT]
    assert world.waits() == waits
