"""What a phrase says about a moment, piece by piece, before it is held against the calendar.

Named tuples, since a dozen data classes would be a third of what the package costs to import.
"""

from typing import NamedTuple, TypeAlias

from conversations.spoken.tokens import Lexeme
from conversations.words import Text


class Clock(NamedTuple):
    """A time of day as typed.

    `meridiem` is 0 for am and 12 for pm; a `bare` hour has no sign of being one, and a `named` one is noon.
    `of_today` as in "ce midi".
    """

    hour: int
    minute: int = 0
    second: int = 0
    meridiem: int | None = None
    bare: bool = False
    named: bool = False
    of_today: bool = False


class Dotted(NamedTuple):
    """Two numbers with a dot, 15.04: a day and a month or, when two digits end it, perhaps a time of day."""

    left: int
    right: int
    is_clock: bool


class Midnight(NamedTuple):
    """The coming midnight, or so many minutes after or before it."""

    minutes: int = 0


class Part(NamedTuple):
    """A part of the day by the hour it stands for; `habitual` as in "le soir"."""

    hour: int
    of_today: bool = False
    habitual: bool = False


class Night(NamedTuple):
    coming: bool = False


class Weekday(NamedTuple):
    """A day of the week, Monday being 0; `which` is "" | "next" | "this" | "habitual" | "this week" | "next week"."""

    number: int
    which: str = ""
    days_later: int = 0


class Relative(NamedTuple):
    days: int


class Dated(NamedTuple):
    """A day of the month; without a month it is of this or the next one, or `months_later`.

    A `loose_year` follows a month in letters, where 2030 might also be half past eight in the evening.
    """

    day: int
    month: int | None = None
    year: int | None = None
    months_later: int | None = None
    loose_year: bool = False


class Wait(NamedTuple):
    """How long from now. Days and months keep the clock, seconds are elapsed time; `parts` are (count, unit).

    A `loose` one is a week or a fortnight to some: "dans 8 jours".
    """

    months: int
    days: int
    seconds: int
    to_the_second: bool
    parts: tuple[tuple[int, str], ...]
    loose: bool = False


class Stamp(NamedTuple):
    """An ISO date and time: day, month, year, hour, minute, second, microsecond, and the offset in minutes if any."""

    moment: tuple[int, ...]
    offset: int | None


class Refusal(NamedTuple):
    """A piece that is understood and cannot be an answer."""

    why: Text


Fact: TypeAlias = Clock | Dotted | Midnight | Part | Night | Weekday | Relative | Dated | Wait | Stamp | Refusal
Pieces: TypeAlias = tuple[tuple[Fact, tuple[Lexeme, ...]], ...]
