"""The inbox: updates that wait to be worked off, each taken in once ever."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from storage.saved import Arrival

# Remember an update's id; nothing comes back when it was known.
SEE = "insert into seen values (:update_id, :at) on conflict do nothing returning update_id"
FORGET_SEEN = "delete from seen where seen_at < :before"
RECEIVE = """insert into inbox
    select :update_id, :talk, :chat, coalesce(max(place), 0) + 1, :arrival from inbox where true
    on conflict do nothing"""
# The oldest update of one talk that still waits.
NEXT = "select update_id, chat, arrival from inbox where talk = :talk order by place limit 1"
WAITING = "select distinct talk from inbox"
CLEAR = "delete from inbox where update_id = :update_id"


def take_in(connection: sqlite3.Connection, written: Sequence[tuple[Arrival, str]], at: str) -> tuple[str, ...]:
    """Put updates, each with its body as written, into the inbox; return the talks that have something new."""
    talks: dict[str, None] = {}
    for arrival, body in written:
        if not connection.execute(SEE, {"update_id": arrival.update_id, "at": at}).fetchall():
            continue
        values = {"update_id": arrival.update_id, "talk": arrival.talk, "chat": arrival.chat}
        connection.execute(RECEIVE, {**values, "arrival": body})
        talks[arrival.talk] = None
    return tuple(talks)


def forget(connection: sqlite3.Connection, before: datetime) -> None:
    """Forget the ids of updates seen before then."""
    connection.execute(FORGET_SEEN, {"before": before.isoformat()})
