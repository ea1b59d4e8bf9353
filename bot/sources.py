"""Where each need of a conversation is met: one function a kind of need, found by its class."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeAlias

from bot.asked import Asked
from bot.audience import Audience, contact_search, gather, settle, tag_page
from bot.hosting import Hosting, taken
from bot.lists.phone import country_of, e164, example_of
from bot.media.links import Way, check
from bot.media.outcomes import Bad
from bot.msgflash.client import MsgFlash
from bot.msgflash.reading import READERS, read
from conversations.files import FileOf, LinkOf, Reached, TurnedDown
from conversations.needs import (
    AnswersOf,
    ContactTotal,
    Created,
    Finding,
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
    Templates,
    Underway,
)
from conversations.people import ContactSearch, Gather, Settle, TagPage
from conversations.words import Text
from storage import watches
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
    under_way: "dict[Need, asyncio.Task[Finding]]" = field(default_factory=dict)

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
    known = await sources.store.do(partial(watches.statuses, talk=asked.talk))
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
    # The operator's own country: that of the campaign's number, else that of the zone.
    country = country_of(need.near) if need.near else None
    found = e164(need.typed, country)
    return Phone(found) if found else TurnedDown(NOT_A_PHONE(value=need.typed, example=example_of(country)))


NOT_A_PHONE = Text(
    fr="« {value} » n’est pas un numéro complet. Exemple : {example}",
    en="“{value}” is not a complete number. Example: {example}",
)


async def _record(sources: Sources, need: RecordOf, asked: Asked) -> Finding:
    record = await sources.store.do(partial(watches.record_of, talk=asked.talk, reference=need.reference))
    return Nothing("NOT_FOUND") if record is None else RecordPage((record,))


async def _answers(sources: Sources, need: AnswersOf, asked: Asked) -> Finding:
    draft = await sources.store.do(partial(watches.draft_of, talk=asked.talk, reference=need.reference))
    return Nothing("NOT_FOUND") if draft is None else KeptAnswers(draft)


async def _underway(sources: Sources, _: Underway, asked: Asked) -> Finding:
    return KnownCampaigns(await sources.store.do(partial(watches.underway, talk=asked.talk)))


FINDERS: dict[type[Need], Finder] = {
    **dict.fromkeys(READERS, _at_msgflash),
    Created: _records,
    LinkOf: _link,
    FileOf: _file,
    TagPage: _of_the_audience(tag_page),
    ContactSearch: _of_the_audience(contact_search),
    Gather: _of_the_audience(gather),
    Settle: _of_the_audience(settle),
    PhoneOf: _phone,
    RecordOf: _record,
    AnswersOf: _answers,
    Underway: _underway,
}
# The same for every operator of the workspace.
SHARED: frozenset[type[Need]] = frozenset({Instances, ContactTotal, Groups, Templates})
