"""Where the operator is, so that nine o'clock means nine o'clock there; asked once, when it is in doubt."""

from dataclasses import dataclass

from conversations.replies import shortened, text_of, unusable
from conversations.screen import Button, Key, Small, rows
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
from conversations.words import Clock, Said, Text
from conversations.zones import city, find_zones, zone_of_number

CHAPTER = Text(fr="Date", en="When")
QUESTION = Text(
    fr="Dans quelle ville êtes-vous ? Toutes les heures seront les siennes.",
    en="Which city are you in? All times will be its own.",
)
OR_WRITE = Text(
    fr="Votre ville n’y est pas ? Écrivez votre ville, votre pays, ou envoyez votre position.",
    en="Your city is not there? Write your city or country, or send your location.",
)
HERE = Text(fr="{city}, il est {clock}", en="{city}, it is {clock}")
LABEL = Text(fr="Ville", en="City")
UNKNOWN = Text(
    fr="Je ne connais pas « {value} ». Écrivez une grande ville proche, par exemple Cotonou ou Paris.",
    en="I do not know “{value}”. Write a large city nearby, for example Cotonou or Paris.",
)
READ_AS = Text(
    fr="J’ai lu « {typed} » comme {name}. Si c’est juste, touchez-la ; sinon, écrivez-la autrement.",
    en="I read “{typed}” as {name}. If that is right, tap it; if not, write it another way.",
)
NEARBY = Text(
    fr="Voici les villes les plus proches de votre position. Laquelle a la même heure que vous ?",
    en="These are the cities nearest to your location. Which has the same time as you?",
)
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Place:
    """An IANA zone."""

    zone: str


@dataclass(frozen=True, slots=True)
class MayBe:
    """The zones that what was typed may mean, none when it is not known; and the name it was read as, if another."""

    zones: tuple[str, ...]
    typed: str = ""
    name: str = ""


def suggest(context: Context) -> Place | None:
    """Take what is known, or what the number's country leaves no doubt about."""
    return Place(context.zone) if context.zone_known or context.zone in _likely(context) else None


def ask(context: Context) -> Question:
    found = context.memo.zones if isinstance(context.memo, MayBe) else ()
    zones = found or (*_likely(context), context.zone)
    read_as = context.memo.name if isinstance(context.memo, MayBe) and len(set(zones)) == 1 else ""
    keys: tuple[Key, ...] = tuple(
        Button(_here(zone, context, read_as), f"zone:{zone}") for zone in dict.fromkeys(zones)
    )
    if isinstance(context.memo, MayBe) and not context.memo.zones:
        return Question(UNKNOWN(value=context.memo.typed), (Small(OR_WRITE()),), rows(keys, 1))
    if isinstance(context.memo, MayBe) and context.memo.name:
        return Question(READ_AS(typed=context.memo.typed, name=context.memo.name), keys=rows(keys, 1))
    near = isinstance(context.memo, MayBe) and not context.memo.typed
    return Question(NEARBY() if near else QUESTION(), (Small(OR_WRITE()),), rows(keys, 1))


def read(reply: Reply, context: Context) -> Outcome:
    match reply:
        case Chosen(choice) if choice.startswith("zone:"):
            return Answered(Place(choice.removeprefix("zone:")))
        case Chosen():
            return unusable(reply)
        case Attached(zones=zones) if zones:
            return Still(MayBe(zones))
        case Wrote() | Attached():
            text = text_of(reply, LONGEST)
            if isinstance(text, Problem):
                return text
            found = find_zones(text)
            if found.sure:
                return Answered(Place(found.zones[0]))
            typed = shortened(text)
            if found.zones or isinstance(context.memo, MayBe):
                # What was read before is not to be seen any more.
                return Still(MayBe(found.zones, typed, found.name))
            return Problem(UNKNOWN(value=typed))


def recap(answer: Place, context: Context) -> str:
    return city(answer.zone, context.language)


def implied(answer: Place) -> bool:
    return True


def _likely(context: Context) -> tuple[str, ...]:
    number = context.draft.find(Number)
    return zone_of_number(number.instance.phone) if number and number.instance.phone else ()


def _here(zone: str, context: Context, read_as: str) -> Said:
    """Return a key's label: the city as it was read, else the one its zone is named for."""
    return HERE(clock=Clock(context.now, zone), city=read_as or city(zone, context.language))


STEP = Step(
    name="place",
    chapter=CHAPTER,
    label=LABEL,
    answer=Place,
    suggest=suggest,
    ask=ask,
    read=read,
    recap=recap,
    implied=implied,
    memos=(MayBe,),
)
