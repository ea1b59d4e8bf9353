"""Files of somebody who was forgotten: a draft's goes with the next sweep, a campaign's stays for the sending."""

from datetime import timedelta
from pathlib import Path

from storage.forgetting import forget_person
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.stage import OPERATOR
from tests.bot.test_campaigns import press
from tests.bot.test_hosting import PHOTO, hosting, to_the_content


async def test_the_file_of_a_forgotten_persons_draft_goes_with_the_next_sweep(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, host):
        await to_the_content(stage)
        await stage.sends(**PHOTO)
        sweep = host.sweep(stage.made.runner.store)
        assert await sweep(stage.clock[0]) == 0
        forget_person(stage.path, OPERATOR)

        assert await sweep(stage.clock[0]) == 1
        assert held_in(tmp_path) == []


async def test_the_file_of_a_forgotten_persons_campaign_stays_for_the_sending_and_names_nobody(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, host):
        await to_the_content(stage)
        await stage.sends(**PHOTO, caption="Hello")
        await press(stage, "send")
        stage.sees("Campaign created")
        sweep = host.sweep(stage.made.runner.store)
        forget_person(stage.path, OPERATOR)

        assert await sweep(stage.clock[0] + timedelta(days=7)) == 0
        assert [str(OPERATOR) in text for text in held_in(tmp_path)] == [False]
        assert await sweep(stage.clock[0] + timedelta(days=9)) == 1


def held_in(folder: Path) -> list[str]:
    return [file.read_text(encoding="utf-8") for file in (folder / "media").glob("*.json")]
