"""Whether "in 3 days", said after a date, is true of it: echoes say both, and come back when they are copied."""

from datetime import datetime

from conversations.spoken import kinds
from conversations.spoken.asked import Asked
from conversations.spoken.facts import Wait

_DAY = 86400
_SECONDS = {
    kinds.SECOND: 1,
    kinds.MINUTE: 60,
    kinds.HOUR: 3600,
    kinds.DAY: _DAY,
    kinds.WEEK: 7 * _DAY,
    kinds.MONTHS: 30 * _DAY,
    kinds.YEARS: 365 * _DAY,
}
_SHORT = frozenset({kinds.SECOND, kinds.MINUTE, kinds.HOUR})
# A distance is rounded to its unit; a short one has also grown shorter since it was shown.
_ROUNDED, _ROUNDED_AND_AGED = 0.5, 1.0


def agrees(instant: datetime, wait: Wait, asked: Asked) -> bool:
    """Whether the instant lies as far ahead as said, to the last unit said."""
    _, unit = wait.parts[-1]
    said = sum(count * _SECONDS[each] for count, each in wait.parts)
    actual = (instant - asked.now).total_seconds()
    tolerance = (_ROUNDED_AND_AGED if unit in _SHORT else _ROUNDED) * _SECONDS[unit]
    calendar_days = (instant.astimezone(asked.zone).date() - asked.today).days
    return abs(actual - said) <= tolerance or (unit == kinds.DAY and calendar_days * _DAY == said)
