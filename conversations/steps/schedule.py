"""When the campaign starts: a preset, or a time as the operator types it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from conversations.replies import text_of, unusable
from conversations.screen import Block, Button, Key, Small, rows
from conversations.spoken import At, EitherOf, NotRead, OnDay, Repeats, read_time
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
from conversations.words import Clock, Day, Distance, Said, Text, When

CHAPTER = Text(fr="Date", en="When")
QUESTION = Text(fr="Quand part le message ?", en="When does the message leave?")
HOW = Text(
    fr="Touchez un moment, ou écrivez-le : demain 9h, 15/04 18h30. Heure de {city}.",
    en="Tap a moment, or write it: tomorrow 9am, 15/04 18:30. Time in {city}.",
)
WHAT_TIME = Text(fr="{day} : à quelle heure ? Exemple : 9h30", en="{day}: at what time? Example: 9:30")
WHICH_OF_TWO = Text(
    fr="Cette nuit-là les horloges reculent : cette heure existe deux fois. Laquelle ?",
    en="The clocks go back that night: this time comes twice. Which one?",
)
FIRST = Text(fr="La première, {distance}", en="The first, {distance}")
SECOND = Text(fr="La seconde, {distance}", en="The second, {distance}")
IN_15_MINUTES = Text(fr="Dans 15 minutes", en="In 15 minutes")
THIS_EVENING = Text(fr="Ce soir {clock}", en="This evening {clock}")
TOMORROW = Text(fr="Demain {clock}", en="Tomorrow {clock}")
ON_DAY = Text(fr="{day}, {clock}", en="{day}, {clock}")
PAST = Text(
    fr="Le {when} est déjà passé. Choisissez un moment à venir.", en="{when} is already past. Choose a moment to come."
)
TOO_SOON = Text(
    fr="Le {when} est trop proche : il faut au moins {minutes} minutes d’avance. Choisissez plus tard.",
    en="{when} is too close: at least {minutes} minutes are needed. Choose a later time.",
)
TOO_FAR = Text(
    fr="Le {when} est dans plus d’un an. Choisissez une date plus proche.",
    en="{when} is more than a year away. Choose a nearer date.",
)
ONE_MOMENT = Text(
    fr="« {phrase} » est une répétition. Donnez d’abord le premier envoi, par exemple demain 9h : "
    "la répétition se choisit juste après.",
    en="“{phrase}” is a repetition. Give the first sending first, for example tomorrow 9am: "
    "repeating is chosen right after.",
)
READABLE = Text(fr="{when}, {distance}", en="{when}, {distance}")

LEAST = timedelta(minutes=2)
MOST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The instant of the first sending, in UTC, with the zone it was given in."""

    at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Partly:
    """What is known of the moment so far: its day, or the two instants it may mean."""

    day: date | None = None
    either: tuple[datetime, ...] = ()


def ask(context: Context) -> Question:
    memo = context.memo
    if isinstance(memo, Partly) and memo.either:
        first, second = memo.either
        keys: tuple[Key, ...] = (
            Button(FIRST(distance=Distance(first, context.now)), _choice(first)),
            Button(SECOND(distance=Distance(second, context.now)), _choice(second)),
        )
        return Question(WHICH_OF_TWO(), keys=rows(keys, 1))
    if isinstance(memo, Partly) and memo.day is not None:
        hours = tuple(_at(memo.day, time(hour), context) for hour in (9, 12, 15, 18))
        keys = tuple(
            Button(ON_DAY(day=Day(memo.day), clock=Clock(at, context.zone)), _choice(at))
            for at in hours
            if at > context.now + LEAST
        )
        return Question(WHAT_TIME(day=Day(memo.day)), keys=rows(keys, 2))
    blocks: tuple[Block, ...] = (Small(HOW(city=_city(context.zone))),)
    return Question(QUESTION(), blocks, rows(_presets(context), 2))


def read(reply: Reply, context: Context) -> Outcome:
    match reply:
        case Chosen("in15"):
            soon = context.now.astimezone(UTC) + timedelta(minutes=15)
            return _taken(soon.replace(second=0, microsecond=0) + timedelta(minutes=1), context)
        case Chosen(choice) if choice.startswith("at:"):
            return _taken(datetime.fromtimestamp(int(choice.removeprefix("at:")), UTC), context)
        case Chosen():
            return unusable(reply)
        case Wrote() | Attached():
            text = text_of(reply, most=200)
            return text if isinstance(text, Problem) else _typed(text, context)


def check(answer: Schedule, now: datetime) -> Problem | None:
    when = When(answer.at, answer.zone)
    if answer.at <= now:
        return Problem(PAST(when=when))
    if answer.at < now + LEAST:
        return Problem(TOO_SOON(when=when, minutes=int(LEAST.total_seconds() // 60)))
    return Problem(TOO_FAR(when=when)) if answer.at > now + MOST else None


def recap(answer: Schedule, context: Context) -> Said:
    return READABLE(when=When(answer.at, context.zone), distance=Distance(answer.at, context.now))


def _typed(text: str, context: Context) -> Outcome:
    day = context.memo.day if isinstance(context.memo, Partly) else None
    match read_time(text, context.now, ZoneInfo(context.zone), day):
        case At(instant):
            return _taken(instant, context)
        case OnDay(kept):
            return Still(Partly(day=kept))
        case EitherOf(first, second):
            return Still(Partly(either=(first, second)))
        case Repeats(phrase):
            return Problem(ONE_MOMENT(phrase=phrase))
        case NotRead(reason):
            return Problem(reason)


def _taken(at: datetime, context: Context) -> Outcome:
    schedule = Schedule(at.astimezone(UTC), context.zone)
    return check(schedule, context.now) or Answered(schedule)


def _presets(context: Context) -> tuple[Key, ...]:
    """Offer what lies ahead only; each key bears its own instant, so that it means tomorrow what it says today."""
    today = context.now.astimezone(ZoneInfo(context.zone)).date()
    evening, tomorrow = _at(today, time(19), context), _at(today + timedelta(days=1), time(9), context)
    monday = _at(today + timedelta(days=7 - today.weekday()), time(9), context)
    next_evening = _at(today + timedelta(days=1), time(19), context)
    keys: list[Key] = [Button(IN_15_MINUTES(), "in15")]
    if evening > context.now + LEAST:
        keys.append(Button(THIS_EVENING(clock=Clock(evening, context.zone)), _choice(evening)))
    keys.append(Button(TOMORROW(clock=Clock(tomorrow, context.zone)), _choice(tomorrow)))
    keys.append(Button(TOMORROW(clock=Clock(next_evening, context.zone)), _choice(next_evening)))
    if monday != tomorrow:
        keys.append(
            Button(ON_DAY(day=Day(_local(monday, context)), clock=Clock(monday, context.zone)), _choice(monday))
        )
    return tuple(keys)


def _at(day: date, clock: time, context: Context) -> datetime:
    return datetime.combine(day, clock, ZoneInfo(context.zone)).astimezone(UTC)


def _local(at: datetime, context: Context) -> date:
    return at.astimezone(ZoneInfo(context.zone)).date()


def _choice(at: datetime) -> str:
    return f"at:{int(at.timestamp())}"


def _city(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")


STEP = Step(
    name="schedule",
    chapter=CHAPTER,
    label=CHAPTER,
    answer=Schedule,
    ask=ask,
    read=read,
    check=check,
    recap=recap,
    fields=("schedule",),
    memo=Partly,
)
