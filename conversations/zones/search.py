"""Find a zone by what people type: a city or a country, forgiving of accents, capitals and one slip."""

import re
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Matches:
    """The zones a phrase may mean, best first and at most six.

    `name` is the one name it was read as, when that is not what was typed; empty for a name known to the letter and
    where several may be meant.
    """

    zones: tuple[str, ...] = ()
    name: str = ""

    @property
    def sure(self) -> bool:
        """Whether it is the name of one place and of no other, but for accents, signs and capitals."""
        return len(self.zones) == 1 and not self.name


def find_zones(phrase: str) -> Matches:
    """Return what a phrase may mean: an exact name, else beginnings and slips.

    Of "Berlin, Germany" and "Lyon France" the first words are enough, when the whole is no name; but who knows which
    Paris that of "Paris, Texas" is, so what was left out is no sure match.
    """
    exactly = phrase.strip()
    # Some old keys are names of countries, which stand for a city's zone: Libya for Africa/Tripoli.
    if exactly in available() and ("/" in exactly or exactly == "UTC"):
        return Matches((exactly,))
    whole = _key(phrase[:_LONGEST])
    found = _named(whole)
    if found.zones:
        return found
    words = _key(phrase[:_LONGEST].partition(",")[0]).split()
    shorter = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((_read_as(part, match) for part in shorter if (match := _named(part)).zones), Matches())


def _read_as(part: str, found: Matches) -> Matches:
    return Matches(found.zones, _names()[part][0]) if found.sure else found


def _named(wanted: str) -> Matches:
    names = _names()
    if wanted in names:
        # Of Congo and Guinea there are several; that there is a Benin City makes no doubt about Benin.
        shared = _country_names() if wanted in _country_names() else frozenset()
        namesakes = [name for name in shared if name.startswith(f"{wanted} ")]
        return Matches(_zones((wanted, *sorted(namesakes))))
    near = (*_beginning(wanted), *_slipped(wanted))
    zones = _zones(near)
    return Matches(zones, names[near[0]][0] if len(near) == 1 or len(zones) == 1 else "")


def _zones(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(zone for name in names for zone in _names()[name][1]))[:_MOST]


@cache
def available() -> frozenset[str]:
    return frozenset(available_timezones())


def _key(name: str) -> str:
    """Return the name without accents, signs and small words, unless there are no others."""
    words = _NO_WORD.sub(" ", plain(name)).split()
    return " ".join([word for word in words if word not in _SMALL_WORDS] or words)


@cache
def _names() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Each name by its plain form, as it is written and with its zones: countries first, then every zone's own city."""
    found: dict[str, tuple[str, dict[str, None]]] = {}

    def add(name: str, *zones: str) -> None:
        found.setdefault(_key(name), (name, {}))[1].update(dict.fromkeys(zones))

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
            name = zone.rpartition("/")[2].replace("_", " ")
            add(name, *(() if _key(name) in found else (zone,)))
    return {key: (name, tuple(zones)) for key, (name, zones) in found.items()}


@cache
def _country_names() -> frozenset[str]:
    return frozenset(_key(name) for country in countries() for name, _ in country.names)


def _beginning(wanted: str) -> list[str]:
    return sorted(
        name for name in _names() if len(wanted) >= _SHORTEST_PREFIX and name.startswith(wanted) and name != wanted
    )


def _slipped(wanted: str) -> list[str]:
    return sorted(name for name in _names() if len(name) >= _SHORTEST_MENDED and is_one_slip_away(wanted, name))
