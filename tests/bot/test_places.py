"""A sent position leads to the zones of the nearest towns."""

from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.places import MOST, zones_near


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (6.37, 2.39, "Africa/Porto-Novo"),  # Cotonou
        (48.85, 2.35, "Europe/Paris"),
        (51.5, -0.12, "Europe/London"),
        (-33.87, 151.2, "Australia/Sydney"),
        (27.7, 85.3, "Asia/Kathmandu"),
        (-13.8, -171.8, "Pacific/Apia"),
    ],
)
def test_the_nearest_zone_comes_first(latitude: float, longitude: float, zone: str) -> None:
    assert zones_near(latitude, longitude)[0] == zone


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_every_place_on_earth_has_zones_to_choose_from(latitude: float, longitude: float) -> None:
    zones = zones_near(latitude, longitude)

    assert len(set(zones)) == MOST
    assert set(zones) <= available_timezones()
