"""What takes the place of a campaign that is held: fewer people, several waves, or another date."""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import Conversation, Fitting, Recap, Wave, Waves
from conversations.draft import Draft, reference
from conversations.fitting import Part, dates, later
from conversations.flow import next_question
from conversations.needs import Fitted
from conversations.stages.asking import go_on, placed
from conversations.stages.fitting import needed, places, room
from conversations.stages.sending import opened
from conversations.steps.contacts import Contacts
from conversations.steps.group import InGroup
from conversations.steps.name import Name
from conversations.steps.recipients import Recipients
from conversations.steps.repeat import Repeat
from conversations.steps.schedule import Schedule
from conversations.steps.tags import Tags
from conversations.words import Plural, Text, When

DO_NOT_RESUME = Text(
    fr="La première campagne reste en pause : ne la reprenez pas, ou des gens recevraient le message deux fois.",
    en="The first campaign stays paused: do not resume it, or people would receive the message twice.",
)
CHOSEN = Text(
    fr="En pause. Voici un envoi à {people} : {warm} et {cold}. {keep}",
    en="Paused. Here is a sending to {people}: {warm} and {cold}. {keep}",
)
KNOWN_ONES = Plural(
    one=Text(fr="{count} contact connu", en="{count} known contact"),
    many=Text(fr="{count} contacts connus", en="{count} known contacts"),
)
COLD_ONES = Plural(
    one=Text(fr="{count} froid", en="{count} cold one"),
    many=Text(fr="{count} froids", en="{count} cold ones"),
)
ARBITRARY = Text(
    fr="En pause. Voici un envoi à {people}, choisis arbitrairement : MsgFlash ne dit pas qui est froid, "
    "la part de contacts froids peut donc rester trop grande. {keep}",
    en="Paused. Here is a sending to {people}, chosen arbitrarily: MsgFlash does not tell who is cold, "
    "so the share of cold contacts may still be too large. {keep}",
)
WHEN_INSTEAD = Text(fr="En pause. Choisissez une autre date. {keep}", en="Paused. Choose another date. {keep}")
PROPOSED = Text(
    fr="En pause. Je propose un autre départ : {when}. {keep}", en="Paused. I propose another start: {when}. {keep}"
)


def settled(stage: Fitting, conversation: Conversation, now: datetime) -> Conversation:
    """Go on once the campaign is held, and its people are known where that matters."""
    draft = stage.receipt.draft
    if not stage.held or draft is None or room(conversation) < 1:
        return conversation
    if stage.way == "later":
        return _later(conversation, draft, now)
    needs = needed(stage)
    finding = conversation.finding(needs[0]) if needs else None
    if not isinstance(finding, Fitted) or not finding.parts or room(conversation) < places(stage, finding):
        return conversation
    if stage.way == "waves":
        return _in_waves(stage, conversation, draft, finding.parts, finding.people, now)
    return _smaller(conversation, draft, finding.parts[0], now)


def _later(conversation: Conversation, draft: Draft, now: datetime) -> Conversation:
    """Propose the next good time for the same campaign; where none can be taken, ask for one."""
    schedule, repeat = draft.find(Schedule), draft.find(Repeat)
    if schedule is None:
        return conversation
    days = 7 if repeat is not None and repeat.every == "weekly" else 1
    at = later(schedule.at, days, now + 2 * conversation.airlock.span, schedule.zone, conversation.quiet)
    proposed = draft.having(Schedule(at, schedule.zone, conversation.airlock.minutes))
    copied = _copied(conversation, proposed, now)
    said = PROPOSED(when=When(at, schedule.zone), keep=DO_NOT_RESUME())
    after = _opened(copied, replace(copied, notice=said), now)
    if isinstance(after.stage, Recap):
        return replace(after, stage=Recap(proposed=True))
    return replace(after, notice=WHEN_INSTEAD(keep=DO_NOT_RESUME()))


def _smaller(conversation: Conversation, draft: Draft, part: Part, now: datetime) -> Conversation:
    copied = _copied(conversation, _to(draft, part), now)
    words = (
        ARBITRARY(people=part.people, keep=DO_NOT_RESUME())
        if part.arbitrary
        else CHOSEN(people=part.people, warm=KNOWN_ONES(part.warm), cold=COLD_ONES(part.cold), keep=DO_NOT_RESUME())
    )
    return _opened(copied, replace(copied, notice=words), now)


def _in_waves(  # noqa: PLR0913, PLR0917 - a plan is made of this much
    stage: Fitting, conversation: Conversation, draft: Draft, parts: tuple[Part, ...], people: int, now: datetime
) -> Conversation:
    schedule = draft.find(Schedule)
    if schedule is None:
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
