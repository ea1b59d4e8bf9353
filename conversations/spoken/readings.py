"""What a typed time can turn out to be."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from conversations.words import Said


@dataclass(frozen=True, slots=True)
class At:
    """One instant, in UTC, after the moment it was typed."""

    instant: datetime


@dataclass(frozen=True, slots=True)
class OnDay:
    """A day without a time of day: the time is to be asked, and this day given back with the reply."""

    day: date


@dataclass(frozen=True, slots=True)
class EitherOf:
    """The two instants, in UTC, of a local time that the clock change repeats."""

    first: datetime
    second: datetime


@dataclass(frozen=True, slots=True)
class Repeats:
    """A repetition, not an instant: the phrase is to be taken to the step that asks for one."""

    phrase: str


@dataclass(frozen=True, slots=True)
class NotRead:
    """Nothing to act upon; the reason says what is wrong, with the words in question and an example."""

    reason: Said


Reading: TypeAlias = At | OnDay | EitherOf | Repeats | NotRead
