"""Files that operators sent, brought from Telegram.

Telegram's own link to a file holds the bot's token: it is made and used here, and leaves in no value and no exception.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Literal, TypeAlias

from telegram import Bot
from telegram.error import TelegramError

from bot.transport import AiohttpRequest

log = logging.getLogger(__name__)

# core.telegram.org/bots/api#getfile
MOST = 20 * 1024 * 1024
# Somebody waits for what is in it.
WHOLE_SECONDS = 60.0

Why: TypeAlias = Literal["too large", "not given"]


class DownloadError(Exception):
    """The file was not had: it is larger than allowed, or Telegram did not give it."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class NotDownloaded:
    why: Why


async def pieces(bot: Bot, file_id: str, most: int = MOST) -> AsyncGenerator[bytes, None]:
    """Give a file piece by piece, `most` bytes at most. Raises DownloadError and nothing else."""
    why: Why | None = None
    given = 0
    try:
        async with aclosing(_pieces(bot, file_id, most)) as found:
            async for piece in found:
                given += len(piece)
                if given > most:
                    raise DownloadError("too large")
                yield piece
    except TelegramError as reason:
        why = "too large" if "too big" in reason.message.lower() else "not given"
        log.warning("a file could not be had from Telegram (%s)", type(reason).__name__)
    # Raised out here, so that no foreign exception rides along as its context.
    if why is not None:
        raise DownloadError(why)


async def whole_file(bot: Bot, file_id: str, most: int = MOST) -> bytes | NotDownloaded:
    """Return a file of at most `most` bytes, or why it was not had."""
    content = bytearray()
    try:
        async with asyncio.timeout(WHOLE_SECONDS), aclosing(pieces(bot, file_id, most)) as found:
            async for piece in found:
                content += piece
    except DownloadError as reason:
        return NotDownloaded(reason.why)
    except TimeoutError:
        return NotDownloaded("not given")
    return bytes(content)


async def _pieces(bot: Bot, file_id: str, most: int) -> AsyncGenerator[bytes, None]:
    file = await bot.get_file(file_id)
    if file.file_size is not None and file.file_size > most:
        raise DownloadError("too large")
    address = file.file_path
    # A Bot API server in local mode names a file of its own machine, which is not ours to open.
    if address is None or not address.startswith(f"{bot.base_file_url}/"):
        raise DownloadError("not given")
    if not isinstance(bot.request, AiohttpRequest):
        yield await bot.request.retrieve(address)
        return
    async with aclosing(bot.request.pieces(address)) as found:
        async for piece in found:
            yield piece
