"""Making a campaign fit its number's limits: how many people, and which, in one sending or in several.

Limits are MsgFlash's advice: `most` recipients, and at most the share `ratio` of them cold. With w warm contacts, c
cold ones are within the share when c ≤ r·(w + c), so at most w·r/(1 − r).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from math import floor
from typing import Literal
from zoneinfo import ZoneInfo

from conversations.crowds import Reach
from conversations.people import ListId
from conversations.quiet import Quiet
from conversations.workspace import ContactId, Safety

MOST_WAVES = 7
# Products of short decimals miss whole numbers by less than this.
NEARLY = 1e-9
A_DAY = timedelta(days=1)
A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Limits:
    """How many recipients at most, and how many of them cold at most, between 0 and 1."""

    most: int
    ratio: float

    def allow(self, warm: int, cold: int) -> bool:
        return warm + cold <= self.most and cold <= self.ratio * (warm + cold) + NEARLY

    def cold_beside(self, warm: int) -> int:
        """Return how many cold contacts at most may go with so many warm ones."""
        room = max(self.most - warm, 0)
        if self.ratio >= 1:
            return room
        return min(room, floor(warm * max(self.ratio, 0.0) / (1 - max(self.ratio, 0.0)) + NEARLY))


@dataclass(frozen=True, slots=True)
class Member:
    """A contact of an audience; `cold` is None where MsgFlash does not tell."""

    id: ContactId
    cold: bool | None


@dataclass(frozen=True, slots=True)
class Portion:
    """Some of an audience: the warm and the cold; of an `arbitrary` one nobody knows who is which."""

    ids: tuple[ContactId, ...]
    warm: int
    cold: int
    arbitrary: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A share that is kept in the store: how many people, and how many of them are warm and cold if that is told."""

    selection: ListId
    people: int
    warm: int
    cold: int
    arbitrary: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """Those of a campaign's recipients to whom it may go within the limits, in one part or in waves.

    `words` are tags, a group or a selection; `total` is how many MsgFlash counted, if it told. With several tags
    MsgFlash does not say whether one or all must be borne: the total decides.
    """

    reach: Reach
    words: tuple[str, ...]
    total: int | None
    limits: Limits
    way: Literal["smaller", "waves"]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Selections that share nobody, each within the limits, out of so many people."""

    parts: tuple[Part, ...]
    people: int


def limits_of(safety: Safety) -> Limits | None:
    """Return the limits that were applied; one that did not come does not bind. None when neither came."""
    if safety.max_recipients is None and safety.max_cold_ratio is None:
        return None
    most = safety.max_recipients if safety.max_recipients is not None else safety.total_recipients
    return None if most is None else Limits(most, 1.0 if safety.max_cold_ratio is None else safety.max_cold_ratio)


def is_beyond(safety: Safety) -> bool:
    """Tell whether an audience is plainly beyond a limit."""
    many = None not in {safety.total_recipients, safety.max_recipients} and (safety.total_recipients or 0) > (
        safety.max_recipients or 0
    )
    cold = None not in {safety.cold_ratio, safety.max_cold_ratio} and (safety.cold_ratio or 0) > (
        safety.max_cold_ratio or 0
    )
    return many or cold


def largest(people: int, cold_ratio: float, limits: Limits) -> int:
    """Return how many of so many people, of whom this share is cold, can be written to at most, warm ones first."""
    warm = people - round(people * cold_ratio)
    taken = min(warm, limits.most)
    return taken + min(people - warm, limits.cold_beside(taken))


def smaller(members: tuple[Member, ...], limits: Limits) -> Portion:
    """Return the largest part within the limits, warm contacts first; those of whom nothing is told count as cold.

    Where nothing is told of anybody, the first that come are taken, and only their number is within the limits.
    """
    warm, cold = _sorted(members)
    if _untold(members):
        return _arbitrary(members[: max(limits.most, 0)])
    taken = warm[: max(limits.most, 0)]
    beside = cold[: limits.cold_beside(len(taken))]
    return Portion((*taken, *beside), len(taken), len(beside))


def waves(members: tuple[Member, ...], limits: Limits) -> tuple[Portion, ...]:
    """Return parts that are each within the limits and share nobody, the fullest first; who fits in none is left."""
    if limits.most <= 0:
        return ()
    if _untold(members):
        starts = range(0, len(members), limits.most)
        return tuple(_arbitrary(members[start : start + limits.most]) for start in starts)[:MOST_WAVES]
    warm, cold = _sorted(members)
    parts: list[Portion] = []
    while len(parts) < MOST_WAVES:
        few = min(len(cold), floor(limits.most * min(max(limits.ratio, 0.0), 1.0) + NEARLY))
        taken = warm[: limits.most - few]
        beside = cold[: min(few, limits.cold_beside(len(taken)))]
        if not taken and not beside:
            break
        parts.append(Portion((*taken, *beside), len(taken), len(beside)))
        warm, cold = warm[len(taken) :], cold[len(beside) :]
    return tuple(parts)


def dates(first: datetime, count: int, zone: str, quiet: Quiet) -> tuple[datetime, ...]:
    """Return so many instants (UTC), a day apart at the same local time, quiet days left out after the first."""
    place = ZoneInfo(zone)
    local = first.astimezone(place)
    clock, day = time(local.hour, local.minute, local.second), local.date()
    found = [first]
    while len(found) < count:
        day += A_DAY
        at = datetime.combine(day, clock, place).astimezone(first.tzinfo)
        # At an hour that is quiet every day, only its own choice counts.
        if not quiet.holds(at, zone) or quiet.holds(first, zone):
            found.append(at)
    return tuple(found)


def later(first: datetime, days: int, now: datetime, zone: str, quiet: Quiet) -> datetime:
    """Return the same local time so many days on, or on the next day that is not quiet; it is after `now` (UTC).

    Where that hour is quiet every day, the first good moment.
    """
    place = ZoneInfo(zone)
    local = first.astimezone(place)
    clock, day = time(local.hour, local.minute, local.second), local.date() + days * A_DAY
    while (start := datetime.combine(day, clock, place).astimezone(UTC)) <= now:
        day += days * A_DAY
    moments = (datetime.combine(day + ahead * A_DAY, clock, place).astimezone(UTC) for ahead in range(A_WEEK))
    return next((at for at in moments if not quiet.holds(at, zone)), quiet.next_good(start, zone))


def _untold(members: tuple[Member, ...]) -> bool:
    return all(member.cold is None for member in members)


def _sorted(members: tuple[Member, ...]) -> tuple[tuple[ContactId, ...], tuple[ContactId, ...]]:
    warm = tuple(member.id for member in members if member.cold is False)
    return warm, tuple(member.id for member in members if member.cold is not False)


def _arbitrary(members: tuple[Member, ...]) -> Portion:
    return Portion(tuple(member.id for member in members), 0, 0, arbitrary=True)
