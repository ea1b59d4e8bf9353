"""Long polling: an update is stored before the next call tells Telegram that it arrived."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.door import Inbox
from bot.updates import ALLOWED

log = logging.getLogger(__name__)

T = TypeVar("T")

POLL_SECONDS = 30
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0


async def poll(bot: Bot, inbox: Inbox) -> None:
    """Poll until cancelled. Raises Conflict for a second poller, InvalidToken, and StoreError."""
    await persistently(bot.delete_webhook)
    offset: int | None = None

    async def updates_from_offset() -> int | None:
        updates = await bot.get_updates(
            offset=offset, timeout=timedelta(seconds=POLL_SECONDS), allowed_updates=list(ALLOWED)
        )
        await inbox.put_all(updates)
        return updates[-1].update_id + 1 if updates else offset

    while True:
        offset = await persistently(updates_from_offset)


async def persistently(call: Callable[[], Awaitable[T]]) -> T:
    """Call until Telegram answers, however long it is out of reach. Raises Conflict and InvalidToken."""
    pause = FIRST_PAUSE
    while True:
        try:
            return await call()
        except (Conflict, InvalidToken):
            raise
        except RetryAfter as reason:
            wish = reason.retry_after
            await asyncio.sleep(wish.total_seconds() if isinstance(wish, timedelta) else wish)
        except TimedOut:
            # As after a poll whose connection was lost unnoticed: there is nothing to wait for.
            await asyncio.sleep(0.1)
        except TelegramError as reason:
            log.warning("Telegram is out of reach, trying again in %s s (%s)", pause, type(reason).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
