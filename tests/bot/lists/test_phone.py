"""Phone numbers as people write them. Numbers are of ranges kept for fiction, where there are such."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import is_possible_number, parse

from bot.lists import country_of
from bot.lists.phone import e164, example_of

AWA = "+33639980001"


@pytest.mark.parametrize(
    "written",
    [
        "0639980001",
        "06 39 98 00 01",
        "06.39.98.00.01",
        "06-39-98-00-01",
        "06/39/98/00/01",
        "06\u00a039\u202f98 00 01",
        "06–39–98–00–01",
        "  0639980001\t",
        "(0)6 39 98 00 01",
        "+33639980001",
        "+33 6 39 98 00 01",
        "+33 (0)6 39 98 00 01",
        "+33 ( 0 ) 6 39 98 00 01",
        "＋33639980001",
        "0033639980001",
        "00 33 (0)6 39 98 00 01",
        "+0033639980001",
        "33639980001",
        "639980001",
        "٠٦٣٩٩٨٠٠٠١",
        "\u202a+33 6 39 98 00 01\u202c",
        "tel:+33-6-39-98-00-01",
        "whatsapp: 0639980001",
        "33639980001.0",
        "639980001,00",
        "3.3639980001e10",
        "3,3639980001E+10",
    ],
)
def test_a_french_number_is_read_however_it_is_written(written: str) -> None:
    assert e164(written, "FR") == AWA


@pytest.mark.parametrize(
    "written",
    ["+33639980001", "0033 6 39 98 00 01", "33639980001", "3.3639980001e10", "+33 (0)6 39 98 00 01"],
)
@pytest.mark.parametrize("country", ["BJ", "GB", "us", "XX", None])
def test_a_number_with_its_country_code_needs_no_country(written: str, country: str | None) -> None:
    assert e164(written, country) == AWA


def test_digits_without_a_plus_are_national_where_they_can_be() -> None:
    """Numbers of Germany have so many lengths that this is one."""
    assert e164("33639980001", "DE") == "+4933639980001"
    assert e164("+33639980001", "DE") == AWA


@pytest.mark.parametrize(
    ("written", "country", "expected"),
    [
        ("07700 900123", "GB", "+447700900123"),
        ("07700 900123", "gb", "+447700900123"),
        ("(202) 555-0123", "US", "+12025550123"),
        ("011 33 6 39 98 00 01", "US", AWA),
        ("0123456789", "CI", "+2250123456789"),
        ("123456789", "CI", "+2250123456789"),  # without the zero that a spreadsheet took away
    ],
)
def test_national_forms_are_those_of_the_country(written: str, country: str, expected: str) -> None:
    assert e164(written, country) == expected


@pytest.mark.parametrize(
    ("written", "country"),
    [
        ("01 95 12 34 56", "BJ"),
        ("95 12 34 56", "BJ"),
        ("95123456", "bj"),
        ("+229 95 12 34 56", "FR"),
        ("00229 95123456", None),
        ("22995123456", "BJ"),
        ("22995123456", "FR"),
        ("+2290195123456", None),
        ("195123456", "BJ"),
        ("95123456.0", "BJ"),
    ],
)
def test_numbers_of_benin_have_ten_digits_since_2024(written: str, country: str | None) -> None:
    assert e164(written, country) == "+2290195123456"


@pytest.mark.parametrize("written", ["15 12 34 56", "35123456", "22 95 12 34 56", "+229 75123456", "9512345"])
def test_what_never_was_a_number_of_benin_becomes_none(written: str) -> None:
    assert e164(written, "BJ") is None


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "+",
        "Awa",
        "12345",
        "75001",
        "06 39 98 00",
        "06 39 98 00 01 02",
        "++33639980001",
        "06 39 98 00 01 a",
        "0639980001, 0639980002",
        "3,36E+10",  # the spreadsheet has lost the end of it
        "3.36399800019e10",
        "3.363998e-10",
        "+999 123456789",
        "+800 12345678",
        "1" * 18,
        "²³⁴⁵⁶⁷⁸⁹⁰¹",
    ],
)
def test_what_is_no_number_is_none(written: str) -> None:
    assert e164(written, "FR") is None


@pytest.mark.parametrize("written", ["21/04/2024", "21.04.1990", "2024-04-21", "2024-04-21 00"])
@pytest.mark.parametrize("country", ["TG", "CI"])
def test_a_date_is_no_number_where_numbers_are_as_short(written: str, country: str) -> None:
    assert e164(written, country) is None


def test_a_national_number_without_country_is_none() -> None:
    assert e164("06 39 98 00 01", None) is None
    assert e164("06 39 98 00 01", "XX") is None


@given(st.text(), st.sampled_from(["FR", "BJ", "US", "DE", "", "??", None]))
def test_any_text_is_a_number_or_none(text: str, country: str | None) -> None:
    number = e164(text, country)

    assert number is None or is_possible_number(parse(number))


@given(
    st.integers(0, 9999), st.lists(st.sampled_from(["", " ", ".", "-", "\u00a0", "/", "  "]), min_size=9, max_size=9)
)
def test_separators_change_nothing(last: int, separators: list[str]) -> None:
    digits = f"063998{last:04d}"
    written = digits[0] + "".join(map("".join, zip(separators, digits[1:], strict=True)))

    assert e164(written, "FR") == f"+33{digits[1:]}"


@given(st.integers(0, 9999))
def test_a_number_in_e164_is_read_as_itself(last: int) -> None:
    number = f"+33639{98 * 10000 + last}"

    assert e164(number, "BJ") == number


@pytest.mark.parametrize(
    ("phone", "country"),
    [
        (AWA, "FR"),
        ("+447700900123", "GB"),
        ("+2290195123456", "BJ"),
        ("+12025550123", "US"),
        ("+262692000000", "RE"),
        ("+80012345678", None),
        ("+999123456", None),
        ("0639980001", None),
        ("Awa", None),
        ("", None),
    ],
)
def test_the_country_of_a_number_is_known_by_its_code(phone: str, country: str | None) -> None:
    assert country_of(phone) == country


def test_an_example_is_of_the_country_or_of_france() -> None:
    assert e164(example_of("BJ"), None) == "+2290195123456"
    assert example_of(None) == example_of("XX") == "+33 6 39 98 00 01"
