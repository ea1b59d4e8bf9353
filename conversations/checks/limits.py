"""Whether the audience is within what MsgFlash last advised for this number.

An estimate: the limits are those of then, and MsgFlash sets them anew for each campaign. There is no dry run.
"""

from datetime import datetime

from conversations.checks.check import RECIPIENTS, Checked, Passed, Raised, Unanswered
from conversations.checks.marks import audience, whom
from conversations.conversation import Conversation
from conversations.crowds import Crowd, Temperatures, TemperaturesOf
from conversations.draft import Draft
from conversations.flow import audience_size
from conversations.ledger import Entries, Entry, Verdicts
from conversations.needs import Health, Need, NumberHealth
from conversations.steps.number import Number
from conversations.words import Plural, Said, Share, Text

WITHIN = Text(
    fr="{people}, pour {limit} au plus conseillés à ce numéro.",
    en="{people}, of {limit} at most advised for this number.",
)
BEYOND = Text(
    fr="{people}, et MsgFlash en conseillait {limit} au plus pour ce numéro.",
    en="{people}, and MsgFlash advised {limit} at most for this number.",
)
LIMIT = Plural(
    one=Text(
        fr="MsgFlash conseillait {count} destinataire au plus pour ce numéro.",
        en="MsgFlash advised {count} recipient at most for this number.",
    ),
    many=Text(
        fr="MsgFlash conseillait {count} destinataires au plus pour ce numéro.",
        en="MsgFlash advised {count} recipients at most for this number.",
    ),
)
COLD_WITHIN = Text(
    fr="{cold} de contacts froids la dernière fois, pour {limit} au plus conseillés.",
    en="{cold} cold contacts last time, of {limit} at most advised.",
)
COLD_BEYOND = Text(
    fr="ces destinataires comptaient {cold} de contacts froids la dernière fois, "
    "et MsgFlash en conseillait {limit} au plus.",
    en="these recipients had {cold} cold contacts last time, and MsgFlash advised {limit} at most.",
)


COLD = Text(fr="{cold} de contacts froids parmi les destinataires.", en="{cold} cold contacts among the recipients.")
COLD_NOW = Text(
    fr="{cold} de contacts froids parmi les destinataires, pour {limit} au plus conseillés.",
    en="{cold} cold contacts among the recipients, of {limit} at most advised.",
)
TOO_COLD = Text(
    fr="{cold} de contacts froids parmi les destinataires, et MsgFlash en conseillait {limit} au plus.",
    en="{cold} cold contacts among the recipients, and MsgFlash advised {limit} at most.",
)
AT_LEAST = Text(fr="au moins {share}", en="at least {share}")
BETWEEN = Text(fr="{fewest} à {most}", en="{fewest} to {most}")
UNTOLD = Plural(
    one=Text(
        fr="MsgFlash ne dit pas si {count} des {people} est un contact froid.",
        en="MsgFlash does not tell whether {count} of the {people} is a cold contact.",
    ),
    many=Text(
        fr="MsgFlash ne dit pas si {count} des {people} sont des contacts froids.",
        en="MsgFlash does not tell whether {count} of the {people} are cold contacts.",
    ),
)


def needed(draft: Draft) -> tuple[Need, ...]:
    number, chosen = draft.find(Number), whom(draft)
    verdicts = () if number is None else (Verdicts(number.instance.id),)
    # Who is in a group is not among the contacts that were read.
    return verdicts if chosen is None or chosen.reach == "group" else (*verdicts, TemperaturesOf(chosen))


def within_limits(conversation: Conversation, draft: Draft, _now: datetime) -> tuple[Checked, ...]:
    number = draft.find(Number)
    if number is None:
        return ()
    past = conversation.finding(Verdicts(number.instance.id))
    entries = past.entries if isinstance(past, Entries) else ()
    now_cold = _cold_now(conversation, draft, number, entries)
    return (*_size(conversation, draft, number, entries), *(_cold(draft, entries) if now_cold is None else now_cold))


def _size(conversation: Conversation, draft: Draft, number: Number, entries: tuple[Entry, ...]) -> tuple[Checked, ...]:
    limit = _limit(conversation, number, entries)
    if limit is None:
        return ()
    most, at = limit
    people = audience_size(draft)
    people = _counted(draft, entries) if people is None else people
    if people is None:
        return (Passed(LIMIT(most), "estimate", at),)
    beyond = people > most
    said: Said = (BEYOND if beyond else WITHIN)(people=RECIPIENTS(people), limit=most)
    return (Raised(said, "estimate", at) if beyond else Passed(said, "estimate", at),)


def _limit(conversation: Conversation, number: Number, entries: tuple[Entry, ...]) -> tuple[int, datetime] | None:
    """Return the newest limit known: the number's health, where it can be read, is newer than any verdict."""
    match conversation.finding(Health(number.instance.id)):
        case NumberHealth(at, max_recipients=int(most)):
            return most, at
        case _:
            told = ((entry.safety.max_recipients, entry.at) for entry in entries if entry.safety is not None)
            return next(((most, at) for most, at in told if most is not None), None)


def _cold_now(
    conversation: Conversation, draft: Draft, number: Number, entries: tuple[Entry, ...]
) -> tuple[Checked, ...] | None:
    """Compare what the contacts that were read tell; None where they tell nothing, or a verdict is newer."""
    chosen = whom(draft)
    read = conversation.finding(TemperaturesOf(chosen)) if chosen else None
    before = _same_audience(draft, entries)
    if not isinstance(read, Temperatures) or not read.crowds or any(crowd.people < 1 for crowd in read.crowds):
        return None
    if all(crowd.untold == crowd.people for crowd in read.crowds) or (before is not None and before.at > read.at):
        return None
    untold = max(read.crowds, key=lambda crowd: crowd.untold)
    shares = tuple(crowd.cold / crowd.people for crowd in read.crowds)
    # Of whom nothing is told might be cold or not: then no more is said than what is sure.
    cold = AT_LEAST(share=Share(min(shares))) if untold.untold else _between(min(shares), max(shares))
    share = min(shares) if untold.untold else max(shares)
    limit = _cold_limit(conversation, number, entries)
    if limit is not None and share > limit:
        return (Raised(TOO_COLD(cold=cold, limit=Share(limit)), "estimate", read.at), *_untold(untold))
    said = COLD(cold=cold) if limit is None else COLD_NOW(cold=cold, limit=Share(limit))
    if all((crowd.cold + crowd.untold) / crowd.people <= (limit or 0) for crowd in read.crowds):
        return (Passed(said, "estimate", read.at), *_untold(untold))
    # Too many may be cold: MsgFlash's verdict on the same choice, where there is one, was on all of them.
    return (*(_cold(draft, entries) or (Unanswered(said, read.at),)), *_untold(untold))


def _between(fewest: float, most: float) -> Said | Share:
    return Share(fewest) if fewest == most else BETWEEN(fewest=Share(fewest), most=Share(most))


def _untold(crowd: Crowd) -> tuple[Checked, ...]:
    return (Unanswered(UNTOLD(crowd.untold, people=RECIPIENTS(crowd.people))),) if crowd.untold else ()


def _cold_limit(conversation: Conversation, number: Number, entries: tuple[Entry, ...]) -> float | None:
    match conversation.finding(Health(number.instance.id)):
        case NumberHealth(max_cold_ratio=float(most)):
            return most
        case _:
            told = (entry.safety.max_cold_ratio for entry in entries if entry.safety is not None)
            return next((most for most in told if most is not None), None)


def _cold(draft: Draft, entries: tuple[Entry, ...]) -> tuple[Checked, ...]:
    """Compare with the last verdict on the same choice of recipients: there is no other way to know beforehand."""
    entry = _same_audience(draft, entries)
    safety = entry.safety if entry else None
    if entry is None or safety is None or safety.cold_ratio is None or safety.max_cold_ratio is None:
        return ()
    beyond = safety.cold_ratio > safety.max_cold_ratio
    said = (COLD_BEYOND if beyond else COLD_WITHIN)(cold=Share(safety.cold_ratio), limit=Share(safety.max_cold_ratio))
    return (Raised(said, "estimate", entry.at) if beyond else Passed(said, "estimate", entry.at),)


def _counted(draft: Draft, entries: tuple[Entry, ...]) -> int | None:
    entry = _same_audience(draft, entries)
    return None if entry is None or entry.safety is None else entry.safety.total_recipients


def _same_audience(draft: Draft, entries: tuple[Entry, ...]) -> Entry | None:
    own = audience(draft)
    return next((entry for entry in entries if entry.audience == own and entry.audience is not None), None)
