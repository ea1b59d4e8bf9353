"""MP4 and its kin (3GPP, M4A, QuickTime, HEIC): boxes in boxes, as ISO/IEC 14496-12 lays them out."""

from collections.abc import Iterator

from bot.media.keyhole import Keyhole
from bot.media.sniffed import Sniffed

CODECS = {
    b"avc1": "H.264",
    b"avc3": "H.264",
    b"hvc1": "HEVC",
    b"hev1": "HEVC",
    b"dvh1": "HEVC",
    b"dvhe": "HEVC",
    b"av01": "AV1",
    b"vp08": "VP8",
    b"vp09": "VP9",
    b"mp4v": "MPEG-4 Visual",
    b"s263": "H.263",
    b"mp4a": "AAC",
    b"samr": "AMR",
    b"alac": "ALAC",
    b"Opus": "Opus",
}
PICTURES = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"hevc": "image/heic",
    b"mif1": "image/heic",
    b"msf1": "image/heic",
    b"avif": "image/avif",
    b"avis": "image/avif",
}
# A cover or a list of chapters in an audio file poses as a film of still pictures.
STILLS = {b"jpeg", b"png ", b"text"}
MOST_ENTRIES = 8


def look(keyhole: Keyhole) -> Sniffed | None:
    head = keyhole.at(0, 12)
    if head[4:8] in {b"moov", b"mdat", b"wide"}:
        # Only QuickTime leaves its brand out.
        tracks = tuple(_tracks(keyhole))
        return Sniffed("video/quicktime", _named(tracks)) if tracks else None
    if head[4:8] != b"ftyp":
        return None
    brand = head[8:12]
    if brand in PICTURES:
        return Sniffed(PICTURES[brand])
    tracks = tuple(_tracks(keyhole))
    if not tracks:
        # Cut off, or nothing to see or hear: no phone plays it.
        return None
    return Sniffed(_mime(brand, film=any(kind == b"vide" for kind, _ in tracks)), _named(tracks))


def _mime(brand: bytes, *, film: bool) -> str:
    if brand == b"qt  ":
        return "video/quicktime"
    family = "3gpp2" if brand.startswith(b"3g2") else "3gpp" if brand.startswith(b"3g") else "mp4"
    return f"{'video' if film else 'audio'}/{family}"


def _named(tracks: tuple[tuple[bytes, bytes], ...]) -> tuple[str, ...]:
    names = (CODECS.get(codec) or codec.decode("ascii", "replace").strip() for _, codec in tracks)
    return tuple(dict.fromkeys(name if name.isprintable() and name.isascii() else "?" for name in names))


def _tracks(keyhole: Keyhole) -> Iterator[tuple[bytes, bytes]]:
    """Give (kind, codec) of each track to be seen or heard."""
    for moov in _inside(keyhole, (0, keyhole.size), b"moov"):
        for trak in _inside(keyhole, moov, b"trak"):
            for mdia in _inside(keyhole, trak, b"mdia"):
                # hdlr: version and flags (4), pre_defined (4), handler_type (4)
                kind = next((keyhole.at(start + 8, 4) for start, _ in _inside(keyhole, mdia, b"hdlr")), b"")
                if kind in {b"vide", b"soun"}:
                    yield from ((kind, codec) for codec in _codecs(keyhole, mdia) if codec not in STILLS)


def _codecs(keyhole: Keyhole, mdia: tuple[int, int]) -> Iterator[bytes]:
    for minf in _inside(keyhole, mdia, b"minf"):
        for stbl in _inside(keyhole, minf, b"stbl"):
            for start, end in _inside(keyhole, stbl, b"stsd"):
                # stsd: version and flags (4), entry_count (4), then one box an entry
                entries = _boxes(keyhole, start + 8, end)
                yield from (name for _, (name, _, _) in zip(range(MOST_ENTRIES), entries, strict=False))


def _inside(keyhole: Keyhole, within: tuple[int, int], wanted: bytes) -> Iterator[tuple[int, int]]:
    return ((start, end) for name, start, end in _boxes(keyhole, *within) if name == wanted)


def _boxes(keyhole: Keyhole, offset: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Give name, start and end of what each box holds; stop at the first that does not fit."""
    while offset + 8 <= end:
        head = keyhole.at(offset, 16)
        length, start = int.from_bytes(head[:4], "big"), offset + 8
        if length == 1:
            length, start = int.from_bytes(head[8:16], "big"), offset + 16
        elif length == 0:
            length = end - offset
        after = offset + length
        if after < start or after > end:
            return
        yield head[4:8], start, after
        offset = after
