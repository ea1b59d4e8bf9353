"""Sending one message: the operator's own test of a campaign."""

import logging

import httpx

from bot.msgflash.client import MsgFlash
from bot.msgflash.creating import NEVER_LEFT, REFUSALS
from bot.wire import ErrorModel, opened, to_message
from conversations.deeds import Declined, Missed, Queued, Result, SendTest, Unsure

log = logging.getLogger(__name__)


async def send_test(client: MsgFlash, deed: SendTest) -> Result:
    """Send it with one request, never repeated, and say what became of it."""
    try:
        answer = await client.once("POST", "/api/v1/messages/send", to_message(deed.draft, deed.to))
    except NEVER_LEFT:
        return Missed()
    except httpx.HTTPError as reason:
        log.warning("test of %s: no answer (%s)", deed.draft.reference, type(reason).__name__)
        return Unsure()
    if answer.status in range(200, 300):
        return Queued()
    if answer.status in REFUSALS:
        error = opened(answer.body, "error", ErrorModel)
        return Declined(error.code if error else f"HTTP {answer.status}")
    return Unsure()
