"""The way into a database: connected, set up, brought up to date, and closed in the end."""

import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage.causes import because
from storage.database import Database
from storage.schema import bring_up_to_date

# A second process, or a backup, may hold the lock for a moment.
BUSY_SECONDS = 10
AGAIN_SECONDS = 0.02


@asynccontextmanager
async def connected(path: Path) -> AsyncIterator[Database]:
    """Open the database at `path`, made if it is not there. Raises StoreError."""
    try:
        connection = _connection(path)
    except (OSError, sqlite3.Error) as reason:
        raise because(reason) from reason
    database = Database(connection)
    try:
        try:
            await database.read(_set_up)
            await database.write(bring_up_to_date)
        except sqlite3.Error as reason:
            raise because(reason) from reason
        yield database
    finally:
        await database.close()


def _connection(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # It will hold what customers are written; SQLite gives the files beside it the same rights.
        path.touch(mode=0o600)
    return sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False)


def _set_up(connection: sqlite3.Connection) -> None:
    _to_wal(connection)
    connection.execute("pragma synchronous = full")
    # Answered updates and swept out talks are overwritten where that costs no further writing.
    connection.execute("pragma secure_delete = fast")


def _to_wal(connection: sqlite3.Connection) -> None:
    """Change to write-ahead logging. SQLite does not always wait for its lock here, as when two processes begin."""
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("pragma journal_mode = wal")
        except sqlite3.OperationalError as reason:
            if reason.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(AGAIN_SECONDS)
        else:
            return
