"""When the campaign starts: tapped, or typed as the operator says it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from conversations.airlock import USUAL as THREE_MINUTES
from conversations.bounds import AT_ONCE, NOW, READABLE, out_of_bounds
from conversations.draft import Draft
from conversations.elsewhere import differ, moved, shown_in, there
from conversations.picker import AtHour, OnDate, OnMonth, choice, keys_of, picked, presets
from conversations.replies import text_of, unusable
from conversations.screen import Block, Button, Paragraph, Small, rows
from conversations.spoken import At, EitherOf, NotRead, OnDay, Repeats, read_time
from conversations.spoken.reasons import NOW_IS_NOT_LATER
from conversations.step import (
    Answered,
    Attached,
    Chosen,
    Context,
    Outcome,
    Problem,
    Question,
    Reply,
    Step,
    Still,
    Wrote,
)
from conversations.steps.number import Number
from conversations.steps.place import CHAPTER, Place
from conversations.words import Clock, Day, Distance, Said, Text, When
from conversations.zones import city

QUESTION = Text(fr="Quand part le message ?", en="When should it be sent?")
HOW = Text(
    fr="Touchez un moment, ou écrivez-le : demain 9h, 15/04 18h30. Heure de {city}.",
    en="Tap a moment, or write it: tomorrow 9am, 15/04 18:30. Time in {city}.",
)
WHICH_DAY = Text(fr="Quel jour ?", en="Which day?")
WHAT_TIME = Text(fr="{day} : à quelle heure ?", en="{day}: at what time?")
OR_TYPE = Text(fr="Ou écrivez-la, par exemple 9h20.", en="Or write it, for example 9:20.")
WHICH_OF_TWO = Text(
    fr="Cette nuit-là les horloges reculent : cette heure existe deux fois. Laquelle ?",
    en="The clocks go back that night: this time comes twice. Which one?",
)
FIRST = Text(fr="La première, {distance}", en="The first, {distance}")
SECOND = Text(fr="La seconde, {distance}", en="The second, {distance}")
UNUSUAL = Text(
    fr="{when} : à cette heure, beaucoup de gens se reposent et un message dérange.",
    en="{when}: at that time many people are resting, and a message disturbs.",
)
WHICH = Text(fr="Garder cette heure, ou en prendre une meilleure ?", en="Keep this time, or take a better one?")
BETTER = Text(fr="Plutôt {day}, {clock}", en="Rather {day}, {clock}")
ALL_THE_SAME = Text(fr="Garder cette heure", en="Keep this time")
ONE_MOMENT = Text(
    fr="« {phrase} » est une répétition. Donnez d’abord le premier envoi, par exemple demain 9h : "
    "la répétition se choisit juste après.",
    en="“{phrase}” is a repetition. Give the first sending first, for example tomorrow 9am: "
    "repeating is chosen right after.",
)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The instant of the first sending (UTC), the zone it was given in, and the minutes that must lie before it.

    One `at_once` was chosen at `at`, and leaves that many minutes after it is sent.
    """

    at: datetime
    zone: str
    airlock: int = THREE_MINUTES.minutes
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Twice:
    """The two instants of a local time that the clock change repeats."""

    first: datetime
    second: datetime


@dataclass(frozen=True, slots=True)
class Unusual:
    """An instant in quiet hours, to be kept or moved."""

    at: datetime
    at_once: bool = False


def ask(context: Context) -> Question:
    match context.memo:
        case Twice(first, second):
            either = ((FIRST, first), (SECOND, second))
            keys = tuple(Button(said(distance=Distance(at, context.now)), choice(at)) for said, at in either)
            return Question(WHICH_OF_TWO(), keys=rows(keys, 1))
        case Unusual(at, at_once):
            leaves = context.airlock.soonest(at) if at_once else at
            better = context.quiet.next_good(leaves, context.zone).astimezone(ZoneInfo(context.zone))
            rather = BETTER(day=Day(better.date()), clock=Clock(better, context.zone))
            keys = (Button(rather, choice(better), "primary"), Button(ALL_THE_SAME(), "same"))
            return Question(UNUSUAL(when=When(leaves, context.zone)), (Paragraph(WHICH()),), rows(keys, 1))
        case OnMonth() as picking:
            return Question(WHICH_DAY(), keys=keys_of(picking, context))
        case (OnDate(day) | AtHour(day, _)) as picking:
            return Question(WHAT_TIME(day=Day(day)), (Small(OR_TYPE()),), keys_of(picking, context))
        case _:
            chosen = context.draft.find(Schedule)
            if chosen is not None and not chosen.at_once and differ(chosen.at, chosen.zone, context.zone):
                return moved(QUESTION(), chosen.at, chosen.zone, context)
            how = Small(HOW(city=city(context.zone, context.language)))
            now = Button(NOW(minutes=context.airlock.lead), "now")
            return Question(QUESTION(), (how,), ((now,), *presets(context)))


def read(reply: Reply, context: Context) -> Outcome:
    match reply, context.memo:
        case Chosen("same"), Unusual(at, at_once):
            return _whenever(at, context, at_once=at_once)
        case Chosen("now"), _:
            return _taken(context.now, context, at_once=True)
        case Chosen(pressed), memo:
            match picked(pressed, memo, context):
                case None:
                    return unusable(reply)
                case datetime() as at:
                    return _taken(at, context)
                case picking:
                    return Still(picking)
        case ((Wrote() | Attached()), _):
            text = text_of(reply, most=200)
            return text if isinstance(text, Problem) else _typed(text, context)


def check(answer: Schedule, now: datetime) -> Problem | None:
    return None if answer.at_once else out_of_bounds(When(answer.at, answer.zone), answer.airlock, now)


def whole(answer: Schedule, draft: Draft) -> bool:
    """Whether the operator's clock still shows the time that was chosen: they may have said since to be elsewhere."""
    place = draft.find(Place)
    return place is None or answer.at_once or not differ(answer.at, answer.zone, place.zone)


def recap(answer: Schedule, context: Context) -> Said:
    if answer.at_once:
        return AT_ONCE(context.airlock.lead)
    zone = shown_in(answer.at, answer.zone, context)
    return READABLE(when=When(answer.at, zone), distance=Distance(answer.at, context.now, zone))


def notes(answer: Schedule, context: Context) -> tuple[Block, ...]:
    return there(answer.at, context.draft.find(Number), context)


def _typed(text: str, context: Context) -> Outcome:
    memo = context.memo
    day = memo.day if isinstance(memo, OnDate | AtHour) else None
    match read_time(text, context.now, ZoneInfo(context.zone), day):
        case At(instant):
            return _taken(instant, context)
        case OnDay(kept):
            return Still(OnDate(kept))
        case EitherOf(first, second):
            return Still(Twice(first, second))
        case Repeats(phrase):
            return Problem(ONE_MOMENT(phrase=phrase))
        case NotRead(reason) if reason.text is NOW_IS_NOT_LATER:
            return _taken(context.now, context, at_once=True)
        case NotRead(reason):
            return Problem(reason)


def _taken(at: datetime, context: Context, *, at_once: bool = False) -> Outcome:
    quiet = context.quiet.holds(context.airlock.soonest(at) if at_once else at, context.zone)
    outcome = _whenever(at, context, at_once=at_once)
    return Still(Unusual(at, at_once)) if quiet and isinstance(outcome, Answered) else outcome


def _whenever(at: datetime, context: Context, *, at_once: bool = False) -> Outcome:
    schedule = Schedule(at.astimezone(UTC), context.zone, context.airlock.minutes, at_once)
    return check(schedule, context.now) or Answered(schedule)


STEP = Step(
    name="schedule",
    chapter=CHAPTER,
    label=CHAPTER,
    answer=Schedule,
    ask=ask,
    read=read,
    whole=whole,
    check=check,
    recap=recap,
    notes=notes,
    fields=("schedule",),
    memos=(OnMonth, OnDate, AtHour, Twice, Unusual),
)
