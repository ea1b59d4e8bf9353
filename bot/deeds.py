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
    Missed,
    Pause,
    PauseAll,
    Result,
    Resume,
    SendTest,
    Steered,
    Unsure,
)
from conversations.needs import CampaignState
from conversations.people import Add, HandBack, LookUp
from conversations.workspace import CampaignId

# The class of a deed says which function takes it; no type can say so for all of them at once.
Doer: TypeAlias = Callable[[Sources, Any], Awaitable[Result]]
AudienceDoer: TypeAlias = Callable[[Audience, Any, Asked], Awaitable[Result]]


async def _steered(sources: Sources, deed: Pause | Resume) -> Result:
    if isinstance(deed, Pause) and deed.early:
        return await _one_paused(sources, deed.campaign)
    return await steer(sources.msgflash, deed)


async def _one_paused(sources: Sources, campaign: CampaignId) -> Steered | Declined | Missed | Unsure:
    """Pause with one request; where that is refused, look why: the refusal alone does not tell."""
    result = await steer(sources.msgflash, Pause(campaign))
    if result != Declined("BAD_REQUEST"):
        return result
    finding = await glancing.campaign(sources.msgflash, campaign, watched=True)
    return replace(result, standing=finding.campaign.status) if isinstance(finding, CampaignState) else result


async def _tested(sources: Sources, deed: SendTest) -> Result:
    return await send_test(sources.msgflash, deed)


async def _paused(sources: Sources, deed: PauseAll) -> Result:
    """Pause all at once: one that is slow or fails holds up none of the others."""
    results = await asyncio.gather(*(_one_paused(sources, campaign) for campaign, _ in deed.campaigns))
    return Each(tuple(results))


DOERS: dict[type[Deed], Doer] = {Pause: _steered, Resume: _steered, SendTest: _tested, PauseAll: _paused}


OF_THE_AUDIENCE: dict[type[Deed], AudienceDoer] = {Add: add, LookUp: look_up_some, HandBack: hand_back}


async def do(sources: Sources, deed: Deed, asked: Asked) -> Result:
    """Do it, once, and say what came of it."""
    if type(deed) in OF_THE_AUDIENCE:
        return await OF_THE_AUDIENCE[type(deed)](sources.audience, deed, asked)
    return await DOERS[type(deed)](sources, deed)
