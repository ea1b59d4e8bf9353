"""The store on SQLite: the inbox, the conversations, and the list of created campaigns."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import aiosqlite

from conversations.conversation import Conversation
from conversations.needs import RecordPage
from conversations.workspace import Record
from storage.codec import UnreadableError, decode, encode
from storage.schema import MIGRATIONS

# A second process, or a backup, may hold the lock for a moment.
BUSY_SECONDS = 10
A_PAGE = 8
SEEN_FOR = timedelta(days=2)

T = TypeVar("T")
Values = Mapping[str, object]

# Remember an update's id; nothing comes back when it was known.
SEE = "insert into seen values (:update_id, :at) on conflict do nothing returning update_id"
FORGET_SEEN = "delete from seen where seen_at < :before"
RECEIVE = "insert into inbox values (:update_id, :talk, :chat, :at, :arrival)"
# The oldest update of one talk that still waits.
NEXT = """select update_id, chat, arrival from inbox where talk = :talk
    order by received_at, update_id limit 1"""
WAITING = "select distinct talk from inbox"
CLEAR = "delete from inbox where update_id = :update_id"
LOAD = "select chat, document, shown, message_id, kept from conversations where talk = :talk"
BEGIN = """insert into conversations values (:talk, :chat, :turn, :document, :owing, -1, null, 0)
    on conflict do nothing returning talk"""
# Only the one who saw the present turn may change it.
MOVE = """update conversations set chat = :chat, turn = :turn, document = :document, owing = :owing
    where talk = :talk and turn = :before returning talk"""
# The living message; a newer screen is never overtaken by an older one.
SHOWN = """update conversations set shown = :turn, message_id = :message_id, kept = :kept
    where talk = :talk and shown <= :turn"""
OWING = "select talk from conversations where owing <> 0 or shown < turn"
KEEP = """insert into campaigns values (:talk, :reference, :at, :record)
    on conflict (talk, reference) do update set record = :record"""
KEPT = """select record from campaigns where talk = :talk
    order by created_at desc, reference limit :limit offset :offset"""
APPLIED = "create table if not exists applied (number integer primary key)"


class StoreError(Exception):
    """The database cannot be used: full, locked, read-only, damaged, or of a newer version. The message says which."""


class OutpacedError(Exception):
    """The conversation was changed by somebody else since it was read."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update that waits: `body` is what it means, as encoded by the one who received it."""

    update_id: int
    talk: str
    chat: int
    body: object


@dataclass(frozen=True, slots=True)
class Card:
    """The living message in the chat; a `kept` one is a receipt that stays."""

    message_id: int
    kept: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """A conversation as it was stored, with the turn that its message shows (-1: none yet)."""

    chat: int
    conversation: Conversation
    shown: int
    card: Card | None


@dataclass(slots=True)
class Store:
    """One connection, one transaction at a time."""

    connection: aiosqlite.Connection
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def receive(self, arrivals: tuple[Arrival, ...], now: datetime) -> tuple[str, ...]:
        """Put updates into the inbox, each once ever, and return the talks that have something new."""

        async def work() -> tuple[str, ...]:
            talks: list[str] = []
            await self._run(FORGET_SEEN, {"before": (now - SEEN_FOR).isoformat()})
            for arrival in arrivals:
                if await self._one(SEE, {"update_id": arrival.update_id, "at": now.isoformat()}) is None:
                    continue
                values = {"update_id": arrival.update_id, "talk": arrival.talk, "chat": arrival.chat}
                await self._run(RECEIVE, {**values, "at": now.isoformat(), "arrival": encode(arrival.body)})
                talks.append(arrival.talk)
            return tuple(dict.fromkeys(talks))

        return await self._transaction(work)

    async def waiting(self) -> tuple[str, ...]:
        """Return the talks with updates in the inbox."""
        return tuple(str(row[0]) for row in await self._read(WAITING, {}))

    async def owing(self) -> tuple[str, ...]:
        """Return the talks to whom something is owed: a screen, or the end of something begun."""
        return tuple(str(row[0]) for row in await self._read(OWING, {}))

    async def next_arrival(self, talk: str) -> Arrival | None:
        rows = await self._read(NEXT, {"talk": talk})
        return Arrival(rows[0][0], talk, rows[0][1], decode(rows[0][2])) if rows else None

    async def load(self, talk: str) -> Saved | None:
        """Return the conversation. Raises StoreError when it cannot be read."""
        rows = await self._read(LOAD, {"talk": talk})
        if not rows:
            return None
        chat, document, shown, message_id, kept = rows[0]
        try:
            conversation = decode(document)
        except UnreadableError as reason:
            raise StoreError(str(reason)) from reason
        if not isinstance(conversation, Conversation):
            raise StoreError("stored value is no conversation")
        card = None if message_id is None else Card(message_id, bool(kept))
        return Saved(chat, conversation, shown, card)

    async def clear(self, update_id: int) -> None:
        """Take an update that changed nothing out of the inbox."""
        await self._transaction(lambda: self._run(CLEAR, {"update_id": update_id}))

    async def commit(  # noqa: PLR0913 - one transaction takes in all that belongs together
        self,
        talk: str,
        chat: int,
        before: int | None,
        conversation: Conversation,
        *,
        owing: bool,
        records: tuple[Record, ...] = (),
        update_id: int | None = None,
    ) -> None:
        """Store a change, what came of it, and that its update is done, all or nothing.

        `before` is the turn it was made from, None for a new conversation. Raises OutpacedError.
        """
        values = {
            "talk": talk,
            "chat": chat,
            "turn": conversation.turn,
            "document": encode(conversation),
            "owing": int(owing),
            "before": before,
        }

        async def work() -> None:
            if await self._one(BEGIN if before is None else MOVE, values) is None:
                raise OutpacedError(talk)
            for record in records:
                at = {"at": record.created_at.isoformat(), "record": encode(record)}
                await self._run(KEEP, {"talk": talk, "reference": record.reference, **at})
            if update_id is not None:
                await self._run(CLEAR, {"update_id": update_id})

        await self._transaction(work)

    async def shown(self, talk: str, turn: int, card: Card | None) -> None:
        """Remember which message shows which turn; None when the chat is closed to the bot."""
        values: dict[str, object] = {"talk": talk, "turn": turn, "message_id": None, "kept": 0}
        if card is not None:
            values |= {"message_id": card.message_id, "kept": int(card.kept)}
        await self._transaction(lambda: self._run(SHOWN, values))

    async def records(self, talk: str, page: int) -> RecordPage:
        """Return one page of created campaigns, newest first; pages start at 0."""
        rows = await self._read(KEPT, {"talk": talk, "limit": A_PAGE + 1, "offset": page * A_PAGE})
        found = tuple(record for row in rows if isinstance(record := decode(row[0]), Record))
        return RecordPage(found[:A_PAGE], len(found) > A_PAGE)

    async def _read(self, query: str, values: Values) -> list[sqlite3.Row]:
        async with self.lock:
            try:
                return list(await self.connection.execute_fetchall(query, dict(values)))
            except sqlite3.Error as reason:
                raise StoreError(_said(reason)) from reason

    async def _one(self, query: str, values: Values) -> sqlite3.Row | None:
        rows = list(await self.connection.execute_fetchall(query, dict(values)))
        return rows[0] if rows else None

    async def _run(self, query: str, values: Values) -> None:
        await self.connection.execute(query, dict(values))

    async def _transaction(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do the work all or nothing, even when the caller is cancelled in the middle of it."""
        return await asyncio.shield(asyncio.ensure_future(self._alone(work)))

    async def _alone(self, work: Callable[[], Awaitable[T]]) -> T:
        async with self.lock:
            try:
                await self.connection.execute("begin immediate")
                try:
                    done = await work()
                    await self.connection.commit()
                except BaseException:
                    await self.connection.rollback()
                    raise
                else:
                    return done
            except sqlite3.Error as reason:
                raise StoreError(_said(reason)) from reason


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Store]:
    """Open the database at `path`, bring it up to date, and close it in the end. Raises StoreError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = await aiosqlite.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
    except (OSError, sqlite3.Error) as reason:
        raise StoreError(_said(reason)) from reason
    try:
        store = Store(connection)
        await _prepare(store)
        yield store
    finally:
        async with asyncio.timeout(BUSY_SECONDS):
            await connection.close()


async def _prepare(store: Store) -> None:
    try:
        await store.connection.execute("pragma journal_mode = wal")
        await store.connection.execute("pragma synchronous = full")
    except sqlite3.Error as reason:
        raise StoreError(_said(reason)) from reason

    async def work() -> None:
        await store.connection.execute(APPLIED)
        rows = list(await store.connection.execute_fetchall("select max(number) from applied"))
        done = rows[0][0] or 0
        if done > len(MIGRATIONS):
            raise StoreError("the database is from a newer version of campaign-bot: install that version")
        for number, statements in enumerate(MIGRATIONS[done:], done + 1):
            for statement in statements:
                await store.connection.execute(statement)
            await store.connection.execute("insert into applied values (:number)", {"number": number})

    await store._transaction(work)  # noqa: SLF001 - the same module


def _said(reason: Exception) -> str:
    match reason:
        case sqlite3.DatabaseError(sqlite_errorname=str(name)):
            return f"{_CAUSES.get(name.removesuffix('_RECOVERY'), 'the database failed')} ({name})"
        case OSError(strerror=str(cause)):
            return f"the database cannot be opened: {cause}"
        case _:
            return "the database cannot be used"


_CAUSES = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_BUSY": "the database is locked by another process",
    "SQLITE_READONLY": "the database is read-only",
    "SQLITE_CORRUPT": "the database is damaged",
    "SQLITE_NOTADB": "the file is no SQLite database",
    "SQLITE_CANTOPEN": "the database cannot be opened",
    "SQLITE_IOERR": "the disk failed",
}
