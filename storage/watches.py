"""Watched campaigns, what was spent on watching, and what was learned of a server: queries on a connection.

Each is a piece of work for the database: done all or nothing.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from conversations.draft import Draft
from conversations.watch import Watch, is_live
from conversations.workspace import Campaign, CampaignId, Record, Reference
from storage.codec import encode
from storage.unreadable import lay_aside, readable

# A campaign is watched once, however often its creation is told.
_BEGIN = """insert into watches values (:talk, :campaign, :reference, :chat, :next_at, null, :watch, :draft)
    on conflict do nothing"""
_COLUMNS = "select talk, chat, message_id, watch from watches"
_ONE = f"{_COLUMNS} where talk = :talk and campaign = :campaign"
_NAMED = f"{_COLUMNS} where talk = :talk and reference = :reference"
_DUE = f"{_COLUMNS} where next_at <= :now order by next_at limit :most"
# Those for which something is still expected, the oldest first.
_OPEN = f"{_COLUMNS} where next_at is not null order by next_at"
_NEXT = "select min(next_at) from watches"
_CHANGE = """update watches set next_at = :next_at, watch = :watch
    where talk = :talk and campaign = :campaign"""
_STILL = "update watches set next_at = null where talk = :talk and watch = :watch"
_CARD = "update watches set message_id = :message_id where talk = :talk and campaign = :campaign"
_ALL = f"{_COLUMNS} where talk = :talk"
_UNDERWAY = """select campaigns.record, watches.watch from watches
    join campaigns on campaigns.talk = watches.talk and campaigns.reference = watches.reference
    where watches.talk = :talk order by watches.next_at is null, watches.next_at"""
_UNWATCHED = """select record from campaigns where talk = :talk
    and not exists (select 1 from watches where watches.talk = :talk and watches.reference = campaigns.reference)
    order by created_at desc"""
_RECORD = "select record from campaigns where talk = :talk and reference = :reference"
_DRAFT = "select draft from watches where talk = :talk and reference = :reference"
# Whoever made it: a reference tells the campaigns of all operators apart.
_DRAFT_OF_ANYBODY = "select draft from watches where reference = :reference"
_SPENT = "select requests from spent where day = :day"
_SPEND = """insert into spent values (:day, 1)
    on conflict (day) do update set requests = spent.requests + 1"""
_FORGET_SPENT = "delete from spent where day < :day"
_LEARN = "insert into facts values (:name, :fact) on conflict (name) do update set fact = :fact"
_KNOWN = "select fact from facts where name = :name"


@dataclass(frozen=True, slots=True)
class Watched:
    """A watch, whose it is, and the message that is its card (None while there is none)."""

    talk: str
    chat: int
    message_id: int | None
    watch: Watch


def begin(connection: sqlite3.Connection, talk: str, chat: int, watch: Watch, draft: Draft) -> None:
    values = {"reference": watch.reference, "chat": chat, "draft": encode(draft)}
    connection.execute(_BEGIN, {**_changed(talk, watch), **values})


def change(connection: sqlite3.Connection, talk: str, watch: Watch) -> None:
    connection.execute(_CHANGE, _changed(talk, watch))


def spend(connection: sqlite3.Connection, talk: str, watch: Watch, day: str) -> None:
    """Store a watch and, before a request is made for it, that one more was made that day."""
    pay(connection, day)
    change(connection, talk, watch)


def pay(connection: sqlite3.Connection, day: str) -> None:
    """Store that one more request is made that day."""
    connection.execute(_FORGET_SPENT, {"day": day})
    connection.execute(_SPEND, {"day": day})


def spent(connection: sqlite3.Connection, day: str) -> int:
    row = connection.execute(_SPENT, {"day": day}).fetchone()
    return row[0] if row else 0


def put_on(connection: sqlite3.Connection, talk: str, campaign: CampaignId, message_id: int) -> None:
    """Remember which message is the card."""
    connection.execute(_CARD, {"talk": talk, "campaign": campaign, "message_id": message_id})


def one(connection: sqlite3.Connection, talk: str, campaign: CampaignId) -> Watched | None:
    return _first(connection, _ONE, {"talk": talk, "campaign": campaign})


def named(connection: sqlite3.Connection, talk: str, reference: Reference) -> Watched | None:
    return _first(connection, _NAMED, {"talk": talk, "reference": reference})


def due(connection: sqlite3.Connection, now: datetime, most: int) -> tuple[Watched, ...]:
    """Return what is to be done by now, the oldest first. What cannot be read is not come back to."""
    found: list[Watched] = []
    for row in connection.execute(_DUE, {"now": int(now.timestamp()), "most": most}).fetchall():
        watched = _watched(row)
        if watched is not None:
            found.append(watched)
            continue
        lay_aside(connection, "watch", row[0], row[3])
        connection.execute(_STILL, {"talk": row[0], "watch": row[3]})
    return tuple(found)


def still_open(connection: sqlite3.Connection) -> tuple[Watched, ...]:
    return _all_watched(connection.execute(_OPEN))


def next_at(connection: sqlite3.Connection) -> int | None:
    """Return the second (since 1970) at which something is to be done next."""
    found: int | None = connection.execute(_NEXT).fetchone()[0]
    return found


def draft_of(connection: sqlite3.Connection, talk: str, reference: Reference) -> Draft | None:
    """Return the answers that a campaign was made of."""
    row = connection.execute(_DRAFT, {"talk": talk, "reference": reference}).fetchone()
    found = readable(row[0]) if row else None
    return found if isinstance(found, Draft) else None


def anybodys_draft(connection: sqlite3.Connection, reference: Reference) -> Draft | None:
    """Return the answers that a campaign of any operator was made of."""
    row = connection.execute(_DRAFT_OF_ANYBODY, {"reference": reference}).fetchone()
    found = readable(row[0]) if row else None
    return found if isinstance(found, Draft) else None


def underway(connection: sqlite3.Connection, talk: str) -> tuple[tuple[Record, Campaign], ...]:
    """Return an operator's campaigns that may still leave, with their line in the list: also those watched no more."""
    found: list[tuple[Record, Campaign]] = []
    for record_text, watch_text in connection.execute(_UNDERWAY, {"talk": talk}).fetchall():
        record, watch = readable(record_text), readable(watch_text)
        if isinstance(record, Record) and isinstance(watch, Watch) and is_live(watch):
            found.append((record, watch.campaign))
    return tuple(found)


def unreached(connection: sqlite3.Connection, talk: str, now: datetime) -> tuple[Record, ...]:
    """Return those of an operator's campaigns that are still to leave, and whose id nobody knows."""
    records = (readable(row[0]) for row in connection.execute(_UNWATCHED, {"talk": talk}).fetchall())
    return tuple(one for one in records if isinstance(one, Record) and one.id is None and one.schedule > now)


def record_of(connection: sqlite3.Connection, talk: str, reference: Reference) -> Record | None:
    row = connection.execute(_RECORD, {"talk": talk, "reference": reference}).fetchone()
    found = readable(row[0]) if row else None
    return found if isinstance(found, Record) else None


def statuses(connection: sqlite3.Connection, talk: str) -> dict[str, str]:
    """Return how each of an operator's campaigns stood when it was read last, by its reference."""
    rows = _all_watched(connection.execute(_ALL, {"talk": talk}))
    return {watched.watch.reference: watched.watch.campaign.status for watched in rows}


def learn(connection: sqlite3.Connection, name: str, fact: str) -> None:
    connection.execute(_LEARN, {"name": name, "fact": fact})


def known(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute(_KNOWN, {"name": name}).fetchone()
    return row[0] if row else None


def _changed(talk: str, watch: Watch) -> dict[str, object]:
    at = watch.next_at
    # Rounded up: what is due in part of a second is not due yet.
    seconds = None if at is None else -int(-at.timestamp() // 1)
    return {"talk": talk, "campaign": watch.id, "next_at": seconds, "watch": encode(watch)}


def _first(connection: sqlite3.Connection, query: str, values: dict[str, object]) -> Watched | None:
    row = connection.execute(query, values).fetchone()
    return _watched(row) if row else None


def _all_watched(rows: Iterable[sqlite3.Row]) -> tuple[Watched, ...]:
    return tuple(watched for row in rows if (watched := _watched(row)) is not None)


def _watched(row: sqlite3.Row) -> Watched | None:
    talk, chat, message_id, text = row
    watch = readable(text)
    return Watched(talk, chat, message_id, watch) if isinstance(watch, Watch) else None
