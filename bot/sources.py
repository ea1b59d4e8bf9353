"""Where each need of a conversation is met: one function a kind of need, found by its class."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeAlias

from bot.asked import Asked
from bot.audience import Audience, contact_search, everyone, gather, settle, tag_page
from bot.checks import FRESH_FOR, Checks
from bot.examples import sample
from bot.hosting import Hosting, taken
from bot.lists.phone import country_of, e164, example_of
from bot.media.links import Way, check
from bot.media.outcomes import Bad
from bot.msgflash.client import MsgFlash
from bot.msgflash.members import members
from bot.msgflash.reading import READERS, read
from conversations.checks.marks import whom
from conversations.checks.twice import A_DAY
from conversations.crowds import Shared, TemperaturesOf, Whom
from conversations.files import FileOf, LinkOf, Reached, TurnedDown
from conversations.fitting import Part, smaller, waves
from conversations.ledger import Entry, SentBefore, Verdicts
from conversations.needs import (
    AnswersOf,
    CampaignState,
    ContactTotal,
    Created,
    Finding,
    Fit,
    Fitted,
    Groups,
    Instances,
    KeptAnswers,
    KnownCampaigns,
    Need,
    Nothing,
    Phone,
    PhoneOf,
    RecordOf,
    RecordPage,
    SampleContacts,
    State,
    Templates,
    Underway,
)
from conversations.people import ContactSearch, Gather, ListId, Settle, TagPage
from conversations.words import Text
from storage import watches
from storage.crowds import Crowds
from storage.ledger import Ledger
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Sources:
    """What a need can be met from. What is being read already is not read twice at the same moment.

    Links are tried by the `way`; without a `host` the bot hands no files out.
    """

    store: Store
    msgflash: MsgFlash
    audience: Audience
    way: Way = field(default_factory=Way)
    host: Hosting | None = None
    checks: Checks = field(default_factory=Checks)
    under_way: "dict[Need, asyncio.Task[Finding]]" = field(default_factory=dict)

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.store.database)

    @property
    def crowds(self) -> Crowds:
        return Crowds(self.store.database, self.audience.contacts.workspace)

    async def find(self, need: Need, asked: Asked) -> Finding:
        """Return what the need asks for, or Nothing. Raises StoreError."""
        if type(need) not in SHARED or not asked.watched:
            return await FINDERS[type(need)](self, need, asked)
        reading_now = self.under_way.get(need)
        if reading_now is None:
            reading_now = self.under_way[need] = asyncio.ensure_future(FINDERS[type(need)](self, need, asked))
            reading_now.add_done_callback(lambda _: self.under_way.pop(need))
        return await asyncio.shield(reading_now)


# The class of a need says which function takes it; no type can say so for all of them at once.
Finder: TypeAlias = Callable[[Sources, Any, Asked], Awaitable[Finding]]


async def _at_msgflash(sources: Sources, need: Need, asked: Asked) -> Finding:
    return await read(sources.msgflash, need, watched=asked.watched)


async def _records(sources: Sources, need: Created, asked: Asked) -> Finding:
    page = await sources.store.records(asked.talk, need.page)
    known = await sources.store.ask(partial(watches.statuses, talk=asked.talk))
    read = tuple((record.reference, known[record.reference]) for record in page.records if record.reference in known)
    return replace(page, statuses=read)


async def _link(sources: Sources, need: LinkOf, _: Asked) -> Finding:
    outcome = await check(need.url, need.kind, sources.way)
    return TurnedDown(outcome.reason) if isinstance(outcome, Bad) else Reached()


async def _file(sources: Sources, need: FileOf, asked: Asked) -> Finding:
    return await taken(sources.host, need, asked.talk)


def _of_the_audience(finder: Callable[..., Awaitable[Finding]]) -> Finder:
    async def find(sources: Sources, need: Need, asked: Asked) -> Finding:
        return await finder(sources.audience, need, asked)

    return find


async def _phone(_sources: Sources, need: PhoneOf, _asked: Asked) -> Finding:
    country = country_of(need.near) if need.near else None
    found = e164(need.typed, country)
    return Phone(found) if found else TurnedDown(NOT_A_PHONE(value=need.typed, example=example_of(country)))


NOT_A_PHONE = Text(
    fr="« {value} » n’est pas un numéro complet. Exemple : {example}",
    en="“{value}” is not a complete number. Example: {example}",
)


async def _record(sources: Sources, need: RecordOf, asked: Asked) -> Finding:
    record = await sources.store.ask(partial(watches.record_of, talk=asked.talk, reference=need.reference))
    return Nothing("NOT_FOUND") if record is None else RecordPage((record,))


async def _answers(sources: Sources, need: AnswersOf, asked: Asked) -> Finding:
    draft = await sources.store.ask(partial(watches.draft_of, talk=asked.talk, reference=need.reference))
    return Nothing("NOT_FOUND") if draft is None else KeptAnswers(draft)


async def _underway(sources: Sources, _: Underway, asked: Asked) -> Finding:
    known = await sources.store.ask(partial(watches.underway, talk=asked.talk))
    unreached = await sources.store.ask(partial(watches.unreached, talk=asked.talk, now=sources.checks.clock()))
    return KnownCampaigns(known, unreached)


async def _state(sources: Sources, need: State, asked: Asked) -> Finding:
    """Read how a campaign stands, and let the ledger know how much of it has left."""
    finding = await read(sources.msgflash, need, watched=asked.watched)
    if isinstance(finding, CampaignState) and (sent := dict(finding.campaign.counts).get("sent")) is not None:
        await sources.ledger.count(need.campaign, sent)
    return finding


async def _checked(sources: Sources, need: Need, asked: Asked) -> Finding:
    return await sources.checks.find(sources.msgflash, need, watched=asked.watched)


async def _fitted(sources: Sources, need: Fit, asked: Asked) -> Finding:
    """Read who the recipients are, and keep as selections those to whom the campaign may go."""
    lists, selected = sources.audience.lists, None
    if need.reach == "explicit":
        selected = await lists.selection(ListId(need.words[0]))
        if selected is None:
            return Nothing("SELECTION_FORGOTTEN")
    people = await everyone(sources.audience, asked)
    if isinstance(people, Nothing):
        return people
    found = await members(sources.msgflash, need, people, selected or (), asked.progress, watched=asked.watched)
    if isinstance(found, Nothing):
        return found
    shares = waves(found, need.limits) if need.way == "waves" else (smaller(found, need.limits),)
    parts = [
        Part(
            await lists.keep_selection(share.ids, sources.checks.clock()),
            len(share.ids),
            share.warm,
            share.cold,
            share.arbitrary,
        )
        for share in shares
        if share.ids
    ]
    return Fitted(tuple(parts), len(found))


async def _verdicts(sources: Sources, need: Verdicts, _: Asked) -> Finding:
    return await sources.ledger.verdicts(need)


async def _sent_before(sources: Sources, need: SentBefore, _: Asked) -> Finding:
    """Look for the same message, and for who would get it twice where the choices alone do not tell."""
    before = await sources.ledger.sent_before(need)
    await sources.audience.age()  # what was read too long ago is forgotten first
    shared = [await _shared(sources, need.whom, entry) for entry in before.entries]
    return replace(before, shared=tuple(one for one in shared if one is not None))


async def _shared(sources: Sources, chosen: Whom | None, entry: Entry) -> Shared | None:
    over = entry.leaves_at is None or (not entry.repeats and sources.checks.clock() - entry.leaves_at >= A_DAY)
    if chosen is None or entry.held or entry.reference is None or over:
        return None
    draft = await sources.store.ask(partial(watches.anybodys_draft, reference=entry.reference))
    other = whom(draft) if draft else None
    # Of everyone, and of the same choice, the choices alone tell.
    told = other is None or other == chosen or "all" in {chosen.reach, other.reach}
    return None if other is None or told else await sources.crowds.shared(chosen, entry.reference, other)


async def _temperatures(sources: Sources, need: TemperaturesOf, _: Asked) -> Finding:
    await sources.audience.age()
    return await sources.crowds.temperatures(need.whom) or Nothing()


FINDERS: dict[type[Need], Finder] = {
    **dict.fromkeys(READERS, _at_msgflash),
    **dict.fromkeys(FRESH_FOR, _checked),
    Created: _records,
    LinkOf: _link,
    FileOf: _file,
    TagPage: _of_the_audience(tag_page),
    ContactSearch: _of_the_audience(contact_search),
    SampleContacts: _of_the_audience(sample),
    Gather: _of_the_audience(gather),
    Settle: _of_the_audience(settle),
    PhoneOf: _phone,
    RecordOf: _record,
    AnswersOf: _answers,
    Underway: _underway,
    State: _state,
    Fit: _fitted,
    Verdicts: _verdicts,
    SentBefore: _sent_before,
    TemperaturesOf: _temperatures,
}
# The same for every operator of the workspace.
SHARED: frozenset[type[Need]] = frozenset({Instances, ContactTotal, Groups, Templates, *FRESH_FOR})
