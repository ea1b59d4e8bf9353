"""Where a sent position may be: the time zones whose towns lie nearest, for the operator to choose from.

The towns are those of the time zone database itself (`zone.tab`, part of the tzdata package): one a zone and country,
so the nearest is a proposal, never an answer.
"""

import re
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

MOST = 4
# ISO 6709: degrees, minutes and perhaps seconds, latitude then longitude.
_POINT = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")


def zones_near(latitude: float, longitude: float) -> tuple[str, ...]:
    """Return the IANA zones of the nearest towns, nearest first. Degrees, north and east positive."""
    here = (radians(latitude), radians(longitude))
    by_distance = sorted((_distance(here, place), zone) for zone, place in _towns())
    return tuple(zone for _, zone in by_distance[:MOST])


@cache
def _towns() -> tuple[tuple[str, tuple[float, float]], ...]:
    table = files("tzdata").joinpath("zoneinfo/zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple((row[2], point) for row in rows if (point := _point(row[1])) is not None)


def _point(written: str) -> tuple[float, float] | None:
    found = _POINT.fullmatch(written)
    if found is None:
        return None
    north, *latitude, east, longitude_degrees, longitude_minutes, longitude_seconds = found.groups()
    return (
        _angle(north, *latitude),
        _angle(east, longitude_degrees, longitude_minutes, longitude_seconds),
    )


def _angle(sign: str, degrees: str, minutes: str, seconds: str | None) -> float:
    size = int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600
    return radians(-size if sign == "-" else size)


def _distance(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return the angle between two points of the globe, by the haversine formula."""
    up, across = (there[0] - here[0]) / 2, (there[1] - here[1]) / 2
    return 2 * asin(sqrt(sin(up) ** 2 + cos(here[0]) * cos(there[0]) * sin(across) ** 2))
