"""The size of a picture is read from its header, whatever its type."""

import struct
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.demo.telegram import pictures
from bot.demo.telegram.files import Files, Upload

JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xdb\x00\x04\x00\x00\xff\xff\xc2\x00\x11\x08" + struct.pack(">HH", 480, 640) + b"\x03"
)
GIF = b"GIF89a" + struct.pack("<HH", 640, 480)


def _webp(kind: bytes, content: bytes) -> bytes:
    return b"RIFF\x00\x00\x00\x00WEBP" + kind + b"\x00\x00\x00\x00" + content


LOSSY = _webp(b"VP8 ", b"\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", 640, 480 | 0x4000))
LOSSLESS = _webp(b"VP8L", b"\x2f" + struct.pack("<I", 639 | 479 << 14 | 1 << 28))
EXTENDED = _webp(b"VP8X", b"\x10\x00\x00\x00" + (639).to_bytes(3, "little") + (479).to_bytes(3, "little"))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (JPEG, "image/jpeg"),
        (GIF, "image/gif"),
        (LOSSY, "image/webp"),
        (LOSSLESS, "image/webp"),
        (EXTENDED, "image/webp"),
    ],
)
def test_every_type_of_picture_tells_its_size(content: bytes, kind: str) -> None:
    assert pictures.kind(content) == kind
    assert pictures.size(content) == (640, 480)


def test_a_png_tells_its_size(png: Callable[[int, int], bytes]) -> None:
    assert pictures.size(png(640, 480)) == (640, 480)
    assert pictures.size(png(0, 480)) is None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", JPEG[:20], GIF[:7], LOSSY[:20], _webp(b"ALPH", b"\x00" * 20)])
def test_what_is_no_whole_picture_has_no_size(content: bytes) -> None:
    assert pictures.size(content) is None


@settings(deadline=None)
@given(
    st.sampled_from([JPEG[:20], GIF[:6], LOSSY[:16], LOSSLESS[:16], EXTENDED[:16], b"\x89PNG\r\n\x1a\n"]), st.binary()
)
def test_damaged_pictures_are_harmless(head: bytes, tail: bytes) -> None:
    size = pictures.size(head + tail)

    assert size is None or min(size) > 0


@pytest.mark.parametrize(
    ("upload", "mime", "path"),
    [
        (Upload(GIF, "a.bin", "application/octet-stream"), "image/gif", "documents/file_0.gif"),
        (Upload(b"x", "a.pdf"), "application/pdf", "documents/file_0.pdf"),
        (Upload(b"x", "a.pdf", "text/plain; charset=utf-8"), "text/plain", "documents/file_0.txt"),
        (Upload(b"x"), "application/octet-stream", "documents/file_0.bin"),
    ],
)
def test_the_type_of_a_file_comes_from_its_bytes_its_sender_or_its_name(upload: Upload, mime: str, path: str) -> None:
    file = Files().store("document", upload)

    assert (file.upload.mime, file.path) == (mime, path)


def test_the_same_bytes_have_one_unique_id_and_as_many_ids_as_they_were_sent() -> None:
    files = Files()
    first, second = files.store("voice", Upload(b"x")), files.store("voice", Upload(b"x"))

    assert first.unique_id == second.unique_id
    assert first.id != second.id
    assert files.by_id(first.id) == first
    assert files.by_path(second.path) == second
