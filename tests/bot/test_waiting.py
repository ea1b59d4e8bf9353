"""One operator whose Telegram hangs holds up nobody else."""

import asyncio
from pathlib import Path

from tests.bot.fake_telegram import FakeTelegram
from tests.bot.living import Living, creates
from tests.bot.stage import meanwhile, staged


async def test_a_card_that_cannot_be_shown_just_now_holds_up_the_watching_of_no_other_campaign(
    tmp_path: Path, telegram: FakeTelegram
) -> None:
    msgflash = Living()
    async with staged(tmp_path / "bot.db", telegram, msgflash, operator_ids="1001,1002") as stage:
        await creates(stage)
        stage.passes(minutes=4)
        await creates(stage.beside(1002))
        held = telegram.holds["sendMessage"] = asyncio.Event()
        watching = asyncio.ensure_future(stage.made.runner.watcher.run())
        await meanwhile(lambda: len(msgflash.looks()) == 1)
        stage.passes(minutes=4)
        await meanwhile(lambda: len(msgflash.looks()) == 2)
        held.set()
        watching.cancel()
        await stage.settles()
