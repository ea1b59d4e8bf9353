"""What is to be looked at when its time comes, whether the bot was restarted in between or not."""

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from storage.codec import UnreadableError, decode, encode
from storage.unreadable import lay_aside

_PUT = """insert into alarms values (:talk, :name, :at, :body)
    on conflict (talk, name) do update set at = :at, body = :body"""
_DUE = "select talk, name, at, body from alarms where at <= :now order by at"
_WAITING = "select talk, name, at, body from alarms order by at"
_DROP = "delete from alarms where talk = :talk and name = :name and at = :at"
_SILENCE = "delete from alarms where talk = :talk and name = :name"
_CREATED = "select 1 from campaigns where talk = :talk and reference = :reference"


@dataclass(frozen=True, slots=True)
class Alarm:
    """`body` says what is to be looked at, at that moment (aware); a talk has one alarm of a `name`."""

    talk: str
    name: str
    at: datetime
    body: object


def put(connection: sqlite3.Connection, alarm: Alarm) -> None:
    connection.execute(_PUT, {**_key(alarm), "body": encode(alarm.body)})


def due(connection: sqlite3.Connection, now: datetime) -> tuple[Alarm, ...]:
    """Return the alarms whose time has come. One that cannot be read any more is laid aside."""
    found: list[Alarm] = []
    for talk, name, at, body in connection.execute(_DUE, {"now": _written(now)}).fetchall():
        try:
            found.append(Alarm(str(talk), str(name), datetime.fromisoformat(str(at)), decode(str(body))))
        except UnreadableError:
            lay_aside(connection, "alarm", talk, body)
            connection.execute(_DROP, {"talk": talk, "name": name, "at": at})
    return tuple(found)


def waiting(connection: sqlite3.Connection) -> tuple[Alarm, ...]:
    """Return every alarm, the next one first. One that cannot be read any more is left out."""
    found: list[Alarm] = []
    for talk, name, at, body in connection.execute(_WAITING):
        with suppress(UnreadableError):
            found.append(Alarm(str(talk), str(name), datetime.fromisoformat(str(at)), decode(str(body))))
    return tuple(found)


def drop(connection: sqlite3.Connection, alarm: Alarm) -> bool:
    """Let go of an alarm, unless it has been put to another time meanwhile; False when there was none any more."""
    return connection.execute(_DROP, _key(alarm)).rowcount > 0


def silence(connection: sqlite3.Connection, talk: str, name: str) -> None:
    """Let go of an alarm, whenever it would ring."""
    connection.execute(_SILENCE, {"talk": talk, "name": name})


def was_created(connection: sqlite3.Connection, talk: str, reference: str) -> bool:
    """Tell whether a campaign is in the bot's own list."""
    return connection.execute(_CREATED, {"talk": talk, "reference": reference}).fetchone() is not None


def _key(alarm: Alarm) -> dict[str, str]:
    return {"talk": alarm.talk, "name": alarm.name, "at": _written(alarm.at)}


def _written(at: datetime) -> str:
    # Of one length and zone, so that texts are in the order of time.
    return at.astimezone(UTC).isoformat(timespec="microseconds")
