"""What keeps the database small, honest and healthy: counting, sweeping out, forgetting a person, trying to write."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

# Every table that holds something of a person, by their talk. A test fails when a new one is missing here.
PERSONAL = ("inbox", "conversations", "campaigns", "visits", "alarms", "watches", "verdicts", "unreadable")

# A talk's key is its chat and its user.
_OF_USER = "talk like '%:' || :user"
_VISITED = (
    "insert into visits values (:talk, :day) on conflict (talk) do update set day = :day where visits.day <> :day"
)
# Left alone for long, and nothing is on its way: of what is unknown or owed, the record's time counts.
_IDLE = """select conversations.talk from conversations left join visits on visits.talk = conversations.talk
    where not exists (select 1 from inbox where inbox.talk = conversations.talk)
    and (visits.day < :idle and owing = 0 and shown >= turn or visits.day < :over)"""
_DROP_CONVERSATION = "delete from conversations where talk = :talk"
_DROP_RECORDS = "delete from campaigns where created_at < :before"
# What is watched goes with the campaign's record: it holds the answers the campaign was made of.
_DROP_WATCHES = """delete from watches where not exists
    (select 1 from campaigns where campaigns.talk = watches.talk and campaigns.reference = watches.reference)"""
_DROP_VERDICTS = "delete from verdicts where at < :before"
_DROP_UNREADABLE = "delete from unreadable where at < :before"
_DROP_VISITS = "delete from visits where not exists (select 1 from conversations where talk = visits.talk)"
_WAITING = "select count(*) from inbox"
_OLDEST = "select min(seen_at) from seen where update_id in (select update_id from inbox)"
_OPEN = "select coalesce(sum(drafts), 0), coalesce(sum(unknown), 0) from conversations"
_UNKNOWN = f"select coalesce(sum(unknown), 0) from conversations where {_OF_USER}"  # noqa: S608 - our own text
_TALKS = "select talk from conversations union select talk from inbox"
_BEAT = "insert into pulse values ('written', :at) on conflict (name) do update set at = :at"


@dataclass(frozen=True, slots=True)
class Census:
    """How much there is to do: updates that wait, since when the oldest does (UTC), drafts, unknown submissions."""

    waiting: int
    oldest: datetime | None
    drafts: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was removed of a person: rows in all, and how many campaigns were among them whose outcome is unknown."""

    rows: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What is older goes: talks by the day of their last visit, campaigns' records by their moment (UTC)."""

    idle: date
    over: date
    records: datetime


def visit(connection: sqlite3.Connection, talk: str, day: date) -> None:
    """Remember the day on which somebody wrote last."""
    connection.execute(_VISITED, {"talk": talk, "day": day.isoformat()})


def sweep(connection: sqlite3.Connection, limits: Limits) -> tuple[str, ...]:
    """Remove what is old; return the talks whose conversation is gone."""
    days = {"idle": limits.idle.isoformat(), "over": limits.over.isoformat()}
    talks = tuple(str(row[0]) for row in connection.execute(_IDLE, days).fetchall())
    for talk in talks:
        connection.execute(_DROP_CONVERSATION, {"talk": talk})
    connection.execute(_DROP_RECORDS, {"before": limits.records.isoformat()})
    connection.execute(_DROP_WATCHES)
    connection.execute(_DROP_VERDICTS, {"before": limits.records.isoformat()})
    connection.execute(_DROP_UNREADABLE, {"before": limits.records.isoformat(" ")})
    connection.execute(_DROP_VISITS)
    return talks


def forget(connection: sqlite3.Connection, user: int) -> Forgotten:
    """Remove everything of one person."""
    who = {"user": str(user)}
    unknown = connection.execute(_UNKNOWN, who).fetchone()[0]
    removed = [connection.execute(f"delete from {table} where {_OF_USER}", who).rowcount for table in PERSONAL]  # noqa: S608 - our own names
    return Forgotten(sum(removed), unknown)


def census(connection: sqlite3.Connection) -> Census:
    waiting = connection.execute(_WAITING).fetchone()[0]
    oldest = connection.execute(_OLDEST).fetchone()[0]
    drafts, unknown = connection.execute(_OPEN).fetchone()
    return Census(waiting, None if oldest is None else datetime.fromisoformat(oldest), drafts, unknown)


def talks(connection: sqlite3.Connection) -> frozenset[str]:
    """Return every talk there is."""
    return frozenset(str(row[0]) for row in connection.execute(_TALKS))


def beat(connection: sqlite3.Connection, now: datetime) -> None:
    """Write something, to see whether it can be done."""
    connection.execute(_BEAT, {"at": now.isoformat()})
