"""Whether the campaign is sent again every day or every week."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias, get_args
from zoneinfo import ZoneInfo

from conversations.replies import unusable
from conversations.screen import Block, Button, Warned, rows
from conversations.step import Answered, Chosen, Context, Outcome, Question, Reply, Step
from conversations.steps.schedule import Schedule
from conversations.words import Clock, Day, Said, Several, Text, When

CHAPTER = Text(fr="Répétition", en="Repeat")
QUESTION = Text(fr="Faut-il répéter cet envoi ?", en="How often should it be sent?")
ONCE = Text(fr="Une seule fois", en="Once only")
DAILY = Text(fr="Chaque jour", en="Every day")
WEEKLY = Text(fr="Chaque semaine", en="Every week")
NEXT_ONES = Text(
    fr="Les trois premiers envois (estimation) : {sendings}.", en="The first three sendings (estimate): {sendings}."
)
ON_DAY = Text(fr="{day} à {clock}", en="{day} at {clock}")
CLOCKS_CHANGE = Text(
    fr="À partir du {when}, l’heure locale peut se décaler avec le changement d’heure : "
    "MsgFlash ne dit pas dans quel fuseau il répète.",
    en="From {when} the local time may move with the clock change: MsgFlash does not say in which zone it repeats.",
)
YEAR = timedelta(days=365)
NO_END = Text(
    fr="MsgFlash ne dit pas quand une répétition prend fin. Pour l’arrêter, il faudra mettre la campagne en pause.",
    en="MsgFlash does not say when a repetition ends. To stop it, the campaign will have to be paused.",
)

Every: TypeAlias = Literal["none", "daily", "weekly"]
LABELS: dict[Every, Text] = {"none": ONCE, "daily": DAILY, "weekly": WEEKLY}


@dataclass(frozen=True, slots=True)
class Repeat:
    """In MsgFlash's own word."""

    every: Every


def ask(context: Context) -> Question:
    return Question(QUESTION(), keys=rows(tuple(Button(LABELS[every](), every) for every in get_args(Every)), 1))


def read(reply: Reply, context: Context) -> Outcome:
    match reply:
        case Chosen("none" | "daily" | "weekly" as every):
            return Answered(Repeat(every))
        case _:
            return unusable(reply)


def recap(answer: Repeat, context: Context) -> Said:
    return LABELS[answer.every]()


def notes(answer: Repeat, context: Context) -> tuple[Block, ...]:
    schedule = context.draft.find(Schedule)
    if answer.every == "none" or schedule is None:
        return ()
    every = timedelta(days=1 if answer.every == "daily" else 7)
    following = tuple(_short(schedule.at + every * count, context) for count in range(3))
    shift = _first_shift(schedule.at, every, ZoneInfo(context.zone))
    moved = () if shift is None else (Warned(CLOCKS_CHANGE(when=When(shift, context.zone))),)
    return (Warned(NEXT_ONES(sendings=Several(following))), *moved, Warned(NO_END()))


def _short(at: datetime, context: Context) -> Said:
    return ON_DAY(day=Day(at.astimezone(ZoneInfo(context.zone)).date()), clock=Clock(at, context.zone))


def _first_shift(at: datetime, every: timedelta, zone: ZoneInfo) -> datetime | None:
    """Return the first sending within a year at another local hour than the first: if MsgFlash repeats in UTC."""
    offset = at.astimezone(zone).utcoffset()
    later = (at + every * count for count in range(1, YEAR // every))
    return next((sending for sending in later if sending.astimezone(zone).utcoffset() != offset), None)


STEP = Step(
    name="repeat",
    chapter=CHAPTER,
    label=CHAPTER,
    answer=Repeat,
    ask=ask,
    read=read,
    recap=recap,
    notes=notes,
    fields=("repeat",),
)
