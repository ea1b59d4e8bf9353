"""What tests of lists share: workbooks made on the spot."""

import io
from collections.abc import Callable, Sequence

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]  # openpyxl publishes no types

Sheets = dict[str, Sequence[Sequence[object]]]


@pytest.fixture
def workbook() -> Callable[[Sheets], bytes]:
    """Make the bytes of a workbook from its sheets; a name in brackets makes a hidden sheet."""

    def made(sheets: Sheets) -> bytes:
        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title.strip("()"))
            sheet.sheet_state = "hidden" if title.startswith("(") else "visible"
            for row in rows:
                sheet.append(list(row))
        octets = io.BytesIO()
        book.save(octets)
        return octets.getvalue()

    return made
