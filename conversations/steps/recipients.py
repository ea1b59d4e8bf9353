"""Who receives the message: everyone, tags, a group, or chosen contacts."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from conversations.needs import ContactTotal, Need, Total
from conversations.replies import shortened, unusable
from conversations.screen import Block, Button, Small, Warned, rows
from conversations.step import Answered, Chosen, Context, Outcome, Problem, Question, Reply, Step
from conversations.words import Distance, Plural, Said, Several, Text

CHAPTER = Text(fr="Destinataires", en="Recipients")
QUESTION = Text(fr="Qui reçoit le message ?", en="Who receives the message?")
EVERYONE = Text(fr="Tout le monde", en="Everyone")
EVERYONE_OF = Text(fr="Tout le monde ({count})", en="Everyone ({count})")
BY_TAGS = Text(fr="Par étiquettes", en="By tags")
ONE_GROUP = Text(fr="Un groupe", en="A group")
CHOSEN = Text(fr="Contacts choisis", en="Chosen contacts")
NOBODY = Text(
    fr="MsgFlash n’a encore aucun contact : ce message ne serait envoyé à personne. "
    "Ajoutez des contacts dans la console MsgFlash.",
    en="MsgFlash has no contacts yet: this message would go to nobody. Add contacts in the MsgFlash console.",
)
ALL_CONTACTS = Plural(
    one=Text(fr="Tout le monde ({count} contact)", en="Everyone ({count} contact)"),
    many=Text(fr="Tout le monde ({count} contacts)", en="Everyone ({count} contacts)"),
)
AMONG = Text(fr="Parmi eux : {names}", en="Among them: {names}")
NAME = 30
UNCOUNTED = Text(fr="Tout le monde (nombre inconnu)", en="Everyone (number unknown)")

COUNTED_AT = Text(
    fr="Ces contacts ont été comptés {when} ; il peut y en avoir d’autres depuis.",
    en="These contacts were counted {when}; there may be others since.",
)
# Contacts come and go: a count older than this is said to be one.
FRESH = timedelta(hours=1)

Kind: TypeAlias = Literal["all", "tags", "group", "explicit"]
KINDS: tuple[tuple[Kind, Text], ...] = (("tags", BY_TAGS), ("group", ONE_GROUP), ("explicit", CHOSEN))


@dataclass(frozen=True, slots=True)
class Recipients:
    """The kind of audience, in MsgFlash's own word; `total` is the size of "all" where it was known.

    `contacts` is how many there were when it was chosen, `at` (aware), whatever the kind; `names` a few of everyone.
    """

    kind: Kind
    total: int | None = None
    contacts: int | None = field(default=None, compare=False)
    names: tuple[str, ...] = field(default=(), compare=False)
    at: datetime | None = field(default=None, compare=False)


def needs(context: Context) -> Need:
    return ContactTotal()


def ask(context: Context) -> Question:
    total = _total(context)
    everyone = EVERYONE() if total is None else EVERYONE_OF(count=total)
    keys = (*(Button(label(), kind) for kind, label in KINDS), Button(everyone, "all"))
    return Question(QUESTION(), keys=rows(keys, 2))


def read(reply: Reply, context: Context) -> Outcome:
    match reply:
        case Chosen("all"):
            total = _total(context)
            names = context.finding.names if isinstance(context.finding, Total) else ()
            return Problem(NOBODY()) if total == 0 else Answered(Recipients("all", total, total, names, context.now))
        case Chosen("tags" | "group" | "explicit" as kind):
            return Answered(Recipients(kind, None, _total(context)))
        case _:
            return unusable(reply)


def recap(answer: Recipients, context: Context) -> Said:
    match answer.kind:
        case "all":
            return UNCOUNTED() if answer.total is None else ALL_CONTACTS(answer.total)
        case "tags":
            return BY_TAGS()
        case "group":
            return ONE_GROUP()
        case "explicit":
            return CHOSEN()


def _total(context: Context) -> int | None:
    return context.finding.contacts if isinstance(context.finding, Total) else None


def size(answer: Recipients) -> int | None:
    return answer.total


def notes(answer: Recipients, context: Context) -> tuple[Block, ...]:
    counted = () if answer.total is None else aged(answer.at, context.now)
    return (*among(answer.names), *counted)


def aged(at: datetime | None, now: datetime) -> tuple[Block, ...]:
    """Return when people were counted, where that was long ago."""
    return () if at is None or now - at <= FRESH else (Warned(COUNTED_AT(when=Distance(at, now))),)


def among(names: tuple[str, ...]) -> tuple[Block, ...]:
    """Name a few of the people chosen, so that the operator recognises them, or is startled in time."""
    return (Small(AMONG(names=Several(tuple(shortened(name, NAME) for name in names)))),) if names else ()


def grave(answer: Recipients) -> bool:
    return answer.kind == "all"


def implied(answer: Recipients) -> bool:
    return answer.kind != "all"


STEP = Step(
    name="recipients",
    chapter=CHAPTER,
    label=CHAPTER,
    answer=Recipients,
    needs=needs,
    ask=ask,
    read=read,
    recap=recap,
    notes=notes,
    size=size,
    grave=grave,
    implied=implied,
    fields=("recipients",),
    asked_without=True,
)
