"""WEBM and Matroska: EBML elements, each an id, a length and a content (RFC 8794, RFC 9559)."""

from collections.abc import Iterator

from bot.media.keyhole import Keyhole
from bot.media.sniffed import Sniffed

EBML = 0x1A45DFA3
DOC_TYPE = 0x4282
SEGMENT = 0x18538067
TRACKS = 0x1654AE6B
TRACK_ENTRY = 0xAE
TRACK_TYPE = 0x83
CODEC_ID = 0x86
FILM = 1
SOUND = 2
LONGEST_NAME = 32
LONGEST_ID = 4
LONGEST_LENGTH = 8

CODECS = {
    b"A_OPUS": "Opus",
    b"A_VORBIS": "Vorbis",
    b"A_AAC": "AAC",
    b"V_VP8": "VP8",
    b"V_VP9": "VP9",
    b"V_AV1": "AV1",
    b"V_MPEG4/ISO/AVC": "H.264",
    b"V_MPEGH/ISO/HEVC": "HEVC",
}


def look(keyhole: Keyhole) -> Sniffed | None:
    if keyhole.number(0, 4) != EBML:
        return None
    family = "x-matroska"
    for name, start, end in _elements(keyhole, 0, keyhole.size):
        if name == EBML:
            for inner, begins, ends in _elements(keyhole, start, end):
                if inner == DOC_TYPE and _text(keyhole, begins, ends) == b"webm":
                    family = "webm"
        elif name == SEGMENT:
            tracks = tuple(_tracks(keyhole, start, end))
            if not tracks:
                return None
            film = any(kind == FILM for kind, _ in tracks)
            codecs = tuple(dict.fromkeys(codec for _, codec in tracks))
            return Sniffed(f"{'video' if film else 'audio'}/{family}", codecs)
    return None


def _tracks(keyhole: Keyhole, start: int, end: int) -> Iterator[tuple[int, str]]:
    for name, begins, ends in _elements(keyhole, start, end):
        if name == TRACKS:
            for inner, track, track_end in _elements(keyhole, begins, ends):
                if inner == TRACK_ENTRY:
                    kind, codec = _track(keyhole, track, track_end)
                    if kind in {FILM, SOUND}:
                        yield kind, CODECS.get(codec, "?")


def _track(keyhole: Keyhole, start: int, end: int) -> tuple[int, bytes]:
    kind, codec = 0, b""
    for name, begins, ends in _elements(keyhole, start, end):
        if name == TRACK_TYPE:
            kind = keyhole.number(begins, min(ends - begins, LONGEST_LENGTH))
        elif name == CODEC_ID:
            codec = _text(keyhole, begins, ends)
    return kind, codec


def _text(keyhole: Keyhole, start: int, end: int) -> bytes:
    return keyhole.at(start, min(end - start, LONGEST_NAME)).rstrip(b"\0")


def _elements(keyhole: Keyhole, offset: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Give id, start and end of what each element holds. One of unknown length reaches to the end."""
    while offset < end:
        head = keyhole.at(offset, LONGEST_ID + LONGEST_LENGTH)
        id_length = _width(head)
        length_length = _width(head[id_length:])
        if not 0 < id_length <= LONGEST_ID or not length_length or len(head) < id_length + length_length:
            return
        marked = int.from_bytes(head[id_length : id_length + length_length], "big")
        unknown = (1 << 7 * length_length) - 1
        length = marked & unknown
        start = offset + id_length + length_length
        after = end if length == unknown else min(start + length, end)
        yield int.from_bytes(head[:id_length], "big"), start, after
        offset = after


def _width(head: bytes) -> int:
    """Return how many bytes a number takes: one more than the zero bits it begins with; 0 when it is none."""
    return 9 - head[0].bit_length() if head and head[0] else 0
