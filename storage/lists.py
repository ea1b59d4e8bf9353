"""Lists kept by what they hold: selections of contacts, what is left of a list of numbers, and who was created.

What is kept under an id never changes, so that what was confirmed is what is sent.
"""

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal, TypeAlias, TypeVar

from conversations.people import ListId
from conversations.workspace import ContactId
from storage.causes import StoreError, sound
from storage.database import Database, Work

# The age of a list that is written again is that of the last time.
KEEP = """insert into lists (list, kind, kept_at, body) values (:list, :kind, :at, :body)
    on conflict (list) do update set kept_at = :at"""
OPEN = "select body from lists where list = :list and kind = :kind"
# Numbers of people go with the contacts; selections hold ids only, and stay while a draft or a record names them.
FORGET_RESTS = "delete from lists where kind = 'rest' and kept_at < :before"
OLD_SELECTIONS = "select list from lists where kind = 'selection' and kept_at < :before"
FORGET_SELECTION = "delete from lists where list = :list"
NAMING = (
    "select document from conversations",
    "select record from campaigns",
    "select draft from watches",
    "select arrival from inbox",
)
FORGET_ADDITIONS = "delete from additions where at < :before"
# A number is "sent" before its creation leaves, and stays so when nobody knows whether it arrived.
SENT = """insert into additions (workspace, phone, state, contact, at) values (:workspace, :phone, 'sent', null, :at)
    on conflict (workspace, phone) do update set state = 'sent', at = :at"""
SETTLED = "update additions set state = :state, contact = :contact where workspace = :workspace and phone = :phone"
TAKEN_BACK = "delete from additions where workspace = :workspace and phone = :phone"
ADDITIONS = "select phone, state, contact from additions where workspace = :workspace and phone in (VALUES)"
# As many as every SQLite takes values in one query.
MOST_AT_ONCE = 900
NAME = re.compile(r"[0-9a-f]{32}")

Kind: TypeAlias = Literal["selection", "rest"]
State: TypeAlias = Literal["sent", "made", "there", "refused"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number in E.164 that is no contact yet, and whose it is if the list said so."""

    phone: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """What of a list is not in MsgFlash: numbers, and words that are none."""

    unknown: tuple[Numbered, ...] = ()
    invalid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Addition:
    state: State
    contact: ContactId | None


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of one workspace. Every method may raise StoreError."""

    database: Database
    workspace: str

    async def keep_selection(self, ids: Sequence[ContactId], now: datetime) -> ListId:
        return await self._keep("selection", list(dict.fromkeys(ids)), now)

    async def selection(self, selection: ListId) -> tuple[ContactId, ...] | None:
        """Return the contacts of a selection, each once and in its order; None when it is not kept any more."""
        body = await self._open("selection", selection)
        return None if body is None else tuple(ContactId(str(one)) for one in body)

    async def keep_rest(self, rest: Rest, now: datetime) -> ListId:
        unknown = [[number.phone, number.name] for number in rest.unknown]
        return await self._keep("rest", [unknown, list(rest.invalid)], now)

    async def rest(self, rest: ListId) -> Rest | None:
        """Return what was left of a list, None when it is not kept any more."""
        match await self._open("rest", rest):
            case [[*unknown], [*invalid]]:
                pairs = (pair for pair in unknown if isinstance(pair, list))
                return Rest(tuple(Numbered(phone, name) for phone, name in pairs), tuple(map(str, invalid)))
            case _:
                return None

    async def sending(self, phone: str, now: datetime) -> None:
        """Write down that a contact is about to be created."""
        await self._run(SENT, {"phone": phone, "at": now.isoformat()})

    async def settled(self, phone: str, state: State, contact: ContactId | None) -> None:
        """Write down what came of it."""
        await self._run(SETTLED, {"phone": phone, "state": state, "contact": contact})

    async def taken_back(self, phone: str) -> None:
        """Write down that no contact was created after all."""
        await self._run(TAKEN_BACK, {"phone": phone})

    async def additions(self, phones: Sequence[str]) -> dict[str, Addition]:
        """Return what is known of the creation of contacts with these numbers, by number."""

        def work(connection: sqlite3.Connection) -> dict[str, Addition]:
            found: dict[str, Addition] = {}
            for start in range(0, len(phones), MOST_AT_ONCE):
                given = {f"value{at}": phone for at, phone in enumerate(phones[start : start + MOST_AT_ONCE])}
                query = ADDITIONS.replace("VALUES", ", ".join(f":{name}" for name in given))
                for phone, state, contact in connection.execute(query, {"workspace": self.workspace, **given}):
                    found[phone] = Addition(state, contact)
            return found

        return await _read(self.database, work)

    async def _keep(self, kind: Kind, body: list[object] | list[ContactId], now: datetime) -> ListId:
        written = json.dumps(body, separators=(",", ":"))
        name = ListId(sha256(f"{kind} {self.workspace} {written}".encode()).hexdigest()[:32])
        await self._run(KEEP, {"list": name, "kind": kind, "at": now.isoformat(), "body": written})
        return name

    async def _open(self, kind: Kind, name: ListId) -> list[object] | None:
        values = {"list": name, "kind": kind}
        row = await _read(self.database, lambda connection: connection.execute(OPEN, values).fetchone())
        if row is None:
            return None
        body = json.loads(row[0])
        if not isinstance(body, list):
            raise StoreError("stored value is no list")
        return body

    async def _run(self, query: str, values: dict[str, object]) -> None:
        given = {"workspace": self.workspace, **values}
        await _write(self.database, lambda connection: connection.execute(query, given) and None)


async def forget_lists(database: Database, before: datetime) -> int:
    """Forget what nobody refers to of the lists kept last before `before` (UTC); return how much. Raises StoreError.

    What is left of a list of numbers goes in any case.
    """
    values = {"before": before.isoformat()}

    def work(connection: sqlite3.Connection) -> int:
        old = {str(row[0]) for row in connection.execute(OLD_SELECTIONS, values)}
        unnamed = old - _named(connection) if old else old
        for one in unnamed:
            connection.execute(FORGET_SELECTION, {"list": one})
        forgets = (FORGET_RESTS, FORGET_ADDITIONS)
        return len(unnamed) + sum(connection.execute(query, values).rowcount for query in forgets)

    return await _write(database, work)


def _named(connection: sqlite3.Connection) -> set[str]:
    """Return whatever in the documents may be the name of a selection."""
    return {name for query in NAMING for (text,) in connection.execute(query) for name in NAME.findall(text)}


async def _read(database: Database, work: Work[T]) -> T:
    with sound():
        return await database.read(work)


async def _write(database: Database, work: Work[T]) -> T:
    with sound():
        return await database.write(work)
