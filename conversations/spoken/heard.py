"""Gather the pieces of a phrase: each thing about a moment is said once, or the phrase speaks of several."""

from itertools import pairwise
from typing import NamedTuple, TypeVar

from conversations.spoken import kinds
from conversations.spoken.days import FRACTIONS
from conversations.spoken.facts import (
    Clock,
    Dated,
    Dotted,
    Fact,
    Midnight,
    Night,
    Part,
    Pieces,
    Refusal,
    Relative,
    Stamp,
    Wait,
    Weekday,
)
from conversations.spoken.reasons import DAYS_DIFFER, NOW_IS_NOT_LATER, RANGE, TWO_MOMENTS, TWO_SENSES
from conversations.words import Text

F = TypeVar("F", bound=Fact)
_MONTHS = 12
_SPANS = frozenset({kinds.AT, kinds.A, kinds.TO})


class Heard(NamedTuple):
    """All that a phrase says about one moment; a named tuple for the reason given in facts.py."""

    stamp: Stamp | None
    clock: Clock | None
    midnight: Midnight | None
    part: Part | None
    night: Night | None
    weekday: Weekday | None
    relative: Relative | None
    dated: Dated | None
    wait: Wait | None

    @property
    def has_time_of_day(self) -> bool:
        return any((self.clock, self.midnight, self.part, self.night))

    @property
    def has_day(self) -> bool:
        return any((self.weekday, self.relative, self.dated))


def hear(found: Pieces, row: str) -> Heard | Text:
    """Return what the pieces say together, or why they cannot be one moment; `row` is the kinds of all words."""
    facts = [fact for fact, _ in found]
    refusal = _one(Refusal, facts)
    if refusal is not None:
        # Now and another moment are two moments.
        return TWO_MOMENTS if refusal.why is NOW_IS_NOT_LATER and len(facts) > 1 else refusal.why
    if any(
        words[0].text in FRACTIONS and isinstance(before, Clock | Midnight)
        for (before, _), (_, words) in pairwise(found)
    ):
        return TWO_SENSES  # "9h 1/2" is half past nine, or the first of February
    times = [words for fact, words in found if isinstance(fact, Clock | Midnight | Stamp)]
    kinds_of_day = (Weekday, Relative, Dated, Wait, Dotted, Night)
    parts = {fact.hour for fact in facts if isinstance(fact, Part)}
    several_days = any(sum(isinstance(fact, kind) for fact in facts) > 1 for kind in kinds_of_day)
    if len(times) > 1 or len(parts) > 1 or several_days:
        spans = kinds.DASH in row or (len(times) > 1 and times[1][0].kind in _SPANS)
        return RANGE if spans else TWO_MOMENTS
    heard = Heard(
        stamp=_one(Stamp, facts),
        clock=_one(Clock, facts),
        midnight=_one(Midnight, facts),
        part=_one(Part, facts),
        night=_one(Night, facts),
        weekday=_one(Weekday, facts),
        relative=_one(Relative, facts),
        dated=_one(Dated, facts),
        wait=_one(Wait, facts),
    )
    if heard.stamp is not None and len(facts) > 1:
        return TWO_MOMENTS
    of_today = any(isinstance(fact, Part | Clock) and fact.of_today for fact in facts)
    if of_today and heard.relative is not None and heard.relative.days:
        return DAYS_DIFFER
    if of_today:
        heard = heard._replace(relative=Relative(0))
    dotted = _one(Dotted, facts)
    return heard if dotted is None else _with_dotted(heard, dotted)


def _one(kind: type[F], facts: list[Fact]) -> F | None:
    return next((fact for fact in facts if isinstance(fact, kind)), None)


def _with_dotted(heard: Heard, dotted: Dotted) -> Heard | Text:
    """15.04 is a day beside a time, and a time beside a date; 9.30 beside a day can only be a time."""
    if heard.dated is None and (heard.has_time_of_day or not dotted.is_clock):
        return heard._replace(dated=Dated(dotted.left, dotted.right))
    is_no_day = dotted.right > _MONTHS or heard.dated is not None or heard.wait is not None
    if heard.has_day and is_no_day and not heard.has_time_of_day and dotted.is_clock:
        return heard._replace(clock=Clock(dotted.left, dotted.right))
    return TWO_SENSES
