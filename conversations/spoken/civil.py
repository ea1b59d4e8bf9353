"""From a day and a time of day to instants: none when the clock change skips it, two when it is repeated."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from conversations.spoken.asked import Asked
from conversations.spoken.readings import At, EitherOf, NotRead, OnDay
from conversations.spoken.reasons import HOUR_SKIPPED, NO_SUCH_DAY, PAST, TOO_FAR
from conversations.words import Day, When

_YEARS_AHEAD = 10


def instants(moment: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Return the instants, in UTC and in order, at which the clocks of the zone show this naive moment."""
    first, second = (moment.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return (first,)
    if first.astimezone(zone).replace(tzinfo=None) != moment:
        return ()
    return (first, second)


def is_too_far(day: date, asked: Asked) -> bool:
    return day.year > asked.today.year + _YEARS_AHEAD


def too_far(asked: Asked) -> NotRead:
    return asked.no(TOO_FAR, year=str(asked.today.year))


def on_day(day: date, asked: Asked) -> OnDay | NotRead:
    """Return the day alone, once it is sure that it exists and is not over."""
    if day < asked.today:
        return NotRead(PAST(moment=Day(day)))
    if is_too_far(day, asked):
        return too_far(asked)
    # Apia had no 30 December 2011.
    return OnDay(day) if instants(datetime.combine(day, time(12)), asked.zone) else asked.no(NO_SUCH_DAY)


def first_ahead(moments: tuple[datetime, ...], asked: Asked) -> At | EitherOf | NotRead:
    """Return the first of these naive local moments that is still to come."""
    for moment in moments:
        if is_too_far(moment.date(), asked):
            return too_far(asked)
        found = instants(moment, asked.zone)
        if not found and moment > asked.local:
            return asked.no(HOUR_SKIPPED, day=Day(moment.date()))
        ahead = tuple(instant for instant in found if instant > asked.now)
        if len(ahead) > 1:
            return EitherOf(*ahead)
        if ahead:
            return At(ahead[0])
    last = moments[-1].replace(tzinfo=asked.zone)
    return NotRead(PAST(moment=When(last.astimezone(UTC), asked.zone.key)))
