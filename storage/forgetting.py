"""Forgetting a person for good, also while the bot runs: nothing of them stays in the file's bytes."""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.causes import because
from storage.opening import BUSY_SECONDS
from storage.schema import bring_up_to_date
from storage.upkeep import Forgotten, forget


def forget_person(database: Path, user: int) -> Forgotten:
    """Remove everything of one Telegram user. Raises StoreError."""
    try:
        # "rw" makes no database where there is none.
        address = f"{database.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)) as connection:
            return _forgotten(connection, user)
    except sqlite3.Error as reason:
        raise because(reason) from reason


def _forgotten(connection: sqlite3.Connection, user: int) -> Forgotten:
    # What is deleted is overwritten, in the file and, by the checkpoint, in the log beside it.
    connection.execute("pragma secure_delete = on")
    connection.execute("begin immediate")
    try:
        bring_up_to_date(connection)
        forgotten = forget(connection, user)
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise
    connection.execute("pragma wal_checkpoint(truncate)")
    return forgotten
