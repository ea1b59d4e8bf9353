"""Pausing and resuming a campaign."""

import logging
from urllib.parse import quote

import httpx

from bot.msgflash.client import TOO_FAST, MsgFlash
from bot.msgflash.creating import NEVER_LEFT, REFUSALS
from bot.wire import CampaignModel, ErrorModel, opened
from conversations.deeds import Declined, Missed, Pause, Resume, Steered, Unsure

log = logging.getLogger(__name__)

# Within seven seconds or so: somebody waits for it, and messages are leaving.
MOST_AGAIN = 3


async def steer(client: MsgFlash, deed: Pause | Resume) -> Steered | Declined | Missed | Unsure:
    """Pause or resume, and say what became of it. What cannot have been taken is tried again, a few times."""
    waits = iter(client.again_after[:MOST_AGAIN])
    while True:
        result = await _once(client, deed)
        passing = result in {Missed(), Declined(TOO_FAST)}
        wait = next(waits, None) if passing else None
        if wait is None or await client.left_within(wait):
            return result


async def _once(client: MsgFlash, deed: Pause | Resume) -> Steered | Declined | Missed | Unsure:
    word = "pause" if isinstance(deed, Pause) else "resume"
    try:
        answer = await client.once("POST", f"/api/v1/campaigns/{quote(deed.campaign, safe='')}/{word}")
    except NEVER_LEFT:
        return Missed()
    except httpx.HTTPError as reason:
        log.warning("campaign %s: no answer to %s (%s)", deed.campaign, word, type(reason).__name__)
        return Unsure()
    campaign = opened(answer.body, "data", CampaignModel)
    if answer.status in range(200, 300) and campaign is not None:
        return Steered(campaign.value())
    if answer.status in REFUSALS:
        error = opened(answer.body, "error", ErrorModel)
        return Declined(error.code if error else f"HTTP {answer.status}")
    return Unsure()
