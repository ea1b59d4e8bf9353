"""A file seen through a keyhole: so many looks, so many bytes, then no more.

Whoever made the file may have made it to keep us busy; the keyhole bounds the work whatever the file says of itself.
"""

from os import SEEK_END
from typing import IO

MOST_LOOKS = 3000
MOST_BYTES = 2 * 1024 * 1024


class ExhaustedError(Exception):
    """Telling what the file is would take more work than a real one needs."""


class Keyhole:
    """Looks into a seekable file. A look beyond its end finds fewer bytes, or none."""

    def __init__(self, file: IO[bytes], looks: int = MOST_LOOKS, most: int = MOST_BYTES) -> None:
        self.size = file.seek(0, SEEK_END)
        self._file = file
        self._looks = looks
        self._bytes = most

    def at(self, offset: int, length: int) -> bytes:
        """Return the bytes there. Raises ExhaustedError when there has been looking enough."""
        self._looks -= 1
        self._bytes -= length
        if self._looks < 0 or self._bytes < 0:
            raise ExhaustedError
        if not 0 <= offset < self.size:
            return b""
        self._file.seek(offset)
        return self._file.read(length)

    def number(self, offset: int, length: int) -> int:
        """Return the unsigned big-endian number there; bytes that are missing do not count."""
        return int.from_bytes(self.at(offset, length), "big")
