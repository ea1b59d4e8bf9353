"""Files kept by what is in them: the same content once, for as long as anybody needs it.

Contents lie on a shelf, by default in the folder as `<SHA-256>`; `<SHA-256>.json` in the folder is what is known of
one. Each is written under another name, brought to the disk and then renamed; the content first. So a kill leaves at
most strangers: unfinished files, or a content that nothing is known of. They are never handed out, and sweeping
removes them once they are old enough to be nobody's.

One process at a time uses a folder; its threads may call at once. Calls wait for the disk, or for where the shelf is:
make them off the event loop. Only entering and leaving `arriving` is as short as opening and removing a file.
"""

import hashlib
import logging
import os
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from weakref import WeakValueDictionary

from bot.media.addresses import Digest, is_digest
from bot.media.kept import Keep, Kept, read, with_keep, written
from bot.media.shelves import Folder, Shelf, settle

log = logging.getLogger(__name__)

ABANDONED = timedelta(hours=1)
UNFINISHED = ".part"
KNOWN = ".json"


class FullError(Exception):
    """The folder may not grow further; `most` is its limit in bytes."""

    def __init__(self, most: int) -> None:
        super().__init__("the folder for media is full")
        self.most = most


class TooLongError(Exception):
    """More arrived than one file may have; `most` is the limit in bytes."""

    def __init__(self, most: int) -> None:
        super().__init__("the file is longer than allowed")
        self.most = most


def finished(folder: Path) -> tuple[Path, ...]:
    """Return what a copy of the folder needs, also while files come and go: nothing, where there is no folder."""
    if not folder.is_dir():
        return ()
    known = sorted(path for path in folder.iterdir() if path.suffix == KNOWN and is_digest(path.stem))
    # What is known comes first: a content that goes in between was needed no more.
    return tuple(path for one in known for path in (one, one.with_suffix("")))


class Arriving:
    """A file on its way into the store: written piece by piece, looked at, then kept or forgotten."""

    def __init__(self, files: "Files", path: Path, file: BinaryIO, most: int) -> None:
        self.file = file
        self.size = 0
        self._files = files
        self._path = path
        self._most = most
        self._hash = hashlib.sha256()

    def write(self, piece: bytes) -> None:
        """Add a piece. Raises TooLongError and FullError, and then has not written it."""
        if self.size + len(piece) > self._most:
            raise TooLongError(self._most)
        self._files.reserve(len(piece))
        self.size += len(piece)
        self._hash.update(piece)
        self.file.write(piece)

    def keep(self, mime: str, name: str, keep: Keep) -> Kept:
        """Bring the file to the disk and into the store."""
        self.file.flush()
        os.fsync(self.file.fileno())
        return self._files.take(self._path, Kept(Digest(self._hash.hexdigest()), mime, name, self.size, (keep,)))


class Files:
    """The folder. `most` limits all contents together, in bytes; they lie in it if no other `shelf` is given."""

    def __init__(self, folder: Path, most: int, shelf: Shelf | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._shelf: Shelf = shelf or Folder(folder)
        self._most = most
        self._lock = threading.RLock()
        # A lock of its own, never held while the disk works: the event loop takes it too.
        self._counting = threading.Lock()
        self._arriving: set[str] = set()
        self._placed: Counter[Digest] = Counter()
        self._lanes: WeakValueDictionary[Digest, threading.Lock] = WeakValueDictionary()
        known = sum(kept.size for kept in map(self._known_of, self._digests()) if kept is not None)
        unfinished = sum(path.stat().st_size for path in folder.iterdir() if path.suffix == UNFINISHED)
        self._bytes = self._shelf.size(known) + unfinished

    @property
    def size(self) -> int:
        """How many bytes all contents have together, those still arriving included."""
        return self._bytes

    @contextmanager
    def arriving(self, most: int) -> Iterator[Arriving]:
        """Take in a file of at most so many bytes; what was not kept at the end is forgotten."""
        path = self._folder / f"{secrets.token_hex(16)}{UNFINISHED}"
        self._arriving.add(path.name)
        try:
            with path.open("x+b") as file:
                arriving = Arriving(self, path, file, most)
                try:
                    yield arriving
                finally:
                    if path.exists():
                        path.unlink()
                        self.reserve(-arriving.size)
        finally:
            self._arriving.discard(path.name)

    def reserve(self, size: int) -> None:
        """Count bytes that are about to come or have gone. Raises FullError when there is no room for them."""
        with self._counting:
            if size > 0 and self._bytes + size > self._most:
                raise FullError(self._most)
            self._bytes += size

    def take(self, path: Path, new: Kept) -> Kept:
        """Give a finished file its place. A content that is there already gains a keep, and the newest name.

        Raises OSError where the shelf does not take it.
        """
        with self._lock:
            self._placed[new.digest] += 1
            lane = self._lanes.setdefault(new.digest, threading.Lock())
        try:
            # Without the lock of all: to a shelf far away this takes as long as the line is slow.
            with lane:
                was_new = self._shelf.put(path, new.digest, new.mime, new.name)
            if not was_new:
                self.reserve(-new.size)
            with self._lock:
                known = self._known_of(new.digest)
                if known is not None:
                    new = replace(new, keeps=with_keep(known.keeps, new.keeps[0]))
                self._write(new)
                return new
        finally:
            with self._lock:
                self._placed[new.digest] -= 1

    def find(self, digest: Digest) -> Kept | None:
        """Return what is known of a content, or None when it is not in the store."""
        known = self._known_of(digest)
        return known if known is not None and self._shelf.holds(digest) else None

    def _known_of(self, digest: Digest) -> Kept | None:
        try:
            return read(digest, self._known(digest).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (ValueError, LookupError, TypeError, AttributeError):
            # Only a broken disk or a stranger's hand: the other files must still be found and swept.
            log.error("what is known of the media file %s cannot be read", digest)  # noqa: TRY400 - no trace is needed
            return None

    def open(self, digest: Digest) -> BinaryIO | None:
        """Open a content. It can be read to its end even when it is removed meanwhile."""
        return self._shelf.open(digest)

    def keep(self, digest: Digest, keep: Keep) -> bool:
        """Let a holder need a content until another time than before. False when it is no longer there."""
        with self._lock:
            known = self.find(digest)
            if known is not None:
                self._write(replace(known, keeps=with_keep(known.keeps, keep)))
            return known is not None

    def release(self, digest: Digest, holder: str) -> None:
        """Let a holder no longer need a content; sweeping removes it when nobody else does."""
        with self._lock:
            known = self._known_of(digest)
            if known is not None:
                self._write(replace(known, keeps=tuple(keep for keep in known.keeps if keep.holder != holder)))

    def hold(self, holder: str, until: datetime | None) -> None:
        """Let a holder need whatever it needs until another time than before."""
        for digest in self._held_by(holder):
            self.keep(digest, Keep(holder, until))

    def drop(self, holder: str) -> None:
        """Let a holder no longer need anything."""
        for digest in self._held_by(holder):
            self.release(digest, holder)

    def _held_by(self, holder: str) -> tuple[Digest, ...]:
        known = (self._known_of(digest) for digest in tuple(self._digests()))
        return tuple(
            kept.digest for kept in known if kept is not None and holder in {keep.holder for keep in kept.keeps}
        )

    def let_go(self, needed: Callable[[str], bool]) -> None:
        """Release what holders keep of whom it is not true any more that they need anything."""
        with self._lock:
            for digest in tuple(self._digests()):
                known = self._known_of(digest)
                if known is not None and not all(needed(keep.holder) for keep in known.keeps):
                    self._write(replace(known, keeps=tuple(keep for keep in known.keeps if needed(keep.holder))))

    def sweep(self, now: datetime) -> tuple[Digest, ...]:
        """Remove what nobody needs any longer, and the strangers that a kill left; return the contents removed.

        Raises OSError where the shelf cannot be had; what was not removed then is a stranger, and goes another time.
        """
        with self._lock:
            over = {digest: size for digest, size in self._sizes() if self._over(digest, now)}
            for digest in over:
                # In this order: what is half removed is a stranger, never a promise without a content.
                self._known(digest).unlink()
        for digest, size in over.items():
            self._remove(digest, size)
        lying = tuple(self._shelf.lying())
        for content in lying:
            if now - content.changed > ABANDONED:
                self._remove(content.digest, content.size)
        there = {content.digest for content in lying}
        with self._lock:
            for path in self._folder.iterdir():
                if self._stranger(path, there) and now - _changed(path) > ABANDONED:
                    self._forget(path)
            settle(self._folder)
        return tuple(over)

    def _digests(self) -> Iterator[Digest]:
        names = sorted(path.stem for path in self._folder.iterdir() if path.suffix == KNOWN)
        return (Digest(name) for name in names if is_digest(name))

    def _sizes(self) -> Iterator[tuple[Digest, int]]:
        known = ((digest, self._known_of(digest)) for digest in self._digests())
        return ((digest, kept.size) for digest, kept in known if kept is not None)

    def _over(self, digest: Digest, now: datetime) -> bool:
        kept = None if self._placed[digest] else self._known_of(digest)
        return kept is not None and all(keep.until is not None and keep.until < now for keep in kept.keeps)

    def _remove(self, digest: Digest, size: int) -> None:
        """Take a content off the shelf, if it is a stranger there."""
        with self._lock:
            if not self._placed[digest] and not self._known(digest).exists() and self._shelf.remove(digest):
                self.reserve(-size)

    def _stranger(self, path: Path, there: set[Digest]) -> bool:
        if path.suffix == UNFINISHED:
            return path.name not in self._arriving
        return path.suffix == KNOWN and path.stem not in there

    def _forget(self, path: Path) -> None:
        size = 0 if path.suffix == KNOWN else path.stat().st_size
        path.unlink()
        self.reserve(-size)

    def _known(self, digest: Digest) -> Path:
        return self._folder / f"{digest}{KNOWN}"

    def _write(self, kept: Kept) -> None:
        path = self._folder / f"{secrets.token_hex(16)}{UNFINISHED}"
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(written(kept))
                file.flush()
                os.fsync(file.fileno())
            path.rename(self._known(kept.digest))
        finally:
            path.unlink(missing_ok=True)
        settle(self._folder)


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
