"""Small true files of every format."""

import struct
import zipfile
import zlib
from io import BytesIO


def box(name: bytes, *held: bytes) -> bytes:
    content = b"".join(held)
    return struct.pack(">I", 8 + len(content)) + name + content


def track(kind: bytes, codec: bytes) -> bytes:
    described = box(b"stsd", struct.pack(">II", 0, 1), box(codec, bytes(28)))
    header = box(b"hdlr", bytes(8), kind, bytes(12))
    return box(b"trak", box(b"tkhd", bytes(84)), box(b"mdia", header, box(b"minf", box(b"stbl", described))))


def film(brand: bytes, *tracks: bytes, moov_last: bool = False) -> bytes:
    parts = [box(b"moov", *tracks), box(b"mdat", bytes(64))]
    return box(b"ftyp", brand, bytes(4), b"isom") + b"".join(reversed(parts) if moov_last else parts)


def ogg(opening: bytes) -> bytes:
    def page(flags: int, content: bytes) -> bytes:
        return b"OggS\0" + bytes([flags]) + bytes(20) + bytes([1, len(content)]) + content

    return page(2, opening + bytes(11)) + page(0, b"more")


def element(name: bytes, content: bytes, *, endless: bool = False) -> bytes:
    length = b"\xff" if endless else bytes([0x80 | len(content)]) if len(content) < 127 else b""
    return name + (length or struct.pack(">H", 0x4000 | len(content))) + content


def webm(kind: int, codec: bytes, family: bytes = b"webm") -> bytes:
    entry = element(b"\xae", element(b"\xd7", b"\1") + element(b"\x83", bytes([kind])) + element(b"\x86", codec))
    cluster = element(b"\x1f\x43\xb6\x75", bytes(40), endless=True)
    segment = element(b"\x18\x53\x80\x67", element(b"\x16\x54\xae\x6b", entry) + cluster, endless=True)
    return element(b"\x1a\x45\xdf\xa3", element(b"\x42\x82", family)) + segment


def archive(**parts: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def office(part: str, declared: str) -> bytes:
    types = f'<Types><Override PartName="/{part}" ContentType="{declared}.main+xml"/></Types>'
    return archive(**{"[Content_Types].xml": types, "_rels/.rels": "<r/>", part: "<x/>"})


def old_office(*entries: tuple[str, int, int]) -> bytes:
    """Make an OLE file of one directory sector. An entry is a name, its right neighbour and its child."""
    nobody = 0xFFFFFFFF
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[30:32] = struct.pack("<H", 9)
    head[48:52] = struct.pack("<I", 1)
    head[76:80] = struct.pack("<I", 0)
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    directory = b""
    for name, right, child in (("Root Entry", nobody, 1), *entries):
        written = name.encode("utf-16-le") + b"\0\0"
        entry = written.ljust(64, b"\0") + struct.pack("<H", len(written)) + b"\1\1"
        directory += (entry + struct.pack("<III", nobody, right, child)).ljust(128, b"\0")
    return bytes(head) + table + directory.ljust(512, b"\0")


MP3_FRAME = b"\xff\xfb\x90\x00" + bytes(413)
AAC_FRAME = b"\xff\xf1\x50\x80\x02\x1f\xfc" + bytes(9)
TAG = b"ID3\x04\0\0\0\0\x01\x00" + bytes(128)
OPEN_XML = "application/vnd.openxmlformats-officedocument."
NOBODY = 0xFFFFFFFF

SAMPLES = {
    "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(200) + b"\xff\xd9",
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200),
    "gif": b"GIF89a" + bytes(200),
    "webp": b"RIFF\x20\0\0\0WEBPVP8 " + bytes(20),
    "pdf": b"%PDF-1.7\n" + bytes(200) + b"%%EOF",
    "docx": office("word/document.xml", OPEN_XML + "wordprocessingml.document"),
    "xlsx": office("xl/workbook.xml", OPEN_XML + "spreadsheetml.sheet"),
    "doc": old_office(("WordDocument", NOBODY, NOBODY)),
    "xls": old_office(("Summary", 2, NOBODY), ("Workbook", NOBODY, NOBODY)),
    # Word's own stream, and a folder in which a sheet is embedded.
    "doc with a sheet": old_office(
        ("WordDocument", 2, NOBODY), ("ObjectPool", NOBODY, 3), ("Workbook", NOBODY, NOBODY)
    ),
    "slides": old_office(("PowerPoint Document", NOBODY, NOBODY)),
    "docm": office("word/document.xml", "application/vnd.ms-word.document.macroEnabled"),
    "zip": archive(**{"a.txt": "hello"}),
    "mp4": film(b"isom", track(b"vide", b"avc1"), track(b"soun", b"mp4a")),
    "mp4 with its index last": film(b"mp42", track(b"vide", b"avc1"), moov_last=True),
    "hevc": film(b"isom", track(b"vide", b"hvc1"), track(b"soun", b"mp4a")),
    "3gp": film(b"3gp4", track(b"vide", b"s263"), track(b"soun", b"samr")),
    "mov": film(b"qt  ", track(b"vide", b"avc1")),
    "mov of old": box(b"wide") + box(b"mdat", bytes(64)) + box(b"moov", track(b"vide", b"avc1")),
    "m4a": film(b"M4A ", track(b"soun", b"mp4a"), track(b"vide", b"jpeg")),
    "heic": box(b"ftyp", b"heic", bytes(4), b"mif1") + box(b"meta", bytes(40)),
    "opus": ogg(b"OpusHead"),
    "vorbis": ogg(b"\x01vorbis"),
    "theora": ogg(b"\x80theora"),
    "webm": webm(2, b"A_OPUS"),
    "webm film": webm(1, b"V_VP9"),
    "mkv": webm(1, b"V_MPEG4/ISO/AVC", b"matroska"),
    "mp3": MP3_FRAME * 4,
    "mp3 with a tag": TAG + bytes(100) + MP3_FRAME * 4,
    "mp3 of two frames": MP3_FRAME * 2 + b"TAG" + bytes(125),
    "aac": AAC_FRAME * 4,
    "amr": b"#!AMR\n" + bytes(64),
    "amr-wb": b"#!AMR-WB\n" + bytes(64),
    "text": "Bonjour, voici nos prix.".encode("utf-16"),
    "html": b"<!doctype html><title>Hello</title>",
    "empty": b"",
}


def picture(width: int = 8, height: int = 8) -> bytes:
    """Return a PNG that can be looked at: one colour."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    rows = zlib.compress((b"\0" + b"\x2a\x9d\x8f" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
