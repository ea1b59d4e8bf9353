"""The hours at which nobody wants a message: a warning and a better moment, never a block."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

SUNDAY = 6
GOOD_HOUR = 9
A_WEEK = 8


@dataclass(frozen=True, slots=True)
class Quiet:
    """Local hours from `evening` to `morning`, and Sundays if `sundays`."""

    evening: int = 21
    morning: int = 8
    sundays: bool = True

    def holds(self, at: datetime, zone: str) -> bool:
        """Tell whether an aware instant is quiet in a zone."""
        local = at.astimezone(ZoneInfo(zone))
        return local.hour >= self.evening or local.hour < self.morning or (self.sundays and local.weekday() == SUNDAY)

    def next_good(self, at: datetime, zone: str) -> datetime:
        """Return the first instant after `at`, in UTC, that is not quiet: at nine, or at the morning's end if later."""
        place = ZoneInfo(zone)
        day = at.astimezone(place).date()
        hour = time(max(GOOD_HOUR, self.morning) % 24)
        mornings = (
            datetime.combine(day + timedelta(days=ahead), hour, place).astimezone(UTC) for ahead in range(A_WEEK)
        )
        return next((morning for morning in mornings if morning > at and not self.holds(morning, zone)), at)


USUAL = Quiet()
