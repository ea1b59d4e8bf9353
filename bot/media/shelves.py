"""Where contents lie: in a folder of this machine, or wherever else a shelf can be put up."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from bot.media.addresses import Digest, is_digest


class AwayError(OSError):
    """A shelf elsewhere cannot be used; its text is the sort of failure."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A content on a shelf: its bytes, and when it was put there (aware)."""

    digest: Digest
    size: int
    changed: datetime


class Shelf(Protocol):
    """Holds contents, of which it knows nothing but their digest. Each call may wait, and may raise OSError."""

    def put(self, path: Path, digest: Digest, mime: str, name: str) -> bool:
        """Take a finished file, for good; at the path nothing is left. False when the content was there already."""

    def holds(self, digest: Digest) -> bool: ...

    def open(self, digest: Digest) -> BinaryIO | None:
        """Open a content, if it is handed out from here."""

    def remove(self, digest: Digest) -> bool:
        """Take a content away; False when there was none."""

    def lying(self) -> Iterator[Lying]:
        """Give whatever lies there."""

    def size(self, known: int) -> int:
        """Return the bytes of all contents, when so many are known of."""


class Folder:
    """A shelf in the very folder in which files arrive."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, path: Path, digest: Digest, mime: str, name: str) -> bool:  # noqa: ARG002 - as Shelf has it
        place = self._folder / digest
        if place.exists():
            path.unlink()
            return False
        path.rename(place)
        settle(self._folder)
        return True

    def holds(self, digest: Digest) -> bool:
        return (self._folder / digest).exists()

    def open(self, digest: Digest) -> BinaryIO | None:
        try:
            return (self._folder / digest).open("rb")
        except FileNotFoundError:
            return None

    def remove(self, digest: Digest) -> bool:
        try:
            (self._folder / digest).unlink()
        except FileNotFoundError:
            return False
        return True

    def lying(self) -> Iterator[Lying]:
        for path in self._folder.iterdir():
            if is_digest(path.name):
                found = path.stat()
                yield Lying(Digest(path.name), found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))

    def size(self, known: int) -> int:  # noqa: ARG002 - strangers take room too
        return sum(content.size for content in self.lying())


class Moved:
    """A shelf, and the one used before it: nothing new comes there, and what lies there is handed out until it goes."""

    def __init__(self, now: Shelf, before: Shelf) -> None:
        self._now = now
        self._before = before

    def put(self, path: Path, digest: Digest, mime: str, name: str) -> bool:
        return self._now.put(path, digest, mime, name)

    def holds(self, digest: Digest) -> bool:
        return self._before.holds(digest) or self._now.holds(digest)

    def open(self, digest: Digest) -> BinaryIO | None:
        return self._before.open(digest) or self._now.open(digest)

    def remove(self, digest: Digest) -> bool:
        # Both, whatever the first says.
        return self._now.remove(digest) | self._before.remove(digest)

    def lying(self) -> Iterator[Lying]:
        yield from self._before.lying()
        yield from self._now.lying()

    def size(self, known: int) -> int:
        return self._now.size(known)


def settle(folder: Path) -> None:
    """Bring a folder itself to the disk: a new name is not there for good before."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
