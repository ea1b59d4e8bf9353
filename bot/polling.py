"""Long polling: an update is stored before the next call tells Telegram that it arrived."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.door import Inbox
from bot.updates import ALLOWED, numbered, readable

log = logging.getLogger(__name__)

T = TypeVar("T")

POLL_SECONDS = 30
# How much longer than Telegram holds the line an answer may take.
GRACE_SECONDS = 10
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0


async def poll(bot: Bot, inbox: Inbox) -> None:
    """Poll until cancelled. Raises Conflict for a second poller, InvalidToken, and StoreError.

    Deleting the webhook keeps what waits there, and is what lets polling begin at all.
    """
    await persistently(lambda: bot.delete_webhook(drop_pending_updates=False))
    offset: int | None = None

    async def updates_from_offset() -> int | None:
        batch = await _batch(bot, offset)
        await inbox.put_all([update for written in batch if (update := readable(written, bot)) is not None])
        numbers = [number for written in batch if (number := numbered(written)) is not None]
        if batch and not numbers:
            raise TelegramError("a batch of updates without ids")
        return numbers[-1] + 1 if numbers else offset

    while True:
        offset = await persistently(updates_from_offset)


async def _batch(bot: Bot, offset: int | None) -> list[object]:
    """Return the updates as Telegram wrote them. The library's own call gives none when it cannot read one of them."""
    # The first of the library's two ways out is for polling: no message waits behind a poll, no poll behind messages.
    request: BaseRequest = bot._request[0]  # noqa: SLF001 - the library has no other way to it
    given = {"offset": offset, "timeout": POLL_SECONDS, "allowed_updates": list(ALLOWED)}
    parameters = [RequestParameter(name, value, None) for name, value in given.items() if value is not None]
    answer: object = await request.post(
        f"{bot.base_url}/getUpdates", RequestData(parameters), read_timeout=POLL_SECONDS + GRACE_SECONDS
    )
    if not isinstance(answer, list):
        raise TelegramError("no list of updates")
    return answer


async def persistently(call: Callable[[], Awaitable[T]]) -> T:
    """Call until Telegram answers, however long it is out of reach. Raises Conflict and InvalidToken."""
    pause, missed = FIRST_PAUSE, False
    while True:
        try:
            return await call()
        except (Conflict, InvalidToken):
            raise
        except RetryAfter as reason:
            wish = reason.retry_after
            await asyncio.sleep(wish.total_seconds() if isinstance(wish, timedelta) else wish)
        except TelegramError as reason:
            if isinstance(reason, TimedOut) and not missed:
                # As after a poll whose connection was lost unnoticed: there is nothing to wait for, once.
                missed = True
                await asyncio.sleep(0.1)
                continue
            log.warning("Telegram is out of reach, trying again in %s s (%s)", pause, type(reason).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
