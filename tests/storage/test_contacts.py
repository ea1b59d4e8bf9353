"""What is known of the contacts: the last finished walk, whole, and nothing of any other."""

from datetime import UTC, datetime, timedelta

import pytest

from conversations.people import Contact, KnownTags, TagCount
from conversations.workspace import ContactId
from storage.contacts import Contacts, Person, Walk, forget_contacts
from storage.store import Store, StoreError

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
EVERYTHING = "select walk from walks union all select walk from contacts union all select walk from tagged"
SINCE = NOW - timedelta(minutes=30)


def person(at: int, *tags: str, name: str | None = None) -> Person:
    return Person(Contact(ContactId(f"c{at:05}"), name or f"Name {at:05}", f"+3363998{at:04}"), tags)


async def read(contacts: Contacts, *people: Person, now: datetime = NOW) -> None:
    await contacts.take(await contacts.begin(now, now), people, None)


def contacts_of(store: Store, workspace: str = "w") -> Contacts:
    return Contacts(store.database, workspace)


async def test_before_the_first_walk_nothing_is_known(store: Store) -> None:
    contacts = contacts_of(store)

    assert await contacts.tags((), 0, "") is None
    assert await contacts.age() is None
    assert await contacts.find("", 0) == ((), False)
    assert await contacts.with_phones(("+33639980001",)) == {}


async def test_tags_are_counted_the_most_borne_first(store: Store) -> None:
    contacts = contacts_of(store)
    await read(contacts, person(1, "vip", "client"), person(2, "client"), person(3), person(4, "été", "été"))

    known = await contacts.tags((), 0, "")

    assert known == KnownTags(NOW, 4, (TagCount("client", 2), TagCount("vip", 1), TagCount("été", 1)))


async def test_of_several_tags_each_any_and_all_are_counted(store: Store) -> None:
    contacts = contacts_of(store)
    await read(
        contacts, *(person(at, *(["vip"] if at % 2 else []), *(["client"] if at % 3 else [])) for at in range(12))
    )

    known = await contacts.tags(("vip", "client", "nobody"), 0, "")
    both = await contacts.tags(("vip", "client"), 0, "")

    assert known is not None
    assert both is not None
    assert known.chosen == (TagCount("vip", 6), TagCount("client", 8), TagCount("nobody", 0))
    assert (known.anyone, known.everyone) == (10, 0)
    assert (both.anyone, both.everyone) == (10, 4)
    assert both.names == tuple(f"Name {at:05}" for at in (1, 2, 3, 4, 5))


async def test_a_tag_typed_with_other_capitals_or_accents_is_the_one_that_is_borne(store: Store) -> None:
    """A phone begins what is typed with a capital. Where two tags differ by no more, nobody guesses between them."""
    contacts = contacts_of(store)
    await read(contacts, person(1, "vip", "été"), person(2, "Salon", "salon"))

    known = await contacts.tags(("Vip", "ETE", "vip", "Salon", "SALON"), 0, "")

    assert known is not None
    assert known.chosen == (TagCount("vip", 1), TagCount("été", 1), TagCount("Salon", 1), TagCount("SALON", 0))
    assert known.anyone == 2


async def test_tags_come_in_pages_and_are_found_without_accents_and_capitals(store: Store) -> None:
    contacts = contacts_of(store)
    await read(contacts, person(1, *(f"tag {at:02}" for at in range(20)), "Fidèles 100 %", "100_%", "vip"))

    pages = [await contacts.tags((), page, "tag") for page in range(3)]

    assert [len(page.tags) for page in pages if page] == [8, 8, 4]
    assert [page.more for page in pages if page] == [True, True, False]
    for words, found in (
        ("FIDELES", ["Fidèles 100 %"]),
        ("%", ["100_%", "Fidèles 100 %"]),
        ("0_", ["100_%"]),
        ("!", []),
    ):
        page = await contacts.tags((), 0, words)
        assert page is not None
        assert [tag.name for tag in page.tags] == found, words


async def test_contacts_are_found_by_name_and_number_page_by_page(store: Store) -> None:
    contacts = contacts_of(store)
    await read(contacts, person(1, name="Zoé Diop"), person(2, name="Awa Doe"), *(person(at) for at in range(3, 20)))

    assert [one.name for one in (await contacts.find("zoe d", 0))[0]] == ["Zoé Diop"]
    assert [one.name for one in (await contacts.find("980002", 0))[0]] == ["Awa Doe"]
    first, more = await contacts.find("", 0)
    second, still_more = await contacts.find("", 8)
    assert (len(first), more, len(second), still_more) == (8, True, 8, True)
    assert not set(first) & set(second)
    assert [one.id for one in (await contacts.with_phones(["+33639980001", "+330"])).values()] == ["c00001"]
    assert list(await contacts.with_ids([ContactId("c00002"), ContactId("x")])) == ["c00002"]


async def test_thousands_of_numbers_are_matched_at_once(store: Store) -> None:
    contacts = contacts_of(store)
    people = tuple(person(at) for at in range(3000))
    await read(contacts, *people)

    assert len(await contacts.with_phones([one.contact.phone for one in people])) == 3000


async def test_a_walk_counts_once_its_last_page_is_there(store: Store) -> None:
    contacts = contacts_of(store)
    await read(contacts, person(1, "old"))
    later = NOW + timedelta(hours=1)
    walk = await contacts.take(await contacts.begin(later, later), (person(2, "new"),), "next")

    assert walk == Walk(2, later, 1, "next")
    assert await contacts.age() == NOW
    await contacts.take(walk, (person(3, "new"), person(2, "new")), None)
    assert await contacts.tags((), 0, "") == KnownTags(later, 2, (TagCount("new", 2),))


async def test_a_walk_broken_off_lately_is_gone_on_with_where_it_was(store: Store) -> None:
    contacts = contacts_of(store)
    await contacts.take(await contacts.begin(NOW, SINCE), (person(1),), "next")

    assert await contacts.begin(NOW + timedelta(minutes=20), NOW - timedelta(minutes=10)) == Walk(1, NOW, 1, "next")
    assert (await contacts.begin(NOW + timedelta(hours=1), NOW + timedelta(minutes=30))).read == 0


async def test_a_walk_that_cannot_be_gone_on_with_is_forgotten(store: Store) -> None:
    contacts = contacts_of(store)
    walk = await contacts.take(await contacts.begin(NOW, SINCE), (person(1),), "next")
    await contacts.abandon(walk)

    assert await contacts.begin(NOW, SINCE) == Walk(1, NOW)


async def test_the_contacts_of_another_key_are_not_known(store: Store) -> None:
    await read(contacts_of(store), person(1, "vip"))

    assert await contacts_of(store, "other").age() is None
    await read(contacts_of(store, "other"), person(2, "x"))
    known = await contacts_of(store).tags((), 0, "")
    assert known is not None
    assert known.tags == (TagCount("vip", 1),)


async def test_a_contact_just_created_is_known_at_once(store: Store) -> None:
    contacts = contacts_of(store)
    await contacts.take_in(person(9))
    await read(contacts, person(1))
    await contacts.take_in(person(2, "new"))
    await contacts.take_in(person(2, "new"))

    assert await contacts.tags((), 0, "") == KnownTags(NOW, 2, (TagCount("new", 1),))


async def test_contacts_read_too_long_ago_are_forgotten_whole(store: Store) -> None:
    contacts = contacts_of(store)
    await read(contacts, person(1, "vip"))
    await forget_contacts(store.database, NOW)
    assert await contacts.age() == NOW

    await forget_contacts(store.database, NOW + timedelta(seconds=1))

    assert await contacts.age() is None
    assert await store.database.read(lambda connection: connection.execute(EVERYTHING).fetchall()) == []


async def test_a_closed_database_is_a_store_error(store: Store) -> None:
    await store.database.close()

    with pytest.raises(StoreError):
        await contacts_of(store).age()
    with pytest.raises(StoreError):
        await contacts_of(store).begin(NOW, SINCE)
    with pytest.raises(StoreError):
        await forget_contacts(store.database, NOW)


async def test_a_few_who_bear_all_of_the_tags_are_given(store: Store) -> None:
    contacts = contacts_of(store)
    assert await contacts.bearing(("vip",)) == ()
    await read(contacts, *(person(at, "client", *(["vip"] if at > 2 else [])) for at in range(12)))

    assert [one.id for one in await contacts.bearing(("vip", "client"))] == [f"c{at:05}" for at in range(3, 8)]
    assert await contacts.bearing(("vip", "nobody")) == ()
