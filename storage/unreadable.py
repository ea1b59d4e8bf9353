"""What is stored and cannot be read any more: one policy for all of it.

It is laid aside as it is, so that nothing is lost, the log says so, and everybody else is served on. A talk whose
conversation cannot be read begins anew.
"""

import logging
import sqlite3
from typing import Literal, TypeAlias

from conversations.conversation import Conversation
from storage.codec import UnreadableError, decode, encode

log = logging.getLogger(__name__)

Kind: TypeAlias = Literal["conversation", "update", "alarm", "watch"]

_LAY_ASIDE = "insert into unreadable values (:talk, :kind, current_timestamp, :body)"
_UPDATE = "select arrival from inbox where update_id = :update_id"
_CLEAR = "delete from inbox where update_id = :update_id"
# Only while it is still what could not be read. The screen of the new one is owed.
_ANEW = """update conversations set document = :document, turn = :turn, shown = -1, owing = 0, drafts = 0, unknown = 0
    where talk = :talk and document = :unreadable returning talk"""


def lay_aside(connection: sqlite3.Connection, kind: Kind, talk: str, body: str) -> None:
    """Keep the text of what cannot be read; the one who asks removes it from where it was."""
    connection.execute(_LAY_ASIDE, {"talk": talk, "kind": kind, "body": body})
    log.error("talk %s: a stored %s cannot be read, it is laid aside in the table unreadable", talk, kind)


def update(connection: sqlite3.Connection, talk: str, update_id: int) -> None:
    """Lay an update of the inbox aside."""
    row = connection.execute(_UPDATE, {"update_id": update_id}).fetchone()
    if row is not None:
        lay_aside(connection, "update", talk, row[0])
        connection.execute(_CLEAR, {"update_id": update_id})


def conversation(connection: sqlite3.Connection, talk: str, document: str, new: Conversation) -> None:
    """Lay what is stored of a conversation aside, and put a new one in its place."""
    values = {"talk": talk, "turn": new.turn, "document": encode(new), "unreadable": document}
    if connection.execute(_ANEW, values).fetchall():
        lay_aside(connection, "conversation", talk, document)


def readable(text: str) -> object:
    """Return the stored value, None when it cannot be read: what it says is done without."""
    try:
        return decode(text)
    except UnreadableError as reason:
        log.warning("%s", reason)
        return None
