"""What time of day a phrase says, once its clock and its part of the day are held together."""

from datetime import time

from conversations.spoken.asked import Asked
from conversations.spoken.facts import Clock, Night, Part
from conversations.spoken.french import AFTERNOON, EVENING, MORNING
from conversations.spoken.readings import NotRead
from conversations.spoken.reasons import HOUR_AND_PART_DIFFER, IMPOSSIBLE_HOUR, NOT_EXACT

_HALF_DAY = 12
# The hours that can be said of each part of the day. Rule 7 would make "ce soir 3h" 15:00, which is no evening:
# the two do not fit, and nothing is guessed.
_HOURS = {MORNING: range(12), AFTERNOON: range(12, 19), EVENING: range(17, 24)}
_LATE = range(18, 24)


def time_of(clock: Clock | None, part: Part | None, night: Night | None, asked: Asked) -> time | NotRead:
    """Return the time of day, or why there is none; at least one of the three is given."""
    if part is not None and night is not None and part.hour != EVENING:
        return asked.no(HOUR_AND_PART_DIFFER)
    if clock is None:
        return time(part.hour) if part is not None else asked.no(NOT_EXACT)
    exact = _exact(clock)
    if exact is None:
        return asked.no(IMPOSSIBLE_HOUR)
    if part is None and (night is None or night.coming):
        return exact
    if clock.named:
        return asked.no(HOUR_AND_PART_DIFFER)
    hours = _LATE if part is None else _HOURS[part.hour]
    hour = exact.hour
    if clock.meridiem is None and hours is not _HOURS[MORNING] and 0 < hour < _HALF_DAY:
        hour += _HALF_DAY
    return exact.replace(hour=hour) if hour in hours else asked.no(HOUR_AND_PART_DIFFER)


def _exact(clock: Clock) -> time | None:
    hour = clock.hour
    if clock.meridiem is not None:
        if not 1 <= hour <= _HALF_DAY:
            return None
        hour = hour % _HALF_DAY + clock.meridiem
    try:
        return time(hour, clock.minute, clock.second)
    except ValueError:
        return None
