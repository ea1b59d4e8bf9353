"""Whether the campaign is sent again every day or every week."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from conversations.replies import unusable
from conversations.screen import Button, rows
from conversations.step import Answered, Chosen, Context, Outcome, Question, Reply, Step
from conversations.words import Said, Text

CHAPTER = Text(fr="Répétition", en="Repeat")
QUESTION = Text(fr="Faut-il répéter cet envoi ?", en="Should this be sent again?")
ONCE = Text(fr="Une seule fois", en="Once only")
DAILY = Text(fr="Chaque jour", en="Every day")
WEEKLY = Text(fr="Chaque semaine", en="Every week")
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


def warning(answer: Repeat) -> Said | None:
    return None if answer.every == "none" else NO_END()


STEP = Step(
    name="repeat",
    chapter=CHAPTER,
    label=CHAPTER,
    answer=Repeat,
    ask=ask,
    read=read,
    recap=recap,
    warning=warning,
    fields=("repeat",),
)
