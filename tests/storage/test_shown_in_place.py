"""Turns shown by a change of the message are written down late, and nothing hangs on them."""

from pathlib import Path

from storage.opening import connected
from storage.store import Card, Saved, Store, opened
from tests.storage.stored import TALK, turned

CARD = Card(100, kept=False)


async def shown_twice(store: Store) -> None:
    """Show turn 1 on a message of its own, then turn 2 on the same."""
    await store.commit(TALK, 7, None, turned(1), owing=False)
    await store.shown(TALK, 1, CARD)
    await store.commit(TALK, 7, 1, turned(2), owing=False)
    await store.shown(TALK, 2, CARD)


async def test_a_change_of_the_message_costs_no_transaction_of_its_own(store: Store) -> None:
    await shown_twice(store)
    row = store.connection.execute("select turn, shown, message_id from conversations").fetchone()

    assert tuple(row) == (2, 1, 100)
    assert await store.load(TALK) == Saved(7, turned(2), 2, CARD)


async def test_it_is_written_with_the_next_change(store: Store) -> None:
    await shown_twice(store)
    await store.commit(TALK, 7, 2, turned(3), owing=False)

    row = store.connection.execute("select turn, shown, message_id from conversations").fetchone()
    assert tuple(row) == (3, 2, 100)


async def test_it_is_written_before_anybody_asks_what_is_owed(store: Store) -> None:
    await shown_twice(store)

    assert await store.owing() == ()


async def test_it_is_written_when_the_store_is_closed(path: Path) -> None:
    async with opened(path) as store:
        await shown_twice(store)
    async with opened(path) as store:
        assert await store.load(TALK) == Saved(7, turned(2), 2, CARD)
        assert await store.owing() == ()


async def test_when_it_is_lost_the_screen_is_owed_once_more_on_the_same_message(path: Path) -> None:
    async with connected(path) as database:
        await shown_twice(Store(database))
    async with opened(path) as store:
        assert await store.owing() == (TALK,)
        assert await store.load(TALK) == Saved(7, turned(2), 1, CARD)


async def test_it_is_known_though_the_talk_is_no_longer_at_hand(store: Store) -> None:
    await shown_twice(store)
    store.recent.clear()

    assert await store.load(TALK) == Saved(7, turned(2), 2, CARD)


async def test_a_message_that_is_another_is_written_at_once(store: Store) -> None:
    await shown_twice(store)
    await store.commit(TALK, 7, 2, turned(3), owing=False)
    await store.shown(TALK, 3, Card(101, kept=False))

    row = store.connection.execute("select turn, shown, message_id from conversations").fetchone()
    assert tuple(row) == (3, 3, 101)


async def test_an_older_turn_overtakes_nothing(store: Store) -> None:
    await shown_twice(store)
    await store.shown(TALK, 1, CARD)

    assert await store.owing() == ()
    assert await store.load(TALK) == Saved(7, turned(2), 2, CARD)


async def test_a_store_that_has_failed_is_closed_without_a_second_complaint(path: Path) -> None:
    async with opened(path) as store:
        await shown_twice(store)
        await store.database.close()

    async with opened(path) as store:
        assert await store.owing() == (TALK,)
