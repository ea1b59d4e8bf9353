"""The minutes between Send and the first message, in which MsgFlash's verdict is read while nothing has left."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Airlock:
    """`here` when this MsgFlash pauses no campaign that has not started: then it waits here, before it is created."""

    minutes: int = 3
    here: bool = False

    @property
    def span(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def lead(self) -> int:
        """How many minutes after Send "now" leaves: what waited here needs one more to be created."""
        return self.minutes + self.here

    def soonest(self, now: datetime) -> datetime:
        """Return the first full minute (UTC) that is far enough away."""
        return full_minute(now + self.lead * A_MINUTE)

    def until(self, now: datetime, schedule: datetime | None) -> datetime:
        """Return how long a campaign waits here: a minute before its time at the latest; None is as soon as can be."""
        end = now + self.span
        return end if schedule is None else max(min(end, schedule - A_MINUTE), now)


def full_minute(at: datetime) -> datetime:
    """Return the next full minute (UTC), or this one when it is full."""
    whole = at.astimezone(UTC).replace(second=0, microsecond=0)
    return whole if whole == at else whole + A_MINUTE


USUAL = Airlock()
