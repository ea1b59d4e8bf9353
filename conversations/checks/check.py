"""What a check comes to: passed, raised, or without an answer; and how each is said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from conversations.words import Clock, Day, Plural, Said, Text

FACT = Text(fr="Fait : {said}", en="Fact: {said}")
FACT_AT = Text(fr="Fait, {clock} : {said}", en="Fact, {clock}: {said}")
FACT_ON = Text(fr="Fait, {day} : {said}", en="Fact, {day}: {said}")
ESTIMATE = Text(fr="Estimation : {said}", en="Estimate: {said}")
ESTIMATE_AT = Text(fr="Estimation, {clock} : {said}", en="Estimate, {clock}: {said}")
ESTIMATE_ON = Text(fr="Estimation, {day} : {said}", en="Estimate, {day}: {said}")

RECIPIENTS = Plural(
    one=Text(fr="{count} destinataire", en="{count} recipient"),
    many=Text(fr="{count} destinataires", en="{count} recipients"),
)

Basis: TypeAlias = Literal["fact", "estimate"]
_WORDS: dict[Basis, tuple[Text, Text, Text]] = {
    "fact": (FACT, FACT_AT, FACT_ON),
    "estimate": (ESTIMATE, ESTIMATE_AT, ESTIMATE_ON),
}


@dataclass(frozen=True, slots=True)
class Passed:
    """All is well; `at` is when that was learnt, None when the answers themselves tell it."""

    said: Said
    basis: Basis = "fact"
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Raised:
    """Something to be known before sending."""

    said: Said
    basis: Basis = "fact"
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What was asked was not answered, or not in time, or leaves open whether all is well.

    `at` is when what is said of it was learnt, None when there is nothing but the silence.
    """

    said: Said
    at: datetime | None = None


Checked: TypeAlias = Passed | Raised | Unanswered


def marked(checked: Checked, zone: str, now: datetime) -> Said:
    """Return what a check says, marked as a fact or an estimate, with the time or the day it was learnt."""
    match checked:
        case Unanswered(said, None):
            return said
        case Unanswered(said, at):
            return _dated(said, "estimate", at, zone, now)
        case Passed(said, basis, at) | Raised(said, basis, at):
            return _dated(said, basis, at, zone, now)


def _dated(said: Said, basis: Basis, at: datetime | None, zone: str, now: datetime) -> Said:
    plain, timed, dated = _WORDS[basis]
    if at is None:
        return plain(said=said)
    place = ZoneInfo(zone)
    day = at.astimezone(place).date()
    today = day == now.astimezone(place).date()
    return timed(said=said, clock=Clock(at, zone)) if today else dated(said=said, day=Day(day))
