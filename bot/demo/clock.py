"""The demo's clock: the real one, or ahead of it by as much as tests and pictures need."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(slots=True)
class DemoClock:
    """Tells aware times (UTC), so much `ahead` of the real ones."""

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead
