"""Requests that change something at MsgFlash: made once, and what their answers mean."""

import logging

import httpx

from bot.msgflash.client import Answer, MsgFlash
from bot.wire import ErrorModel, Json, opened
from conversations.deeds import Declined, Missed, Unsure

log = logging.getLogger(__name__)

# `resources/error-codes`: these are refusals, whatever else the answer holds (msgflash-api section 19.1).
REFUSALS = frozenset({400, 401, 403, 404, 422, 429})
NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


async def changed(client: MsgFlash, path: str, body: Json | None, what: str) -> Answer | Missed | Unsure:
    """Return the answer to one request, never repeated by itself. `what` names it in the log."""
    try:
        return await client.once("POST", path, body)
    except NEVER_LEFT:
        return Missed()
    except httpx.HTTPError as reason:
        log.warning("%s: no answer (%s)", what, type(reason).__name__)
        return Unsure()


def declined(answer: Answer) -> Declined | Unsure:
    """Return what an answer means that is none of those hoped for."""
    if answer.status not in REFUSALS:
        return Unsure()
    error = opened(answer.body, "error", ErrorModel)
    return Declined(error.code if error else f"HTTP {answer.status}")
