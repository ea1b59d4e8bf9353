"""The zones a telephone number may be in, by its country's calling code."""

from functools import cache
from typing import NamedTuple

from conversations.zones.countries import AREAS, COUNTRIES

_LONGEST_CODE = 4
_NORTH_AMERICA = "1"


class Country(NamedTuple):
    """A row of the table; each name or city comes with the place of its zone, 0 being the likeliest."""

    codes: tuple[str, ...]
    names: tuple[tuple[str, int], ...]
    cities: tuple[tuple[str, int], ...]
    zones: tuple[str, ...]


@cache
def countries() -> tuple[Country, ...]:
    return tuple(_country(row) for row in COUNTRIES.strip().replace("\n  ", " ").splitlines() if row)


def _country(row: str) -> Country:
    codes, french, english, zones, cities = (
        tuple(word.strip() for word in column.split(",") if word.strip()) for column in row.split("|")
    )
    return Country(codes, _placed(french + english), _placed(cities), zones)


def _placed(names: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Return the names with the place of their zone; it is written from 1 on, and left out for the first."""
    cut = (name.partition("@") for name in names)
    return tuple((name, int(place or 1) - 1) for name, _, place in cut)


@cache
def _by_code() -> dict[str, tuple[str, ...]]:
    codes = {code: country.zones for country in countries() for code in country.codes if code.isdigit()}
    for line in AREAS.strip().splitlines():
        zone, _, areas = line.partition(": ")
        codes.update({_NORTH_AMERICA + area: (zone,) for area in areas.split()})
    return codes


def zone_of_number(phone: str) -> tuple[str, ...]:
    """Return the zones of the country an E.164 number belongs to, the likeliest first; none when it is not known."""
    digits = "".join(character for character in phone if character.isdecimal() and character.isascii()).lstrip("0")
    codes = _by_code()
    return next((codes[digits[:length]] for length in range(_LONGEST_CODE, 0, -1) if digits[:length] in codes), ())


def calling_code_of(zone: str) -> str:
    """Return the calling code, with its plus sign, of the country a zone belongs to; empty when it is not known."""
    for place in range(2):
        for country in countries():
            if country.zones[place : place + 1] == (zone,) and country.codes and country.codes[0].isdigit():
                return f"+{country.codes[0]}"
    return ""
