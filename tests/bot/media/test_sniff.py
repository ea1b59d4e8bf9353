"""What bytes really are, whatever their name or their sender says."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.media.kinds import FORMATS, RULES
from bot.media.sniff import sniff
from bot.media.sniffed import Sniffed

OPEN_XML = "application/vnd.openxmlformats-officedocument."
KNOWN = {
    "jpeg": Sniffed("image/jpeg"),
    "png": Sniffed("image/png"),
    "gif": Sniffed("image/gif"),
    "webp": Sniffed("image/webp"),
    "pdf": Sniffed("application/pdf"),
    "docx": Sniffed(OPEN_XML + "wordprocessingml.document"),
    "xlsx": Sniffed(OPEN_XML + "spreadsheetml.sheet"),
    "doc": Sniffed("application/msword"),
    "xls": Sniffed("application/vnd.ms-excel"),
    "doc with a sheet": Sniffed("application/msword"),
    "slides": Sniffed("application/x-ole-storage"),
    "docm": Sniffed("application/zip"),
    "zip": Sniffed("application/zip"),
    "mp4": Sniffed("video/mp4", ("H.264", "AAC")),
    "mp4 with its index last": Sniffed("video/mp4", ("H.264",)),
    "hevc": Sniffed("video/mp4", ("HEVC", "AAC")),
    "3gp": Sniffed("video/3gpp", ("H.263", "AMR")),
    "mov": Sniffed("video/quicktime", ("H.264",)),
    "mov of old": Sniffed("video/quicktime", ("H.264",)),
    "m4a": Sniffed("audio/mp4", ("AAC",)),
    "heic": Sniffed("image/heic"),
    "opus": Sniffed("audio/ogg", ("Opus",)),
    "vorbis": Sniffed("audio/ogg", ("Vorbis",)),
    "theora": Sniffed("video/ogg", ("Theora",)),
    "webm": Sniffed("audio/webm", ("Opus",)),
    "webm film": Sniffed("video/webm", ("VP9",)),
    "mkv": Sniffed("video/x-matroska", ("H.264",)),
    "mp3": Sniffed("audio/mpeg"),
    "mp3 with a tag": Sniffed("audio/mpeg"),
    "mp3 of two frames": Sniffed("audio/mpeg"),
    "aac": Sniffed("audio/aac"),
    "amr": Sniffed("audio/amr"),
    "amr-wb": Sniffed("audio/amr-wb"),
    "text": None,
    "html": None,
    "empty": None,
}


@pytest.mark.parametrize("name", KNOWN)
def test_a_file_is_known_by_its_bytes(name: str, sample: Callable[[str], bytes]) -> None:
    assert sniff(BytesIO(sample(name))) == KNOWN[name]


def test_every_format_that_is_taken_can_be_told() -> None:
    told = {found.mime for found in KNOWN.values() if found is not None}

    assert set(FORMATS) - told == set()


def test_every_coding_that_is_taken_is_one_that_can_be_told(sample: Callable[[str], bytes]) -> None:
    """A coding spelt otherwise in the rules would be refused for ever."""
    found = sniff(BytesIO(sample("3gp")))

    assert found is not None
    assert set(found.codecs) <= {codec for form in RULES["video"].formats for codec in form.codecs}


def test_a_last_box_without_a_length_reaches_to_the_end(sample: Callable[[str], bytes]) -> None:
    film = sample("mp4 with its index last")
    place = film.index(b"moov") - 4
    open_ended = film[:place] + bytes(4) + film[place + 4 :]

    assert sniff(BytesIO(open_ended)) == KNOWN["mp4 with its index last"]


def test_a_page_from_the_middle_of_a_recording_does_not_say_how_it_is_coded(sample: Callable[[str], bytes]) -> None:
    recording = bytearray(sample("opus"))
    recording[5] = 0

    assert sniff(BytesIO(bytes(recording))) is None


def packed(types: bytes, method: int) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        made.writestr("[Content_Types].xml", types)
        made.writestr("word/document.xml", "<x/>")
    return file.getvalue()


WORD = f'<Override ContentType="{OPEN_XML}wordprocessingml.document.main+xml"/>'.encode()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_document_packed_in_either_usual_way_is_known(method: int) -> None:
    assert sniff(BytesIO(packed(WORD, method))) == KNOWN["docx"]


@pytest.mark.parametrize(
    ("within", "offset", "written"),
    [
        (b"PK\x01\x02", 10, b"\x0c"),
        (b"PK\x01\x02", 42, b"\x05"),
        (b"PK\x01\x02", 20, b"\xff\xff\xff\x7f"),
        (b"PK\x03\x04", 30 + len("[Content_Types].xml"), b"\xff\xff\xff\xff"),
    ],
    ids=["packed in another way", "elsewhere", "of two gigabytes", "packed badly"],
)
def test_an_archive_whose_types_cannot_be_read_is_only_an_archive(within: bytes, offset: int, written: bytes) -> None:
    whole = packed(WORD, zipfile.ZIP_DEFLATED)
    place = whole.index(within) + offset
    broken = whole[:place] + written + whole[place + len(written) :]

    assert sniff(BytesIO(broken)) == Sniffed("application/zip")


def test_a_file_of_the_old_kind_with_sectors_of_no_usual_size_is_unknown(sample: Callable[[str], bytes]) -> None:
    whole = bytearray(sample("doc"))
    whole[30] = 30

    assert sniff(BytesIO(bytes(whole))) is None


def test_frames_shorter_than_their_own_header_are_none() -> None:
    assert sniff(BytesIO(b"\xff\xf1\x50\x80\x00\x1f\xfc" * 10)) is None


@pytest.mark.parametrize("name", ["mp4", "docx", "doc", "opus", "webm", "mp3", "aac", "png", "webp"])
def test_a_file_cut_off_anywhere_is_itself_or_nothing(name: str, sample: Callable[[str], bytes]) -> None:
    whole = sample(name)
    allowed = {KNOWN[name], None, Sniffed("application/zip"), Sniffed("application/x-ole-storage")}
    # A film that ends within its sound is a silent film; a coding’s name may end too soon to be known.
    allowed |= {Sniffed("video/mp4", ("H.264",)), Sniffed("audio/webm", ("?",))}

    assert {sniff(BytesIO(whole[:length])) for length in range(0, len(whole), 7)} <= allowed


@given(st.sampled_from(["ftyp", "OggS\0", "PK\x03\x04", "ID3\4\0\0", "\x1a\x45\xdf\xa3", ""]), st.binary(max_size=400))
def test_no_bytes_make_it_fail(opening: str, rest: bytes) -> None:
    raw = opening.encode("latin-1")
    for start in (raw, b"\0\0\0\x18" + raw):
        found = sniff(BytesIO(start + rest))

        assert found is None or "/" in found.mime


@given(name=st.sampled_from(sorted(KNOWN)), drawn=st.data())
def test_no_byte_changed_makes_it_fail(name: str, drawn: st.DataObject, sample: Callable[[str], bytes]) -> None:
    whole = bytearray(sample(name))
    for _ in range(drawn.draw(st.integers(1, 6))):
        if whole:
            whole[drawn.draw(st.integers(0, len(whole) - 1))] = drawn.draw(st.integers(0, 255))
    found = sniff(BytesIO(bytes(whole)))

    assert found is None or "/" in found.mime
