"""Whatever task is cancelled at whatever await, the database is never left inside a transaction, nor half-written."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conversations.conversation import Conversation, begin
from conversations.events import Commanded
from conversations.workspace import CampaignId, Record, Reference
from storage.store import Arrival, Card, OutpacedError, Store, opened

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
TALK = "1:1"
FIRST = replace(begin(TALK, "en", "Europe/Paris"), turn=1)
SECOND = replace(FIRST, turn=2)
RECORD = Record(Reference("F45DN"), CampaignId("c"), "Spring", NOW, NOW)
# More steps of the loop than any call takes.
STEPS = range(8)


async def commits(store: Store) -> None:
    await store.commit(TALK, 1, 1, SECOND, owing=True, records=(RECORD,), update_id=1)


async def receives(store: Store) -> None:
    await store.receive((Arrival(2, TALK, 1, (Commanded("start"), None, None)),), NOW)


async def shows(store: Store) -> None:
    await store.shown(TALK, 1, Card(7, kept=False))


async def clears(store: Store) -> None:
    await store.clear(1)


async def prepared(store: Store) -> None:
    await store.commit(TALK, 1, None, FIRST, owing=False)
    await store.receive((Arrival(1, TALK, 1, (Commanded("new"), None, None)),), NOW)


async def cancelled_after(steps: int, work: Awaitable[None]) -> None:
    task = asyncio.ensure_future(work)
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("steps", STEPS)
@pytest.mark.parametrize("call", [commits, receives, shows, clears])
async def test_a_cancelled_call_leaves_no_transaction_open(
    tmp_path: Path, call: Callable[[Store], Awaitable[None]], steps: int
) -> None:
    async with opened(tmp_path / "bot.db") as store:
        await prepared(store)

        await cancelled_after(steps, call(store))
        # Whatever was asked for before this has been done by then.
        await store.waiting()

        assert not store.connection.in_transaction
        await store.receive((Arrival(9, "2:2", 2, (Commanded("start"), None, None)),), NOW)
        assert "2:2" in await store.waiting()


@pytest.mark.parametrize("steps", STEPS)
async def test_a_cancelled_change_is_stored_whole_or_not_at_all(tmp_path: Path, steps: int) -> None:
    path = tmp_path / "bot.db"
    async with opened(path) as store:
        await prepared(store)
        await cancelled_after(steps, commits(store))
        in_memory = await store.load(TALK)
    async with opened(path) as store:
        saved, waiting, kept = await store.load(TALK), await store.waiting(), await store.records(TALK, 0)

    assert saved is not None
    assert saved == in_memory
    stored = saved.conversation == SECOND
    assert saved.conversation in (FIRST, SECOND)
    assert waiting == (() if stored else (TALK,))
    assert kept.records == ((RECORD,) if stored else ())


async def test_what_shares_a_commit_with_a_change_that_came_too_late_is_stored(tmp_path: Path) -> None:
    async with opened(tmp_path / "bot.db") as store:
        await prepared(store)

        stale: Conversation = replace(FIRST, turn=9)
        outcomes = await asyncio.gather(
            store.commit(TALK, 1, 8, stale, owing=False),
            *(store.commit(f"{at}:{at}", at, None, FIRST, owing=False) for at in range(2, 40)),
            return_exceptions=True,
        )

        assert isinstance(outcomes[0], OutpacedError)
        assert outcomes[1:] == [None] * 38
        assert all([await store.load(f"{at}:{at}") for at in range(2, 40)])
        assert not store.connection.in_transaction
