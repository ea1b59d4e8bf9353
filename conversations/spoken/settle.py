"""Hold what a phrase says against the calendar and the clock, and decide what it is."""

from datetime import UTC, date, datetime, time, timedelta, timezone

from conversations.spoken.asked import Asked
from conversations.spoken.civil import first_ahead, instants, is_too_far, on_day, too_far
from conversations.spoken.distance import agrees
from conversations.spoken.facts import Dated, Midnight, Stamp, Wait
from conversations.spoken.french import EVENING
from conversations.spoken.heard import Heard
from conversations.spoken.readings import At, EitherOf, NotRead, Reading
from conversations.spoken.reasons import (
    DAYS_DIFFER,
    DISTANCE_DIFFERS,
    HOUR_AND_PART_DIFFER,
    HOUR_SKIPPED,
    IMPOSSIBLE_HOUR,
    LONE_NUMBER,
    NO_SUCH_DAY,
    NOT_EXACT,
    NOTHING,
    ONCE_OR_EVERY,
    PAST,
    TWO_MOMENTS,
    TWO_SENSES,
    WHICH_DAY,
    WHICH_MIDNIGHT,
)
from conversations.spoken.which_day import days_of, later
from conversations.spoken.which_time import time_of
from conversations.words import Day, When

_DAY = timedelta(days=1)
_TEN_YEARS = 3660 * 86400
_DAWN = 6
_LATE_EVENING = 22
_FARTHEST_OFFSET = 14 * 60


def settle(heard: Heard, asked: Asked, on: date | None) -> Reading:
    """Return what the phrase comes to; `on` is the day it is about when it names none."""
    if heard.stamp is not None:
        return _at_stamp(heard.stamp, asked)
    wait = heard.wait
    told_apart = heard.dated is not None and heard.dated.month is not None and heard.has_time_of_day
    if wait is not None and not any((wait.months, wait.days, wait.seconds, told_apart)):
        return asked.no(NOT_EXACT)
    if wait is not None and wait.loose and not told_apart:
        return asked.no(TWO_SENSES)
    if wait is not None and wait.seconds and not told_apart:
        return asked.no(TWO_MOMENTS) if heard.has_day or heard.has_time_of_day else _after(wait, asked)
    # Beside a full date, "in 3 days" is no order but a remark, and is only checked.
    days = days_of(heard.relative, heard.dated, None if told_apart else wait, heard.weekday, asked)
    if isinstance(days, NotRead):
        return days
    if heard.clock is None and heard.midnight is None and _may_be_a_time(heard.dated, asked):
        return asked.no(TWO_SENSES)
    reading = _timed(heard, days, asked, on) if heard.has_time_of_day else _untimed(heard, days, asked)
    if told_apart and wait is not None and isinstance(reading, At | EitherOf):
        instant = reading.instant if isinstance(reading, At) else reading.first
        return reading if agrees(instant, wait, asked) else asked.no(DISTANCE_DIFFERS)
    return reading


def _may_be_a_time(dated: Dated | None, asked: Asked) -> bool:
    """Whether the year of a date without a time is so far ahead that it looks like one: 15 avril 2030."""
    return dated is not None and dated.loose_year and (dated.year or 0) > asked.today.year + 1


def _untimed(heard: Heard, days: tuple[date, ...], asked: Asked) -> Reading:
    if not days:
        return asked.no(NOTHING)
    if heard.wait is not None and not heard.has_day:
        clock = asked.local.time().replace(second=0, microsecond=0)
        return first_ahead((datetime.combine(days[0], clock),), asked)
    if len(days) > 1:
        return asked.no(WHICH_DAY, first=Day(days[0]), second=Day(days[1]))
    return on_day(days[0], asked)


def _timed(heard: Heard, days: tuple[date, ...], asked: Asked, on: date | None) -> Reading:
    if heard.night is not None and heard.night.coming and heard.midnight is None:
        return _tonight(heard, days, asked)
    days = days or (() if on is None else (on,))
    if heard.midnight is not None:
        return _at_midnight(heard.midnight, heard, days, asked)
    if not days and heard.part is None and heard.clock is not None and heard.clock.bare and heard.night is None:
        return asked.no(LONE_NUMBER)
    if not days and heard.part is not None and heard.part.habitual:
        return asked.no(ONCE_OR_EVERY)
    at = time_of(heard.clock, heard.part, heard.night, asked)
    if isinstance(at, NotRead):
        return at
    days = days or (asked.today, asked.today + _DAY)
    return first_ahead(tuple(datetime.combine(day, at) for day in days), asked)


def _tonight(heard: Heard, days: tuple[date, ...], asked: Asked) -> Reading:
    """Return the hour of the coming night, or of the one that is passing."""
    if days or heard.part is not None:
        return asked.no(DAYS_DIFFER if days else HOUR_AND_PART_DIFFER)
    at = time_of(heard.clock, None, None, asked)
    if isinstance(at, NotRead):
        return at
    night_passing = asked.local.hour < _DAWN
    if at.hour < _DAWN:
        return first_ahead((datetime.combine(asked.today + (timedelta(0) if night_passing else _DAY), at),), asked)
    if at.hour < _LATE_EVENING:
        return asked.no(HOUR_AND_PART_DIFFER)
    return asked.no(TWO_SENSES) if night_passing else first_ahead((datetime.combine(asked.today, at),), asked)


def _at_midnight(midnight: Midnight, heard: Heard, days: tuple[date, ...], asked: Asked) -> Reading:
    """Midnight is the coming one; with another day it could begin or end it, and is not guessed."""
    if heard.part is not None and heard.part.hour != EVENING:
        return asked.no(HOUR_AND_PART_DIFFER)
    shift = timedelta(minutes=midnight.minutes)
    start = datetime.combine(asked.today, time())
    if not days:
        return first_ahead((start + shift, start + _DAY + shift, start + 2 * _DAY + shift), asked)
    ends_today = days == (asked.today,) and (heard.part is not None or midnight.minutes <= 0)
    return first_ahead((start + _DAY + shift,), asked) if ends_today else asked.no(WHICH_MIDNIGHT)


def _after(wait: Wait, asked: Asked) -> Reading:
    """So much elapsed time from now, after days and months by the calendar."""
    if wait.seconds > _TEN_YEARS:
        return too_far(asked)
    starts: tuple[datetime, ...] = (asked.now.astimezone(UTC),)
    if wait.days or wait.months:
        day = later(wait, asked)
        if isinstance(day, NotRead):
            return day
        if is_too_far(day, asked):
            return too_far(asked)
        starts = instants(datetime.combine(day, asked.local.time()), asked.zone)
        if not starts:
            return asked.no(HOUR_SKIPPED, day=Day(day))
    elapsed = timedelta(seconds=wait.seconds)
    ends = [(start + elapsed).replace(microsecond=0) for start in starts]
    if not wait.to_the_second:
        ends = [end.replace(second=0) for end in ends]
    return At(ends[0]) if len(ends) == 1 else EitherOf(ends[0], ends[1])


def _at_stamp(stamp: Stamp, asked: Asked) -> Reading:
    day, month, year, hour, minute, second, microsecond = stamp.moment
    if year > asked.today.year + 10:
        return too_far(asked)
    try:
        named = date(year, month, day)
    except ValueError:
        return asked.no(NO_SUCH_DAY)
    if named < asked.today - _DAY * 2:
        return NotRead(PAST(moment=Day(named)))
    try:
        at = time(hour, minute, second, microsecond)
    except ValueError:
        return asked.no(IMPOSSIBLE_HOUR)
    if stamp.offset is None:
        return first_ahead((datetime.combine(named, at),), asked)
    if abs(stamp.offset) > _FARTHEST_OFFSET:
        return asked.no(IMPOSSIBLE_HOUR)
    instant = datetime.combine(named, at, timezone(timedelta(minutes=stamp.offset))).astimezone(UTC)
    if instant <= asked.now:
        return NotRead(PAST(moment=When(instant, asked.zone.key)))
    return At(instant)
