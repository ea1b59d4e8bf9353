"""Every word of time in one dictionary, from the tables of both languages; typed language and screen's may differ."""

from itertools import pairwise

from conversations.spoken.english import ENGLISH
from conversations.spoken.french import FRENCH
from conversations.spoken.kinds import AN, MAR, MONTH, ORDINAL, RELATIVE, SEPT, WEEKDAY, WORD, A
from conversations.spoken.slips import is_one_slip_away, is_swap

# What a word means where it depends on the words around it: both senses, and the grammar sees to it.
_IN_BOTH: tuple[tuple[str, int, str], ...] = (
    (MAR, 0, "mar"),
    (SEPT, 0, "sept"),
    (A, 1, "a"),
    (AN, 1, "an"),
)
# Words one letter away from a day or a month which are words of their own: no typo of it.
_OTHER_WORD_TABLE = """
match marche marches merch marc mach marsh larch hardi mari mard domain domains remain romain main apris sundry
sundae frida sondage maudit augusta augusto marcha starch parch jedi jeux lundy
"""
_OTHER_WORDS = frozenset(_OTHER_WORD_TABLE.split())
_SHORTEST_MENDED = 4
_FULLY_MENDED = 5


def _in_words(value: int, word: str, units: dict[int, str]) -> list[tuple[str, int]]:
    """Return the compounds of a number of tens: vingt et un, twenty-five."""
    return [(f"{word} {unit}", value + count) for count, unit in units.items()] + (
        [(f"{word} et {unit}", value + 1) for unit in ("un", "une")] if word.endswith(("t", "e")) else []
    )


def _words() -> dict[str, tuple[str, int]]:
    words: dict[str, tuple[str, int]] = {}
    for kind, value, typed in (*FRENCH, *ENGLISH, *_IN_BOTH):
        for word in typed.split("|"):
            words[word] = (kind, value)
    french = {1: "un", 2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit", 9: "neuf"}
    english = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
    for value, word in ((20, "vingt"), (30, "trente"), (40, "quarante"), (50, "cinquante")):
        words.update((phrase, (WORD, number)) for phrase, number in _in_words(value, word, french))
    for value, word in ((20, "twenty"), (30, "thirty"), (40, "forty"), (50, "fifty")):
        words.update((phrase, (WORD, number)) for phrase, number in _in_words(value, word, english))
    words.update((f"{zero} {word}", (WORD, number)) for zero in ("oh", "o") for number, word in english.items())
    ranks = {word: number for word, (kind, number) in words.items() if kind == ORDINAL and 1 <= number <= 9}  # noqa: PLR2004  # the ranks that follow a ten
    words.update((f"twenty {word}", (ORDINAL, 20 + number)) for word, number in ranks.items())
    words["thirty first"] = (ORDINAL, 31)
    return words


WORDS = _words()


def _longest() -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase in WORDS:
        first, *others = phrase.split(" ")
        longest[first] = max(longest.get(first, 1), 1 + len(others))
    return longest


# How many words the longest entry has that begins with this one.
LONGEST = _longest()
_DAYS_AND_MONTHS = tuple(
    (word, entry)
    for word, entry in WORDS.items()
    if entry[0] in {WEEKDAY, MONTH, RELATIVE} and word.isalpha() and len(word) >= _SHORTEST_MENDED
)
# A shortened form has too few letters to lose one: a word one slip away from "vend" is not Friday.
_SHORTENED = {"dmain", "tmrw", "tmrrw", "weds"} | {
    word
    for (word, entry), (name, other) in pairwise(sorted(_DAYS_AND_MONTHS))
    if entry == other and name.startswith(word)
}


def mended(word: str) -> tuple[str, int] | None:
    """Return the day or month whose name is one slip away, when there is exactly one and the word is no other."""
    if len(word) < _SHORTEST_MENDED or word in _OTHER_WORDS:
        return None
    near = [(name, entry) for name, entry in _DAYS_AND_MONTHS if is_one_slip_away(word, name)]
    # In a name of four letters another letter makes another word: tout is not août, nor lune June.
    sure = any(name not in _SHORTENED and (len(name) >= _FULLY_MENDED or is_swap(word, name)) for name, _ in near)
    meant = {entry for _, entry in near}
    return meant.pop() if sure and len(meant) == 1 else None
