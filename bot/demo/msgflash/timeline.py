"""The life of one message, known from the start and told as time passes: queued, sent or failed, delivered, read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

_FAILING = range(4)
_NEVER_DELIVERED = range(4, 7)
_NEVER_READ = range(7, 45)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A moment that never comes is None; `left_at` is None while a pause holds the message back."""

    queued_at: datetime
    left_at: datetime | None
    failed: bool
    delivered_at: datetime | None
    read_at: datetime | None

    def events(self) -> Iterator[tuple[datetime, str]]:
        """Each thing that happens to the message and when, in order."""
        if self.left_at is not None:
            yield self.left_at, "failed" if self.failed else "sent"
        if self.delivered_at is not None:
            yield self.delivered_at, "delivered"
        if self.read_at is not None:
            yield self.read_at, "read"

    def latest(self, now: datetime) -> tuple[datetime, str]:
        """When the message changed last, and its status since."""
        change = self.queued_at, "queued"
        for moment, status in self.events():
            if moment <= now:
                change = moment, status
        return change


def timeline(message_id: str, queued_at: datetime, left_at: datetime | None, *, reachable: bool) -> Timeline:
    """Tell a message's life from its id, so that the same message always fares the same.

    About 4 in 100 fail, 3 more never arrive, and rather more than half are read.
    All fail when the number is not reachable.
    """
    chance = UUID(message_id).int
    fate = chance % 100
    failed = not reachable or fate in _FAILING
    if left_at is None or failed:
        return Timeline(queued_at, left_at, failed, None, None)
    if fate in _NEVER_DELIVERED:
        return Timeline(queued_at, left_at, failed, None, None)
    delivered_at = left_at + timedelta(seconds=1 + chance // 100 % 8)
    read_at = None if fate in _NEVER_READ else delivered_at + timedelta(seconds=4 + chance // 800 % 90)
    return Timeline(queued_at, left_at, failed, delivered_at, read_at)
