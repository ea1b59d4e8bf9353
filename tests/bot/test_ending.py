"""A campaign's file and the look before each sending end when the campaign does, or when its operator says so."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.hosting import Hosting
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.living import Living, watches
from tests.bot.stage import Stage
from tests.bot.test_alarms import hosting, rings, sends_a_photo, set_alarms
from tests.bot.test_campaigns import press

FAR = timedelta(days=3650)


@pytest.fixture
def msgflash() -> Living:
    return Living()


@asynccontextmanager
async def repeating(folder: Path, telegram: FakeTelegram, msgflash: Living) -> AsyncIterator[tuple[Stage, Hosting]]:
    async with hosting(folder, telegram, msgflash) as (stage, _):
        host = stage.made.runner.sources.host
        assert host is not None
        await sends_a_photo(stage, "Every day")
        yield stage, host


def mark(stage: Stage) -> str:
    (name,) = {file.read_text().partition("campaign/")[2][:5] for file in (stage.path.parent / "media").glob("*.json")}
    return name


async def is_read(stage: Stage) -> None:
    await stage.presses_data(f"*|/refresh {mark(stage)}")


async def test_said_to_be_over_its_file_goes_its_alarm_is_silent_and_nothing_is_read_any_more(
    tmp_path: Path, telegram: FakeTelegram, msgflash: Living
) -> None:
    async with repeating(tmp_path, telegram, msgflash) as (stage, host):
        await stage.presses_data(f"*|/end {mark(stage)}")
        stage.sees("Is it over?", "its file is deleted within the hour", "This stops nothing at MsgFlash")
        await press(stage, "yes")
        stage.sees("I no longer follow this campaign")
        assert await set_alarms(stage) == ()
        assert await host.sweep(stage.made.runner.store)(stage.clock[0]) == 1
        assert host.files.size == 0
        msgflash.becomes("running", planned=10, sent=3)
        looked = len(msgflash.looks())
        stage.passes(days=2)
        await watches(stage, minutes=2)
        assert len(msgflash.looks()) == looked

        assert await rings(stage) == []


async def test_a_refresh_does_not_take_up_again_what_was_said_to_be_over(
    tmp_path: Path, telegram: FakeTelegram, msgflash: Living
) -> None:
    async with repeating(tmp_path, telegram, msgflash) as (stage, _):
        reference = mark(stage)
        await stage.presses_data(f"*|/end {reference}")
        await press(stage, "yes")
        msgflash.becomes("running", planned=10, sent=3)
        stage.passes(minutes=5)
        await stage.presses_data(f"*|/refresh {reference}")
        looked = len(msgflash.looks())
        await watches(stage, minutes=10)

        assert len(msgflash.looks()) == looked


@pytest.mark.parametrize("how", ["completed", "cancelled", "gone"])
async def test_a_campaign_that_msgflash_calls_over_keeps_its_file_for_the_margin_alone(
    tmp_path: Path, telegram: FakeTelegram, msgflash: Living, how: str
) -> None:
    async with repeating(tmp_path, telegram, msgflash) as (stage, host):
        sweep = host.sweep(stage.made.runner.store)
        stage.passes(hours=30)
        await is_read(stage)
        assert await sweep(stage.clock[0] + FAR) == 0
        if how == "gone":
            msgflash.gone = True
        else:
            msgflash.becomes(how, planned=3, sent=3)
        stage.passes(minutes=1)
        await is_read(stage)
        assert await set_alarms(stage) == ()
        assert await sweep(stage.clock[0] + timedelta(days=7)) == 0

        assert await sweep(stage.clock[0] + timedelta(days=7, seconds=1)) == 1


async def test_while_it_is_paused_no_alarm_is_told_and_its_file_stays_whatever_its_date_was(
    tmp_path: Path, telegram: FakeTelegram, msgflash: Living
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, asked):
        host = stage.made.runner.sources.host
        assert host is not None
        await sends_a_photo(stage)
        await stage.presses_data(f"*|/pause {mark(stage)}")
        await press(stage, "yes")
        stage.sees("” is paused")
        stage.passes(hours=24, minutes=20)
        before = len(asked)
        assert await rings(stage) == []
        assert len(asked) == before
        sweep = host.sweep(stage.made.runner.store)
        assert await sweep(stage.clock[0] + FAR) == 0
        msgflash.becomes("completed", planned=3, sent=3)
        stage.passes(minutes=1)
        await is_read(stage)

        assert await sweep(stage.clock[0] + timedelta(days=8)) == 1


async def test_a_status_that_is_not_documented_lets_go_of_nothing(
    tmp_path: Path, telegram: FakeTelegram, msgflash: Living
) -> None:
    async with repeating(tmp_path, telegram, msgflash) as (stage, host):
        msgflash.becomes("failed", planned=3, failed=3)
        stage.passes(hours=30)
        await is_read(stage)

        assert await host.sweep(stage.made.runner.store)(stage.clock[0] + FAR) == 0
        assert len(await set_alarms(stage)) == 1


async def test_a_folder_that_cannot_be_used_does_not_hold_up_the_rest(
    tmp_path: Path, telegram: FakeTelegram, msgflash: Living, caplog: pytest.LogCaptureFixture
) -> None:
    async with repeating(tmp_path, telegram, msgflash) as (stage, _):
        reference = mark(stage)
        (tmp_path / "media").rename(tmp_path / "elsewhere")
        await stage.presses_data(f"*|/end {reference}")
        await press(stage, "yes")
        stage.sees("I no longer follow this campaign")
        (tmp_path / "elsewhere").rename(tmp_path / "media")

    assert "its file could not be let go of" in caplog.text
