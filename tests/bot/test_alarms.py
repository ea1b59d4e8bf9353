"""Ten minutes before a campaign leaves its file is looked at, as MsgFlash will ask for it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

from bot.alarms import ring_due
from bot.media.links import Way
from bot.media.reach import is_public
from conversations.files import FileNeeded
from storage import alarms
from storage.alarms import Alarm
from tests import canaries
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.media.samples import SAMPLES
from tests.bot.stage import Stage, staged

AT = "https://bot.example.com"
PHOTO = {"photo": [{"file_id": "p", "file_unique_id": "u", "width": 9, "height": 9}]}
Serve = Callable[[web.Application], Awaitable[TestServer]]


@asynccontextmanager
async def hosting(
    folder: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash, **more: object
) -> AsyncIterator[tuple[Stage, list[str]]]:
    """The bot with a public address at which it answers; and what was asked there."""
    server: list[TestServer] = []
    asked: list[str] = []

    async def look(_: str) -> tuple[str, ...]:
        return ("93.184.216.34",)

    def dial(url: URL) -> URL:
        asked.append(url.path)
        return server[0].make_url(url.path)

    telegram.files["p"] = SAMPLES["jpeg"]
    given = {
        "secret_keys": canaries.SECRET_KEY,
        "media_dir": folder / "media",
        "way": Way(look, is_public, 5.0, dial),
        **more,
    }
    async with staged(folder / "bot.db", telegram, msgflash, hosted_at=AT, **given) as stage:
        host = stage.made.runner.sources.host
        assert host is not None
        application = web.Application()
        application.add_routes(host.routes())
        server.append(TestServer(application, host="127.0.0.1"))
        await server[0].start_server(access_log=None)
        try:
            yield stage, asked
        finally:
            await server[0].close()


async def sends_a_photo(stage: Stage, repeat: str = "Once only") -> None:
    await stage.types("/new")
    await stage.presses("tags")
    await stage.types("vip")
    await stage.types("15/04/2026 11:00")
    await stage.presses(repeat)
    await stage.sends(**PHOTO, caption="Look")
    await stage.presses("Send")
    stage.sees("Campaign created")


async def set_alarms(stage: Stage) -> tuple[Alarm, ...]:
    far = stage.clock[0].replace(year=2030)
    return await stage.made.runner.store.do(lambda connection: alarms.due(connection, far))


async def rings(stage: Stage) -> list[str]:
    """Ring what is due; return the messages that came of it."""
    before = len(stage.messages())
    await ring_due(stage.made.runner)
    await stage.settles()
    return [str(message["text"]) for message in stage.messages()[before:]]


async def test_a_file_that_can_be_fetched_is_looked_at_once_and_in_silence(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, asked):
        await sends_a_photo(stage)
        stage.passes(hours=24, minutes=19)
        assert (await rings(stage), asked) == ([], [])
        stage.passes(minutes=1)

        assert await rings(stage) == []
        assert len(asked) == 2
        assert await set_alarms(stage) == ()


@pytest.mark.parametrize("restarted", [False, True], ids=["running", "restarted"])
async def test_a_file_that_cannot_be_fetched_is_told_ten_minutes_before(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash, *, restarted: bool
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, _):
        await sends_a_photo(stage)
        for path in (tmp_path / "media").iterdir():
            path.unlink()
        if not restarted:
            stage.passes(hours=24, minutes=20)
            card, told = await rings(stage)
            assert "scheduled" in card
            assert "its file cannot be reached" in told
            assert "15 Apr 2026, 11:00" in told
            assert "/pause" in str(stage.messages()[-1]["reply_markup"])
            assert await rings(stage) == []
            return
    async with hosting(tmp_path, telegram, msgflash) as (stage, _):
        stage.passes(hours=24, minutes=20)

        assert len(await rings(stage)) == 2


async def test_a_repeating_campaigns_file_is_looked_at_before_each_sending(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, _):
        await sends_a_photo(stage, "Every week")
        (first,) = await set_alarms(stage)
        stage.passes(hours=24, minutes=20)
        await rings(stage)
        (following,) = await set_alarms(stage)

        assert isinstance(first.body, FileNeeded)
        assert isinstance(following.body, FileNeeded)
        assert (following.at - first.at).days == (following.body.leaves - first.body.leaves).days == 7


async def test_of_a_campaign_that_was_not_created_nothing_is_said(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, asked):
        await sends_a_photo(stage)
        (alarm,) = await set_alarms(stage)
        assert isinstance(alarm.body, FileNeeded)
        other = FileNeeded("OTHER", "Other", f"{AT}/media/x", "image", alarm.body.leaves, "none")
        await stage.made.runner.store.do(lambda connection: alarms.drop(connection, alarm))
        await stage.made.runner.store.do(
            lambda connection: alarms.put(connection, Alarm(alarm.talk, "file OTHER", alarm.at, other))
        )
        stage.passes(hours=24, minutes=20)

        assert (await rings(stage), asked) == ([], [])


async def test_a_text_campaign_sets_no_alarm(stage: Stage) -> None:
    await stage.types("/new")
    await stage.presses("tags")
    await stage.types("vip")
    await stage.types("15/04/2026 11:00")
    await stage.presses("Once only")
    await stage.types("Hello")
    await stage.presses("Send")

    assert await set_alarms(stage) == ()


async def test_of_a_campaign_that_nobody_follows_the_file_is_told_all_the_same(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, _):
        await sends_a_photo(stage)
        for path in (tmp_path / "media").iterdir():
            path.unlink()
        await stage.made.runner.store.do(lambda connection: connection.execute("delete from watches"))
        stage.passes(hours=24, minutes=20)
        (told,) = await rings(stage)

        assert "file is missing" in told


async def test_before_each_sending_a_missing_file_is_news(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, _):
        await sends_a_photo(stage, "Every week")
        for path in (tmp_path / "media").iterdir():
            path.unlink()
        stage.passes(hours=24, minutes=20)
        await rings(stage)
        stage.passes(days=7)

        assert any("its file cannot be reached" in told for told in await rings(stage))


@pytest.mark.parametrize("repeat", ["Once only", "Every day"])
async def test_after_a_long_sleep_nothing_is_said_of_starts_that_are_past(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash, repeat: str
) -> None:
    async with hosting(tmp_path, telegram, msgflash) as (stage, _):
        await sends_a_photo(stage, repeat)
        for path in (tmp_path / "media").iterdir():
            path.unlink()
        stage.passes(days=5)

        assert await rings(stage) == []
        following = [alarm.body for alarm in await set_alarms(stage) if isinstance(alarm.body, FileNeeded)]
        ahead = [body.leaves - stage.clock[0] for body in following]
        assert [timedelta() < one <= timedelta(days=1) for one in ahead] == [True] * (repeat == "Every day")
