"""The sweep: by the settings, once an hour, and never a reason to go on with a database that fails."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.sweeping import people, sweep_hourly, talks
from conversations.conversation import begin
from storage.contacts import Contacts
from storage.lists import Lists, Rest
from storage.store import Arrival, Store, StoreError, opened
from tests.bot.conftest import Leaping
from tests.bot.stage import settings

NOW = datetime(2026, 4, 14, 23, 30, tzinfo=UTC)


async def wrote(store: Store, talk: str, at: datetime, update_id: int) -> None:
    await store.receive((Arrival(update_id, talk, 7, ("hello",)),), at)
    await store.commit(talk, 7, None, begin(talk, "fr", "UTC"), owing=False, update_id=update_id)
    await store.shown(talk, 0, None)


@pytest.mark.parametrize(("days", "left"), [(90, True), (91, False)])
async def test_a_talk_is_kept_for_as_many_days_as_are_set(tmp_path: Path, days: int, left: bool) -> None:  # noqa: FBT001 - a cell of a table
    async with opened(tmp_path / "bot.db") as store:
        await wrote(store, "7:7", NOW, 1)
        await talks(store, settings())(NOW + timedelta(days=days))

        assert (await store.load("7:7") is not None) == left


async def test_days_are_those_of_utc_wherever_the_server_stands(tmp_path: Path) -> None:
    async with opened(tmp_path / "bot.db") as store:
        await wrote(store, "7:7", NOW.astimezone(timezone(timedelta(hours=14))), 1)
        far_west = (NOW + timedelta(days=3)).astimezone(timezone(timedelta(hours=-12)))

        assert await talks(store, settings(retention_drafts_days=3))(far_west) == 0
        assert await talks(store, settings(retention_drafts_days=2))(far_west) == 1


def test_a_sweep_that_fails_ends_neither_the_others_nor_the_next_ones(leaping: Leaping) -> None:
    swept: list[str] = []

    async def fails(_: datetime) -> int:
        swept.append("fails")
        raise ValueError

    async def works(_: datetime) -> int:
        swept.append("works")
        return 1

    async def work() -> None:
        going = asyncio.ensure_future(sweep_hourly((fails, works), lambda: NOW, lambda _: None))
        await asyncio.sleep(60 * 60 * 1.5)
        going.cancel()

    leaping(work())

    assert swept == ["fails", "works"] * 2


def test_it_is_swept_at_the_start_and_then_once_an_hour(leaping: Leaping) -> None:
    moments: list[float] = []

    async def work() -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()

        async def sweep(_: datetime) -> int:
            moments.append(loop.time() - began)
            return 1

        going = asyncio.ensure_future(sweep_hourly((sweep, sweep), lambda: NOW, lambda _: None))
        await asyncio.sleep(60 * 60 * 2.5)
        going.cancel()

    leaping(work())

    assert [round(moment / 3600) for moment in moments] == [0, 0, 1, 1, 2, 2]


async def test_a_database_that_fails_ends_the_sweeps_and_is_told() -> None:
    told: list[Exception] = []

    async def sweep(_: datetime) -> int:
        raise StoreError("the disk is full")

    await sweep_hourly((sweep,), lambda: NOW, told.append)

    assert [str(reason) for reason in told] == ["the disk is full"]


async def test_a_talk_that_was_swept_out_is_gone_from_memory_too(tmp_path: Path) -> None:
    async with opened(tmp_path / "bot.db") as store:
        await wrote(store, "7:7", NOW, 1)
        assert await store.load("7:7") is not None
        await talks(store, settings())(NOW + timedelta(days=91))

        assert await store.load("7:7") is None


@pytest.mark.parametrize(("hours", "left"), [(24, True), (25, False)])
async def test_what_was_read_of_contacts_is_kept_for_as_many_hours_as_are_set(
    tmp_path: Path,
    hours: int,
    left: bool,  # noqa: FBT001 - a cell of a table
) -> None:
    async with opened(tmp_path / "bot.db") as store:
        contacts, lists = Contacts(store.database, "w"), Lists(store.database, "w")
        await contacts.take(await contacts.begin(NOW, NOW), (), None)
        rest = await lists.keep_rest(Rest(), NOW)
        gone = await people(store, settings())(NOW + timedelta(hours=hours))

        assert gone == (0 if left else 2)
        assert (await contacts.age() is not None, await lists.rest(rest) is not None) == (left, left)
