"""The columns of a table that matter: which holds the numbers, found by what is in it, and which the names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from bot.lists.lines import Found, found_in
from bot.lists.names import name_in, name_of
from bot.lists.number_list import Finding, misread
from bot.lists.phone import FEWEST_DIGITS, digits_in, e164
from conversations.replies import plainly

_SAMPLE = 200
_MOST_COLUMNS = 64
_REACHED_BY_PHONE = re.compile(r"mobile|portable|whats ?app|gsm|cell|sms")
_PHONE = re.compile(r"\btel|phone|numero|\bnum\b|number|contact")
_FIRST_NAMES = {"prenom", "prenoms", "first name", "firstname", "given name", "forename"}
_LAST_NAMES = {"nom", "noms", "nom de famille", "last name", "lastname", "surname", "family name"}
_NAMES = {
    "nom complet", "nom et prenom", "nom et prenoms", "nom prenom", "nom prenoms", "prenom nom", "prenom et nom",
    "nom du client", "nom client", "client", "destinataire", "personne", "contact",
    "full name", "fullname", "name", "names", "display name", "customer", "customer name", "client name",
    "contact name", "recipient", "person",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where to look in each row. With a heading each row is a person, reached by the first number there is."""

    numbers: tuple[int, ...]
    names: tuple[int, ...]
    heading: bool


@dataclass(frozen=True, slots=True)
class _Content:
    """What a column holds, counted: cells filled, those that are numbers, those that begin as numbers of phones do."""

    at: int
    hint: int
    filled: int
    numbers: int
    certain: int

    @property
    def mostly_numbers(self) -> bool:
        return 2 * self.numbers >= self.filled

    def is_another(self, *, headed: bool) -> bool:
        """Whether the column holds numbers of phones beside a better one, rather than customers' codes."""
        return self.mostly_numbers and ((headed and self.hint > 0) or 2 * self.certain >= self.filled)

    @property
    def rank(self) -> tuple[bool, int, int, int, int]:
        return self.mostly_numbers, self.hint, self.certain, self.numbers, -self.at


def read_rows(rows: Iterable[list[str]], country: str | None) -> Iterator[Iterator[Finding]] | None:
    """Read a table row by row, or return None when no column of it holds numbers."""
    filled = ([cell.strip() for cell in row[:_MOST_COLUMNS]] for row in rows)
    kept = (row for row in filled if any(row))
    sample = list(islice(kept, _SAMPLE))
    columns = _columns(sample, country)
    if columns is None:
        return None
    return (_read_row(row, columns, country) for row in chain(sample[columns.heading :], kept))


def _read_row(row: list[str], columns: _Columns, country: str | None) -> Iterator[Finding]:
    cells = [row[at] for at in columns.numbers if at < len(row) and row[at]]
    name = name_of(*(row[at] for at in columns.names if at < len(row)))
    found_any = False
    for cell in cells:
        number = e164(cell, country)
        found = Found((number,), (), "") if number else found_in(cell, country)
        numbers = found.numbers
        yield from found.findings(name or name_in(found.words))
        found_any = found_any or bool(numbers)
        if numbers and columns.heading:
            return
        if not numbers and not columns.heading:
            yield misread(cell, name)
    if not found_any and (columns.heading or not cells):
        yield misread(cells[0], name) if cells else " ".join(row)


def _columns(sample: list[list[str]], country: str | None) -> _Columns | None:
    heading = [_key(cell) for cell in sample[0]] if sample else []
    contents = [_content(at, heading, sample, country) for at in range(max(map(len, sample), default=0))]
    ranked = sorted(
        (content for content in contents if content.numbers), key=lambda content: content.rank, reverse=True
    )
    if not ranked:
        return None
    first = sample[0]
    headed = len(sample) > 1 and _is_heading(first, ranked[0].at, country)
    best = ranked[0]
    numbers = tuple(content.at for content in ranked if content is best or content.is_another(headed=headed))
    names = _named(heading, numbers) if headed else _looking_like_names(sample, numbers)
    return _Columns(numbers, names, headed)


def _content(at: int, heading: list[str], sample: list[list[str]], country: str | None) -> _Content:
    cells = [row[at] for row in sample if at < len(row) and row[at]]
    numbers = [cell for cell in cells if e164(cell, country) or found_in(cell, country).numbers]
    title = heading[at] if at < len(heading) else ""
    hint = 2 if _REACHED_BY_PHONE.search(title) else int(bool(_PHONE.search(title)))
    return _Content(at, hint, len(cells), len(numbers), sum(cell.startswith(("+", "0")) for cell in numbers))


def _is_heading(row: list[str], at: int, country: str | None) -> bool:
    cell = row[at] if at < len(row) else ""
    if e164(cell, country) or digits_in(cell) >= FEWEST_DIGITS:
        return False
    known = any(_key(title) in _FIRST_NAMES | _LAST_NAMES | _NAMES for title in row)
    return known or any(map(str.isalpha, cell))


def _named(heading: list[str], numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Return the columns of the names: first and last, or whole, or whatever there is of them."""
    first, last, whole = (
        [at for at, title in enumerate(heading) if title in titles and at not in numbers][:1]
        for titles in (_FIRST_NAMES, _LAST_NAMES, _NAMES)
    )
    return tuple((first + last) if first and last else whole or first or last)


def _looking_like_names(sample: list[list[str]], numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Return the first column of words, in a table that does not say."""
    for at in range(max(map(len, sample))):
        cells = [row[at] for row in sample if at < len(row) and row[at]]
        words = sum(any(map(str.isalpha, cell)) and "@" not in cell and not digits_in(cell) for cell in cells)
        if at not in numbers and words and 2 * words >= len(cells):
            return (at,)
    return ()


def _key(title: str) -> str:
    """Return a column's title in lower case, without accents and signs."""
    return " ".join(re.sub(r"[^a-z]+", " ", plainly(title)).split())
