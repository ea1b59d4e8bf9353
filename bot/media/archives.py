"""Office files: the new ones are ZIP archives, the old ones a file system in a file (OLE, [MS-CFB])."""

import zlib
from collections.abc import Iterator

from bot.media.keyhole import Keyhole
from bot.media.sniffed import Sniffed

# ZIP: the application note of PKWARE, 4.3.
END = b"PK\x05\x06"
ENTRY = b"PK\x01\x02"
LOCAL = b"PK\x03\x04"
LONGEST_END = 22 + 65535
MOST_DIRECTORY = 512 * 1024
MOST_TYPES = 128 * 1024
STORED = 0
DEFLATED = 8
TYPES = b"[Content_Types].xml"
OFFICE = {
    b"word/document.xml": (
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    b"xl/workbook.xml": (
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STREAMS = {
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "Book": "application/vnd.ms-excel",
}
LAST_SECTOR = 0xFFFFFFFA
NOBODY = 0xFFFFFFFF
MOST_SECTORS = 64
FATS_IN_HEADER = 109
SECTOR_SHIFTS = (9, 12)


def look_into_zip(keyhole: Keyhole) -> Sniffed | None:
    """Tell a DOCX or XLSX by its main part, and by what the archive declares that part to be.

    Any other archive is "application/zip"; so are those with macros, which declare themselves otherwise.
    """
    if keyhole.at(0, 4) != LOCAL:
        return None
    entries = dict(_entries(keyhole))
    declared = _content(keyhole, entries[TYPES]) if TYPES in entries else b""
    for part, (declaration, mime) in OFFICE.items():
        if part in entries and b'"' + declaration + b'"' in declared:
            return Sniffed(mime)
    return Sniffed("application/zip")


def _entries(keyhole: Keyhole) -> Iterator[tuple[bytes, bytes]]:
    """Give each file's name and its whole entry in the directory at the archive's end."""
    room = min(LONGEST_END, keyhole.size)
    tail = keyhole.at(keyhole.size - room, room)
    end = tail[tail.rfind(END) :] if END in tail else b""
    length, offset = int.from_bytes(end[12:16], "little"), int.from_bytes(end[16:20], "little")
    directory = keyhole.at(offset, length) if length <= MOST_DIRECTORY else b""
    place = 0
    while directory[place : place + 4] == ENTRY and place + 46 <= len(directory):
        name, extra, comment = (int.from_bytes(directory[place + at : place + at + 2], "little") for at in (28, 30, 32))
        yield directory[place + 46 : place + 46 + name], directory[place : place + 46]
        place += 46 + name + extra + comment


def _content(keyhole: Keyhole, entry: bytes) -> bytes:
    """Return what a small file of the archive holds, or nothing when it is not small, whatever it says of itself."""
    method, packed, offset = (int.from_bytes(entry[at:to], "little") for at, to in ((10, 12), (20, 24), (42, 46)))
    local = keyhole.at(offset, 30)
    if local[:4] != LOCAL or packed > MOST_TYPES:
        return b""
    start = offset + 30 + int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little")
    content = keyhole.at(start, packed)
    if method == STORED:
        return content
    if method != DEFLATED:
        return b""
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        unpacked = unpacking.decompress(content, MOST_TYPES)
    except zlib.error:
        return b""
    return unpacked if unpacking.eof else b""


def look_into_ole(keyhole: Keyhole) -> Sniffed | None:
    """Tell a DOC or XLS by the streams right under the root: those further down belong to what is embedded."""
    head = keyhole.at(0, 512)
    if not head.startswith(OLE):
        return None
    shift = int.from_bytes(head[30:32], "little")
    if shift not in SECTOR_SHIFTS or len(head) < 512:  # noqa: PLR2004 - the header's length
        return None
    names = set(_at_root(_directory(keyhole, head, 1 << shift)))
    mimes = {mime for name, mime in STREAMS.items() if name in names}
    return Sniffed(mimes.pop()) if len(mimes) == 1 else Sniffed("application/x-ole-storage")


def _directory(keyhole: Keyhole, head: bytes, sector: int) -> bytes:
    """Follow the chain of the directory's sectors through the table of sectors."""
    number, found = int.from_bytes(head[48:52], "little"), bytearray()
    per_table = sector // 4
    for _ in range(MOST_SECTORS):
        if number > LAST_SECTOR or number // per_table >= FATS_IN_HEADER:
            break
        found += keyhole.at((number + 1) * sector, sector)
        place = 76 + number // per_table * 4
        table = int.from_bytes(head[place : place + 4], "little")
        following = keyhole.at((table + 1) * sector + number % per_table * 4, 4)
        number = int.from_bytes(following, "little") if following else NOBODY
    return bytes(found)


def _at_root(directory: bytes) -> Iterator[str]:
    """Give the names in the tree under the root, which is the first entry."""
    waiting, seen = [int.from_bytes(directory[76:80], "little")], set()
    while waiting:
        number = waiting.pop()
        entry = directory[number * 128 : number * 128 + 128]
        if number in seen or len(entry) < 128:  # noqa: PLR2004 - an entry's length
            continue
        seen.add(number)
        length = int.from_bytes(entry[64:66], "little")
        yield entry[: min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
        waiting.extend(int.from_bytes(entry[at : at + 4], "little") for at in (68, 72))
