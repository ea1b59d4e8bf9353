"""A campaign beyond its number's limits is made to fit: fewer people, several waves, or later.

The original is held first, and nothing goes on unless MsgFlash says that it is paused: so nobody is written to twice.
"""

from dataclasses import replace
from datetime import datetime
from typing import Literal

from conversations.conversation import MOST_ASIDE, Conversation, Fitting, Receipt, Wave, Waves
from conversations.deeds import Pause, Result, Steered
from conversations.draft import Draft, reference
from conversations.fitting import Part, dates, is_beyond, largest, limits_of
from conversations.flow import next_question
from conversations.needs import Fit, Fitted, Need, Nothing
from conversations.refusals import reading_failed
from conversations.screen import Block, Button, Key, Line, Paragraph, Screen, Small, Warned
from conversations.stages import keys
from conversations.stages.asking import go_on, placed
from conversations.stages.sending import opened
from conversations.steps.contacts import Contacts
from conversations.steps.group import InGroup
from conversations.steps.name import Name
from conversations.steps.recipients import Recipients
from conversations.steps.repeat import Repeat
from conversations.steps.schedule import Schedule
from conversations.steps.tags import Tags
from conversations.words import Plural, Said, Text
from conversations.workspace import Safety

ONLY = Plural(
    one=Text(fr="Envoyer à {count} seul", en="Send to {count} only"),
    many=Text(fr="Envoyer à {count} seulement", en="Send to {count} only"),
)
FEWER = Text(fr="Envoyer à moins de gens", en="Send to fewer people")
IN_WAVES = Text(fr="En vagues", en="Send in waves")
LATER = Text(fr="Plus tard", en="Send later")
FIT = Text(
    fr="Elle dépasse les limites conseillées. Pour l’y ramener, je la mets d’abord en pause.",
    en="It is beyond the advised limits. To make it fit, I pause it first.",
)
TOO_LITTLE = Text(
    fr="MsgFlash conseille la prudence sans donner {missing} : je ne peux pas calculer d’envoi plus sûr.",
    en="MsgFlash advises caution without giving {missing}, so I cannot reckon a safer sending.",
)
THE_LIMITS = Text(fr="de limites", en="limits")
THE_AUDIENCE = Text(fr="le nombre de destinataires", en="the number of recipients")
TITLE = Text(fr="Rester dans les limites", en="Staying within the limits")
HOLDING = Text(fr="Je mets la campagne en pause…", en="Pausing the campaign…")
READING = Text(
    fr="La campagne est en pause. Je lis les contacts pour choisir qui écrire d’abord…",
    en="The campaign is paused. I am reading the contacts, to choose whom to write to first…",
)
NOT_HELD = Text(
    fr="MsgFlash n’a pas confirmé la pause : la campagne reste comme elle était, et je n’ai rien fait d’autre.",
    en="MsgFlash did not confirm the pause: the campaign stays as it was, and I did nothing else.",
)
UNREAD = Text(
    fr="La campagne reste en pause. Je n’ai pas pu lire ses destinataires.",
    en="The campaign stays paused. I could not read its recipients.",
)
NOBODY = Text(
    fr="La campagne reste en pause. Aucun choix de destinataires ne tient dans les limites de ce numéro : "
    "attendez qu’il chauffe, ou écrivez d’abord à des contacts qui ont déjà répondu.",
    en="The campaign stays paused. No choice of recipients is within this number’s limits: "
    "wait until it has warmed up, or write first to contacts who have answered before.",
)
NO_ROOM = Text(
    fr="La campagne reste en pause. Trop de brouillons attendent déjà : supprimez-en, puis recommencez.",
    en="The campaign stays paused. Too many drafts are waiting already: drop some, then try again.",
)
DO_NOT_RESUME = Text(
    fr="La première campagne reste en pause : ne la reprenez pas, ou des gens recevraient le message deux fois.",
    en="The first campaign stays paused: do not resume it, or people would receive the message twice.",
)
CHOSEN = Text(
    fr="En pause. Voici un envoi à {people} : {warm} contacts connus et {cold} froids. {keep}",
    en="Paused. Here is a sending to {people}: {warm} known contacts and {cold} cold ones. {keep}",
)
ARBITRARY = Text(
    fr="En pause. Voici un envoi à {people}, choisis arbitrairement : MsgFlash ne dit pas qui est froid, "
    "la part de contacts froids peut donc rester trop grande. {keep}",
    en="Paused. Here is a sending to {people}, chosen arbitrarily: MsgFlash does not tell who is cold, "
    "so the share of cold contacts may still be too large. {keep}",
)
WHEN_INSTEAD = Text(fr="En pause. Choisissez une autre date. {keep}", en="Paused. Choose another date. {keep}")
COPY_OF = Text(fr="{name} · {at}/{of}", en="{name} · {at}/{of}")


def offers(stage: Receipt, conversation: Conversation) -> tuple[tuple[Block, ...], tuple[tuple[Key, ...], ...]]:
    """Return what a receipt says and offers when its campaign is beyond the limits, nothing otherwise."""
    safety, draft = stage.campaign.safety, stage.draft
    # Where MsgFlash does not pause what has not started, nothing can be held, so nothing may be sent beside it.
    held_elsewhere = conversation.airlock.here
    if safety is None or draft is None or held_elsewhere or stage.campaign.status != "scheduled":
        return (), ()
    if not is_beyond(safety):
        missing = _missing(safety)
        said = (Small(TOO_LITTLE(missing=missing)),) if missing is not None and safety.decision == "warn" else ()
        return said, ()
    repeat = draft.find(Repeat)
    once = repeat is None or repeat.every == "none"
    later = Button(LATER(), "fit:later")
    ways = ((Button(_fewer(safety), "fit:smaller"),), (Button(IN_WAVES(), "fit:waves"), later) if once else (later,))
    return (Paragraph(FIT()),), ways


def press(stage: Receipt, conversation: Conversation, choice: str) -> Conversation:
    """Hold the campaign first, whichever way was chosen."""
    match choice.partition(":"):
        case "fit", _, ("smaller" | "waves" | "later") as way if conversation.doing is None:
            return replace(conversation, stage=Fitting(stage, way), doing=Pause(stage.campaign.id, early=True))
        case _:
            return conversation


def held(conversation: Conversation, deed: object, result: Result) -> Conversation:
    """Go on only when MsgFlash says that the campaign is paused; else back to its receipt, with the reason."""
    stage = conversation.stage
    if not isinstance(stage, Fitting) or stage.held:
        return conversation
    if not isinstance(deed, Pause) or deed.campaign != stage.receipt.campaign.id:
        return conversation
    match result:
        case Steered(campaign) if campaign.status == "paused":
            paused = replace(stage.receipt, campaign=replace(stage.receipt.campaign, status="paused"))
            return replace(conversation, stage=replace(stage, receipt=paused, held=True), notice=None)
        case Steered():
            return replace(conversation, stage=stage.receipt, notice=None, problem=NOT_HELD())
        case _:
            return replace(conversation, stage=stage.receipt)


def needed(stage: Fitting) -> tuple[Need, ...]:
    draft = stage.receipt.draft
    if not stage.held or stage.way == "later" or draft is None:
        return ()
    need = _fit(draft, stage.receipt.campaign.safety or Safety(), stage.way)
    return () if need is None else (need,)


def look(stage: Fitting, conversation: Conversation, now: datetime) -> Screen:
    name = Line(NAME(), stage.receipt.campaign.name or stage.receipt.name)
    needs = needed(stage)
    finding = conversation.finding(needs[0]) if needs else None
    around = (keys.CAMPAIGNS, keys.HOME)
    match finding:
        case Nothing(code):
            small = (Small(code),) if code else ()
            said = (Warned(UNREAD()), Paragraph(reading_failed(code)), *small)
            return Screen(TITLE(), (name,), said, ((keys.AGAIN,), around))
        case Fitted():
            said = (Warned(NO_ROOM() if _full(conversation) else NOBODY()),)
            return Screen(TITLE(), (name,), said, (around,))
        case _:
            said = (Paragraph(READING() if stage.held else HOLDING()),)
            return Screen(TITLE(), (name,), said, (around,))


NAME = Text(fr="Nom", en="Name")


def pressed(stage: Fitting, conversation: Conversation, choice: str) -> Conversation:
    return replace(conversation, found=()) if choice == "again" else conversation


def settled(stage: Fitting, conversation: Conversation, now: datetime) -> Conversation:
    """Go on once the campaign is held, and its people are known where that matters."""
    draft = stage.receipt.draft
    if not stage.held or draft is None or _full(conversation):
        return conversation
    if stage.way == "later":
        copied = _copied(conversation, draft.without(Schedule), now)
        return _opened(copied, replace(copied, notice=WHEN_INSTEAD(keep=DO_NOT_RESUME())), now)
    needs = needed(stage)
    finding = conversation.finding(needs[0]) if needs else None
    if not isinstance(finding, Fitted) or not finding.parts:
        return conversation
    if stage.way == "waves":
        return _in_waves(stage, conversation, draft, finding.parts, finding.people, now)
    return _smaller(conversation, draft, finding.parts[0], now)


def _smaller(conversation: Conversation, draft: Draft, part: Part, now: datetime) -> Conversation:
    copied = _copied(conversation, _to(draft, part), now)
    words = (
        ARBITRARY(people=part.people, keep=DO_NOT_RESUME())
        if part.arbitrary
        else CHOSEN(people=part.people, warm=part.warm, cold=part.cold, keep=DO_NOT_RESUME())
    )
    return _opened(copied, replace(copied, notice=words), now)


def _in_waves(  # noqa: PLR0913, PLR0917 - a plan is made of this much
    stage: Fitting, conversation: Conversation, draft: Draft, parts: tuple[Part, ...], people: int, now: datetime
) -> Conversation:
    schedule = draft.find(Schedule)
    if not parts or schedule is None or len(parts) + _waiting(conversation) > MOST_ASIDE:
        return conversation
    made: list[Wave] = []
    for at, (part, leaves) in enumerate(zip(parts, _dates(schedule, len(parts), conversation, now), strict=True), 1):
        one = _to(draft, part).having(Schedule(leaves, schedule.zone))
        own = draft.find(Name)
        if own is not None and own.text:
            one = one.having(Name(f"{own.text} · {at}/{len(parts)}"))
        conversation = _copied(conversation, one, now)
        assert conversation.draft is not None
        made.append(Wave(conversation.draft, part.people, part.warm, part.cold, part.arbitrary))
        conversation = replace(conversation, draft=None)
    left = people - sum(part.people for part in parts)
    return replace(conversation, stage=Waves(stage.receipt, tuple(made), left))


def redated(wave: tuple[Wave, ...], conversation: Conversation, now: datetime) -> tuple[Wave, ...]:
    """Return the waves on dates that hold now."""
    first = wave[0].draft.find(Schedule)
    assert first is not None
    moments = _dates(first, len(wave), conversation, now)
    return tuple(
        replace(one, draft=one.draft.having(Schedule(at, first.zone))) for one, at in zip(wave, moments, strict=True)
    )


def all_hold(wave: tuple[Wave, ...], now: datetime) -> bool:
    return all(next_question(one.draft, now) is None for one in wave)


def _dates(schedule: Schedule, count: int, conversation: Conversation, now: datetime) -> tuple[datetime, ...]:
    """Return the dates of the waves: from the one chosen, or from the first day after it that is still to come."""
    moments = dates(schedule.at, count, schedule.zone, conversation.quiet)
    while moments[0] < now + 2 * conversation.airlock.span:
        moments = dates(
            dates(moments[0], 2, schedule.zone, conversation.quiet)[1], count, schedule.zone, conversation.quiet
        )
    return moments


def _to(draft: Draft, part: Part) -> Draft:
    chosen = draft.without(Tags, InGroup).having(Recipients("explicit"))
    return chosen.having(Contacts(part.selection, part.people))


def _copied(conversation: Conversation, draft: Draft, now: datetime) -> Conversation:
    """Open a new draft with these answers, under a reference of its own; another that was open is put aside."""
    serial = conversation.begun + 1
    fresh = Draft(reference(conversation.seed, serial, now), now, draft.answers)
    return opened(replace(conversation, begun=serial), placed(fresh, conversation))


def _opened(copied: Conversation, after: Conversation, now: datetime) -> Conversation:
    return after if copied.draft is None else go_on(replace(after, found=()), copied.draft, now)


def _fit(draft: Draft, safety: Safety, way: Literal["smaller", "waves"]) -> Fit | None:
    limits, recipients = limits_of(safety), draft.find(Recipients)
    if limits is None or recipients is None:
        return None
    return Fit(recipients.kind, _words(draft, recipients), safety.total_recipients, limits, way)


def _words(draft: Draft, recipients: Recipients) -> tuple[str, ...]:
    tags, group, contacts = draft.find(Tags), draft.find(InGroup), draft.find(Contacts)
    match recipients.kind:
        case "all":
            return ()
        case "tags":
            return tags.names if tags else ()
        case "group":
            return (group.group.id,) if group else ()
        case "explicit":
            return (contacts.selection,) if contacts else ()


def _fewer(safety: Safety) -> Said:
    """Return the key's label, with the number where it can be reckoned beforehand."""
    limits, people = limits_of(safety), safety.total_recipients
    if limits is None or people is None or (safety.cold_ratio is None and limits.ratio < 1):
        return FEWER()
    count = largest(people, safety.cold_ratio or 0.0, limits)
    return ONLY(count) if count else FEWER()


def _missing(safety: Safety) -> Said | None:
    if limits_of(safety) is None:
        return THE_LIMITS()
    return THE_AUDIENCE() if safety.total_recipients is None else None


def _waiting(conversation: Conversation) -> int:
    open_one = conversation.draft is not None
    return len(conversation.aside) + len(conversation.submissions) + open_one


def _full(conversation: Conversation) -> bool:
    return _waiting(conversation) >= MOST_ASIDE
