"""A flood of updates waits on the disk: what the process keeps in memory does not grow with it."""

import asyncio
import gc
import tracemalloc
from pathlib import Path

from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.stage import OPERATOR, Stage, staged
from tests.durability.world import left_undone

OPERATORS = range(OPERATOR, OPERATOR + 20)
ROUNDS = 40
# An update that waited in memory would take more than this many bytes by itself.
MOST_BYTES_AN_UPDATE = 300


async def flood(stages: list[Stage], rounds: int) -> None:
    for at in range(rounds):
        for stage in stages:
            await stage.posts(stage.text(f"flood {at} " + "x" * 1000))


async def test_what_waits_in_a_flood_waits_on_the_disk_and_is_answered_in_the_end(tmp_path: Path) -> None:
    telegram = FakeTelegram()
    ids = ",".join(map(str, OPERATORS))
    async with staged(tmp_path / "bot.db", telegram, FakeMsgFlash(), operator_ids=ids) as stage:
        telegram.holds = {name: asyncio.Event() for name in ("sendMessage", "editMessageText")}
        stages = [stage.beside(user) for user in OPERATORS]
        await flood(stages, 5)
        gc.collect()
        tracemalloc.start()
        try:
            await flood(stages, ROUNDS)
            gc.collect()
            grown = tracemalloc.get_traced_memory()[0]
        finally:
            tracemalloc.stop()
        tasks = len(stage.made.runner.beside.tasks)

        for hold in telegram.holds.values():
            hold.set()
        await stage.settles()

    assert grown < MOST_BYTES_AN_UPDATE * ROUNDS * len(OPERATORS)
    assert tasks <= 3 * len(OPERATORS)
    assert left_undone(tmp_path / "bot.db") == []
    assert [len(one.messages()) for one in stages] == [1] * len(OPERATORS)
