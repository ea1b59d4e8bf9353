"""Find a zone by what people type: a city or a country, forgiving of accents, capitals and one slip."""

import re
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from conversations.spoken.cities import other_names
from conversations.spoken.normal import plain
from conversations.spoken.slips import is_one_slip_away
from conversations.zones.numbers import countries

_MOST = 6
_LONGEST = 60
_SHORTEST_PREFIX = 3
_SHORTEST_MENDED = 5
_NO_WORD = re.compile(r"[\W_]+")
_SMALL_WORDS = frozenset(
    {"le", "la", "les", "l", "the", "a", "in", "en", "au", "aux", "of", "de", "du", "d", "heure", "time"}
)
_CONTINENTS = ("Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/", "Europe/")
_OCEANS = ("Indian/", "Pacific/")


def find_zones(phrase: str) -> tuple[str, ...]:
    """Return the zones a phrase may mean, best first and at most six: exact names, then beginnings, then slips.

    Of "Berlin, Germany" and "Lyon France" the first words are enough, when the whole is no name.
    """
    exactly = phrase.strip()
    # Some old keys are names of countries, which stand for a city's zone: Libya for Africa/Tripoli.
    if exactly in available() and ("/" in exactly or exactly == "UTC"):
        return (exactly,)
    words = _key(phrase[:_LONGEST].partition(",")[0]).split()
    shorter = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next(filter(None, map(_named, (_key(phrase[:_LONGEST]), *shorter))), ())


def _named(wanted: str) -> tuple[str, ...]:
    if not wanted:
        return ()
    names = _names()
    ranked = [
        *names.get(wanted, ()),
        *(zone for name in _beginning(wanted) for zone in names[name]),
        *(zone for name in _slipped(wanted) for zone in names[name]),
    ]
    return tuple(dict.fromkeys(ranked))[:_MOST]


@cache
def available() -> frozenset[str]:
    return frozenset(available_timezones())


def _key(name: str) -> str:
    """Return the name without accents, signs and small words, unless there are no others."""
    words = _NO_WORD.sub(" ", plain(name)).split()
    return " ".join([word for word in words if word not in _SMALL_WORDS] or words)


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Each name in its plain form, with its zones: countries and their cities first, then every zone's own city."""
    found: dict[str, dict[str, None]] = {}

    def add(name: str, *zones: str) -> None:
        found.setdefault(_key(name), {}).update(dict.fromkeys(zones))

    for country in countries():
        for name, place in country.cities:
            add(name, country.zones[place])
        for zone in country.zones:
            for name in other_names(ZoneInfo(zone)):
                add(name, zone)
        for name, place in country.names:
            add(name, *(country.zones if place == 0 else (country.zones[place],)))
    for zone in sorted(available()):
        if zone.startswith(_CONTINENTS + _OCEANS):
            # An old key is found by its own name only: Asia/Tel_Aviv is not the answer to Jerusalem.
            add(zone.rpartition("/")[2], *(() if _key(zone.rpartition("/")[2]) in found else (zone,)))
    return {name: tuple(zones) for name, zones in found.items()}


def _beginning(wanted: str) -> list[str]:
    return sorted(
        name for name in _names() if len(wanted) >= _SHORTEST_PREFIX and name.startswith(wanted) and name != wanted
    )


def _slipped(wanted: str) -> list[str]:
    return sorted(name for name in _names() if len(name) >= _SHORTEST_MENDED and is_one_slip_away(wanted, name))
