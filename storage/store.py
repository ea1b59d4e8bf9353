"""The store on SQLite: the inbox, the conversations, and the list of created campaigns."""

import sqlite3
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from conversations.conversation import Conversation
from conversations.draft import Draft
from conversations.ledger import Entered
from conversations.needs import RecordPage
from conversations.watch import Watch
from conversations.workspace import Record
from storage import inbox, secrets, unreadable, upkeep, watches
from storage.causes import StoreError as StoreError  # noqa: PLC0414 - also part of what the store promises
from storage.causes import sound
from storage.codec import encode
from storage.database import Database, Work
from storage.ledger import enter
from storage.opening import connected
from storage.saved import Arrival as Arrival  # noqa: PLC0414 - also part of what the store promises
from storage.saved import Card as Card  # noqa: PLC0414 - as above
from storage.saved import Saved as Saved  # noqa: PLC0414 - as above
from storage.unreadable import readable

A_PAGE = 8
SEEN_FOR = timedelta(days=2)
FORGET_EACH = timedelta(hours=1)
MOST_RECENT = 1024  # conversations kept at hand, as they were stored last

T = TypeVar("T")
Values = Mapping[str, object]

LOAD = "select chat, document, shown, message_id, kept from conversations where talk = :talk"
BEGIN = """insert into conversations values (:talk, :chat, :turn, :document, :owing, -1, null, 0, :drafts, :unknown)
    on conflict do nothing returning talk"""
# Only the one who saw the present turn may change it.
MOVE = """update conversations set chat = :chat, turn = :turn, document = :document, owing = :owing,
    drafts = :drafts, unknown = :unknown, shown = case when shown < :shown then :shown else shown end
    where talk = :talk and turn = :before returning talk"""
# The living message; a newer screen is never overtaken by an older one.
SHOWN = """update conversations set shown = :turn, message_id = :message_id, kept = :kept
    where talk = :talk and shown <= :turn"""
SHOWN_IN_PLACE = "update conversations set shown = :turn where talk = :talk and shown < :turn"
OWING = "select talk from conversations where owing <> 0 or shown < turn"
KEEP = """insert into campaigns values (:talk, :reference, :at, :record)
    on conflict (talk, reference) do update set record = :record"""
KEPT = "select record from campaigns where talk = :talk order by created_at desc, reference limit :limit offset :offset"
# Rises whenever another process has changed the database: www.sqlite.org/pragma.html#pragma_data_version
VERSION = "pragma data_version"


class OutpacedError(Exception):
    """The conversation was changed by somebody else since it was read."""


@dataclass(slots=True)
class Store:
    """What is asked for is done all or nothing, and in the order it was asked for. Every method may raise StoreError.

    `recent` holds what was stored last of the talks that are busy, and goes when another process has written: then
    `version` has changed. `anew` is told of a talk, and its chat, whose conversation cannot be read: what it returns
    takes its place. Without it there is none.

    `in_place` are turns shown by a change of the message that showed the one before. They are written with what comes
    next: when they are lost, the message is changed once more to what it says already.
    """

    database: Database
    recent: "OrderedDict[str, Saved]" = field(default_factory=OrderedDict)
    in_place: dict[str, int] = field(default_factory=dict)
    forgot: datetime | None = None
    version: int | None = None
    anew: Callable[[str, int], Conversation] | None = None

    @property
    def connection(self) -> sqlite3.Connection:
        return self.database.connection

    async def receive(self, arrivals: tuple[Arrival, ...], now: datetime) -> tuple[str, ...]:
        """Put updates into the inbox, each once ever, and return the talks that have something new."""
        written = tuple((arrival, encode(arrival.body)) for arrival in arrivals)
        at = now.isoformat()
        forgets = self.forgot is None or abs(now - self.forgot) >= FORGET_EACH

        def work(connection: sqlite3.Connection) -> tuple[tuple[str, ...], int]:
            if forgets:
                inbox.forget(connection, now - SEEN_FOR)
            talks = inbox.take_in(connection, written, at)
            for talk in talks:
                upkeep.visit(connection, talk, now.astimezone(UTC).date())
            return talks, connection.execute(VERSION).fetchone()[0]

        talks, version = await self._write(work)
        if version != self.version:
            # Somebody was forgotten meanwhile, say.
            self.recent.clear()
            self.version = version
        if forgets:
            self.forgot = now
        return talks

    async def waiting(self) -> tuple[str, ...]:
        """Return the talks with updates in the inbox."""
        return tuple(str(row[0]) for row in await self._read(inbox.WAITING, {}))

    async def owing(self) -> tuple[str, ...]:
        """Return the talks to whom something is owed: a screen, or the end of something begun."""
        await self.settle()
        return tuple(str(row[0]) for row in await self._read(OWING, {}))

    async def next_arrival(self, talk: str) -> Arrival | None:
        """Return the talk's oldest update that waits; the body of one that cannot be read is None."""
        rows = await self._read(inbox.NEXT, {"talk": talk})
        return Arrival(rows[0][0], talk, rows[0][1], readable(rows[0][2])) if rows else None

    async def load(self, talk: str) -> Saved | None:
        """Return the conversation."""
        recent = self.recent.get(talk)
        if recent is not None:
            return recent
        rows = await self._read(LOAD, {"talk": talk})
        if not rows:
            return None
        chat, document, shown, message_id, kept = rows[0]
        conversation = readable(document)
        if not isinstance(conversation, Conversation):
            return await self._anew(talk, chat, document)
        shown = max(shown, self.in_place.get(talk, shown))
        saved = Saved(chat, conversation, shown, None if message_id is None else Card(message_id, bool(kept)))
        self._remember(talk, saved)
        return saved

    async def clear(self, update_id: int) -> None:
        """Take an update that changed nothing out of the inbox."""
        await self._write(lambda connection: _run(connection, inbox.CLEAR, {"update_id": update_id}))

    async def lay_aside(self, talk: str, update_id: int) -> None:
        """Take an update out of the inbox that cannot be understood, and keep it for whoever can."""
        await self._write(partial(unreadable.update, talk=talk, update_id=update_id))

    async def commit(  # noqa: PLR0913 - one transaction takes in all that belongs together
        self,
        talk: str,
        chat: int,
        before: int | None,
        conversation: Conversation,
        *,
        owing: bool,
        records: tuple[Record, ...] = (),
        follows: tuple[tuple[Watch, Draft], ...] = (),
        entered: tuple[Entered, ...] = (),
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
            "shown": self.in_place.pop(talk, -1),
            "drafts": len(conversation.aside) + (conversation.draft is not None),
            "unknown": sum(submission.state == "unknown" for submission in conversation.submissions),
        }
        kept = [
            {"talk": talk, "reference": new.reference, "at": new.created_at.isoformat(), "record": encode(new)}
            for new in records
        ]

        def work(connection: sqlite3.Connection) -> None:
            if not _rows(connection, BEGIN if before is None else MOVE, values):
                raise OutpacedError(talk)
            for record in kept:
                connection.execute(KEEP, record)
            for watch, draft in follows:
                watches.begin(connection, talk, chat, watch, draft)
            for new in entered:
                enter(connection, talk, new)
            if update_id is not None:
                connection.execute(inbox.CLEAR, {"update_id": update_id})

        # Forgotten first: a task cancelled in here leaves nothing behind that may be out of date.
        recent = self.recent.pop(talk, None)
        await self._write(work)
        if before is None:
            self._remember(talk, Saved(chat, conversation, -1, None))
        elif recent is not None:
            self._remember(talk, replace(recent, chat=chat, conversation=conversation))

    async def shown(self, talk: str, turn: int, card: Card | None) -> None:
        """Remember which message shows which turn; None when the chat is closed to the bot."""
        recent = self.recent.get(talk)
        if recent is not None and card is not None and card == recent.card:
            if recent.shown < turn:
                self.in_place[talk] = turn
                self._remember(talk, replace(recent, shown=turn))
            return
        values: dict[str, object] = {"talk": talk, "turn": turn, "message_id": None, "kept": 0}
        if card is not None:
            values |= {"message_id": card.message_id, "kept": int(card.kept)}
        recent = self.recent.pop(talk, None)
        await self._write(lambda connection: _run(connection, SHOWN, values))
        if recent is not None and recent.shown <= turn:
            self._remember(talk, replace(recent, shown=turn, card=card))

    async def settle(self) -> None:
        """Write down which turns are shown in place."""
        turns, self.in_place = self.in_place, {}
        rows = [{"talk": talk, "turn": turn} for talk, turn in turns.items()]

        def work(connection: sqlite3.Connection) -> None:
            connection.executemany(SHOWN_IN_PLACE, rows)

        if rows:
            await self._write(work)

    async def records(self, talk: str, page: int) -> RecordPage:
        """Return one page of created campaigns, newest first; pages start at 0."""
        rows = await self._read(KEPT, {"talk": talk, "limit": A_PAGE + 1, "offset": page * A_PAGE})
        found = tuple(record for row in rows if isinstance(record := readable(row[0]), Record))
        return RecordPage(found[:A_PAGE], len(found) > A_PAGE)

    async def keep_secret(self, name: str, sealed: str) -> None:
        """Keep a secret that was encrypted before, in place of the one of this name."""
        await self._write(partial(secrets.keep, name=name, sealed=sealed))

    async def secret(self, name: str) -> str | None:
        """Return a secret, still encrypted."""
        return (await self._write(secrets.all_of_them)).get(name)

    async def forget_secret(self, name: str) -> None:
        await self._write(partial(secrets.forget, name=name))

    async def sweep(self, limits: upkeep.Limits) -> int:
        """Remove what is old; return how many conversations are gone."""
        talks = await self._write(partial(upkeep.sweep, limits=limits))
        for talk in talks:
            self.recent.pop(talk, None)
        return len(talks)

    async def do(self, work: Work[T]) -> T:
        """Do a piece of work of another module, all or nothing."""
        return await self._write(work)

    async def _anew(self, talk: str, chat: int, document: str) -> Saved | None:
        if self.anew is None:
            return None
        new = self.anew(talk, chat)
        await self._write(partial(unreadable.conversation, talk=talk, document=document, new=new))
        return await self.load(talk)

    async def ask(self, work: Work[T]) -> T:
        """Do a piece of work of another module that changes nothing."""
        with sound():
            return await self.database.read(work)

    def _remember(self, talk: str, saved: Saved) -> None:
        self.recent[talk] = saved
        self.recent.move_to_end(talk)
        if len(self.recent) > MOST_RECENT:
            self.recent.popitem(last=False)

    async def _read(self, query: str, values: Values) -> list[sqlite3.Row]:
        with sound():
            return await self.database.read(lambda connection: _rows(connection, query, values))

    async def _write(self, work: Work[T]) -> T:
        with sound():
            return await self.database.write(work)


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Store]:
    """Open the database at `path`, bring it up to date, and close it in the end. Raises StoreError."""
    async with connected(path) as database:
        store = Store(database)
        yield store
        with suppress(StoreError):  # a store that has failed was told of already, and nothing is lost by this
            await store.settle()


def _rows(connection: sqlite3.Connection, query: str, values: Values) -> list[sqlite3.Row]:
    return connection.execute(query, dict(values)).fetchall()


def _run(connection: sqlite3.Connection, query: str, values: Values) -> None:
    connection.execute(query, dict(values))
