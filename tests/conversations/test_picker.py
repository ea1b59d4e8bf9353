"""Picking a moment by tapping: presets, then a calendar, an hour, a quarter."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.render import say
from conversations.airlock import USUAL
from conversations.bounds import FAR
from conversations.draft import Draft
from conversations.picker import AtHour, OnDate, OnMonth, Picking, keys_of, picked, presets
from conversations.screen import Button, Key
from conversations.step import Context
from conversations.words import LANGUAGES
from conversations.workspace import Reference

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
ZONES = ("Europe/Paris", "Africa/Porto-Novo", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia")


def around(now: datetime = NOW, zone: str = "Europe/Paris") -> Context:
    return Context(Draft(Reference("ABCDE"), NOW), now, zone, "en")


def choices(keys: tuple[tuple[Key, ...], ...]) -> list[str]:
    return [key.choice for row in keys for key in row if isinstance(key, Button)]


def local(pressed: str, zone: str = "Europe/Paris") -> str:
    at = picked(pressed, None, around(zone=zone))
    assert isinstance(at, datetime)
    return f"{at.astimezone(ZoneInfo(zone)):%a %d/%m %H:%M}"


def test_the_presets_lie_ahead_and_each_bears_its_own_instant() -> None:
    pressed = choices(presets(around()))

    assert pressed[0] == "in15"
    assert pressed[-1] == "month:2026-04-01"
    assert [local(choice) for choice in pressed[1:-1]] == [
        "Tue 14/04 19:00",
        "Wed 15/04 09:00",
        "Wed 15/04 19:00",
        "Mon 20/04 09:00",
    ]


def test_a_quarter_of_an_hour_is_a_whole_minute_and_never_less() -> None:
    assert picked("in15", None, around()) == NOW + timedelta(minutes=16)
    late = NOW.replace(second=59, microsecond=999_999)
    soon = picked("in15", None, around(late))
    assert isinstance(soon, datetime)
    assert timedelta(minutes=15) <= soon - late < timedelta(minutes=16)
    assert (soon.second, soon.microsecond) == (0, 0)


def test_this_evening_is_left_out_in_the_evening() -> None:
    assert local(choices(presets(around(datetime(2026, 4, 14, 17, 30, tzinfo=UTC))))[1]) == "Wed 15/04 09:00"


def test_next_monday_is_not_offered_twice_on_a_sunday() -> None:
    pressed = choices(presets(around(datetime(2026, 4, 19, 8, tzinfo=UTC))))

    assert [local(choice) for choice in pressed[1:-1]] == ["Sun 19/04 19:00", "Mon 20/04 09:00", "Mon 20/04 19:00"]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hours", range(0, 24 * 7, 5))
def test_every_preset_is_ahead_at_any_time_in_any_zone(zone: str, hours: int) -> None:
    now = NOW + timedelta(hours=hours, minutes=29)
    instants = [picked(choice, None, around(now, zone)) for choice in choices(presets(around(now, zone)))[:-1]]

    assert all(isinstance(at, datetime) and at >= now + USUAL.span for at in instants)


def test_a_month_shows_its_days_from_today_on() -> None:
    rows = keys_of(OnMonth(date(2026, 4, 1)), around())
    days = [choice for choice in choices(rows) if choice.startswith("day:")]

    assert days == [f"day:2026-04-{day}" for day in range(14, 31)]
    assert {len(row) for row in rows[1:]} == {7}
    assert len(rows) <= 8


def test_a_month_that_starts_on_monday_and_ends_on_sunday_is_whole() -> None:
    rows = keys_of(OnMonth(date(2027, 2, 1)), around())

    assert [choice for choice in choices(rows) if choice.startswith("day:")] == [
        f"day:2027-02-{day:02}" for day in range(1, 29)
    ]
    assert "month:2027-03-01" in choices(rows)


def test_months_are_turned_forth_and_back_between_now_and_a_year_ahead() -> None:
    month, seen = OnMonth(date(2026, 4, 1)), [date(2026, 4, 1)]
    while choices(keys_of(month, around()))[2].startswith("month:"):
        following = picked(choices(keys_of(month, around()))[2], month, around())
        assert isinstance(following, OnMonth)
        back = choices(keys_of(following, around()))[0]
        assert picked(back, following, around()) == month
        month = following
        seen.append(month.first)

    assert seen == [date(2026 + (month > 12), (month - 1) % 12 + 1, 1) for month in range(4, 17)]
    assert not choices(keys_of(OnMonth(date(2026, 4, 1)), around()))[0].startswith("month:")


def test_the_last_day_offered_is_within_a_year() -> None:
    days = [choice for choice in choices(keys_of(OnMonth(date(2027, 4, 1)), around())) if choice.startswith("day:")]

    assert days[-1] == f"day:{(NOW + FAR).date().isoformat()}"


def test_a_day_that_a_zone_skipped_cannot_be_picked() -> None:
    """Samoa had no 30 December 2011."""
    apia = around(datetime(2011, 12, 20, tzinfo=UTC), "Pacific/Apia")
    days = [choice for choice in choices(keys_of(OnMonth(date(2011, 12, 1)), apia)) if choice.startswith("day:")]

    assert "day:2011-12-29" in days
    assert "day:2011-12-30" not in days


def test_the_hours_of_a_day_are_those_ahead() -> None:
    assert choices(keys_of(OnDate(date(2026, 4, 14)), around()))[0] == "hour:10"
    assert choices(keys_of(OnDate(date(2026, 4, 15)), around())) == [f"hour:{hour}" for hour in range(24)]


def test_the_hour_that_the_clocks_skip_is_not_offered() -> None:
    march = around(datetime(2026, 3, 20, tzinfo=UTC))

    assert "hour:2" not in choices(keys_of(OnDate(date(2026, 3, 29)), march))


def test_the_quarters_of_an_hour_are_those_ahead() -> None:
    assert [local(choice) for choice in choices(keys_of(AtHour(date(2026, 4, 14), 10), around()))] == [
        "Tue 14/04 10:45"
    ]
    assert [local(choice) for choice in choices(keys_of(AtHour(date(2026, 4, 15), 9), around()))] == [
        f"Wed 15/04 09:{minute:02}" for minute in (0, 15, 30, 45)
    ]


def test_no_two_keys_of_an_hour_are_called_the_same() -> None:
    october = around(datetime(2026, 10, 20, tzinfo=UTC))
    keys = keys_of(AtHour(date(2026, 10, 25), 2), october)
    labels = [say(key.label, language) for language in LANGUAGES for row in keys for key in row]

    assert len(set(labels)) == len(labels) == 16


@pytest.mark.parametrize("memo", [None, OnMonth(date(2026, 4, 1)), OnDate(date(2026, 4, 15))])
@pytest.mark.parametrize("pressed", ["same", "other", "", "zone:UTC"])
def test_the_key_of_another_question_is_none_of_these(memo: Picking | None, pressed: str) -> None:
    assert picked(pressed, memo, around()) is None
