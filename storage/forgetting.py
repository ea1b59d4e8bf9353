"""Forgetting a person for good, also while the bot runs: nothing of them stays in the file's bytes."""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.causes import StoreError, because
from storage.opening import BUSY_SECONDS
from storage.schema import bring_up_to_date
from storage.upkeep import Forgotten, forget

LEFT = "but bytes of what they once wrote may be left in the file: run this again"


def forget_person(database: Path, user: int, busy_seconds: float = BUSY_SECONDS) -> Forgotten:
    """Remove everything of one Telegram user, waiting so long for others who use the file. Raises StoreError."""
    try:
        # "rw" makes no database where there is none.
        address = f"{database.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=busy_seconds)) as connection:
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
    try:
        _written_anew(connection)
    except sqlite3.Error as reason:
        raise StoreError(f"their rows are removed, {LEFT} ({because(reason)})") from reason
    return forgotten


def _written_anew(connection: sqlite3.Connection) -> None:
    """Write the whole file anew: what a talk said before its last change may lie in pages that are free by now.

    SQLite's "fast" secure deletion leaves those as they are: www.sqlite.org/pragma.html#pragma_secure_delete
    """
    # Where the root file system is read-only, there is little room for temporary files.
    connection.execute("pragma temp_store = memory")
    connection.execute("vacuum")
    if connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0]:
        raise StoreError(f"their rows are removed, {LEFT} (another process was reading all the while)")
