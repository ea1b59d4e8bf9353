"""The hours at which nobody wants a message."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.quiet import USUAL, Quiet

PARIS = "Europe/Paris"
ZONES = ("Europe/Paris", "Africa/Porto-Novo", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia")


def paris(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 4, day, hour, minute, tzinfo=ZoneInfo(PARIS))


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        (paris(15, 7, 59), True),
        (paris(15, 8), False),
        (paris(15, 20, 59), False),
        (paris(15, 21), True),
        (paris(15, 0), True),
        (paris(18, 12), False),
        (paris(19, 12), True),
    ],
)
def test_evenings_nights_and_sundays_are_quiet(at: datetime, *, quiet: bool) -> None:
    assert USUAL.holds(at, PARIS) is quiet


def test_sundays_are_as_other_days_where_it_is_so_set() -> None:
    assert not Quiet(sundays=False).holds(paris(19, 12), PARIS)


def test_the_same_instant_is_quiet_in_one_zone_and_not_in_another() -> None:
    at = paris(15, 12)

    assert not USUAL.holds(at, PARIS)
    assert USUAL.holds(at, "Pacific/Apia")


@pytest.mark.parametrize(
    ("at", "better"),
    [
        (paris(15, 6), paris(15, 9)),
        (paris(15, 23), paris(16, 9)),
        (paris(18, 23), paris(20, 9)),
        (paris(19, 12), paris(20, 9)),
    ],
)
def test_a_better_moment_is_the_next_good_morning(at: datetime, better: datetime) -> None:
    assert USUAL.next_good(at, PARIS) == better


def test_a_later_morning_is_kept() -> None:
    assert Quiet(morning=11).next_good(paris(15, 6), PARIS) == paris(15, 11)


def test_where_every_hour_is_quiet_nothing_better_is_invented() -> None:
    assert Quiet(evening=0).next_good(paris(15, 6), PARIS) == paris(15, 6)


@settings(deadline=None, database=None)
@given(
    hours=st.integers(0, 24 * 400),
    zone=st.sampled_from(ZONES),
    evening=st.integers(12, 23),
    morning=st.integers(0, 11),
    sundays=st.booleans(),
)
def test_the_better_moment_is_later_and_not_quiet(
    hours: int, zone: str, evening: int, morning: int, *, sundays: bool
) -> None:
    quiet = Quiet(evening, morning, sundays)
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    better = quiet.next_good(at, zone)

    assert better > at
    assert not quiet.holds(better, zone)
