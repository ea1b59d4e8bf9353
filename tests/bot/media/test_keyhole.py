"""However a file is made, looking at it is bounded."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from bot.media.keyhole import MOST_BYTES, MOST_LOOKS, ExhaustedError, Keyhole
from bot.media.sniff import sniff
from bot.media.sniffed import Sniffed

# Whoever unpacks far enough to find this has unpacked too much.
WORD = b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"'


class Counted(BytesIO):
    """A file that counts what is read of it."""

    looks = 0
    read_bytes = 0

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        self.looks += 1
        self.read_bytes += len(found)
        return found


def a_million_boxes() -> bytes:
    return struct.pack(">I4s4sI", 16, b"ftyp", b"isom", 0) + struct.pack(">I4s", 8, b"free") * 200_000


def boxes_that_go_nowhere() -> bytes:
    return struct.pack(">I4s4sI", 16, b"ftyp", b"isom", 0) + struct.pack(">I4sQ", 1, b"moov", 0) * 100_000


def elements_without_end() -> bytes:
    return b"\x1a\x45\xdf\xa3\x80" + b"\x18\x53\x80\x67\xff" + b"\xec\x80" * 500_000


def tracks_without_end() -> bytes:
    tracks = b"\x16\x54\xae\x6b\xff" + b"\xae\x82\x83\x80" * 500_000
    return b"\x1a\x45\xdf\xa3\x80" + b"\x18\x53\x80\x67\xff" + tracks


def a_directory_of_four_gigabytes() -> bytes:
    end = b"PK\x05\x06" + bytes(8) + struct.pack("<IIH", 0xFFFFFFFE, 0, 0)
    return b"PK\x03\x04" + bytes(3_000_000) + end


def a_bomb_of_types() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        made.writestr("[Content_Types].xml", b" " * 20_000_000 + WORD)
        made.writestr("word/document.xml", b"<x/>")
    return file.getvalue()


def a_directory_that_bites_its_tail() -> bytes:
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[30:32] = struct.pack("<H", 9)
    head[48:52] = struct.pack("<I", 1)
    table = struct.pack("<II", 0xFFFFFFFD, 1).ljust(512, b"\xff")
    entry = b"R\0o\0o\0t\0\0\0".ljust(64, b"\0") + struct.pack("<HH", 10, 5) + struct.pack("<III", 0, 0, 0)
    return bytes(head) + table + entry.ljust(128, b"\0") * 4


def tags_without_end() -> bytes:
    return b"ID3\x04\0\0\0\0\0\0" * 200_000


MADE: dict[str, tuple[Callable[[], bytes], Sniffed | None]] = {
    "a million boxes": (a_million_boxes, None),
    "boxes that go nowhere": (boxes_that_go_nowhere, None),
    "elements without end": (elements_without_end, None),
    "tracks without end": (tracks_without_end, None),
    "a directory of four gigabytes": (a_directory_of_four_gigabytes, Sniffed("application/zip")),
    "a bomb of types": (a_bomb_of_types, Sniffed("application/zip")),
    "a directory that bites its tail": (a_directory_that_bites_its_tail, Sniffed("application/x-ole-storage")),
    "tags without end": (tags_without_end, None),
}


@pytest.mark.parametrize("name", MADE)
def test_a_file_made_to_keep_us_busy_does_not(name: str) -> None:
    make, expected = MADE[name]
    file = Counted(make())

    assert sniff(file) == expected
    assert file.looks <= MOST_LOOKS
    assert file.read_bytes <= MOST_BYTES


def test_the_last_look_allowed_is_the_last() -> None:
    keyhole = Keyhole(BytesIO(b"abcdef"), looks=2)

    assert keyhole.at(0, 2) == b"ab"
    assert keyhole.at(2, 9) == b"cdef"
    with pytest.raises(ExhaustedError):
        keyhole.at(0, 1)


def test_more_bytes_than_allowed_are_not_looked_at() -> None:
    keyhole = Keyhole(BytesIO(b"abcdef"), most=4)

    assert keyhole.number(0, 2) == 0x6162
    with pytest.raises(ExhaustedError):
        keyhole.at(2, 3)


def test_there_is_nothing_beyond_the_ends() -> None:
    keyhole = Keyhole(BytesIO(b"abc"))

    assert [keyhole.at(offset, 2) for offset in (-1, 2, 3, 1 << 70)] == [b"", b"c", b"", b""]
