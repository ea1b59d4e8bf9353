"""Lists kept by what they hold: what was confirmed is what is found again, and numbers are forgotten in time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from conversations.conversation import begin
from conversations.draft import Draft
from conversations.people import ListId
from conversations.steps.contacts import Contacts
from conversations.workspace import ContactId, Reference
from storage.lists import Addition, Lists, Numbered, Rest, forget_lists
from storage.store import Store, StoreError

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
IDS = tuple(ContactId(f"3b9e5f5e-2f77-4a44-9c9b-{at:012}") for at in range(3000))
REST = Rest((Numbered("+33639980001", "Awa « A » Doe"), Numbered("+33639980002")), ("06 39", "😀"))


def lists_of(store: Store, workspace: str = "w") -> Lists:
    return Lists(store.database, workspace)


async def test_a_selection_is_found_again_in_its_order_each_contact_once(store: Store) -> None:
    lists = lists_of(store)
    kept = await lists.keep_selection((*IDS, *IDS[:5]), NOW)

    assert await lists.selection(kept) == IDS
    assert await lists.selection(ListId("other")) is None


async def test_another_selection_has_another_id_and_the_same_the_same(store: Store) -> None:
    lists = lists_of(store)
    one = await lists.keep_selection(IDS[:2], NOW)

    assert await lists.keep_selection(IDS[:2], NOW + timedelta(days=1)) == one
    assert await lists.keep_selection(IDS[1::-1], NOW) != one
    assert await lists_of(store, "other").keep_selection(IDS[:2], NOW) != one


async def test_what_is_left_of_a_list_comes_back_as_it_was_and_is_no_selection(store: Store) -> None:
    lists = lists_of(store)
    kept = await lists.keep_rest(REST, NOW)

    assert await lists.rest(kept) == REST
    assert await lists.selection(kept) is None


async def test_a_creation_is_remembered_before_it_leaves_and_after(store: Store) -> None:
    lists = lists_of(store)
    await lists.sending("+331", NOW)
    await lists.sending("+332", NOW)
    await lists.settled("+332", "made", IDS[0])
    await lists.sending("+333", NOW)
    await lists.taken_back("+333")

    known = await lists.additions(["+331", "+332", "+333", "+334"])
    assert known == {"+331": Addition("sent", None), "+332": Addition("made", IDS[0])}
    assert await lists_of(store, "other").additions(["+331"]) == {}


async def test_numbers_are_forgotten_and_selections_too_unless_a_draft_names_them(store: Store) -> None:
    lists = lists_of(store)
    named, unnamed = await lists.keep_selection(IDS[:2], NOW), await lists.keep_selection(IDS[:3], NOW)
    rest = await lists.keep_rest(REST, NOW)
    await lists.sending("+331", NOW)
    draft = Draft(Reference("ABCDE"), NOW, (Contacts(named, 2),))
    talk = replace(begin("7:7", "en", "Europe/Paris"), draft=draft)
    await store.commit("7:7", 7, None, talk, owing=False)
    await forget_lists(store.database, NOW)
    assert await lists.rest(rest) == REST

    await forget_lists(store.database, NOW + timedelta(hours=24))

    assert await lists.rest(rest) is None
    assert await lists.additions(["+331"]) == {}
    assert await lists.selection(unnamed) is None
    assert await lists.selection(named) == IDS[:2]


async def test_a_list_kept_again_is_as_young_as_the_last_time(store: Store) -> None:
    lists = lists_of(store)
    rest = await lists.keep_rest(REST, NOW)
    await lists.keep_rest(REST, NOW + timedelta(hours=20))
    await forget_lists(store.database, NOW + timedelta(hours=10))

    assert await lists.rest(rest) == REST


async def test_a_closed_database_is_a_store_error(store: Store) -> None:
    await store.database.close()

    with pytest.raises(StoreError):
        await lists_of(store).selection(ListId("x"))
    with pytest.raises(StoreError):
        await forget_lists(store.database, NOW)
