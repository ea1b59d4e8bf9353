"""Whatever is proposed is within both limits, and nobody is written to twice."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.fitting import (
    MOST_WAVES,
    Limits,
    Member,
    dates,
    is_beyond,
    largest,
    later,
    limits_of,
    smaller,
    waves,
)
from conversations.quiet import USUAL, Quiet
from conversations.workspace import ContactId, Safety

limits = st.builds(Limits, st.integers(0, 150), st.integers(0, 1000).map(lambda thousandths: thousandths / 1000))
temperatures = st.lists(st.sampled_from((True, False, None)), max_size=300)


def people(*cold: bool | None) -> tuple[Member, ...]:
    return tuple(Member(ContactId(str(at)), value) for at, value in enumerate(cold))


def test_the_example_of_the_documentation_gives_seventy_five() -> None:
    """120 recipients of whom 0.625 are cold, with limits of 100 and 0.4."""
    part = smaller(people(*[False] * 45, *[True] * 75), Limits(100, 0.4))

    assert largest(120, 0.625, Limits(100, 0.4)) == 75
    assert (len(part.ids), part.warm, part.cold) == (75, 45, 30)


@pytest.mark.parametrize(
    ("people_in_all", "cold", "bounds", "most"),
    [
        (120, 0.625, Limits(100, 1.0), 100),
        (120, 0.0, Limits(500, 0.4), 120),
        (120, 1.0, Limits(100, 0.4), 0),
        (120, 0.5, Limits(100, 0.0), 60),
        (120, 1.0, Limits(100, 1.0), 100),
        (0, 0.0, Limits(100, 0.4), 0),
        (120, 0.5, Limits(0, 0.4), 0),
        (30, 0.1, Limits(100, 0.1), 30),
    ],
)
def test_the_largest_audience(people_in_all: int, cold: float, bounds: Limits, most: int) -> None:
    assert largest(people_in_all, cold, bounds) == most


@given(st.integers(0, 2000), st.floats(0, 1), limits)
def test_no_larger_audience_is_allowed_and_this_one_is(count: int, ratio: float, bounds: Limits) -> None:
    found = largest(count, ratio, bounds)
    cold = round(count * ratio)
    warm = count - cold

    def possible(size: int) -> bool:
        return bounds.allow(min(warm, size), size - min(warm, size))

    assert 0 <= found <= count
    assert possible(found)
    assert found == count or not possible(found + 1)


@given(temperatures, limits)
def test_a_smaller_audience_satisfies_both_limits(cold: list[bool | None], bounds: Limits) -> None:
    part = smaller(people(*cold), bounds)

    assert len(part.ids) == len(set(part.ids)) <= bounds.most
    if not part.arbitrary:
        assert bounds.allow(part.warm, part.cold)
        assert len(part.ids) == part.warm + part.cold
        assert {int(one) for one in part.ids[: part.warm]} <= {at for at, value in enumerate(cold) if value is False}


@given(temperatures, limits)
def test_every_wave_satisfies_both_limits_and_nobody_is_in_two(cold: list[bool | None], bounds: Limits) -> None:
    parts = waves(people(*cold), bounds)
    everyone = [one for part in parts for one in part.ids]

    assert len(everyone) == len(set(everyone)) <= len(cold)
    assert len(parts) <= MOST_WAVES
    for part in parts:
        assert part.ids
        assert len(part.ids) <= bounds.most
        assert part.arbitrary or bounds.allow(part.warm, part.cold)
        assert part.arbitrary or len(part.ids) == part.warm + part.cold


@given(st.integers(1, 300), st.integers(50, 150))
def test_warm_people_all_find_a_wave(count: int, most: int) -> None:
    parts = waves(people(*[False] * count), Limits(most, 0.4))

    assert sum(len(part.ids) for part in parts) == count


def test_people_of_whom_nothing_is_told_are_taken_as_they_come() -> None:
    part = smaller(people(None, None, None), Limits(2, 0.4))

    assert (part.ids, part.arbitrary) == (("0", "1"), True)
    assert [len(wave.ids) for wave in waves(people(None, None, None), Limits(2, 0.4))] == [2, 1]


def test_where_some_are_told_the_others_count_as_cold() -> None:
    part = smaller(people(None, False, None), Limits(3, 0.5))

    assert (part.ids, part.warm, part.cold) == (("1", "0"), 1, 1)


@pytest.mark.parametrize(
    ("safety", "found"),
    [
        (Safety(), None),
        (Safety(max_recipients=100, max_cold_ratio=0.4), Limits(100, 0.4)),
        (Safety(max_recipients=100), Limits(100, 1.0)),
        (Safety(max_cold_ratio=0.4, total_recipients=120), Limits(120, 0.4)),
        (Safety(max_cold_ratio=0.4), None),
    ],
)
def test_a_limit_that_did_not_come_does_not_bind(safety: Safety, found: Limits | None) -> None:
    assert limits_of(safety) == found


@pytest.mark.parametrize(
    ("safety", "beyond"),
    [
        (Safety(max_recipients=100, total_recipients=100), False),
        (Safety(max_recipients=100, total_recipients=101), True),
        (Safety(max_recipients=0, total_recipients=1), True),
        (Safety(max_cold_ratio=0.4, cold_ratio=0.4), False),
        (Safety(max_cold_ratio=0.0, cold_ratio=0.1), True),
        (Safety(max_cold_ratio=0.4), False),
        (Safety(), False),
    ],
)
def test_what_is_beyond_a_limit(safety: Safety, *, beyond: bool) -> None:
    assert is_beyond(safety) == beyond


def test_waves_leave_a_day_apart_at_the_same_local_time_but_not_on_sundays() -> None:
    paris = ZoneInfo("Europe/Paris")
    friday = datetime(2026, 3, 27, 10, 0, tzinfo=paris).astimezone(UTC)
    local = [at.astimezone(paris) for at in dates(friday, 3, "Europe/Paris", USUAL)]

    assert [(at.day, at.hour) for at in local] == [(27, 10), (28, 10), (30, 10)]


PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("first", "days", "now", "found"),
    [
        ((2026, 4, 15, 11), 1, (2026, 4, 14, 9), (2026, 4, 16, 11)),
        ((2026, 4, 18, 11), 1, (2026, 4, 14, 9), (2026, 4, 20, 11)),
        ((2026, 4, 15, 23), 1, (2026, 4, 14, 9), (2026, 4, 17, 9)),
        ((2026, 3, 28, 11), 1, (2026, 3, 28, 9), (2026, 3, 30, 11)),
        ((2026, 4, 15, 11), 7, (2026, 4, 14, 9), (2026, 4, 22, 11)),
        ((2026, 4, 19, 11), 7, (2026, 4, 14, 9), (2026, 4, 27, 11)),
        ((2026, 4, 10, 11), 1, (2026, 4, 14, 12), (2026, 4, 15, 11)),
        ((2026, 4, 1, 11), 7, (2026, 4, 14, 12), (2026, 4, 15, 11)),
    ],
    ids=[
        "the next day",
        "not on a Sunday",
        "the first good morning after a night",
        "the same local time once the clocks have changed",
        "the next time of a week",
        "the day after a Sunday of each week",
        "after now",
        "after now, on its day of the week",
    ],
)
def test_a_later_moment_is_the_same_hour_of_the_next_good_day(
    first: tuple[int, int, int, int], days: int, now: tuple[int, int, int, int], found: tuple[int, int, int, int]
) -> None:
    at = later(datetime(*first, tzinfo=PARIS), days, datetime(*now, tzinfo=PARIS), "Europe/Paris", USUAL)

    assert at == datetime(*found, tzinfo=PARIS)
    assert at.tzinfo is UTC


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)), st.sampled_from((1, 7)))  # noqa: DTZ001 - hypothesis adds the zone
def test_a_later_moment_is_never_quiet_and_never_past(first: datetime, days: int) -> None:
    for now in (first - timedelta(days=9), first, first + timedelta(days=9)):
        at = later(first, days, now, "Europe/Paris", USUAL)

        assert not USUAL.holds(at, "Europe/Paris")
        assert at > max(now, first)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)), st.integers(1, 7))  # noqa: DTZ001 - hypothesis adds the zone
def test_no_two_waves_leave_on_the_same_day(first: datetime, count: int) -> None:
    found = dates(first, count, "Africa/Porto-Novo", Quiet())

    assert len(found) == count
    assert found[0] == first
    assert all(later - earlier >= timedelta(hours=23) for earlier, later in pairwise(found))
