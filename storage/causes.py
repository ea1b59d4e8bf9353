"""Why the database cannot be used, in one line that tells what to look at."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


class StoreError(Exception):
    """The database cannot be used: full, locked, read-only, damaged, or of a newer version. The message says which."""


def because(reason: Exception) -> StoreError:
    """Return what is told of a foreign exception."""
    match reason:
        case sqlite3.Error(sqlite_errorcode=int(code), sqlite_errorname=str(name)):
            # The lower byte is the kind, the rest its variety: www.sqlite.org/rescode.html
            return StoreError(f"{_CAUSES.get(code & 0xFF, 'the database failed')} ({name})")
        case OSError(strerror=str(cause)):
            return StoreError(f"the database cannot be opened: {cause}")
        case _:
            return StoreError("the database cannot be used")


@contextmanager
def sound() -> Iterator[None]:
    """Let whatever fails in the database be a StoreError."""
    try:
        yield
    except sqlite3.Error as reason:
        raise because(reason) from reason


_CAUSES = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_BUSY: "the database is locked by another process",
    sqlite3.SQLITE_LOCKED: "the database is locked by another process",
    sqlite3.SQLITE_READONLY: "the database is read-only",
    sqlite3.SQLITE_PERM: "the database is read-only",
    sqlite3.SQLITE_CORRUPT: "the database is damaged",
    sqlite3.SQLITE_NOTADB: "the file is no SQLite database",
    sqlite3.SQLITE_CANTOPEN: "the database cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk failed",
}
