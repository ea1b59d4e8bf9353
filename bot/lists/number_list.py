"""What a list of phone numbers holds once it is read, and how it is put together line by line."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from bot.lists.phone import FEWEST_DIGITS, digits_in
from bot.lists.reasons import TOO_MANY
from conversations.words import Said

MOST_ENTRIES = 50_000
_LONGEST_QUOTED = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A number in E.164, and whose it is if the list says so."""

    number: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class NumberList:
    """Each number once, in the order of the list; how many were there again; what could not be read, as written.

    `lines` counts the lines, rows or cards that say something; a heading is none.
    """

    entries: tuple[Entry, ...]
    duplicates: int
    invalid: tuple[str, ...]
    lines: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why something is no list."""

    reason: Said


Finding: TypeAlias = Entry | str
"""A number, or words where one should be."""


def misread(words: str, name: str | None) -> str:
    """Return what is no number together with whose it should be: whoever corrects it must know that."""
    return f"{name} {words}" if name and name not in words else words


def gathered(lines: Iterable[Iterable[Finding]], nothing: Said) -> NumberList | Unreadable:
    """Put together what was found on each line; `nothing` is said of a list without any number in it."""
    names: dict[str, str | None] = {}
    invalid: list[str] = []
    found = filled = 0
    for line in lines:
        before = found
        for finding in line:
            found += 1
            # Stopping here keeps a list made to be endless from being read to its end.
            if found > MOST_ENTRIES:
                return Unreadable(TOO_MANY(most=MOST_ENTRIES))
            if isinstance(finding, Entry):
                names[finding.number] = names.get(finding.number) or finding.name
            else:
                invalid.append(" ".join(finding.split())[:_LONGEST_QUOTED])
        filled += found > before
    if not names and all(digits_in(words) < FEWEST_DIGITS for words in invalid):
        return Unreadable(nothing)
    entries = tuple(Entry(number, name) for number, name in names.items())
    return NumberList(entries, found - len(names) - len(invalid), tuple(invalid), filled)


def together(lists: Iterable[NumberList]) -> NumberList | Unreadable:
    """Put several lists together: a number that several have is there again."""
    names: dict[str, str | None] = {}
    invalid: list[str] = []
    found = again = lines = 0
    for one in lists:
        for entry in one.entries:
            names[entry.number] = names.get(entry.number) or entry.name
        found, again, lines = found + len(one.entries), again + one.duplicates, lines + one.lines
        invalid += one.invalid
    if found + again + len(invalid) > MOST_ENTRIES:
        return Unreadable(TOO_MANY(most=MOST_ENTRIES))
    entries = tuple(Entry(number, name) for number, name in names.items())
    return NumberList(entries, again + found - len(names), tuple(invalid), lines)
