"""How each deed of a conversation is done: one function a kind of deed, found by its class."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeAlias

from bot.additions import add, hand_back, look_up_some
from bot.asked import Asked
from bot.audience import Audience
from bot.msgflash import glancing
from bot.msgflash.messages import send_test
from bot.msgflash.steering import steer
from bot.sources import Sources
from conversations.deeds import (
    Declined,
    Deed,
    Each,
    Pause,
    PauseAll,
    Result,
    Resume,
    SendTest,
)
from conversations.needs import CampaignState
from conversations.people import Add, HandBack, LookUp

# The class of a deed says which function takes it; no type can say so for all of them at once.
Doer: TypeAlias = Callable[[Sources, Any], Awaitable[Result]]
AudienceDoer: TypeAlias = Callable[[Audience, Any, Asked], Awaitable[Result]]


async def _steered(sources: Sources, deed: Pause | Resume) -> Result:
    """Steer with one request; where pausing early is refused, look why: the refusal alone does not tell."""
    result = await steer(sources.msgflash, deed)
    if not isinstance(deed, Pause) or not deed.early or result != Declined("BAD_REQUEST"):
        return result
    finding = await glancing.campaign(sources.msgflash, deed.campaign, watched=True)
    return replace(result, standing=finding.campaign.status) if isinstance(finding, CampaignState) else result


async def _tested(sources: Sources, deed: SendTest) -> Result:
    return await send_test(sources.msgflash, deed)


async def _paused(sources: Sources, deed: PauseAll) -> Result:
    """Pause all at once: one that is slow or fails holds up none of the others."""
    results = await asyncio.gather(*(steer(sources.msgflash, Pause(campaign)) for campaign, _ in deed.campaigns))
    return Each(tuple(results))


DOERS: dict[type[Deed], Doer] = {Pause: _steered, Resume: _steered, SendTest: _tested, PauseAll: _paused}


OF_THE_AUDIENCE: dict[type[Deed], AudienceDoer] = {Add: add, LookUp: look_up_some, HandBack: hand_back}


async def do(sources: Sources, deed: Deed, asked: Asked) -> Result:
    """Do it, once, and say what came of it."""
    if type(deed) in OF_THE_AUDIENCE:
        return await OF_THE_AUDIENCE[type(deed)](sources.audience, deed, asked)
    return await DOERS[type(deed)](sources, deed)
