"""Lists as people type and paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lists import Entry, NumberList, Unreadable, read_text

ONE, TWO, THREE, FOUR = (f"+3363998000{last}" for last in (1, 2, 3, 4))


def read(text: str) -> NumberList:
    result = read_text(text, "FR")
    assert isinstance(result, NumberList)
    return result


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0639980001", [(ONE, None)]),
        ("06 39 98 00 01\r\n+33 6 39 98 00 02\n", [(ONE, None), (TWO, None)]),
        ("0639980001, 0639980002;0639980003", [(ONE, None), (TWO, None), (THREE, None)]),
        ("0639980001 0639980002", [(ONE, None), (TWO, None)]),
        ("06 39 98 00 01 06 39 98 00 02", [(ONE, None), (TWO, None)]),
        ("+33639980001+33639980002", [(ONE, None), (TWO, None)]),
        ("06 39 98 00 01 / 06 39 98 00 02", [(ONE, None), (TWO, None)]),
        ("0639980001, 0639980002\n0639980003, 0639980004", [(ONE, None), (TWO, None), (THREE, None), (FOUR, None)]),
        ("Awa 0639980001", [(ONE, "Awa")]),
        ("0639980001 Awa", [(ONE, "Awa")]),
        ("Awa : 06 39 98 00 01", [(ONE, "Awa")]),
        ("- Awa Doe (0639980001)", [(ONE, "Awa Doe")]),
        ("Doe, Awa, 0639980001", [(ONE, "Doe Awa")]),
        ("Tél. : 06 39 98 00 01", [(ONE, None)]),
        ("Awa, tél 0639980001, awa@shop.example", [(ONE, "Awa")]),
        ("Awa 0639980001, Bob 0639980002", [(ONE, "Awa"), (TWO, "Bob")]),
        ("Awa 0639980001 / 0639980002", [(ONE, "Awa"), (TWO, "Awa")]),
        ("1. 0639980001\n2. 0639980002", [(ONE, None), (TWO, None)]),
        ("1) Awa 0639980001\n2) Bob 0639980002", [(ONE, "Awa"), (TWO, "Bob")]),
        ("12 0639980001 0639980002", [(ONE, None), (TWO, None)]),
        ("1; 0639980001", [(ONE, None)]),
        ("عائشة ٠٦٣٩٩٨٠٠٠١", [(ONE, "عائشة")]),
        ("🎉 Zoé 🇧🇯 0639980001", [(ONE, "🎉 Zoé 🇧🇯")]),
    ],
)
def test_numbers_are_found_with_the_names_next_to_them(text: str, expected: list[tuple[str, str | None]]) -> None:
    result = read(text)

    assert [(entry.number, entry.name) for entry in result.entries] == expected
    assert result.invalid == ()


def test_a_heading_and_blank_lines_do_not_count() -> None:
    assert read("\nListe VIP\n\n0639980001\n-----\n0639980002\n") == NumberList((Entry(ONE), Entry(TWO)), 0, (), 2)


def test_a_number_that_comes_again_is_counted_and_gives_its_name() -> None:
    assert read("0639980001\nAwa +33 6 39 98 00 01\nBob 06.39.98.00.01") == NumberList((Entry(ONE, "Awa"),), 2, (), 3)


@pytest.mark.parametrize(
    ("text", "invalid"),
    [
        ("0639980001\nrien ici", ("rien ici",)),
        ("0639980001\n06 39 98", ("06 39 98",)),
        ("0639980001, 123456", ("123456",)),
        ("0639980001\nBob : 06399", ("Bob : 06399",)),
        ("0639980001 0639980002 1234567", ("1234567",)),
        ("0639980001, 12, 0639980002", ("12",)),
        ("06 39 98 00 01 06 39 98 00 02 12", ("12",)),
        ("0639980001,0639980002,0639980003,0639980004,1,12,x,123456,06399800", ("1", "12", "123456", "06399800")),
        ("12345678", ("12345678",)),
        ("0639980001\n" + "9" * 500, ("9" * 200,)),
    ],
)
def test_what_is_none_though_it_looks_like_a_number_is_given_back(text: str, invalid: tuple[str, ...]) -> None:
    assert read(text).invalid == invalid


def test_what_stands_beside_a_number_is_not_given_back() -> None:
    assert read("Awa, 12 rue du 11 novembre, 75001 Paris, 0639980001").invalid == ()


@pytest.mark.parametrize("text", ["", "  \n ", "bonjour", "rien\nici non plus", "12", "…"])
def test_a_text_without_numbers_is_no_list(text: str) -> None:
    result = read_text(text, "FR")

    assert isinstance(result, Unreadable)
    assert result.reason.values == (("example", "+33 6 12 34 56 78"),)


def test_a_text_of_more_than_ten_megabytes_is_too_long() -> None:
    result = read_text("é" * 5_000_001, "FR")

    assert isinstance(result, Unreadable)
    assert result.reason.values == (("size", 10.1), ("most", 10))


NUMBERS = st.integers(0, 9999).map(lambda last: f"+33639{98 * 10000 + last}")
NAMES = st.sampled_from([None, "Awa", "Zoé Diop", "李", "عائشة", "🎉 Bob"])
FORMS = st.sampled_from(["{}", "{} ", "  {}", "Tél. {}", "{} ;"])


@given(st.lists(st.tuples(NUMBERS, NAMES, FORMS), min_size=1, max_size=20), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_a_list_is_read_whole(rows: list[tuple[str, str | None, str]], line_break: str) -> None:
    text = line_break.join(f"{name or ''} {form.format(number)}" for number, name, form in rows)
    result = read_text(text, "FR")

    assert isinstance(result, NumberList)
    assert [entry.number for entry in result.entries] == list(dict.fromkeys(number for number, _, _ in rows))
    assert result.duplicates == len(rows) - len(result.entries)
    assert result.lines == len(rows)
    assert result.invalid == ()
    for entry in result.entries:
        names = [name for number, name, _ in rows if number == entry.number and name]
        assert entry.name == next(iter(names), None)


@given(st.text(st.one_of(st.sampled_from('0639+ ().-/;,\t\n\r"|=:éa٣\u200b'), st.characters(exclude_categories=()))))
def test_any_text_is_read_or_refused(text: str) -> None:
    result = read_text(text, "FR")

    if isinstance(result, NumberList):
        assert len({entry.number for entry in result.entries}) == len(result.entries)
        assert result.lines <= len(result.entries) + result.duplicates + len(result.invalid)
