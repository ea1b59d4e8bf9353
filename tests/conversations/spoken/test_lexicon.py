from string import ascii_lowercase

import pytest

from conversations.spoken.english import ENGLISH
from conversations.spoken.french import FRENCH
from conversations.spoken.kinds import MONTH, RELATIVE, WEEKDAY
from conversations.spoken.lexicon import WORDS, mended
from conversations.spoken.normal import plain
from conversations.spoken.slips import is_one_slip_away

NAMES = sorted(word for word, (kind, _) in WORDS.items() if kind in {WEEKDAY, MONTH} and len(word) > 4)


def slips(name: str) -> set[str]:
    cuts = [(name[:place], name[place:]) for place in range(len(name) + 1)]
    return (
        {left + right[1:] for left, right in cuts if right}
        | {left + letter + right for left, right in cuts for letter in ascii_lowercase}
        | {left + letter + right[1:] for left, right in cuts if right for letter in ascii_lowercase}
        | {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    ) - {name}


def test_no_word_stands_twice_with_two_meanings() -> None:
    entries = [(word, (kind, value)) for kind, value, typed in FRENCH + ENGLISH for word in typed.split("|")]

    assert [word for word, entry in entries if dict(entries)[word] != entry] == []


def test_every_word_is_written_as_it_is_looked_up() -> None:
    strange = [word for word in WORDS if " ".join(plain(word).replace("'", "' ").split()) != word]

    assert strange == []


@pytest.mark.parametrize("table", [FRENCH, ENGLISH])
def test_each_language_has_every_day_and_month(table: tuple[tuple[str, int, str], ...]) -> None:
    """But October, November and December whose short forms are the same, and stand with the French."""
    assert {value for kind, value, _ in table if kind == WEEKDAY} == set(range(7))
    assert {value for kind, value, _ in table if kind == MONTH} == set(range(1, 13))
    assert {value for kind, value, _ in table if kind == RELATIVE} == {0, 1, 2}


@pytest.mark.parametrize("name", NAMES)
def test_a_slip_in_a_name_is_mended_to_that_name_or_not_at_all(name: str) -> None:
    unlike = {slip for slip in slips(name) - WORDS.keys() if mended(slip) not in {WORDS[name], None}}

    assert unlike == set()


@pytest.mark.parametrize("name", ["mardi", "lundi", "jeudi", "avril", "juillet", "wednesday", "september", "tomorrow"])
def test_most_slips_in_a_name_are_mended(name: str) -> None:
    tried = slips(name) - WORDS.keys()

    assert sum(mended(slip) == WORDS[name] for slip in tried) > 0.9 * len(tried)


@pytest.mark.parametrize("name", ["mardi", "aout", "septembre"])
def test_every_slip_of_one_letter_is_known_for_one(name: str) -> None:
    assert all(is_one_slip_away(slip, name) for slip in slips(name))


@pytest.mark.parametrize("word", ["mardi", "lundy", "match", "marche", "mars", "", "x", "vends", "tout", "lune"])
def test_a_word_of_its_own_is_no_slip_of_another(word: str) -> None:
    assert word in WORDS or mended(word) is None
