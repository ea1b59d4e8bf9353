"""How a number stands: its link now, MsgFlash's verdicts so far and their trend, and what was sent."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from conversations.chart import Chart, Point
from conversations.conversation import Conversation, Numbers, OfNumber
from conversations.ledger import Entries, Entry, Verdicts
from conversations.needs import (
    Health,
    InstanceList,
    Instances,
    LiveState,
    Need,
    Nothing,
    NumberHealth,
    NumberState,
)
from conversations.refusals import reading_failed
from conversations.replies import shortened
from conversations.screen import Block, Button, Key, Line, Listed, Paragraph, Screen, Small, Warned, rows
from conversations.stages import keys
from conversations.stages.verdict import STATES, known
from conversations.words import Clock, Day, Plural, Said, Share, Text
from conversations.workspace import Instance

TITLE = Text(fr="Vos numéros", en="Your numbers")
WHICH = Text(fr="De quel numéro voulez-vous des nouvelles ?", en="Which number do you want to look at?")
NONE = Text(
    fr="Aucun numéro WhatsApp n’est relié à MsgFlash. Reliez-en un dans la console MsgFlash.",
    en="No WhatsApp number is linked to MsgFlash. Link one in the MsgFlash console.",
)
READING = Text(fr="Je demande à MsgFlash…", en="Asking MsgFlash…")
PHONE = Text(fr="Numéro", en="Number")
LINK = Text(fr="WhatsApp", en="WhatsApp")
LINKS = {
    "connected": Text(fr="connecté", en="connected"),
    "connecting": Text(fr="en connexion", en="connecting"),
    "disconnected": Text(fr="déconnecté ⚠", en="disconnected ⚠"),
}
AT = Text(fr="{state} ({clock})", en="{state} ({clock})")
NO_ANSWER = Text(fr="MsgFlash n’a pas répondu", en="MsgFlash did not answer")
STATE = Text(fr="État chez MsgFlash", en="State at MsgFlash")
SCORE = Text(fr="Score", en="Score")
LIMIT = Text(fr="Destinataires conseillés au plus", en="Recipients advised at most")
COLD = Text(fr="Contacts froids conseillés au plus", en="Cold contacts advised at most")
ON = Text(fr="{value} ({day})", en="{value} ({day})")
TREND = Text(fr="{first} → {last}, depuis {day}", en="{first} → {last}, since {day}")
PLANNED = Text(fr="Ce qui doit encore partir", en="Still to go out")
SENT_LATELY = Text(fr="Ce qui est parti de ce numéro", en="What was sent from this number")
SENDING = Text(fr="{day} · {name} : {people}", en="{day} · {name}: {people}")
HELD = Text(fr="{day} · {name} : {people}, en pause", en="{day} · {name}: {people}, paused")
FOR = Plural(
    one=Text(fr="{count} destinataire", en="{count} recipient"),
    many=Text(fr="{count} destinataires", en="{count} recipients"),
)
SENT = Text(fr="{sent} partis sur {people}", en="{sent} of {people} sent")
UNCOUNTED = Text(fr="nombre inconnu", en="size unknown")
NO_VERDICT = Text(
    fr="Aucune campagne n’est encore partie de ce numéro par ce bot : je n’ai donc pas d’avis de MsgFlash à montrer.",
    en="No campaign has left from this number through this bot yet, so I have no verdict of MsgFlash to show.",
)
NO_LEDGER = Text(fr="Je n’ai pas pu relire les avis passés.", en="I could not read the past verdicts.")
PICTURE = Text(
    fr="L’image montre, avis après avis, le score (ligne), la limite conseillée (trait) et les destinataires (barres).",
    en="The picture shows, verdict by verdict, the score (line), the limit advised (dash) and the recipients (bars).",
)
REFRESH = Button(Text(fr="↻ Actualiser", en="↻ Refresh")(), "refresh")
OTHERS = Button(Text(fr="◀ Vos numéros", en="◀ Your numbers")(), "numbers")
NAME = 30
SHOWN = 4
FEWEST_POINTS = 2


def opened(conversation: Conversation) -> Conversation:
    return replace(conversation, stage=Numbers(), found=())


def needed(stage: Numbers | OfNumber) -> tuple[Need, ...]:
    match stage:
        case Numbers():
            return (Instances(),)
        case OfNumber(instance):
            return (LiveState(instance.id), Health(instance.id), Verdicts(instance.id))


def settled(conversation: Conversation) -> Conversation:
    """Open the only number there is."""
    instances = _instances(conversation)
    return replace(conversation, stage=OfNumber(instances[0], alone=True)) if len(instances) == 1 else conversation


def look(conversation: Conversation, now: datetime) -> Screen:
    finding = conversation.finding(Instances())
    own: tuple[Key, ...] = tuple(
        Button(shortened(instance.name, NAME), f"of:{instance.id}") for instance in _instances(conversation)
    )
    said: Block
    match finding:
        case InstanceList(instances):
            said = Paragraph(WHICH() if instances else NONE())
        case Nothing(code):
            said, own = Warned(reading_failed(code)), (keys.AGAIN,)
        case _:
            said = Paragraph(READING())
    return Screen(TITLE(), blocks=(said,), keys=(*rows(own, 1), (keys.BACK, keys.HOME)))


def press(conversation: Conversation, choice: str) -> Conversation:
    if choice == "again":
        return replace(conversation, found=())
    chosen = next((found for found in _instances(conversation) if choice == f"of:{found.id}"), None)
    return conversation if chosen is None else replace(conversation, stage=OfNumber(chosen))


def look_at(stage: OfNumber, conversation: Conversation, now: datetime) -> Screen:
    """Return the number's screen once all is read: a picture cannot be filled in bit by bit."""
    instance = stage.instance
    phone = (Line(PHONE(), instance.phone),) if instance.phone else ()
    around = (keys.HOME,) if stage.alone else (OTHERS, keys.HOME)
    if any(conversation.finding(need) is None for need in needed(stage)):
        return Screen(instance.name, phone, (Paragraph(READING()),), (around,))
    live, health, past = (conversation.finding(need) for need in needed(stage))
    entries = past.entries if isinstance(past, Entries) else ()
    verdicts = tuple(entry for entry in entries if entry.safety is not None)
    blocks: tuple[Block, ...]
    if isinstance(past, Nothing):
        blocks = (Warned(NO_LEDGER()),)
    elif not entries:
        blocks = (Paragraph(NO_VERDICT()),)
    else:
        blocks = _sendings(entries, conversation.zone, now)
    lines = (
        *phone,
        _link(live, conversation.zone),
        *_found(health, verdicts, conversation.zone),
        *_limits(verdicts, conversation.zone),
    )
    chart = _chart(verdicts, conversation.zone)
    shown: tuple[Block, ...] = (*blocks, Small(PICTURE())) if chart else blocks
    return Screen(
        shortened(instance.name, NAME), lines, shown, ((REFRESH,), around), kept=chart is not None, picture=chart
    )


def press_at(stage: OfNumber, conversation: Conversation, choice: str) -> Conversation:
    match choice:
        case "refresh":
            return replace(conversation, found=())
        case "numbers":
            return opened(conversation)
        case _:
            return conversation


def _instances(conversation: Conversation) -> tuple[Instance, ...]:
    found = conversation.finding(Instances())
    return found.instances if isinstance(found, InstanceList) else ()


def _link(live: object, zone: str) -> Line:
    match live:
        case NumberState(status, at):
            return Line(LINK(), AT(state=known(LINKS, status), clock=Clock(at, zone)))
        case _:
            return Line(LINK(), NO_ANSWER())


def _found(health: object, verdicts: tuple[Entry, ...], zone: str) -> tuple[Line, ...]:
    """Return state and score, as MsgFlash finds them now or said them last; the scale is not documented."""
    now = health if isinstance(health, NumberHealth) else None
    lines: list[Line] = []
    last = verdicts[0] if verdicts else None
    safety = last.safety if last else None
    if now is not None and now.state is not None:
        lines.append(Line(STATE(), AT(state=known(STATES, now.state), clock=Clock(now.at, zone))))
    elif last is not None and safety is not None and safety.state is not None:
        lines.append(Line(STATE(), ON(value=known(STATES, safety.state), day=_day(last, zone))))
    scores = [(entry, entry.safety.score) for entry in verdicts if entry.safety and entry.safety.score is not None]
    if now is not None and now.score is not None:
        # What is read now is newer than any verdict: it ends the trend.
        entry, first = scores[-1] if scores else (None, now.score)
        said = AT(state=_number(now.score), clock=Clock(now.at, zone))
        if entry is not None and first != now.score:
            said = TREND(first=_number(first), last=_number(now.score), day=_day(entry, zone))
        lines.append(Line(SCORE(), said))
    elif scores:
        lines.append(Line(SCORE(), _trend([(entry, _number(score)) for entry, score in scores], zone)))
    return tuple(lines)


NUMBER = Text(fr="{value}", en="{value}")


def _number(value: float) -> Said:
    return NUMBER(value=value)


def _limits(verdicts: tuple[Entry, ...], zone: str) -> tuple[Line, ...]:
    most = [
        (entry, _number(entry.safety.max_recipients))
        for entry in verdicts
        if entry.safety and entry.safety.max_recipients is not None
    ]
    cold = [
        (entry, NUMBER(value=Share(entry.safety.max_cold_ratio)))
        for entry in verdicts
        if entry.safety and entry.safety.max_cold_ratio is not None
    ]
    return tuple(Line(label(), _trend(told, zone)) for label, told in ((LIMIT, most), (COLD, cold)) if told)


def _trend(told: list[tuple[Entry, Said]], zone: str) -> Said:
    """Say what came first and what came last; `told` is newest first."""
    (last_entry, last), (first_entry, first) = told[0], told[-1]
    if last == first:
        return ON(value=last, day=_day(last_entry, zone))
    return TREND(first=first, last=last, day=_day(first_entry, zone))


def _sendings(entries: tuple[Entry, ...], zone: str, now: datetime) -> tuple[Block, ...]:
    """Return the last campaigns that left, and those that are still to leave."""
    ours = tuple(entry for entry in entries if entry.reference is not None)
    left = tuple(entry for entry in ours if _has_left(entry, now))
    planned = tuple(entry for entry in ours if not _has_left(entry, now))
    return tuple(
        Listed(tuple(_sending(entry, zone) for entry in some[:SHOWN]), title())
        for some, title in ((left, SENT_LATELY), (planned, PLANNED))
        if some
    )


def _sending(entry: Entry, zone: str) -> Said:
    said = HELD if entry.held else SENDING
    return said(day=_left_on(entry, zone), name=shortened(entry.name, NAME), people=_people(entry))


def _has_left(entry: Entry, now: datetime) -> bool:
    return bool(entry.sent) or entry.leaves_at is None or entry.leaves_at <= now


def _left_on(entry: Entry, zone: str) -> Day:
    return Day((entry.leaves_at or entry.at).astimezone(ZoneInfo(zone)).date())


def _people(entry: Entry) -> Said:
    match entry.sent, entry.people:
        case int(sent), int(people):
            return SENT(sent=sent, people=people)
        case _, int(people):
            return FOR(people)
        case _:
            return UNCOUNTED()


def _day(entry: Entry, zone: str) -> Day:
    return Day(entry.at.astimezone(ZoneInfo(zone)).date())


def _chart(verdicts: tuple[Entry, ...], zone: str) -> Chart | None:
    """Return the picture's points, oldest first; one alone shows no trend."""
    points = tuple(
        Point(_day(entry, zone).day, entry.safety.score, entry.safety.max_recipients, entry.people, entry.sent)
        for entry in reversed(verdicts)
        if entry.safety is not None
    )
    return Chart(points) if len(points) >= FEWEST_POINTS else None
