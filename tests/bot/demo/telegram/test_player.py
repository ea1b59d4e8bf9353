"""The player tells what is there instead of what it expected."""

import pytest

from bot.demo.telegram.player import NotSeenError, Player


async def test_a_player_who_sees_nothing_tells_what_there_is(awa: Player) -> None:
    await awa.types("/start")
    with pytest.raises(NotSeenError, match="> 1: /start"):
        await awa.presses("Oui")
    awa.patience = 0
    with pytest.raises(NotSeenError, match=r"Waited in vain for 'Bonjour'\.\n> 1: /start"):
        await awa.sees("Bonjour")
