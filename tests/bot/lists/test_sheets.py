"""Excel's workbooks, whole, damaged and made to do harm."""

import io
import tracemalloc
from collections.abc import Callable, Sequence
from datetime import datetime
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.lists import Entry, NumberList, Unreadable, read_file
from bot.lists.reasons import (
    DAMAGED,
    ENCRYPTED,
    NO_NUMBER_IN_FILE,
    NOT_A_LIST,
    OTHER_WORKBOOK,
    TOO_LARGE,
    TOO_MUCH_INSIDE,
)
from conversations.words import Text

ONE, TWO, THREE = (f"+3363998000{last}" for last in (1, 2, 3))
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
Making = Callable[[dict[str, Sequence[Sequence[object]]]], bytes]


def read(content: bytes, country: str | None = "FR") -> NumberList:
    result = read_file(content, "clients.xlsx", country)
    assert isinstance(result, NumberList)
    return result


def refusal(content: bytes) -> object:
    result = read_file(content, "clients.xlsx", "FR")
    assert isinstance(result, Unreadable)
    assert dict(result.reason.values).get("name", "clients.xlsx") == "clients.xlsx"
    return result.reason.text


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with one part of its archive changed."""
    octets = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as before, ZipFile(octets, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, change(before.read(name)) if name == part else before.read(name))
    return octets.getvalue()


def sheet_of(rows: bytes) -> Callable[[bytes], bytes]:
    return lambda _: (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1"/><sheetData>' + rows + b"</sheetData></worksheet>"
    )


@pytest.mark.parametrize(
    "number",
    ["06 39 98 00 01", "+33639980001", 639980001, 33639980001, 3.3639980001e10, 639980001.0, "3.3639980001e10"],
)
def test_a_number_is_read_however_the_cell_holds_it(workbook: Making, number: object) -> None:
    content = workbook({"Clients": [("Nom", "Ville", "Téléphone"), ("Zoé", "Paris", number), (None, None, None)]})

    assert read(content) == NumberList((Entry(ONE, "Zoé"),), 0, (), 1)


def test_a_number_kept_as_a_fraction_needs_no_country(workbook: Making) -> None:
    row = b"<row><c><v>3.3639980001E10</v></c></row>"
    content = changed(workbook({"A": [(1,)]}), "xl/worksheets/sheet1.xml", sheet_of(row))

    assert read(content, None).entries == (Entry(ONE),)


def test_other_cells_do_no_harm(workbook: Making) -> None:
    rows = [
        ("Tel", "Depuis", "Actif", "Note"),
        ("0639980001", datetime(2024, 4, 21, 9, 30), True, 12.5),  # noqa: DTZ001  # workbooks know no time zones
        (float(10**20), None, False, "=1+1"),
        (True, None, None, None),
    ]

    assert read(workbook({"A": rows})) == NumberList((Entry(ONE),), 0, ("1e+20", "True"), 3)


def test_every_visible_sheet_with_numbers_is_read(workbook: Making) -> None:
    content = workbook(
        {
            "Lisez-moi": [("Voici la liste",)],
            "Paris": [("Nom", "Tel"), ("Awa", "0639980001")],
            "Lyon": [("Tel", "Nom"), ("0639980002", "Bob"), ("0639980001", "Awa")],
            "(Anciens)": [("0639980003",)],
            "Vide": [],
        }
    )

    assert read(content) == NumberList((Entry(ONE, "Awa"), Entry(TWO, "Bob")), 1, (), 3)


def test_a_number_shown_as_a_date_is_still_a_number(workbook: Making) -> None:
    content = workbook({"A": [(datetime(2024, 4, 21),), ("0639980001",)]})  # noqa: DTZ001  # the same
    dated = changed(
        content, "xl/worksheets/sheet1.xml", lambda sheet: sheet.replace(b"<v>45403</v>", b"<v>639980002</v>")
    )

    assert [entry.number for entry in read(dated).entries] == [TWO, ONE]


@pytest.mark.parametrize("size", [b'<dimension ref="A1:A1"/>', b'<dimension ref="A1:XFD1048576"/>', b""])
def test_what_a_sheet_says_of_its_size_does_not_matter(workbook: Making, size: bytes) -> None:
    content = workbook({"A": [("Nom", "Tel"), ("Awa", "0639980001")]})
    told = changed(content, "xl/worksheets/sheet1.xml", lambda sheet: sheet.replace(b'<dimension ref="A1:B2" />', size))

    assert told != content
    assert read(told).entries == (Entry(ONE, "Awa"),)


def test_rows_and_columns_far_away_are_not_made_up(workbook: Making) -> None:
    rows = b'<row r="1"><c r="A1" t="str"><v>0639980001</v></c><c r="XFD1"><v>1</v></c></row>'
    far = b'<row r="999999999"><c r="A999999999" t="str"><v>0639980002</v></c></row>'
    content = changed(workbook({"A": [(1,)]}), "xl/worksheets/sheet1.xml", sheet_of(rows + far))

    assert read(content).entries == (Entry(ONE),)


def test_a_workbook_without_numbers_is_no_list(workbook: Making) -> None:
    assert refusal(workbook({"A": [("Nom", "Ville"), ("Awa", "Paris")], "B": []})) is NO_NUMBER_IN_FILE


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), ENCRYPTED),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), OTHER_WORKBOOK),
        (OLE + b"\0" * 600 + "Book\0".encode("utf-16-le"), OTHER_WORKBOOK),
        (OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), NOT_A_LIST),
        (b"PK\x03\x04" + b"\0" * 100, DAMAGED),
        (b"%PDF-1.7\n", NOT_A_LIST),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", NOT_A_LIST),
        (b"<html><table><tr><td>0639980001</td></tr></table>", NOT_A_LIST),
        (b"\0" * 64, NOT_A_LIST),
        (bytes(range(1, 32)) * 10, NOT_A_LIST),
        (b"", NO_NUMBER_IN_FILE),
        (b"bonjour", NO_NUMBER_IN_FILE),
        (b"0" * 10_000_001, TOO_LARGE),
    ],
)
def test_what_is_no_list_is_refused_for_what_it_is(content: bytes, reason: Text) -> None:
    assert refusal(content) is reason


@pytest.mark.parametrize("parts", [["word/document.xml", "[Content_Types].xml"], ["a.txt"], []])
def test_other_archives_are_no_lists(parts: list[str]) -> None:
    octets = io.BytesIO()
    with ZipFile(octets, "w") as archive:
        for part in parts:
            archive.writestr(part, "0639980001")

    assert refusal(octets.getvalue()) is (DAMAGED if parts[1:] else NOT_A_LIST)


def test_a_binary_workbook_is_named() -> None:
    octets = io.BytesIO()
    with ZipFile(octets, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("xl/workbook.bin", "")
    result = read_file(octets.getvalue(), "a.xlsb", "FR")

    assert result == Unreadable(OTHER_WORKBOOK(name="a.xlsb", kind=".xlsb"))


def test_an_archive_with_a_password_is_refused(workbook: Making) -> None:
    content = bytearray(workbook({"A": [("0639980001",)]}))
    for header, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = content.find(header)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(header, at + 1)

    assert refusal(bytes(content)) is ENCRYPTED


def test_a_workbook_packed_in_a_way_excel_does_not_know_is_damaged(workbook: Making) -> None:
    octets = io.BytesIO()
    with ZipFile(io.BytesIO(workbook({"A": [("0639980001",)]}))) as before, ZipFile(octets, "w", ZIP_BZIP2) as after:
        for name in before.namelist():
            after.writestr(name, before.read(name))

    assert refusal(octets.getvalue()) is DAMAGED


BOMBS = {
    "bytes": b" " * 40_000_000,
    "rows": b"<row/>" * 3_100_000,
    "cells": b"<row>" + b"<c/>" * 3_100_000 + b"</row>",
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_small_file_that_unfolds_into_a_huge_one_is_refused(workbook: Making, kind: str) -> None:
    content = changed(workbook({"A": [("0639980001",)]}), "xl/worksheets/sheet1.xml", sheet_of(BOMBS[kind]))
    tracemalloc.start()
    reason = refusal(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(content) < 200_000
    assert reason is TOO_MUCH_INSIDE
    assert peak < 100_000_000


def with_texts(content: bytes, texts: bytes) -> bytes:
    """Return a workbook whose cells name texts that stand apart, as Excel writes them."""
    declared = (
        b'<Override PartName="/xl/sharedStrings.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    told = changed(content, "[Content_Types].xml", lambda types: types.replace(b"</Types>", declared))
    octets = io.BytesIO(told)
    with ZipFile(octets, "a", ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/sharedStrings.xml",
            b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + texts + b"</sst>",
        )
    return changed(
        octets.getvalue(),
        "xl/worksheets/sheet1.xml",
        sheet_of(b'<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'),
    )


def test_texts_that_stand_apart_are_read(workbook: Making) -> None:
    texts = "<si><t>Zoé</t></si><si><r><t>06 39 98</t></r><r><t> 00 01</t></r></si>".encode()

    assert read(with_texts(workbook({"A": []}), texts)).entries == (Entry(ONE, "Zoé"),)


def test_texts_that_unfold_into_a_huge_file_are_refused(workbook: Making) -> None:
    assert refusal(with_texts(workbook({"A": []}), b"<si/>" * 1_000_001)) is TOO_MUCH_INSIDE


def test_formats_are_not_opened(workbook: Making) -> None:
    content = changed(workbook({"A": [("0639980001",)]}), "xl/styles.xml", lambda _: b"<" * 50_000_000)

    assert read(content).entries == (Entry(ONE),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_not_unfolded(workbook: Making, encoding: str) -> None:
    sheet = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE worksheet [<!ENTITY a "0639980001">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>'
        '<c t="str"><v>&a;</v></c></row></sheetData></worksheet>'
    ).encode(encoding)

    assert refusal(changed(workbook({"A": [("x",)]}), "xl/worksheets/sheet1.xml", lambda _: sheet)) is DAMAGED


def test_a_sheet_that_breaks_off_is_damaged(workbook: Making) -> None:
    rows = b'<row><c t="str"><v>0639980001</v></c></row>' * 300 + b"<row><c></row>"
    content = changed(workbook({"A": [(1,)]}), "xl/worksheets/sheet1.xml", sheet_of(rows))

    assert refusal(content) is DAMAGED


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_workbook_is_read_or_refused(workbook: Making, data: st.DataObject) -> None:
    content = workbook({"A": [("Nom", "Tel"), ("Awa", "0639980001"), ("Bob", 639980002)]})
    # The archive bears the time at which it is made, and its length depends on that.
    at = 4 + data.draw(st.integers(0, 10_000)) % (len(content) - 4)
    size = data.draw(st.integers(0, 40))
    damaged = content[:at] + data.draw(st.binary(max_size=40)) + content[at + size :]

    assert isinstance(read_file(damaged, "clients.xlsx", "FR"), NumberList | Unreadable)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_workbook_whose_parts_are_wrong_is_read_or_refused(workbook: Making, data: st.DataObject) -> None:
    content = workbook({"A": [("Nom", "Tel"), ("Awa", "0639980001"), ("Bob", 639980002)]})
    with ZipFile(io.BytesIO(content)) as archive:
        part = data.draw(st.sampled_from(archive.namelist()))
        length = len(archive.read(part))
    at = data.draw(st.integers(0, 10_000)) % (length + 1)
    size = data.draw(st.integers(0, 20))
    inside = data.draw(
        st.one_of(st.sampled_from([b"", b"0", b"-1", b"99999", b'"', b"<c", b"/>"]), st.binary(max_size=8))
    )
    damaged = changed(content, part, lambda octets: octets[:at] + inside + octets[at + size :])

    assert isinstance(read_file(damaged, "clients.xlsx", "FR"), NumberList | Unreadable)


@given(st.binary(max_size=200), st.sampled_from([b"", OLE, b"PK\x03\x04", b"\xff\xfe", b"BEGIN:VCARD\r\n", b"sep=;\n"]))
def test_any_bytes_are_read_or_refused(content: bytes, start: bytes) -> None:
    assert isinstance(read_file(start + content, "x", "FR"), NumberList | Unreadable)
