"""What the bot does in a Telegram chat, and what it makes of Telegram's troubles."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from telegram import Bot, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.render import Rendered, plain
from storage.store import Card

log = logging.getLogger(__name__)

T = TypeVar("T")

ATTEMPTS = 4
LONGEST_WAIT = 60.0
PAUSE = 0.5


class GoneError(Exception):
    """Nothing can be written to this chat any more: blocked, deleted, or moved."""


class NotShownError(Exception):
    """Telegram did not take it this time; it stays owed."""


@dataclass(frozen=True, slots=True)
class Chat:
    """The bot's hands. Each method raises GoneError or NotShownError, no other."""

    bot: Bot

    async def show(self, chat: int, card: Card | None, rendered: Rendered, *, below: bool, kept: bool) -> Card:
        """Put a screen on the living message, or on a new one below; return the message that shows it."""
        if card is not None and not below and not card.kept and await self._edited(chat, card.message_id, rendered):
            return Card(card.message_id, kept)
        message = await self.post(chat, rendered)
        if card is not None:
            await self._retire(chat, card)
        return Card(message.message_id, kept)

    async def post(self, chat: int, rendered: Rendered) -> Message:
        """Send a message of its own."""

        async def send(text: str, mode: str | None) -> Message:
            return await self.bot.send_message(chat, text, parse_mode=mode, reply_markup=rendered.keyboard)

        return await self._formatted(rendered, send)

    async def say(self, chat: int, text: str) -> None:
        """Send a plain sentence, if Telegram takes it."""
        try:
            await self.bot.send_message(chat, text)
        except TelegramError as reason:
            log.info("a sentence was not sent (%s)", type(reason).__name__)

    async def answer(self, query: str, text: str | None) -> None:
        """Answer a pressed button; one that is too old needs no answer."""
        try:
            await self.bot.answer_callback_query(query, text)
        except TelegramError as reason:
            log.info("a callback query was not answered (%s)", type(reason).__name__)

    async def _edited(self, chat: int, message_id: int, rendered: Rendered) -> bool:
        """Edit a message in place; tell whether it is still there to be edited."""

        async def edit(text: str, mode: str | None) -> None:
            await self.bot.edit_message_text(text, chat, message_id, parse_mode=mode, reply_markup=rendered.keyboard)

        try:
            await self._formatted(rendered, edit)
        except BadRequest as reason:
            if "not modified" in reason.message.lower():
                return True
            log.info("a message could not be edited, posting anew (%s)", reason.message)
            return False
        return True

    async def _formatted(self, rendered: Rendered, call: Callable[[str, str | None], Awaitable[T]]) -> T:
        """Call with HTML, or plain when Telegram does not take its entities."""
        try:
            return await _persistently(lambda: call(rendered.html, ParseMode.HTML))
        except BadRequest as reason:
            if "parse entities" not in reason.message.lower():
                raise
            log.error("Telegram does not take our HTML (%s)", reason.message)  # noqa: TRY400 - the trace says no more
            return await _persistently(lambda: call(plain(rendered.html), None))

    async def _retire(self, chat: int, card: Card) -> None:
        """Take an old message's buttons away: a receipt stays without them, a card goes."""
        try:
            if not card.kept:
                await self.bot.delete_message(chat, card.message_id)
                return
        except TelegramError as reason:
            log.info("an old card was not deleted (%s)", type(reason).__name__)
        try:
            await self.bot.edit_message_reply_markup(chat, card.message_id)
        except TelegramError as reason:
            # Its buttons bear an old turn: pressing them has no effect.
            log.info("an old card keeps its buttons (%s)", type(reason).__name__)


async def _persistently(call: Callable[[], Awaitable[T]]) -> T:
    """Call Telegram, waiting as long as it asks to. Raises BadRequest for the caller to read."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return await call()
        except RetryAfter as reason:
            wait = _wish(reason)
            if wait > LONGEST_WAIT or attempt == ATTEMPTS:
                raise NotShownError from reason
        except (Forbidden, ChatMigrated) as reason:
            raise GoneError from reason
        except BadRequest as reason:
            if "chat not found" in reason.message.lower():
                raise GoneError from reason
            raise
        except NetworkError as reason:
            wait = PAUSE * attempt
            if attempt == ATTEMPTS:
                raise NotShownError from reason
        except TelegramError as reason:
            raise NotShownError from reason
        await asyncio.sleep(wait)
    raise NotShownError


def _wish(reason: RetryAfter) -> float:
    wish = reason.retry_after
    return wish if isinstance(wish, int | float) else wish.total_seconds()
