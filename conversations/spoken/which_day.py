"""What day a phrase says: every word about the day must agree with the others."""

from datetime import date, timedelta

from conversations.spoken.asked import Asked
from conversations.spoken.facts import Dated, Relative, Wait, Weekday
from conversations.spoken.readings import NotRead
from conversations.spoken.reasons import (
    DAYS_DIFFER,
    NO_SUCH_DAY,
    ONCE_OR_EVERY,
    TOO_FAR,
    WEEKDAY_DIFFERS,
    WHICH_DAY,
)
from conversations.words import Day

_WEEK = timedelta(days=7)
_A_YEAR = timedelta(days=366)
_MONTHS = 12
_LAST_YEAR = 9000


def days_of(
    relative: Relative | None, dated: Dated | None, wait: Wait | None, weekday: Weekday | None, asked: Asked
) -> tuple[date, ...] | NotRead:
    """Return the days that fit, in order: two for a weekday that may be today, none when no day was said."""
    fixed: list[date] = []
    if relative is not None:
        fixed.append(asked.today + timedelta(days=relative.days))
    for day in (dated and _dated(dated, asked), wait and later(wait, asked)):
        if isinstance(day, NotRead):
            return day
        if day is not None:
            fixed.append(day)
    if len(set(fixed)) > 1:
        return asked.no(DAYS_DIFFER)
    if weekday is None:
        return tuple(fixed[:1])
    return _on_weekday(weekday, fixed[0] if fixed else None, asked)


def later(wait: Wait, asked: Asked) -> date | NotRead:
    """Return the day so many months and days from today."""
    year, month = divmod(asked.today.month - 1 + wait.months, _MONTHS)
    year += asked.today.year
    if year > _LAST_YEAR or wait.days > _LAST_YEAR:
        return asked.no(TOO_FAR, year=str(asked.today.year))
    same_day = _date(year, month + 1, asked.today.day)
    return asked.no(NO_SUCH_DAY) if same_day is None else same_day + timedelta(days=wait.days)


def _dated(dated: Dated, asked: Asked) -> date | NotRead:
    if dated.month is None:
        return _day_of_month(dated.day, dated.months_later, asked)
    if dated.year is not None:
        day = _date(dated.year, dated.month, dated.day)
        return asked.no(NO_SUCH_DAY) if day is None else day
    for year in (asked.today.year, asked.today.year + 1):
        day = _date(year, dated.month, dated.day)
        # Next year's 29 February can be nearly two years ahead, and was hardly meant.
        if day is not None and asked.today <= day <= asked.today + _A_YEAR:
            return day
    return asked.no(NO_SUCH_DAY)


def _day_of_month(number: int, months_later: int | None, asked: Asked) -> date | NotRead:
    """Return this month's day of that number or the next month's; a month that lacks it is not passed over."""
    first = asked.today.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    day = _date(first.year, first.month, number)
    if months_later == 1 or (months_later is None and day is not None and day < asked.today):
        day = _date(following.year, following.month, number)
    return asked.no(NO_SUCH_DAY) if day is None else day


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _on_weekday(weekday: Weekday, fixed: date | None, asked: Asked) -> tuple[date, ...] | NotRead:
    if fixed is not None and fixed.weekday() != weekday.number:
        return asked.no(WEEKDAY_DIFFERS, day=Day(fixed))
    days = _weekdays(weekday, asked)
    if fixed is None or isinstance(days, NotRead):
        return days
    # A plain weekday beside a date only confirms it, however far ahead it is.
    return (fixed,) if (not weekday.which and not weekday.days_later) or fixed in days else asked.no(DAYS_DIFFER)


def _weekdays(weekday: Weekday, asked: Asked) -> tuple[date, ...] | NotRead:
    today = asked.today
    coming = today + timedelta(days=(weekday.number - today.weekday()) % 7)
    is_today = coming == today
    match weekday.which:
        case "habitual":
            return asked.no(ONCE_OR_EVERY)
        case "next":
            return (coming + _WEEK if is_today else coming,)
        case "this":
            return (coming,)
        case "this week" | "next week":
            return _in_week(weekday, asked)
        case _ if weekday.days_later:
            shift = timedelta(days=weekday.days_later)
            if is_today:
                return asked.no(WHICH_DAY, first=Day(coming + shift), second=Day(coming + _WEEK + shift))
            return (coming + shift,)
        case _:
            return (coming, coming + _WEEK) if is_today else (coming,)


def _in_week(weekday: Weekday, asked: Asked) -> tuple[date, ...] | NotRead:
    """Return the day of this or the next week; where it matters whether weeks start on Monday, it is asked."""
    today = asked.today
    shift = _WEEK if weekday.which == "next week" else timedelta(0)
    from_monday = today - timedelta(days=today.weekday()) + timedelta(days=weekday.number) + shift
    from_sunday = today - timedelta(days=(today.weekday() + 1) % 7) + timedelta(days=(weekday.number + 1) % 7) + shift
    if from_monday != from_sunday:
        first, second = sorted((from_monday, from_sunday))
        return asked.no(WHICH_DAY, first=Day(first), second=Day(second))
    return (from_monday,)
