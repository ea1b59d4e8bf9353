"""Sound without a container: AMR, and the frames of MP3 and AAC, with or without a tag before them."""

from bot.media.keyhole import Keyhole
from bot.media.sniffed import Sniffed

MOST_TAGS = 4
TAG_HEADER = 10
# Players skip a little padding between the tag and the music; so do we, but not without a tag.
PADDING = 4096
FRAMES = 3
HEADER = 6
MP3_SYNC = 0xFFE0
AAC_MASK = 0xFFF6
AAC_SYNC = 0xFFF0
ID3V1 = 128

# Kilobits a second of MPEG audio layer III, by the four bits that name them; 0 and 15 are not used.
BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
# Samples a second, by version bits: MPEG 2.5, (reserved), 2, 1.
RATES = ((11025, 12000, 8000), (), (22050, 24000, 16000), (44100, 48000, 32000))
MPEG_1 = 3
LAYER_3 = 1
UNUSED_BITRATE = 15
UNUSED_RATE = 3
AAC_RATES = 13
AAC_HEADER = 7


def look_for_amr(keyhole: Keyhole) -> Sniffed | None:
    # RFC 4867, section 5.1
    head = keyhole.at(0, 9)
    if head.startswith(b"#!AMR\n"):
        return Sniffed("audio/amr")
    return Sniffed("audio/amr-wb") if head == b"#!AMR-WB\n" else None


def look_for_frames(keyhole: Keyhole) -> Sniffed | None:
    start = _after_tags(keyhole)
    padding = keyhole.at(start, PADDING) if start else b""
    start += len(padding) - len(padding.lstrip(b"\0"))
    if _frames(keyhole, start, aac=False):
        return Sniffed("audio/mpeg")
    return Sniffed("audio/aac") if _frames(keyhole, start, aac=True) else None


def _after_tags(keyhole: Keyhole) -> int:
    """Return where the ID3v2 tags end. Their length is in four bytes of seven bits (id3.org, ID3v2.4, section 3.1)."""
    offset = 0
    for _ in range(MOST_TAGS):
        tag = keyhole.at(offset, TAG_HEADER)
        if len(tag) < TAG_HEADER or tag[:3] != b"ID3" or any(byte & 0x80 for byte in tag[6:10]):
            break
        length = tag[6] << 21 | tag[7] << 14 | tag[8] << 7 | tag[9]
        footer = TAG_HEADER if tag[5] & 0x10 else 0
        offset += TAG_HEADER + length + footer
    return offset


def _frames(keyhole: Keyhole, offset: int, *, aac: bool) -> bool:
    """Tell whether frames follow one another there: three, or two up to the file's end."""
    kinds = set()
    for count in range(FRAMES):
        header = keyhole.at(offset, HEADER)
        length, kind = _aac(header) if aac else _mp3(header)
        if not length:
            # What comes after the last frame may be anything, say an ID3v1 tag; one frame alone proves nothing.
            return count > 1 and keyhole.size - offset <= ID3V1
        kinds.add(kind)
        offset += length
    return len(kinds) == 1


def _mp3(header: bytes) -> tuple[int, tuple[int, int]]:
    """Return a frame's length, 0 when it is none, and what does not change from one to the next."""
    if len(header) < HEADER or int.from_bytes(header[:2], "big") & MP3_SYNC != MP3_SYNC:
        return 0, (0, 0)
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    bitrate, rate, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if layer != LAYER_3 or not RATES[version] or rate == UNUSED_RATE or bitrate in {0, UNUSED_BITRATE}:
        return 0, (0, 0)
    samples = 144 if version == MPEG_1 else 72
    kilobits = BITRATES[3 if version == MPEG_1 else 2][bitrate]
    return samples * kilobits * 1000 // RATES[version][rate] + padding, (version, rate)


def _aac(header: bytes) -> tuple[int, tuple[int, int]]:
    """Return the same of an ADTS frame (ISO/IEC 13818-7, 6.2)."""
    if len(header) < HEADER or int.from_bytes(header[:2], "big") & AAC_MASK != AAC_SYNC:
        return 0, (0, 0)
    rate = header[2] >> 2 & 15
    length = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
    if rate >= AAC_RATES or length < AAC_HEADER:
        return 0, (0, 0)
    return length, (header[1] & 8, rate)
