"""Change the tables of patterns and words in small ways, and name the changes that no phrase of the table notices.

    python -m tests.conversations.spoken.mutated_tables

mutmut changes the insides of functions; these tables are read when a module is imported. A pattern is dropped, or loses
one of its alternatives, one thing it looks out for, or something that may be there; the lexicon loses one entry at a
time. What survives is explained in docs/mutants.md.
"""

import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import TypeAlias

from conversations.spoken import grammar, read, tokens
from conversations.spoken.lexicon import WORDS
from conversations.words import Text
from tests.conversations.spoken.test_phrases import ROWS, outcome

Change: TypeAlias = tuple[str, Callable[[], None]]
Patterns: TypeAlias = tuple[tuple[str, str], ...]
Reasons: TypeAlias = tuple[tuple[re.Pattern[str], Text], ...]

_LOOKS_OUT = re.compile(r"\(\?<?[=!](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_MAY_BE = re.compile(r"(?:\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\)|\\?[\w@,])\?(?![=!:<P])")
# Phrases are many, and a change is mostly noticed by neighbours of the last one's: they are asked first.
_ROWS = list(ROWS)


def is_noticed() -> bool:
    for place, row in enumerate(_ROWS):
        try:
            right = outcome(row)[0] == "right"
        except Exception:  # noqa: BLE001  # a change may make anything be raised, and that is being noticed
            right = False
        if not right:
            _ROWS.insert(0, _ROWS.pop(place))
            return True
    return False


def lessened(pattern: str, flags: int = 0) -> Iterator[tuple[str, str]]:
    """Return the pattern without each of its parts in turn, and how it reads with a mark around that part."""
    parts = [
        *_alternatives(pattern),
        *(found.span() for shape in (_LOOKS_OUT, _MAY_BE) for found in shape.finditer(pattern)),
    ]
    for start, end in parts:
        less = pattern[:start] + pattern[end:]
        try:
            re.compile(less, flags)
        except re.error:
            continue
        yield less, f"{pattern[:start]}⟦{pattern[start:end]}⟧{pattern[end:]}"


def _alternatives(pattern: str) -> Iterator[tuple[int, int]]:
    """Return where the outermost alternatives stand, each with the bar that parts it from its neighbour."""
    depth, bracketed, bars = 0, False, []
    for place, character in enumerate(pattern):
        if character in "[]":
            bracketed = character == "["
        elif character in "()" and not bracketed:
            depth += 1 if character == "(" else -1
        elif character == "|" and not depth and not bracketed:
            bars.append(place)
    if bars:
        yield 0, bars[0] + 1
    yield from pairwise((*bars, len(pattern)))


def pieces() -> Iterator[Change]:
    table = grammar._PATTERNS  # noqa: SLF001  # what is looked at here is private
    for place, (name, pattern) in enumerate(table):
        before, after = table[:place], table[place + 1 :]
        yield f"{name}: dropped", partial(_put_pieces, before + after)
        for less, shown in lessened(pattern):
            yield f"{name}: {shown}", partial(_put_pieces, (*before, (name, less), *after))
    _put_pieces(table)


def _put_pieces(table: Patterns) -> None:
    named = (f"(?P<{name}_{place}>{pattern})" for place, (name, pattern) in enumerate(table))
    grammar._PIECE = re.compile("|".join(named))  # noqa: SLF001  # as above


def forms() -> Iterator[Change]:
    whole = tokens._FORMS  # noqa: SLF001  # as above
    for less, shown in lessened(whole.pattern, re.VERBOSE):
        yield f"form: {' '.join(shown[shown.index('⟦') :].split('⟧')[0].split())}⟧", partial(_put_forms, less)
    _put_forms(whole.pattern)


def _put_forms(pattern: str) -> None:
    tokens._FORMS = re.compile(pattern, re.VERBOSE)  # noqa: SLF001  # as above


def reasons() -> Iterator[Change]:
    table = read._NO_MOMENT  # noqa: SLF001  # as above
    for place, (pattern, why) in enumerate(table):
        before, after = table[:place], table[place + 1 :]
        yield f"no moment: {pattern.pattern} dropped", partial(_put_reasons, before + after)
        for less, shown in lessened(pattern.pattern):
            yield f"no moment: {shown}", partial(_put_reasons, (*before, (re.compile(less), why), *after))
    _put_reasons(table)


def _put_reasons(table: Reasons) -> None:
    read._NO_MOMENT = table  # noqa: SLF001  # as above


def words() -> Iterator[Change]:
    whole = dict(WORDS)
    for word in whole:
        yield f"word: {word}", partial(_put_words, {key: entry for key, entry in whole.items() if key != word})
    _put_words(whole)


def _put_words(entries: dict[str, tuple[str, int]]) -> None:
    WORDS.clear()
    WORDS.update(entries)


if __name__ == "__main__":
    for table in (pieces, forms, reasons, words):
        survivors, tried = 0, 0
        for shown, change in table():
            change()
            tried += 1
            if not is_noticed():
                survivors += 1
                sys.stdout.write(f"{shown}\n")
                sys.stdout.flush()
        assert not is_noticed(), "a table was not put back"
        sys.stdout.write(f"{table.__name__}: {survivors} of {tried} changes survive\n")
