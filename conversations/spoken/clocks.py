"""Read the pieces that say a time of day."""

from collections.abc import Callable

from conversations.spoken import kinds
from conversations.spoken.facts import Clock, Dotted, Fact, Midnight, Night, Part, Refusal
from conversations.spoken.french import EVENING
from conversations.spoken.reasons import IMPOSSIBLE_HOUR, RANGE, TWO_MOMENTS, TWO_SENSES
from conversations.spoken.tokens import Lexeme

_NUMBERS = frozenset({kinds.NUMBER, kinds.GLUED, kinds.WORD, kinds.SEPT})
_NOONS = frozenset({kinds.NOON, kinds.MIDNIGHT})
_SEPT_IS = 7
_HOUR = 60
_NOON = 12
# 19:59 is a time, 2030 more likely a year.
_YEARS_AHEAD = range(2000, 2100)
# "nine to five" is a working day, "ten to five" a time.
_COUNTED_TO = frozenset({5, 10, 20, 25})


def numbers(words: tuple[Lexeme, ...]) -> list[int]:
    """Return the small numbers among the words, in order."""
    return [_SEPT_IS if word.kind == kinds.SEPT else word.value for word in words if word.kind in _NUMBERS]


def has(words: tuple[Lexeme, ...], kind: str) -> bool:
    return any(word.kind == kind for word in words)


def _meridiem(words: tuple[Lexeme, ...]) -> int | None:
    return next((word.value for word in words if word.kind == kinds.MERIDIEM), None)


def _clock(words: tuple[Lexeme, ...], hour: int, minute: int = 0, second: int = 0) -> Clock:
    return Clock(hour, minute, second, meridiem=_meridiem(words))


def _away(words: tuple[Lexeme, ...], hour: int, minutes: int) -> Fact:
    """So many minutes after an hour or, when negative, before it."""
    if hour > 23 or abs(minutes) >= _HOUR:  # noqa: PLR2004  # the hours of a day
        return Refusal(IMPOSSIBLE_HOUR)
    if minutes >= 0:
        return _clock(words, hour, minutes)
    meridiem = _meridiem(words)
    if meridiem is not None:
        # A quarter to twelve pm is not read: nobody knows whether the noon or the quarter is meant.
        return Refusal(TWO_SENSES) if hour == _NOON else Clock((hour - 2) % 12 + 1, _HOUR + minutes, meridiem=meridiem)
    return Clock((hour - 1) % 24, _HOUR + minutes)


def _hour(words: tuple[Lexeme, ...]) -> Fact:
    run = next((word for word in words if word.kind == kinds.RUN), None)
    if run is not None:
        return _clock(words, *divmod(run.value, 100))
    if _has_short_minute(words) and has(words, kinds.MERIDIEM):
        return Refusal(TWO_SENSES)
    return _clock(words, *numbers(words))


def _has_short_minute(words: tuple[Lexeme, ...]) -> bool:
    """Whether a second number could be another hour instead of minutes: the 9 of "8 9 pm"."""
    _, *minutes = (word for word in words if word.kind in _NUMBERS)
    return any(minute.value < 10 and not minute.text.startswith(("0", "o")) for minute in minutes)  # noqa: PLR2004  # 05


def _form(words: tuple[Lexeme, ...]) -> Fact:
    form = next(word for word in words if word.kind == kinds.CLOCK)
    return _clock(words, *form.parts)


def _dotted(words: tuple[Lexeme, ...]) -> Fact:
    form = next(word for word in words if word.kind == kinds.DOTTED)
    if len(words) == 1:
        return Dotted(form.parts[0], form.parts[1], form.value == 2)  # noqa: PLR2004  # minutes have two digits
    return _clock(words, *form.parts) if form.value == 2 else Refusal(IMPOSSIBLE_HOUR)  # noqa: PLR2004  # as above


def _run(words: tuple[Lexeme, ...]) -> Fact:
    run = next(word for word in words if word.kind in {kinds.RUN, kinds.YEAR})
    # "Demain 1430" is a time; "demain 900" may be how many.
    alone = len(words) == 1
    if run.value in _YEARS_AHEAD or (alone and len(run.text) < len("1430")):
        return Refusal(TWO_SENSES)
    return Clock(*divmod(run.value, 100))


def _bare(words: tuple[Lexeme, ...]) -> Fact:
    if words[0].text == "au":
        return Refusal(RANGE)  # "au 15" is until the 15th
    hour, *minutes = numbers(words)
    if _has_short_minute(words):
        return Refusal(TWO_SENSES)
    return Clock(hour, minutes[0] if minutes else 0, bare=True)


def _minutes(words: tuple[Lexeme, ...]) -> int:
    """Return the minutes of "et demie", "moins le quart", "moins dix", "trente"."""
    if has(words, kinds.HALF):
        return 30
    given = 15 if has(words, kinds.QUARTER) else (numbers(words) or [0])[-1]
    return -given if has(words, kinds.MINUS) else given


def _after_noon_sign(words: tuple[Lexeme, ...], kind: str) -> tuple[Lexeme, ...] | None:
    """Return what follows the word noon or midnight; None when a number other than twelve stands before it."""
    place = next(place for place, word in enumerate(words) if word.kind == kind)
    before = numbers(words[:place])
    return None if before and before != [_NOON] else words[place + 1 :]


def _may_be_a_day(words: tuple[Lexeme, ...]) -> bool:
    """Whether digits right after noon are no minutes for sure: midi 15 is 12:15, but noon 15 may be a date."""
    sign, last = words[-2:] if len(words) > 1 else (words[-1], words[-1])
    return last.kind == kinds.NUMBER and (
        sign.text in {"noon", "midday", "midnight"} or (sign.kind in _NOONS and len(last.text) == 1)
    )


def _noon(words: tuple[Lexeme, ...]) -> Fact:
    rest = _after_noon_sign(words, kinds.NOON)
    if rest is None:
        return Refusal(TWO_MOMENTS)
    if _may_be_a_day(words):
        return Refusal(TWO_SENSES)
    minutes = _minutes(rest)
    if abs(minutes) >= _HOUR:
        return Refusal(IMPOSSIBLE_HOUR)
    hour, minute = divmod(_NOON * _HOUR + minutes, _HOUR)
    return Clock(hour, minute, named=True, of_today=words[0].kind == kinds.THIS)


def _midnight(words: tuple[Lexeme, ...]) -> Fact:
    rest = _after_noon_sign(words, kinds.MIDNIGHT)
    if rest is None:
        return Refusal(TWO_MOMENTS)
    if _may_be_a_day(words):
        return Refusal(TWO_SENSES)
    minutes = _minutes(rest)
    return Refusal(IMPOSSIBLE_HOUR) if abs(minutes) >= _HOUR else Midnight(minutes)


def _half_past(words: tuple[Lexeme, ...]) -> Fact:
    hour = numbers(words)[-1]
    # "Half nine" is English; "demi 15" is nothing.
    if not has(words, kinds.PAST) and (hour > _NOON or not any(word.text == "half" for word in words)):
        return Refusal(TWO_SENSES)
    return _away(words, hour, 30)


def _past(words: tuple[Lexeme, ...]) -> Fact:
    given = numbers(words)
    return _away(words, given[-1], 15 if has(words, kinds.QUARTER) else given[0])


def _to(words: tuple[Lexeme, ...]) -> Fact:
    given = numbers(words)
    minutes = 15 if has(words, kinds.QUARTER) else given[0]
    if minutes not in _COUNTED_TO | {15} and not has(words, kinds.MINUTE):
        return Refusal(RANGE)
    return _away(words, given[-1], -minutes)


def _part(words: tuple[Lexeme, ...]) -> Fact:
    return Part(words[-1].value, of_today=words[0].kind == kinds.THIS, habitual=words[0].kind == kinds.ARTICLE)


READERS: dict[str, Callable[[tuple[Lexeme, ...]], Fact]] = {
    "noon": _noon,
    "midnight": _midnight,
    "half_past": _half_past,
    "past": _past,
    "to": _to,
    "clock": _form,
    "dotted": _dotted,
    "hour_less": lambda words: _away(words, numbers(words)[0], _minutes(words)),
    "hour_and": lambda words: _away(words, numbers(words)[0], _minutes(words)),
    "hour": _hour,
    "o_clock": _hour,
    "run": _run,
    "bare": _bare,
    "part": _part,
    "tonight": lambda _: Part(EVENING, of_today=True),
    "night": lambda words: Night(coming=words[0].kind == kinds.THIS),
}
