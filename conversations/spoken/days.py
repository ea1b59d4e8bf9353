"""Read the pieces that say a day, a date or how long from now."""

from collections.abc import Callable

from conversations.spoken import kinds
from conversations.spoken.clocks import has, numbers
from conversations.spoken.facts import Dated, Fact, Refusal, Relative, Stamp, Wait, Weekday
from conversations.spoken.reasons import NOT_EXACT, TWO_SENSES
from conversations.spoken.tokens import Lexeme

_TUESDAY, _MARCH, _SEPTEMBER = 1, 3, 9
_HOUR = 3600
_SECONDS = {kinds.HOUR: _HOUR, kinds.HOURS: _HOUR, kinds.MINUTE: 60, kinds.SECOND: 1}
_MONTHS = {kinds.MONTHS: 1, kinds.YEARS: 12, kinds.AN: 12}
_UNITS = frozenset({*_SECONDS, *_MONTHS, kinds.DAY, kinds.WEEK})
_COUNTS = frozenset({kinds.NUMBER, kinds.WORD, kinds.SEPT, kinds.YEAR, kinds.RUN, kinds.LONG, kinds.A, kinds.AN})
# From long to short, so that "2 heures 3 jours" is no way to wait.
_ORDER = (kinds.YEARS, kinds.MONTHS, kinds.WEEK, kinds.DAY, kinds.HOUR, kinds.MINUTE, kinds.SECOND)
# "Huit jours" and "quinze jours" are a week and a fortnight to some, and eight and fifteen days to others.
_LOOSE_DAYS = frozenset({8, 15})
_LATER = {8: 7, 15: 14}
# Of an hour, in minutes; they look like days of February and April.
FRACTIONS = {"1/2": 30, "1/4": 15, "3/4": 45}


def _weekday(words: tuple[Lexeme, ...], which: str = "", days_later: int = 0) -> Weekday:
    day = next(word for word in words if word.kind in {kinds.WEEKDAY, kinds.MAR})
    return Weekday(_TUESDAY if day.kind == kinds.MAR else day.value, which, days_later)


def _week_of(words: tuple[Lexeme, ...]) -> Fact:
    return _weekday(words, "next week" if has(words, kinds.NEXT) else "this week")


def _week_later(words: tuple[Lexeme, ...]) -> Fact:
    days_later = _LATER.get(words[-1].value, 0) if has(words, kinds.EN) else _weeks_later(words)
    if not days_later:
        return Refusal(TWO_SENSES)
    relative = next((word for word in words if word.kind == kinds.RELATIVE), None)
    return Relative(relative.value + days_later) if relative else _weekday(words, "", days_later)


def _weeks_later(words: tuple[Lexeme, ...]) -> int:
    """Return the days of "two weeks from", "a fortnight", "monday week"; none where the words are not English."""
    if words[-1].kind == kinds.WEEK:
        # "lundi semaine" is nothing, and "monday fortnight" hardly more.
        return 7 if words[-1].text == "week" else 0
    weeks = next(word for word in words if word.kind in {kinds.WEEK, kinds.WEEK_FROM})
    if not weeks.text.startswith(("w", "f")):
        return 0
    return 7 * (numbers(words) or [1])[0] * (2 if weeks.value == 1 else 1)


def _month(words: tuple[Lexeme, ...]) -> tuple[int, int]:
    """Return the month and where it stands; of two candidates (sept sept) it is the last."""
    place = max(place for place, word in enumerate(words) if word.kind in {kinds.MONTH, kinds.SEPT, kinds.MAR})
    return {kinds.SEPT: _SEPTEMBER, kinds.MAR: _MARCH}.get(words[place].kind, words[place].value), place


def _year(words: tuple[Lexeme, ...]) -> int | None:
    return next((word.value for word in words if word.kind == kinds.YEAR), None)


def _rank(words: tuple[Lexeme, ...]) -> int:
    return (
        next(word.value for word in words if word.kind == kinds.ORDINAL)
        if has(words, kinds.ORDINAL)
        else numbers(words)[0]
    )


def _day_month(words: tuple[Lexeme, ...]) -> Fact:
    month, place = _month(words)
    return Dated(_rank(words[:place]), month, _year(words), loose_year=True)


def _month_day(words: tuple[Lexeme, ...]) -> Fact:
    place = next(place for place, word in enumerate(words) if word.kind in {kinds.MONTH, kinds.SEPT, kinds.MAR})
    month, _ = _month(words[: place + 1])
    return Dated(_rank(words[place + 1 :]), month, _year(words), loose_year=True)


def _date(words: tuple[Lexeme, ...]) -> Fact:
    day, month, *year = words[-1].parts
    return Dated(day, month, year[0] if year else None)


def _day_later(words: tuple[Lexeme, ...]) -> Fact:
    return Dated(_rank(words), months_later=1 if has(words, kinds.NEXT) else 0)


def _stamp(words: tuple[Lexeme, ...]) -> Fact:
    stamp = words[0]
    return Stamp(stamp.parts[:7], stamp.parts[7] if stamp.value else None)


def _wait(words: tuple[Lexeme, ...]) -> Fact:
    """Return the counts and units in turn; minutes may follow hours without their unit."""
    parts: list[tuple[int, str]] = []
    count: int | None = None
    loose = False
    for place, word in enumerate(words):
        if word.kind in _UNITS and count is not None:
            unit = {kinds.HOURS: kinds.HOUR, kinds.AN: kinds.YEARS}.get(word.kind, word.kind)
            fortnight = word.kind == kinds.WEEK and word.value == 1
            parts.append((count * 2 if fortnight else count, unit))
            if words[place - 1].kind == kinds.A and unit in {kinds.MINUTE, kinds.SECOND}:
                return Refusal(NOT_EXACT)  # "in a minute" is soon
            loose = loose or (count in _LOOSE_DAYS and word.text.startswith("j"))
            count = None
        elif word.kind in _COUNTS or word.kind == kinds.GLUED:
            count = numbers(words[place : place + 1])[0] if word.kind == kinds.SEPT else word.value
        elif word.kind in {kinds.HALF, kinds.QUARTER}:
            count = 30 if word.kind == kinds.HALF else 15
    if count is not None:
        parts.append((count, kinds.MINUTE))
    ranks = [_ORDER.index(unit) for _, unit in parts]
    if ranks != sorted(set(ranks)):
        return Refusal(NOT_EXACT)
    return _wait_of(tuple(parts), loose=loose)


def _wait_of(parts: tuple[tuple[int, str], ...], *, loose: bool = False) -> Wait:
    return Wait(
        months=sum(count * _MONTHS.get(unit, 0) for count, unit in parts),
        days=sum(count * {kinds.DAY: 1, kinds.WEEK: 7}.get(unit, 0) for count, unit in parts),
        seconds=sum(count * _SECONDS.get(unit, 0) for count, unit in parts),
        to_the_second=any(unit == kinds.SECOND for _, unit in parts),
        parts=parts,
        loose=loose,
    )


def _wait_week(words: tuple[Lexeme, ...]) -> Fact:
    return _wait_of(((words[-2].value * (2 if words[-1].value == 1 else 1), kinds.WEEK),))


def _wait_half(words: tuple[Lexeme, ...]) -> Fact:
    return _wait_of(((30, kinds.MINUTE),)) if numbers(words) in ([], [1]) else Refusal(TWO_SENSES)


def _wait_quarter(words: tuple[Lexeme, ...]) -> Fact:
    quarters = (numbers(words) or [1])[0]
    return _wait_of(((15 * quarters, kinds.MINUTE),)) if quarters in {1, 3} else Refusal(TWO_SENSES)


def _wait_fraction(words: tuple[Lexeme, ...]) -> Fact:
    fraction = next(word.text for word in words if word.kind == kinds.NUMERIC)
    minutes = FRACTIONS.get(fraction.replace(" ", ""))
    return _wait_of(((minutes, kinds.MINUTE),)) if minutes else Refusal(TWO_SENSES)


def _wait_and_half(words: tuple[Lexeme, ...]) -> Fact:
    return _wait_of(((numbers(words)[0], kinds.HOUR), (30, kinds.MINUTE)))


def _wait_decimal(words: tuple[Lexeme, ...]) -> Fact:
    whole = next(word.value for word in words if word.kind == kinds.DECIMAL)
    return _wait_of(((whole, kinds.HOUR), (30, kinds.MINUTE)))


READERS: dict[str, Callable[[tuple[Lexeme, ...]], Fact]] = {
    "stamp": _stamp,
    "wait_week": _wait_week,
    "wait_half": _wait_half,
    "wait_quarter": _wait_quarter,
    "wait_fraction": _wait_fraction,
    "wait_and_half": _wait_and_half,
    "wait_decimal": _wait_decimal,
    "wait": _wait,
    "week_later": _week_later,
    "week_of": _week_of,
    "weekday_next": lambda words: _weekday(words, "next"),
    "weekday_this": lambda words: _weekday(words, "this"),
    "weekday_habitual": lambda words: _weekday(words, "habitual"),
    "weekday": _weekday,
    "date": _date,
    "day_month": _day_month,
    "month_day": _month_day,
    "day_later": _day_later,
    "day": lambda words: Dated(_rank(words)),
    "relative": lambda words: Relative(words[-1].value),
}
