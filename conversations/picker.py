"""Picking a moment by tapping: presets, then a calendar, an hour, a quarter; each key bears its own meaning."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from conversations.bounds import FAR
from conversations.screen import Button, Key, rows
from conversations.spoken.civil import instants
from conversations.step import Context
from conversations.words import Clock, Day, Month, Said, Text, Weekday

IN_15_MINUTES = Text(fr="Dans 15 minutes", en="In 15 minutes")
THIS_EVENING = Text(fr="Ce soir {clock}", en="This evening {clock}")
TOMORROW = Text(fr="Demain {clock}", en="Tomorrow {clock}")
ON_DAY = Text(fr="{day}, {clock}", en="{day}, {clock}")
OTHER_DAY = Text(fr="Un autre jour…", en="Another day…")
MONTH = Text(fr="{month}", en="{month}")
WEEKDAY = Text(fr="{weekday}", en="{weekday}")
HOUR = Text(fr="{hour} h", en="{hour}:00")
CLOCK = Text(fr="{clock}", en="{clock}")
BEFORE = Text(fr="{clock}, avant le recul", en="{clock}, before the change")
AFTER = Text(fr="{clock}, après le recul", en="{clock}, after the change")
NOTHING = "·"
IDLE = "idle"


@dataclass(frozen=True, slots=True)
class OnMonth:
    """A month is on the screen, named by its first day."""

    first: date


@dataclass(frozen=True, slots=True)
class OnDate:
    """The day is chosen, the time of day is not."""

    day: date


@dataclass(frozen=True, slots=True)
class AtHour:
    day: date
    hour: int


Picking: TypeAlias = OnMonth | OnDate | AtHour


def presets(context: Context) -> tuple[tuple[Key, ...], ...]:
    """Offer what lies ahead; each key bears its own instant, so that it means tomorrow what it says today."""
    today = _today(context)
    tomorrow = today + timedelta(days=1)
    monday = today + timedelta(days=7 - today.weekday())
    moments = (
        (THIS_EVENING, today, time(19)),
        (TOMORROW, tomorrow, time(9)),
        (TOMORROW, tomorrow, time(19)),
        (ON_DAY, monday, time(9)),
    )
    keys: list[Key] = [Button(IN_15_MINUTES(), "in15")]
    for text, day, clock in moments:
        if text is ON_DAY and monday == tomorrow:
            continue
        for at in ahead(day, clock, context):
            said = Clock(at, context.zone)
            keys.append(
                Button(text(clock=said) if text is not ON_DAY else ON_DAY(day=Day(day), clock=said), choice(at))
            )
    return rows((*keys, Button(OTHER_DAY(), month_choice(today))), 2)


def keys_of(picking: Picking, context: Context) -> tuple[tuple[Key, ...], ...]:
    match picking:
        case OnMonth(first):
            return _month(first, context)
        case OnDate(day):
            hours = tuple(hour for hour in range(24) if any(_quarters(day, hour, context)))
            return rows(tuple(Button(HOUR(hour=hour), f"hour:{hour}") for hour in hours), 4)
        case AtHour(day, hour):
            ahead = _quarters(day, hour, context)
            return rows(tuple(Button(_quarter(at, context), choice(at)) for at in ahead), 2)


def picked(pressed: str, memo: object, context: Context) -> Picking | datetime | None:
    """Return what a key of this module means, or None for another's."""
    what, _, value = pressed.partition(":")
    match what:
        case "in15":
            soon = context.now.astimezone(UTC) + timedelta(minutes=15)
            return soon.replace(second=0, microsecond=0) + timedelta(minutes=1)
        case "at":
            return datetime.fromtimestamp(int(value), UTC)
        case "month":
            return OnMonth(date.fromisoformat(value))
        case "day":
            return OnDate(date.fromisoformat(value))
        case "hour" if isinstance(memo, OnDate):
            return AtHour(memo.day, int(value))
        case "idle" if isinstance(memo, OnMonth):
            return memo
        case _:
            return None


def choice(at: datetime) -> str:
    return f"at:{int(at.timestamp())}"


def month_choice(day: date) -> str:
    return f"month:{day.replace(day=1).isoformat()}"


def _month(first: date, context: Context) -> tuple[tuple[Key, ...], ...]:
    """Lay out a month; weeks start on Monday, as in French and in British English; past days cannot be tapped."""
    today, latest = _today(context), (context.now + FAR).date()
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    before, after = first - timedelta(days=1), weeks[-1][-1] + timedelta(days=1)
    after = after if after.day == 1 else after.replace(day=1)
    arrows: tuple[Key, ...] = (
        Button("‹", month_choice(before)) if before >= today else Button(NOTHING, IDLE),
        Button(MONTH(month=Month(first)), IDLE),
        Button("›", month_choice(after)) if after <= latest else Button(NOTHING, IDLE),
    )
    names: tuple[Key, ...] = tuple(Button(WEEKDAY(weekday=Weekday(day)), IDLE) for day in weeks[0])

    def key(day: date) -> Key:
        open_day = day.month == first.month and today <= day <= latest and _noon_exists(day, context)
        return Button(str(day.day), f"day:{day.isoformat()}") if open_day else Button(NOTHING, IDLE)

    return (arrows, names, *(tuple(key(day) for day in week) for week in weeks if week[-1] >= today))


def _quarters(day: date, hour: int, context: Context) -> tuple[datetime, ...]:
    return tuple(at for minute in (0, 15, 30, 45) for at in ahead(day, time(hour, minute), context))


def _quarter(at: datetime, context: Context) -> Said:
    """Return a time of day; one that the clock change repeats says which of the two it is."""
    local = at.astimezone(ZoneInfo(context.zone))
    both = instants(local.replace(tzinfo=None), ZoneInfo(context.zone))
    said = Clock(at, context.zone)
    if len(both) == 1:
        return CLOCK(clock=said)
    return BEFORE(clock=said) if at == both[0] else AFTER(clock=said)


def ahead(day: date, clock: time, context: Context) -> tuple[datetime, ...]:
    """Return the instants of a local time that lie ahead: none in the hour the clocks skip, two in the one repeated."""
    found = instants(datetime.combine(day, clock), ZoneInfo(context.zone))
    return tuple(at for at in found if at >= context.now + context.airlock.span)


def _noon_exists(day: date, context: Context) -> bool:
    return bool(instants(datetime.combine(day, time(12)), ZoneInfo(context.zone)))


def _today(context: Context) -> date:
    return context.now.astimezone(ZoneInfo(context.zone)).date()
