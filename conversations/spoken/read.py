"""Read a time as an operator types it."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from conversations.spoken import kinds
from conversations.spoken.asked import Asked
from conversations.spoken.cities import shown_as
from conversations.spoken.grammar import pieces
from conversations.spoken.heard import hear
from conversations.spoken.readings import NotRead, Reading, Repeats
from conversations.spoken.reasons import (
    ANOTHER_ZONE,
    LONE_NUMBER,
    NEGATION,
    NOT_EXACT,
    NOT_UNDERSTOOD,
    NOTHING,
    NOW_IS_NOT_LATER,
    PAST,
    QUOTED,
    RANGE,
    TWO_MOMENTS,
    WEEK_IS_NOT_ENOUGH,
)
from conversations.spoken.settle import settle
from conversations.spoken.tokens import Lexeme, cut
from conversations.words import Several, Text

_LONGEST = 160
_UNKNOWN_SHOWN = 4
# What a word makes of the whole phrase, the graver first.
_MARKS: tuple[tuple[str, Text], ...] = (
    (kinds.OTHERWISE, TWO_MOMENTS),
    (kinds.RANGE, RANGE),
    (kinds.WEEKEND, RANGE),
    (kinds.ROUGHLY, NOT_EXACT),
)
# Why a phrase of known words is no moment, by the first pattern found among their kinds.
_NO_MOMENT: tuple[tuple[re.Pattern[str], Text], ...] = (
    (re.compile(r"[@a]?[nwSyzxgA](?:[nw])?\Z"), LONE_NUMBER),
    (re.compile(r".*k[nyw]|l?X?kX?\Z|l?k?X?k|vk"), WEEK_IS_NOT_ENOUGH),
    (re.compile(r".*(?:[~<-]|F.*[@a])"), RANGE),
    (re.compile(r".*&"), TWO_MOMENTS),
    (re.compile(r"(?:l?[mS],?y?|l?(?:MX|XM|vM))\Z"), NOT_EXACT),
    (re.compile(".*[PJ]"), RANGE),
)
# "Now" sends at once, so nothing may stand beside it that names another moment.
_ONLY_NOW = re.compile(f"[{kinds.NOW}{kinds.FILLER}{kinds.COMMA}]+")
_BARE_TIME = re.compile(r"[nwSz][nw]?\Z")


def read_time(phrase: str, now: datetime, zone: ZoneInfo, on: date | None = None) -> Reading:
    """Return what the phrase means, typed at `now` (aware) in `zone`; an instant is always after `now`.

    `on` is the day already known, from an earlier `OnDay`: a phrase that names no day is about it.
    """
    asked = Asked(phrase, now, zone)
    if len(phrase) > _LONGEST:
        return asked.no(NOTHING)
    lexemes = cut(phrase, shown_as(zone))
    row = "".join(lexeme.kind for lexeme in lexemes)
    refused = _marked(lexemes, row, asked)
    if refused is not None:
        return refused
    if on is not None and _BARE_TIME.match(row):
        # It answers "at what time?", so it is read as though "at" stood before it.
        lexemes, row = (Lexeme(kinds.AT, 0, "à"), *lexemes), kinds.AT + row
    found = pieces(lexemes, row)
    if found is None:
        why = next((why for pattern, why in _NO_MOMENT if pattern.match(row)), None)
        return asked.no(why) if why else NotRead(NOT_UNDERSTOOD(words=QUOTED(words=asked.shown)))
    heard = hear(found, row)
    return asked.no(heard) if isinstance(heard, Text) else settle(heard, asked, on)


def _marked(lexemes: tuple[Lexeme, ...], row: str, asked: Asked) -> Reading | None:
    """Return the answer to a phrase that a single one of its words makes no instant."""
    if kinds.NEGATION in row:
        return asked.no(NEGATION)
    if kinds.REPETITION in row:
        return Repeats(asked.phrase)
    unknown = dict.fromkeys(lexeme.text for lexeme in lexemes if lexeme.kind == kinds.UNKNOWN)
    if unknown:
        typed = tuple(QUOTED(words=asked.as_typed(word)) for word in list(unknown)[:_UNKNOWN_SHOWN])
        return NotRead(NOT_UNDERSTOOD(words=Several(typed)))
    if kinds.GONE in row:
        return NotRead(PAST(moment=QUOTED(words=asked.shown)))
    if kinds.ZONE in row:
        return asked.no(ANOTHER_ZONE, city=shown_as(asked.zone)[0])
    if kinds.NOW in row:
        return asked.no(NOW_IS_NOT_LATER if _ONLY_NOW.fullmatch(row) else TWO_MOMENTS)
    return next((asked.no(why) for kind, why in _MARKS if kind in row), None)
