"""OGG: pages, the first of each stream saying by its first bytes how it is coded (RFC 3533)."""

from bot.media.keyhole import Keyhole
from bot.media.sniffed import Sniffed

SOUNDS = {
    b"OpusHead": "Opus",  # RFC 7845, section 5.1
    b"\x01vorbis": "Vorbis",
    b"\x7fFLAC": "FLAC",
    b"Speex   ": "Speex",
}
FILM = b"\x80theora"
FIRST_OF_STREAM = 0x02
HEADER = 27
MOST_STREAMS = 8


def look(keyhole: Keyhole) -> Sniffed | None:
    codecs: list[str] = []
    film = False
    offset = 0
    for _ in range(MOST_STREAMS):
        header = keyhole.at(offset, HEADER)
        if len(header) < HEADER or header[:5] != b"OggS\x00" or not header[5] & FIRST_OF_STREAM:
            break
        lengths = keyhole.at(offset + HEADER, header[26])
        start = offset + HEADER + len(lengths)
        opening = keyhole.at(start, 8)
        film = film or opening.startswith(FILM)
        codecs.extend(name for signature, name in SOUNDS.items() if opening.startswith(signature))
        offset = start + sum(lengths)
    if film:
        return Sniffed("video/ogg", ("Theora", *codecs))
    return Sniffed("audio/ogg", tuple(dict.fromkeys(codecs))) if codecs else None
