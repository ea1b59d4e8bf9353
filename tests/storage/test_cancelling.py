"""A task cancelled at any await of a call leaves it done whole or not at all, and the store as good as before."""

import asyncio
from pathlib import Path

import pytest

from storage.codec import encode
from storage.store import Card, Store, opened
from tests.storage.stored import NOW, TALK, Call, arrival, record, turned

CALLS: dict[str, Call] = {
    "receive": lambda store: store.receive((arrival(50), arrival(51)), NOW),
    "commit": lambda store: store.commit(TALK, 7, 1, turned(2), owing=True, records=(record(9),), update_id=5),
    "shown": lambda store: store.shown(TALK, 1, Card(100, kept=False)),
    "clear": lambda store: store.clear(5),
    "load": lambda store: store.load(TALK),
    "records": lambda store: store.records(TALK, 0),
    "next_arrival": lambda store: store.next_arrival(TALK),
}


async def fate(store: Store) -> tuple[object, ...]:
    """Return what the database itself holds, past anything the store remembers."""
    names = ("inbox", "conversations", "campaigns", "seen")
    return tuple(tuple(store.connection.execute(f"select * from {name}").fetchall()) for name in names)  # noqa: S608 - our own names


@pytest.mark.parametrize("name", CALLS)
async def test_a_call_cancelled_at_any_await_is_done_whole_or_not_at_all(tmp_path: Path, name: str) -> None:
    fates: list[tuple[object, ...]] = []
    for steps in range(12):
        async with opened(tmp_path / f"{steps}.db") as store:
            await store.receive((arrival(5),), NOW)
            await store.commit(TALK, 7, None, turned(1), owing=False)
            before = await fate(store)
            task = asyncio.ensure_future(_run(CALLS[name], store))
            for _ in range(steps):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.wait([task])
            await store.waiting()  # behind whatever is still under way

            assert not store.connection.in_transaction
            after = await fate(store)
            saved = await store.load(TALK)
            assert saved is not None
            assert encode(saved.conversation) in str(after[1])
            fates.append(after)
            await CALLS["receive"](store)  # the store is as good as before
    whole = await _whole(tmp_path, name)
    assert set(fates) <= {before, whole}


async def _run(call: Call, store: Store) -> None:
    await call(store)


async def _whole(tmp_path: Path, name: str) -> tuple[object, ...]:
    async with opened(tmp_path / "whole.db") as store:
        await store.receive((arrival(5),), NOW)
        await store.commit(TALK, 7, None, turned(1), owing=False)
        await CALLS[name](store)
        return await fate(store)
