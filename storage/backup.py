"""A copy of the database while the bot runs: SQLite's own online backup, whole or not there at all."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from storage.causes import StoreError, because

BUSY_SECONDS = 10


def back_up(database: Path, file: Path) -> None:
    """Copy the database to a file that is not there yet. Raises StoreError."""
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    if os.path.lexists(file):
        raise StoreError(f"{file} is there already and is left alone: name another file")
    try:
        _copy(database, unfinished)
        # A link, unlike a renaming, never takes the place of a file that has come there meanwhile.
        os.link(unfinished, file)
        _sync(file.parent)
    except FileExistsError:
        raise StoreError(f"{file} is there already and is left alone: name another file") from None
    except (OSError, sqlite3.Error) as reason:
        raise because(reason) from reason
    finally:
        unfinished.unlink(missing_ok=True)


def _copy(database: Path, copy: Path) -> None:
    copy.touch(mode=0o600)
    # "rw" makes no database where there is none.
    source = sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True, timeout=BUSY_SECONDS)
    with closing(source), closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        # One file, without the log that a running database keeps beside it.
        target.execute("pragma journal_mode = delete")
        if target.execute("pragma quick_check").fetchall() != [("ok",)]:
            raise StoreError("the database is damaged: it was not backed up")
    _sync(copy)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
