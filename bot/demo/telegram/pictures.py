"""How large a picture is, read from the first bytes of a PNG, GIF, JPEG or WebP file."""

import struct

_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xDA)})
_MARKER = 0xFF


def kind(content: bytes) -> str | None:
    """Name the type of a picture, or None when it is no picture known here."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    return None


def size(content: bytes) -> tuple[int, int] | None:
    """Width and height, or None when the file does not say."""
    try:
        match kind(content):
            case "image/png":
                width, height = struct.unpack_from(">II", content, 16)
            case "image/gif":
                width, height = struct.unpack_from("<HH", content, 6)
            case "image/jpeg":
                width, height = _jpeg(content)
            case "image/webp":
                width, height = _webp(content)
            case _:
                return None
    except (struct.error, IndexError):
        return None
    return (width, height) if width and height else None


def _jpeg(content: bytes) -> tuple[int, int]:
    """Walk the segments to the frame header; a file without one ends in an IndexError."""
    place = 2
    while True:
        while content[place] != _MARKER:
            place += 1
        while content[place] == _MARKER:
            place += 1
        marker = content[place]
        place += 1
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", content, place + 3)
            return width, height
        if marker not in _JPEG_ALONE:
            place += struct.unpack_from(">H", content, place)[0]


def _webp(content: bytes) -> tuple[int, int]:
    match content[12:16]:
        case b"VP8X":
            return _three_bytes(content, 24) + 1, _three_bytes(content, 27) + 1
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", content, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", content, 26)
            return width & 0x3FFF, height & 0x3FFF
        case _:
            return 0, 0


def _three_bytes(content: bytes, place: int) -> int:
    return int.from_bytes(content[place : place + 3], "little")
