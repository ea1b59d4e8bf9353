"""Numbers in Excel's workbooks (.xlsx): every visible sheet that has a column of them, one after the other.

A workbook is an archive of XML files. Only those with cells are opened, in a copy whose size and number of elements are
known beforehand, so that a small file cannot unfold into one that fills the memory. Formats are left out: without
them a number that is shown as a date stays a number.
"""

import io
import re
from collections.abc import Iterator
from typing import Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from bot.lists.columns import read_rows
from bot.lists.number_list import Finding, NumberList, Unreadable, gathered
from bot.lists.reasons import DAMAGED, ENCRYPTED, NO_NUMBER_IN_FILE, NOT_A_LIST, OTHER_WORKBOOK, TOO_MUCH_INSIDE
from conversations.words import Said

MEGABYTE = 1_000_000
_MOST_UNPACKED = 32
_MOST_PARTS = 2_000
# A row of ten cells has forty-two tags. Beside sheets there are the texts, two to four tags each.
_MOST_TAGS = 3_000_000
_MOST_TAGS_BESIDE_SHEETS = 1_000_000
# Excel's own limit. Rows that are left out in a file are made up by openpyxl, up to here.
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 64
_LARGEST_WHOLE_FLOAT = 1e15

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_OLD_WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
_ZIP = b"PK\x03\x04"
_KEPT = re.compile(
    r"\[Content_Types\]\.xml|_rels/[^/]+|xl/(?:worksheets/)?(?:_rels/)?[^/]+\.(?:xml|rels)", re.IGNORECASE
)
_WORKBOOK = "[content_types].xml"
_BINARY_WORKBOOK = "xl/workbook.bin"
_FORMATS = "xl/styles.xml"
_SHEETS = "/worksheets/"
_IS_ENCRYPTED = 0x1


def may_be_workbook(content: bytes) -> bool:
    return content.startswith((_OLE, _ZIP))


class _Sheet(Protocol):
    """What is used of a sheet of openpyxl."""

    def iter_rows(self, *, max_row: int, max_col: int, values_only: bool) -> Iterator[tuple[object, ...]]: ...


class _DamagedError(Exception):
    """A file that begins like a workbook and is none."""


def read_workbook(content: bytes, name: str, country: str | None) -> NumberList | Unreadable:
    if content.startswith(_OLE):
        return Unreadable(_of_old_kind(content, name))
    try:
        copy = _copied(content, name)
        if isinstance(copy, Unreadable):
            return copy
        return gathered(_read_sheets(copy, country), NO_NUMBER_IN_FILE(name=name))
    except _DamagedError:
        return Unreadable(DAMAGED(name=name))


def _of_old_kind(content: bytes, name: str) -> Said:
    """Say what a file in the format of older programs is; in it Excel also wraps what a password protects."""
    if _ENCRYPTED_PACKAGE in content:
        return ENCRYPTED(name=name)
    old = any(stream in content for stream in _OLD_WORKBOOKS)
    return OTHER_WORKBOOK(name=name, kind=".xls") if old else NOT_A_LIST(name=name)


def _copied(content: bytes, name: str) -> io.BytesIO | Unreadable:
    """Return a workbook with nothing but its cells."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if any(archive.getinfo(part).flag_bits & _IS_ENCRYPTED for part in names):
                return Unreadable(ENCRYPTED(name=name))
            if _BINARY_WORKBOOK in names:
                return Unreadable(OTHER_WORKBOOK(name=name, kind=".xlsb"))
            kept = sorted(part for part in names if _KEPT.fullmatch(part) and part != _FORMATS)
            if _WORKBOOK not in {part.lower() for part in kept} or len(kept) > _MOST_PARTS:
                return Unreadable(NOT_A_LIST(name=name))
            if sum(archive.getinfo(part).file_size for part in kept) > _MOST_UNPACKED * MEGABYTE:
                return Unreadable(TOO_MUCH_INSIDE(name=name, most=_MOST_UNPACKED))
            return _lean(archive, kept) or Unreadable(TOO_MUCH_INSIDE(name=name, most=_MOST_UNPACKED))
    except Exception as error:  # a damaged archive raises errors of six families
        raise _DamagedError from error


def _lean(archive: ZipFile, kept: list[str]) -> io.BytesIO | None:
    """Copy some parts of an archive, or return None when they have more elements than openpyxl should be given.

    No part gives more bytes than its announced size: zipfile stops there.
    """
    copy = io.BytesIO()
    elements = 0
    with ZipFile(copy, "w", ZIP_STORED) as lean:
        for part in kept:
            if archive.getinfo(part).compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
                raise BadZipFile("no workbook is compressed in this way")
            octets = archive.read(part)
            # Their own entities are not for workbooks, and multiply what is counted here.
            if b"<!DOCTYPE" in octets.replace(b"\0", b""):
                raise BadZipFile("no workbook declares a document type")
            tags = octets.count(b"<")
            elements += tags
            if elements > _MOST_TAGS or (tags > _MOST_TAGS_BESIDE_SHEETS and _SHEETS not in part.lower()):
                return None
            lean.writestr(part, octets)
    return copy


def _read_sheets(copy: io.BytesIO, country: str | None) -> Iterator[Iterator[Finding]]:
    # Only a list needs it, and importing it takes a seventh of the bot's start.
    from openpyxl import load_workbook  # type: ignore[import-untyped] # noqa: PLC0415 - openpyxl publishes no types

    try:
        workbook = load_workbook(copy, read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    except Exception as error:  # on a damaged file openpyxl raises whatever it stumbles over
        raise _DamagedError from error
    for sheet in sheets:
        yield from read_rows(_rows(sheet), country) or ()


def _rows(sheet: _Sheet) -> Iterator[list[str]]:
    try:
        # What a sheet says of its size is often wrong, and then openpyxl leaves columns out.
        for row in sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True):
            if row.count(None) < len(row):
                yield ["" if value is None else _written(value) for value in row]
    except Exception as error:  # the same, further into the file
        raise _DamagedError from error


def _written(value: object) -> str:
    """Return a cell as a person would write it; numbers of phones are often kept as fractions."""
    match value:
        case float() if value.is_integer() and abs(value) < _LARGEST_WHOLE_FLOAT:
            return str(int(value))
        case _:
            return str(value)
