"""A copy of the database while the bot runs: SQLite's own online backup, whole or not there at all.

Where files are to be copied too, both are in one tar archive.
"""

import os
import sqlite3
import tarfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from storage.causes import StoreError, because

BUSY_SECONDS = 10
# What it is named in an archive, so that it is found whatever the original is called.
DATABASE = "campaign-bot.db"
FILES = "media"

Beside = Callable[[], Iterable[Path]]
"""Names the files that belong to the database, once it was copied."""


def back_up(database: Path, file: Path) -> None:
    """Copy the database to a file that is not there yet. Raises StoreError."""
    with _appearing(file) as unfinished:
        _copy(database, unfinished)


def back_up_with(database: Path, file: Path, beside: Beside) -> None:
    """Copy the database and what lies beside it into an archive that is not there yet. Raises StoreError.

    The database is copied first: so what it names is in the archive too, unless it was removed meanwhile by a bot that
    needed it no more.
    """
    with _appearing(file) as unfinished:
        copy = unfinished.with_name(f"{unfinished.name}.db")
        try:
            _copy(database, copy)
            unfinished.touch(mode=0o600)
            with tarfile.open(unfinished, "w") as archive:
                archive.add(copy, DATABASE)
                for path in beside():
                    _add(archive, path)
        finally:
            copy.unlink(missing_ok=True)
        _sync(unfinished)


@contextmanager
def _appearing(file: Path) -> Iterator[Path]:
    """Give a name for what is written; in the end it gets the file's own, if nobody has that. Raises StoreError."""
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    if os.path.lexists(file):
        raise StoreError(f"{file} is there already and is left alone: name another file")
    try:
        yield unfinished
        # A link, unlike a renaming, never takes the place of a file that has come there meanwhile.
        os.link(unfinished, file)
        _sync(file.parent)
    except FileExistsError:
        raise StoreError(f"{file} is there already and is left alone: name another file") from None
    except OSError as reason:
        raise StoreError(f"the copy cannot be made: {reason.strerror}") from reason
    except sqlite3.Error as reason:
        raise because(reason) from reason
    finally:
        unfinished.unlink(missing_ok=True)


def _add(archive: tarfile.TarFile, path: Path) -> None:
    """Add a file as it is now; one that is gone is nobody's any more."""
    try:
        content = path.open("rb")
    except FileNotFoundError:
        return
    with content:
        archive.addfile(archive.gettarinfo(arcname=f"{FILES}/{path.name}", fileobj=content), content)


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
