"""What the store promises: everything once, all or nothing, in the order of arrival."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from conversations.conversation import Helping
from storage.store import A_PAGE, SEEN_FOR, Card, OutpacedError, Saved, Store, StoreError, opened
from tests.storage.stored import NEW, NOW, TALK, arrival, record, turned


async def works_off(store: Store, talk: str = TALK) -> list[int]:
    """Take one update after the other out of the inbox, as the runner does."""
    order: list[int] = []
    while (found := await store.next_arrival(talk)) is not None:
        order.append(found.update_id)
        await store.clear(found.update_id)
    return order


async def test_an_update_comes_back_as_it_was_stored(store: Store) -> None:
    assert await store.receive((arrival(5),), NOW) == (TALK,)
    assert await store.next_arrival(TALK) == arrival(5)
    assert await store.next_arrival("8:8") is None
    assert await store.waiting() == (TALK,)


async def test_an_update_is_taken_in_once_ever(store: Store) -> None:
    assert await store.receive((arrival(5), arrival(5)), NOW) == (TALK,)
    assert await store.receive((arrival(5),), NOW) == ()
    await store.clear(5)

    assert await store.receive((arrival(5),), NOW + timedelta(hours=1)) == ()
    assert await store.waiting() == ()


async def test_talks_with_something_new_are_named_once_in_their_order(store: Store) -> None:
    given = (arrival(1, "b"), arrival(2, "a"), arrival(3, "b"))

    assert await store.receive(given, NOW) == ("b", "a")
    assert set(await store.waiting()) == {"a", "b"}


@pytest.mark.parametrize(
    ("after", "taken_again"),
    [(timedelta(days=1), False), (SEEN_FOR, False), (SEEN_FOR + timedelta(hours=2), True)],
)
async def test_ids_are_forgotten_after_two_days_and_not_before(
    store: Store, after: timedelta, *, taken_again: bool
) -> None:
    await store.receive((arrival(5),), NOW)
    await store.clear(5)
    await store.receive((arrival(6),), NOW + after)  # whatever forgets may do so now

    assert await store.receive((arrival(5),), NOW + after) == ((TALK,) if taken_again else ())


async def test_ids_are_forgotten_after_a_restart_as_well(path: Path) -> None:
    async with opened(path) as store:
        await store.receive((arrival(5),), NOW)
        await store.clear(5)
    async with opened(path) as store:
        assert await store.receive((arrival(5),), NOW + timedelta(days=1)) == ()
    async with opened(path) as store:
        await store.receive((arrival(6),), NOW + timedelta(days=3))
        assert await store.receive((arrival(5),), NOW + timedelta(days=3)) == (TALK,)


async def test_an_id_that_comes_again_while_its_update_still_waits_breaks_nothing(store: Store) -> None:
    """Telegram may start its ids anew; the update of long ago is still in the inbox after a long stop."""
    await store.receive((arrival(5),), NOW)

    await store.receive((arrival(5), arrival(6)), NOW + timedelta(days=30))

    assert await works_off(store) == [5, 6]


async def test_updates_are_worked_off_in_the_order_of_their_arrival(store: Store) -> None:
    await store.receive((arrival(900), arrival(901)), NOW)
    await store.receive((arrival(3), arrival(4)), NOW + timedelta(milliseconds=1))  # ids began anew
    await store.receive((arrival(902),), NOW + timedelta(seconds=1))

    assert await works_off(store) == [900, 901, 3, 4, 902]


async def test_times_with_and_without_fractions_are_in_order(store: Store) -> None:
    await store.receive((arrival(9),), NOW)
    await store.receive((arrival(1),), NOW + timedelta(microseconds=1))

    assert await works_off(store) == [9, 1]


async def test_a_clock_that_is_set_back_does_not_reorder_updates(store: Store) -> None:
    await store.receive((arrival(5),), NOW)
    await store.receive((arrival(6),), NOW - timedelta(seconds=1))

    assert await works_off(store) == [5, 6]


async def test_a_conversation_comes_back_as_it_was_stored(path: Path) -> None:
    async with opened(path) as store:
        assert await store.load(TALK) is None
        await store.commit(TALK, 7, None, turned(1), owing=False)
        assert await store.load(TALK) == Saved(7, turned(1), -1, None)
    async with opened(path) as store:
        assert await store.load(TALK) == Saved(7, turned(1), -1, None)


async def test_a_change_takes_everything_in_at_once(path: Path) -> None:
    async with opened(path) as store:
        await store.receive((arrival(5),), NOW)
        await store.commit(TALK, 8, None, turned(1), owing=True, records=(record(1),), update_id=5)
    async with opened(path) as store:
        assert await store.waiting() == ()
        assert await store.owing() == (TALK,)
        assert (await store.records(TALK, 0)).records == (record(1),)
        assert await store.load(TALK) == Saved(8, turned(1), -1, None)


async def test_a_change_from_an_old_turn_is_refused_whole(store: Store) -> None:
    await store.receive((arrival(5),), NOW)
    await store.commit(TALK, 7, None, turned(1), owing=False)
    await store.commit(TALK, 7, 1, turned(2), owing=False)

    for before in (None, 0, 1, 3):
        with pytest.raises(OutpacedError):
            await store.commit(TALK, 7, before, turned(9), owing=True, records=(record(1),), update_id=5)

    assert await store.load(TALK) == Saved(7, turned(2), -1, None)
    assert (await store.records(TALK, 0)).records == ()
    assert await works_off(store) == [5]


async def test_of_two_changes_from_the_same_turn_one_wins(store: Store) -> None:
    await store.commit(TALK, 7, None, turned(1), owing=False)
    helping = replace(turned(2), stage=Helping())

    results = await asyncio.gather(
        store.commit(TALK, 7, 1, turned(2), owing=False),
        store.commit(TALK, 7, 1, helping, owing=False),
        return_exceptions=True,
    )

    assert sorted(type(result).__name__ for result in results) == ["NoneType", "OutpacedError"]
    saved = await store.load(TALK)
    assert saved is not None
    assert saved.conversation in {turned(2), helping}


async def test_a_failure_in_the_middle_of_a_change_leaves_nothing_of_it(store: Store) -> None:
    await store.receive((arrival(5),), NOW)
    store.connection.execute("create trigger no before insert on campaigns begin select raise(abort, 'no'); end")

    with pytest.raises(StoreError):
        await store.commit(TALK, 7, None, turned(1), owing=False, records=(record(1),), update_id=5)

    assert await store.load(TALK) is None
    assert await works_off(store) == [5]
    assert not store.connection.in_transaction


async def test_neighbours_of_a_failure_are_not_harmed(store: Store) -> None:
    store.connection.execute("create trigger no before insert on campaigns begin select raise(abort, 'no'); end")

    results = await asyncio.gather(
        store.commit("a", 1, None, turned(1), owing=False),
        store.commit("b", 2, None, turned(1), owing=False, records=(record(1),)),
        store.commit("c", 3, None, turned(1), owing=False),
        return_exceptions=True,
    )

    stored = {talk for talk in "abc" if await store.load(talk) is not None}
    told = {talk for talk, result in zip("abc", results, strict=True) if result is None}
    assert stored == told
    assert "b" not in stored


async def test_what_is_owed_is_known_until_it_is_shown(store: Store) -> None:
    await store.commit(TALK, 7, None, turned(3), owing=False)
    owed = [await store.owing()]
    await store.shown(TALK, 2, Card(100, kept=False))
    owed.append(await store.owing())
    await store.shown(TALK, 3, Card(101, kept=True))
    owed.append(await store.owing())

    assert owed == [(TALK,), (TALK,), ()]
    assert await store.load(TALK) == Saved(7, turned(3), 3, Card(101, kept=True))


async def test_a_newer_screen_is_never_overtaken_by_an_older_one(path: Path) -> None:
    async with opened(path) as store:
        await store.commit(TALK, 7, None, turned(3), owing=False)
        await store.shown(TALK, 3, Card(101, kept=False))
        await store.shown(TALK, 2, Card(100, kept=False))
        here = await store.load(TALK)
    async with opened(path) as store:
        assert here == await store.load(TALK) == Saved(7, turned(3), 3, Card(101, kept=False))


async def test_a_chat_that_is_closed_has_no_card_and_nothing_owed(store: Store) -> None:
    await store.commit(TALK, 7, None, turned(3), owing=False)
    await store.shown(TALK, 3, None)

    assert await store.owing() == ()
    assert await store.load(TALK) == Saved(7, turned(3), 3, None)


async def test_a_change_keeps_the_card(path: Path) -> None:
    async with opened(path) as store:
        await store.commit(TALK, 7, None, turned(1), owing=False)
        await store.shown(TALK, 1, Card(100, kept=False))
        await store.commit(TALK, 7, 1, turned(2), owing=False)
        here = await store.load(TALK)
    async with opened(path) as store:
        assert here == await store.load(TALK) == Saved(7, turned(2), 1, Card(100, kept=False))


async def test_a_talk_that_is_not_in_memory_is_changed_all_the_same(path: Path) -> None:
    async with opened(path) as store:
        await store.commit(TALK, 7, None, turned(1), owing=False)
        await store.shown(TALK, 1, Card(100, kept=False))
    async with opened(path) as store:
        await store.commit(TALK, 7, 1, turned(2), owing=False)

        assert await store.load(TALK) == Saved(7, turned(2), 1, Card(100, kept=False))


async def test_campaigns_are_listed_newest_first_in_pages(store: Store) -> None:
    records = tuple(record(serial, NOW + timedelta(minutes=serial)) for serial in range(A_PAGE + 2))
    await store.commit(TALK, 7, None, NEW, owing=False, records=records)

    first, second, third = [await store.records(TALK, page) for page in range(3)]
    assert [found.name for found in first.records + second.records] == [
        f"Campaign {serial}" for serial in reversed(range(A_PAGE + 2))
    ]
    assert (first.more, second.more, third.more) == (True, False, False)
    assert third.records == ()
    assert (await store.records("8:8", 0)).records == ()


async def test_a_campaign_kept_twice_is_listed_once_as_it_was_last(store: Store) -> None:
    found = replace(record(1), id=None)
    await store.commit(TALK, 7, None, turned(1), owing=False, records=(found,))
    await store.commit(TALK, 7, 1, turned(2), owing=False, records=(record(1),))

    assert (await store.records(TALK, 0)).records == (record(1),)
