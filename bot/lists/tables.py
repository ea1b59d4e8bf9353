"""Tables written as text: CSV with any of the usual separators, quoted or not."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

# A comma is tried last: it also stands inside names and prices.
_DELIMITERS = ";\t|,"
_SAMPLE_CHARACTERS = 65_536
_SAMPLE_ROWS = 50
_ALIKE = 0.8
# As many as a postal address may have.
_MOST_LINES_IN_CELL = 8
_SEPARATOR_LINE = "sep="


def rows_of(text: str) -> Iterator[list[str]] | None:
    """Return the rows of a table, or None when the text is none: when its lines have not as many cells each."""
    delimiter, text = _announced(text)
    delimiter = delimiter or _delimiter(text)
    if delimiter is None:
        return None
    return _cut(text, delimiter)


def _cut(text: str, delimiter: str) -> Iterator[list[str]]:
    if _is_quoted_well(text, delimiter):
        return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return ([cell.strip().strip('"') for cell in line.split(delimiter)] for line in io.StringIO(text, newline=None))


def _announced(text: str) -> tuple[str | None, str]:
    """Return the separator that Excel writes on the first line of some files, and the text after it."""
    first, _, rest = text.partition("\n")
    line = first.rstrip("\r").strip('"')
    announced = line.lower().startswith(_SEPARATOR_LINE) and len(line) == len(_SEPARATOR_LINE) + 1
    return (line[-1], rest) if announced else (None, text)


def _delimiter(text: str) -> str | None:
    for delimiter in _DELIMITERS:
        filled = (row for row in _cut(text[:_SAMPLE_CHARACTERS], delimiter) if any(map(str.strip, row)))
        widths = Counter(len(row) for row in islice(filled, _SAMPLE_ROWS))
        width, alike = max(widths.items(), key=lambda counted: counted[1], default=(0, 0))
        # One line makes no column.
        if width > 1 < widths.total() and alike >= widths.total() * _ALIKE:
            return delimiter
    return None


def _is_quoted_well(text: str, delimiter: str) -> bool:
    """Whether a text has quotation marks, and they make sense: one that nobody closed would take all that follows."""
    try:
        return '"' in text and all(
            cell.count("\n") < _MOST_LINES_IN_CELL
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
            for cell in row
        )
    except csv.Error:
        return False
