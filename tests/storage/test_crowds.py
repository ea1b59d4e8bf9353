"""What the contacts that were read tell of two campaigns' people: nothing where they do not know them."""

from datetime import UTC, datetime

import pytest

from conversations.crowds import Crowd, Shared, Temperatures, Whom
from conversations.people import Contact
from conversations.workspace import ContactId, Reference
from storage.contacts import Contacts, Person
from storage.crowds import Crowds
from storage.lists import Lists
from storage.store import Store

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
EARLIER = Reference("ABCDE")
EVERYONE = Whom("all")


def person(at: int, temperature: str | None, *tags: str) -> Person:
    return Person(Contact(ContactId(f"c{at}"), f"Name {at}", f"+3363998000{at}"), tags, temperature)


PEOPLE = (
    person(1, "cold", "vip", "client"),
    person(2, "warm", "vip"),
    person(3, "cold", "client"),
    person(4, None, "client"),
    person(5, "hot", "o'brien :x?"),
)


async def known(store: Store, *people: Person) -> Crowds:
    contacts = Contacts(store.database, "w")
    await contacts.take(await contacts.begin(NOW, NOW), people or PEOPLE, None)
    return Crowds(store.database, "w")


async def selection(store: Store, *ids: str) -> Whom:
    return Whom("explicit", (await Lists(store.database, "w").keep_selection([ContactId(one) for one in ids], NOW),))


@pytest.mark.parametrize(
    ("whom", "crowds"),
    [
        (EVERYONE, (Crowd(5, 2, 1),)),
        (Whom("tags", ("vip",)), (Crowd(2, 1, 0),)),
        (Whom("tags", ("vip", "client")), (Crowd(4, 2, 1), Crowd(1, 1, 0))),
        (Whom("tags", ("o'brien :x?",)), (Crowd(1, 0, 0),)),
    ],
)
async def test_cold_contacts_are_counted_in_each_way_a_choice_can_be_read(
    store: Store, whom: Whom, crowds: tuple[Crowd, ...]
) -> None:
    assert await (await known(store)).temperatures(whom) == Temperatures(NOW, crowds)


async def test_of_a_selection_those_who_are_no_contacts_any_more_are_not_told(store: Store) -> None:
    crowds = await known(store)

    assert await crowds.temperatures(await selection(store, "c1", "c2", "gone")) == Temperatures(NOW, (Crowd(3, 1, 1),))


@pytest.mark.parametrize(
    "whom",
    [
        Whom("group", ("g",)),
        Whom("tags", ("nobody",)),
        Whom("tags", ("vip", "nobody")),
        Whom("tags", ("VIP",)),
        Whom("tags"),
        Whom("explicit", ("0" * 32,)),
        Whom("explicit"),
    ],
    ids=["group", "tag of nobody", "one tag of two", "in capitals", "no tag", "selection not kept", "no selection"],
)
async def test_of_people_who_are_not_known_nothing_is_told(store: Store, whom: Whom) -> None:
    crowds = await known(store)

    assert await crowds.temperatures(whom) is None
    assert await crowds.shared(EVERYONE, EARLIER, whom) is None
    assert await crowds.shared(whom, EARLIER, EVERYONE) is None


async def test_before_the_contacts_were_read_only_selections_can_be_compared(store: Store) -> None:
    crowds = Crowds(store.database, "w")
    one, other = await selection(store, "c1", "c2"), await selection(store, "c2", "c3")

    assert await crowds.temperatures(EVERYONE) is None
    assert await crowds.temperatures(one) is None
    assert await crowds.shared(one, EARLIER, EVERYONE) is None
    assert await crowds.shared(one, EARLIER, other) == Shared(EARLIER, 1, 1)


@pytest.mark.parametrize(
    ("one", "other", "fewest", "most"),
    [
        (("vip",), ("client",), 1, 1),
        (("vip",), ("o'brien :x?",), 0, 0),
        (("vip", "client"), ("vip",), 1, 2),
        (("vip", "client"), ("client", "vip"), 1, 4),
    ],
)
async def test_those_who_bear_the_tags_of_both_are_counted(
    store: Store, one: tuple[str, ...], other: tuple[str, ...], fewest: int, most: int
) -> None:
    crowds = await known(store)

    assert await crowds.shared(Whom("tags", one), EARLIER, Whom("tags", other)) == Shared(EARLIER, fewest, most, NOW)


async def test_chosen_contacts_are_looked_for_among_those_who_bear_a_tag(store: Store) -> None:
    crowds = await known(store)
    chosen = await selection(store, "c1", "c3", "gone")

    assert await crowds.shared(chosen, EARLIER, Whom("tags", ("vip",))) == Shared(EARLIER, 1, 1, NOW)
    assert await crowds.shared(Whom("tags", ("client",)), EARLIER, chosen) == Shared(EARLIER, 2, 2, NOW)
    assert await crowds.shared(EVERYONE, EARLIER, chosen) == Shared(EARLIER, 2, 2, NOW)


async def test_another_workspace_knows_nothing_of_these_contacts(store: Store) -> None:
    await known(store)

    assert await Crowds(store.database, "other").temperatures(EVERYONE) is None
