"""What bytes really are, whatever their name or their sender says: told from the bytes alone."""

from collections.abc import Callable
from typing import IO

from bot.media import archives, boxes, ebml, ogg, sounds
from bot.media.keyhole import ExhaustedError, Keyhole
from bot.media.sniffed import Sniffed

HEAD = 64


def sniff(file: IO[bytes]) -> Sniffed | None:
    """Return what the file is, or None when it is nothing we know or would take too long to tell.

    Blocks for as long as its few reads take; the file's position moves.
    """
    keyhole = Keyhole(file)
    try:
        for look in LOOKS:
            found = look(keyhole)
            if found is not None:
                return found
    except ExhaustedError:
        return None
    return None


def _picture(keyhole: Keyhole) -> Sniffed | None:
    head = keyhole.at(0, HEAD)
    if head.startswith(b"\xff\xd8\xff"):
        return Sniffed("image/jpeg")
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
        return Sniffed("image/png")
    if head.startswith((b"GIF87a", b"GIF89a")):
        return Sniffed("image/gif")
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP" and head[12:16] in {b"VP8 ", b"VP8L", b"VP8X"}:
        return Sniffed("image/webp")
    return None


def _pdf(keyhole: Keyhole) -> Sniffed | None:
    # Readers forgive blanks and a byte order mark before the signature; we forgive nothing else.
    head = keyhole.at(0, HEAD).removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    return Sniffed("application/pdf") if head.startswith(b"%PDF-") else None


# Plain signatures first; MP3 and AAC last, for theirs are the weakest: eleven bits set.
LOOKS: tuple[Callable[[Keyhole], Sniffed | None], ...] = (
    _picture,
    _pdf,
    boxes.look,
    ogg.look,
    ebml.look,
    archives.look_into_zip,
    archives.look_into_ole,
    sounds.look_for_amr,
    sounds.look_for_frames,
)
