"""What is known of MsgFlash's contacts, from the last time all of them were read; shared by the operators of a key.

A walk is written page by page and counts once it is finished: until then, and if it never is, the former one stands.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from conversations.people import Contact, KnownTags, TagCount
from conversations.workspace import ContactId
from storage.bearing import among, as_borne, bearing, names_of
from storage.causes import sound
from storage.database import Database, Work
from storage.searching import like, sought

TAGS_A_PAGE = 8
CONTACTS_A_PAGE = 8
NAMES = 5
# Each query names its values one by one; SQLite takes 32,766.
MOST_AT_ONCE = 900

# The last walk that was finished, with when it was begun and how many contacts it found.
LAST = """select walk, begun_at, contacts from walks where workspace = :workspace and finished <> 0
    order by walk desc limit 1"""
# A walk that was begun lately and not finished: it can be gone on with.
UNFINISHED = """select walk, begun_at, next_page, contacts from walks
    where workspace = :workspace and finished = 0 and begun_at >= :since order by walk desc limit 1"""
BEGIN = """insert into walks (walk, workspace, begun_at, next_page, contacts, finished)
    select coalesce(max(walk), 0) + 1, :workspace, :at, null, 0, 0 from walks returning walk"""
CONTACT = """insert into contacts (walk, contact, name, phone, sought, temperature)
    values (:walk, :contact, :name, :phone, :sought, :temperature) on conflict do nothing returning contact"""
TAG = "insert into tagged (walk, tag, sought, contact) values (:walk, :tag, :sought, :contact) on conflict do nothing"
GO_ON = "update walks set next_page = :next_page, contacts = contacts + :new where walk = :walk"
GROW = "update walks set contacts = contacts + 1 where walk = :walk"
FINISH = "update walks set finished = 1, next_page = null where walk = :walk"
# Earlier walks of the same workspace, and those that can no longer be finished.
OTHERS = "select walk from walks where workspace = :workspace and walk <> :walk"
OLD = "select walk from walks where begun_at < :before"
TAGS = """select tag, count(*) from tagged where walk = :walk and sought like :search escape '!'
    group by tag order by count(*) desc, tag limit :limit offset :offset"""
# In these, VALUES stands as `among` says.
WITH_PHONES = "select contact, name, phone from contacts where walk = :walk and phone in (VALUES)"
WITH_IDS = "select contact, name, phone from contacts where walk = :walk and contact in (VALUES)"
EVERYONE = "select contact, name, phone, temperature from contacts where walk = :walk order by contact"
BORNE = "select contact, tag from tagged where walk = :walk order by tag"
BEARERS = """select contact, name, phone from contacts where walk = :walk and contact in
    (select contact from tagged where walk = :walk and tag in (VALUES) group by contact having count(*) = :all)
    order by contact limit :limit"""
FORGET = (
    "delete from tagged where walk = :walk",
    "delete from contacts where walk = :walk",
    "delete from walks where walk = :walk",
)
FIND = """select contact, name, phone from contacts where walk = :walk and sought like :search escape '!'
    order by sought, contact limit :limit offset :offset"""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Person:
    """A contact as MsgFlash lists it."""

    contact: Contact
    tags: tuple[str, ...] = ()
    temperature: str | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """A reading of all contacts under way: `read` so far, `next` is the cursor to go on from."""

    number: int
    begun_at: datetime
    read: int = 0
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Contacts:
    """The contacts of one workspace. Every method may raise StoreError."""

    database: Database
    workspace: str

    async def begin(self, now: datetime, since: datetime) -> Walk:
        """Return the walk to go on with: one begun after `since` and broken off, else a new one."""

        def work(connection: sqlite3.Connection) -> Walk:
            values = {"workspace": self.workspace, "since": since.isoformat(), "at": now.isoformat()}
            for number, at, following, read in connection.execute(UNFINISHED, values):
                return Walk(number, datetime.fromisoformat(at), read, following)
            return Walk(connection.execute(BEGIN, values).fetchone()[0], now)

        return await self._write(work)

    async def take(self, walk: Walk, people: Sequence[Person], following: str | None) -> Walk:
        """Write a page down; without a `following` one the walk is finished, and all others are forgotten."""

        def work(connection: sqlite3.Connection) -> Walk:
            new = sum(_written(connection, walk.number, person) for person in people)
            values = {"walk": walk.number, "workspace": self.workspace, "next_page": following, "new": new}
            connection.execute(GO_ON, values)
            if following is None:
                connection.execute(FINISH, values)
                _forget(connection, connection.execute(OTHERS, values).fetchall())
            return Walk(walk.number, walk.begun_at, walk.read + new, following)

        return await self._write(work)

    async def take_in(self, person: Person) -> None:
        """Add a contact that was just created to what is known, if anything is."""

        def work(connection: sqlite3.Connection) -> None:
            walk = self._last(connection)
            if walk is not None and _written(connection, walk, person):
                connection.execute(GROW, {"walk": walk})

        await self._write(work)

    async def abandon(self, walk: Walk) -> None:
        """Forget a walk that cannot be gone on with."""
        await self._write(lambda connection: _forget(connection, [(walk.number,)]))

    async def tags(self, chosen: tuple[str, ...], page: int, search: str) -> KnownTags | None:
        """Return a page of the tags and the counts of those chosen, None when nothing is known.

        One chosen that nobody bears is taken for the only one that differs from it by capitals and accents.
        """

        def work(connection: sqlite3.Connection) -> KnownTags | None:
            last = connection.execute(LAST, {"workspace": self.workspace}).fetchone()
            if last is None:
                return None
            walk, at, contacts = last
            values = {
                "walk": walk,
                "search": like(search),
                "limit": TAGS_A_PAGE + 1,
                "offset": page * TAGS_A_PAGE,
            }
            found = tuple(TagCount(tag, count) for tag, count in connection.execute(TAGS, values))
            meant = as_borne(connection, walk, chosen)
            anyone, everyone = bearing(connection, walk, meant)
            return KnownTags(
                datetime.fromisoformat(at),
                contacts,
                found[:TAGS_A_PAGE],
                len(found) > TAGS_A_PAGE,
                tuple(TagCount(tag, bearing(connection, walk, (tag,))[0]) for tag in meant),
                anyone,
                everyone,
                names_of(connection, walk, meant, NAMES),
            )

        return await self._read(work)

    async def age(self) -> datetime | None:
        """Return when the contacts were read last, None when nothing is known."""
        last = await self._read(lambda connection: connection.execute(LAST, self._values()).fetchone())
        return None if last is None else datetime.fromisoformat(last[1])

    async def find(self, words: str, offset: int) -> tuple[tuple[Contact, ...], bool]:
        """Return a page of the contacts whose name or number holds `words`, and whether more follow."""

        def work(connection: sqlite3.Connection) -> tuple[Contact, ...]:
            walk = self._last(connection)
            values = {"walk": walk, "search": like(words), "limit": CONTACTS_A_PAGE + 1, "offset": offset}
            return tuple(Contact(ContactId(one), name, phone) for one, name, phone in connection.execute(FIND, values))

        found = await self._read(work)
        return found[:CONTACTS_A_PAGE], len(found) > CONTACTS_A_PAGE

    async def with_phones(self, phones: Sequence[str]) -> dict[str, Contact]:
        """Return the contacts that have these numbers, by number."""
        return {contact.phone: contact for contact in await self._where(WITH_PHONES, phones)}

    async def everyone(self) -> tuple[Person, ...]:
        """Return all that is known, by id."""

        def work(connection: sqlite3.Connection) -> tuple[Person, ...]:
            values = {"walk": self._last(connection)}
            tags: dict[str, list[str]] = {}
            for one, tag in connection.execute(BORNE, values):
                tags.setdefault(one, []).append(tag)
            return tuple(
                Person(Contact(ContactId(one), name, phone), tuple(tags.get(one, ())), temperature)
                for one, name, phone, temperature in connection.execute(EVERYONE, values)
            )

        return await self._read(work)

    async def with_ids(self, ids: Sequence[ContactId]) -> dict[ContactId, Contact]:
        """Return those of these contacts that are known, by id."""
        return {contact.id: contact for contact in await self._where(WITH_IDS, ids)}

    async def bearing(self, tags: Sequence[str]) -> tuple[Contact, ...]:
        """Return a few of the contacts that bear all of these tags."""

        def work(connection: sqlite3.Connection) -> tuple[Contact, ...]:
            values = {"walk": self._last(connection), "all": len(tags), "limit": NAMES}
            rows = among(connection, BEARERS, tags, values)
            return tuple(Contact(ContactId(one), name, phone) for one, name, phone in rows)

        return await self._read(work)

    async def _where(self, query: str, values: Sequence[str]) -> tuple[Contact, ...]:
        def work(connection: sqlite3.Connection) -> tuple[Contact, ...]:
            walk = self._last(connection)
            found: list[Contact] = []
            for start in range(0, len(values), MOST_AT_ONCE):
                rows = among(connection, query, values[start : start + MOST_AT_ONCE], {"walk": walk})
                found += (Contact(ContactId(one), name, phone) for one, name, phone in rows)
            return tuple(found)

        return await self._read(work)

    def _values(self) -> dict[str, object]:
        return {"workspace": self.workspace}

    def _last(self, connection: sqlite3.Connection) -> int | None:
        last = connection.execute(LAST, self._values()).fetchone()
        return None if last is None else last[0]

    async def _read(self, work: Work[T]) -> T:
        with sound():
            return await self.database.read(work)

    async def _write(self, work: Work[T]) -> T:
        with sound():
            return await self.database.write(work)


async def forget_contacts(database: Database, before: datetime) -> int:
    """Forget what was read of contacts before `before` (UTC); return how many readings. Raises StoreError."""
    values = {"before": before.isoformat()}

    def work(connection: sqlite3.Connection) -> int:
        walks = connection.execute(OLD, values).fetchall()
        _forget(connection, walks)
        return len(walks)

    with sound():
        return await database.write(work)


def _written(connection: sqlite3.Connection, walk: int, person: Person) -> int:
    """Write a contact down, once; return how many are new."""
    contact = person.contact
    values = {
        "walk": walk,
        "contact": contact.id,
        "name": contact.name,
        "phone": contact.phone,
        "sought": f"{sought(contact.name)} {contact.phone}",
        "temperature": person.temperature,
    }
    if connection.execute(CONTACT, values).fetchone() is None:
        return 0
    for tag in dict.fromkeys(person.tags):
        connection.execute(TAG, {**values, "tag": tag, "sought": sought(tag)})
    return 1


def _forget(connection: sqlite3.Connection, walks: Sequence[tuple[int]]) -> None:
    for (walk,) in walks:
        for query in FORGET:
            connection.execute(query, {"walk": walk})
