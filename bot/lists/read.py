"""A list of phone numbers from whatever was sent: what it is is seen by its content, not by its name."""

import io

from bot.lists.cards import are_cards, read_cards
from bot.lists.columns import read_rows
from bot.lists.decoding import decoded
from bot.lists.lines import read_lines
from bot.lists.number_list import NumberList, Unreadable, gathered
from bot.lists.phone import example_of
from bot.lists.reasons import NO_NUMBER, NO_NUMBER_IN_FILE, NOT_A_LIST, TOO_LARGE, TOO_LONG
from bot.lists.sheets import MEGABYTE, may_be_workbook, read_workbook
from bot.lists.tables import rows_of
from conversations.replies import shortened
from conversations.words import Said

MOST_MEGABYTES = 10
# A page of the web, often saved under the name of a workbook, and the formats that begin like text.
_NO_LISTS = ("<", "%PDF", "{\\rtf")


def read_text(text: str, country: str | None) -> NumberList | Unreadable:
    """Read a pasted list; numbers without their country's code are taken as those of `country`, an ISO code."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MOST_MEGABYTES * MEGABYTE:
        return Unreadable(TOO_LONG(size=_megabytes(size), most=MOST_MEGABYTES))
    return _read(text, country, NO_NUMBER(example=example_of(country)))


def read_file(content: bytes, name: str, country: str | None) -> NumberList | Unreadable:
    """Read a file: CSV, TXT, XLSX or vCard. Its name is only for what is said of it."""
    name = shortened(name)
    if len(content) > MOST_MEGABYTES * MEGABYTE:
        return Unreadable(TOO_LARGE(name=name, size=_megabytes(len(content)), most=MOST_MEGABYTES))
    if may_be_workbook(content):
        return read_workbook(content, name, country)
    text = decoded(content)
    if text is None or text.lstrip().startswith(_NO_LISTS):
        return Unreadable(NOT_A_LIST(name=name))
    return _read(text, country, NO_NUMBER_IN_FILE(name=name))


def _read(text: str, country: str | None, nothing: Said) -> NumberList | Unreadable:
    if are_cards(text):
        return gathered(read_cards(text, country), nothing)
    rows = rows_of(text)
    found = read_rows(rows, country) if rows is not None else None
    return gathered(found if found is not None else read_lines(io.StringIO(text), country), nothing)


def _megabytes(size: int) -> float:
    """Return a size as it is said, rounded up so that what is too large by a byte does not seem to fit."""
    return -(-size * 10 // MEGABYTE) / 10
