"""Numbers in lines as people type them: with names before or after, with labels, several on a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.lists.names import name_in
from bot.lists.number_list import MOST_ENTRIES, Entry, Finding
from bot.lists.phone import FEWEST_DIGITS, MOST_DIGITS, SEPARATORS, digits_in, e164, legible

_BETWEEN = re.compile(r"[,;|\t]")
_CANDIDATE = re.compile(rf"(?:\+\s?)?\(?\d[\d{SEPARATORS}]*\d", re.ASCII)
_BETWEEN_DIGITS = re.compile(r"[\s/]+")
# A line's place in a list. Taken for the beginning of the number it would make some of Egypt, country code 20.
_ITEM = re.compile(r"\s*\d{1,5}[.)\-:]\s+(?=[+0(])")
# With a country code and digits by two there are six or seven.
_MOST_GROUPS = 8
# A line with more parts than a person has is a list written on one line.
_PARTS_OF_A_PERSON = 8


def read_lines(lines: Iterator[str], country: str | None) -> Iterator[Iterator[Finding]]:
    """Read free text line by line. A first line without digits is its heading."""
    first = True
    for line in lines:
        text = legible(line)
        if any(map(str.isalnum, text)) and not (first and digits_in(text) == 0):
            yield read_line(text, country)
        first = first and not text


def read_line(line: str, country: str | None) -> Iterator[Finding]:
    """List the numbers of a line, each with the name next to it, and what is not one though it looks like one."""
    number = _one(line, country)
    if number:
        yield Entry(number)
        return
    parts = _BETWEEN.split(line)
    if len(parts) <= _PARTS_OF_A_PERSON:
        yield from _read_person(line, parts, country)
        return
    for part in parts:
        if digits_in(part) < FEWEST_DIGITS and not _broken(part):
            continue
        found = found_in(part, country)
        yield from found.findings(name_in(found.words))
        if not found.numbers:
            yield part


@dataclass(frozen=True, slots=True)
class Found:
    """What a text holds: numbers, digits that are none though they stand among them, and the words that are left."""

    numbers: tuple[str, ...]
    refused: tuple[str, ...]
    words: str

    def findings(self, name: str | None) -> Iterator[Finding]:
        yield from (Entry(number, name) for number in self.numbers)
        yield from self.refused


def found_in(text: str, country: str | None) -> Found:
    numbers: list[str] = []
    refused: list[str] = []
    words: list[str] = []
    past = 0
    for candidate in _CANDIDATE.finditer(text):
        if digits_in(candidate[0]) < FEWEST_DIGITS:
            continue
        found, left = _separate(candidate[0], country)
        if found:
            numbers += found
            # After several numbers a few digits are the beginning of another; after one they may be anything.
            refused += [left] if digits_in(left) >= FEWEST_DIGITS or (len(found) > 1 and digits_in(left)) else []
            words.append(text[past : candidate.start()])
            past = candidate.end()
    return Found(tuple(numbers), tuple(refused), " ".join((*words, text[past:])))


def _read_person(line: str, parts: list[str], country: str | None) -> Iterator[Finding]:
    """Read a line on which everything may belong to one number."""
    read = [(part, found_in(part, country)) for part in parts]
    total = sum(len(found.numbers) for _, found in read)
    if not total:
        yield line
        return
    everything = name_in(" ".join(found.words for _, found in read))
    for part, found in read:
        yield from found.findings(everything if total == 1 else name_in(found.words))
        # Beside one number a few digits are an age, or a place in a list; among several they are a broken number.
        if not found.numbers and _broken(part) and (total > 1 or digits_in(part) >= FEWEST_DIGITS):
            yield part


def _broken(part: str) -> bool:
    """Tell whether digits stand alone: nothing else says what they are."""
    return digits_in(part) > 0 and not any(map(str.isalpha, part))


def _separate(candidate: str, country: str | None) -> tuple[list[str], str]:
    """Return the numbers in digits that blanks and strokes separate, and what is left after the last of them.

    Blanks and strokes stand inside numbers too, so a number is made of as many groups of digits as can be.
    """
    number = _one(candidate, country)
    groups = _BETWEEN_DIGITS.split(candidate)
    if number or len(groups) == 1:
        return [number] if number else [], ""
    # Only what begins the list, its place in it perhaps, may be passed over.
    at = 0 if _longest(groups, 0, country) else 1
    found: list[str] = []
    while at < len(groups) and len(found) <= MOST_ENTRIES:
        longest = _longest(groups, at, country)
        if longest is None:
            break
        number, at = longest
        found.append(number)
    return found, " ".join(groups[at:])


def _one(text: str, country: str | None) -> str | None:
    """Return the number that the whole text is, its place in a list aside."""
    item = _ITEM.match(text)
    return (e164(text[item.end() :], country) if item else None) or e164(text, country)


def _longest(groups: list[str], at: int, country: str | None) -> tuple[str, int] | None:
    """Return the number made of most groups from `at` on, and where the next begins."""
    past, digits = at, 0
    while past < min(len(groups), at + _MOST_GROUPS) and digits + digits_in(groups[past]) <= MOST_DIGITS:
        digits += digits_in(groups[past])
        past += 1
    attempts = ((e164(" ".join(groups[at:end]), country), end) for end in range(past, at, -1))
    return next(((number, end) for number, end in attempts if number), None)
