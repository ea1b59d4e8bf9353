"""What the bot does in a Telegram chat, and what it makes of Telegram's troubles."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TypeVar

from telegram import Bot, InputFile
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.render import Rendered, plain
from storage.store import Card

log = logging.getLogger(__name__)

T = TypeVar("T")

# With it, the library tells waits as timedelta and does not warn at each of Telegram's 429.
os.environ.setdefault("PTB_TIMEDELTA", "true")

ATTEMPTS = 4
# A longer wait is not waited out: what is owed then is shown when the time has come, and only the last of it.
LONGEST_WAIT = 2.0
PAUSE = 0.5
# Telegram does not say whether a chat or the whole bot is too fast: three chats at once mean the bot.
CHATS_THAT_MEAN_ALL = 3


class GoneError(Exception):
    """Nothing can be written to this chat any more: blocked, deleted, or moved."""


class NotShownError(Exception):
    """Telegram did not take it this time; it stays owed. `after` is how many seconds it asked to wait, if it did."""

    def __init__(self, after: float | None = None) -> None:
        super().__init__(after)
        self.after = after


@dataclass(frozen=True, slots=True)
class Chat:
    """The bot's hands. Each method raises GoneError or NotShownError, no other.

    `pauses` are the chats that Telegram wants left alone, each until a time of the loop's clock. One that is not
    `open_to` the bot is as good as gone: nothing but a plain sentence is sent there.
    """

    bot: Bot
    open_to: Callable[[int], bool] = lambda _: True
    pauses: dict[int, float] = field(default_factory=dict)

    async def show(  # noqa: PLR0913 - a message, where it goes, and how
        self, chat: int, card: Card | None, rendered: Rendered, *, below: bool, kept: bool, silent: bool = False
    ) -> Card:
        """Put a screen on the living message, or on a new one below; return the message that shows it."""
        in_place = card is not None and not below and not card.kept and rendered.picture is None
        if card is not None and in_place and await self._edited(chat, card.message_id, rendered):
            return Card(card.message_id, kept)
        message_id = await self.post(chat, rendered, silent=silent)
        if card is not None:
            await self._retire(chat, card)
        return Card(message_id, kept)

    async def post(self, chat: int, rendered: Rendered, *, silent: bool = False) -> int:
        """Send a message of its own, without a sound if `silent`; return its id."""

        async def send(text: str, mode: str | None) -> object:
            markup = rendered.keyboard and rendered.keyboard.to_dict()
            if rendered.picture is not None:
                photo = RequestParameter.from_input("photo", InputFile(rendered.picture, "chart.png"))
                words = _parameters(chat_id=chat, caption=text, parse_mode=mode, reply_markup=markup)
                return await self._post("sendPhoto", [photo, *words])
            given = {"chat_id": chat, "text": text, "parse_mode": mode, "reply_markup": markup}
            return await self._call("sendMessage", **given, disable_notification=True if silent else None)

        try:
            sent = await self._formatted(chat, rendered, send)
        except BadRequest as reason:
            log.error("Telegram does not take a message (%s)", _kind(reason))  # noqa: TRY400 - the trace says no more
            if rendered.picture is not None:
                # The words say all that the picture shows.
                return await self.post(chat, replace(rendered, picture=None))
            raise NotShownError from reason
        match sent:
            case {"message_id": int(message_id)}:
                return message_id
            case _:
                raise NotShownError

    async def hand(self, chat: int, content: bytes, name: str) -> None:
        """Send a file."""
        file = RequestParameter.from_input("document", InputFile(content, filename=name))
        data = RequestData([RequestParameter("chat_id", chat, None), file])
        try:
            await self._persistently(chat, lambda: self.bot.request.post(f"{self.bot.base_url}/sendDocument", data))
        except BadRequest as reason:
            log.error("Telegram does not take a file (%s)", _kind(reason))  # noqa: TRY400 - the trace says no more
            raise NotShownError from reason

    async def say(self, chat: int, text: str) -> None:
        """Send a plain sentence, if Telegram takes it."""
        try:
            await self._call("sendMessage", chat_id=chat, text=text)
        except TelegramError as reason:
            log.info("a sentence was not sent (%s)", type(reason).__name__)

    async def answer(self, query: str, text: str | None) -> None:
        """Answer a pressed button; one that is too old needs no answer."""
        try:
            await self._call("answerCallbackQuery", callback_query_id=query, text=text)
        except TelegramError as reason:
            log.info("a callback query was not answered (%s)", type(reason).__name__)

    async def _call(self, method: str, **given: object) -> object:
        return await self._post(method, _parameters(**given))

    async def _post(self, method: str, parameters: list[RequestParameter]) -> object:
        """Make one call. Bot's own methods also read the answers into objects nobody looks at: half of the cost."""
        return await self.bot.request.post(f"{self.bot.base_url}/{method}", RequestData(parameters))

    async def _edited(self, chat: int, message_id: int, rendered: Rendered) -> bool:
        """Edit a message in place; tell whether it is still there to be edited."""

        async def edit(text: str, mode: str | None) -> object:
            markup = rendered.keyboard and rendered.keyboard.to_dict()
            place = {"chat_id": chat, "message_id": message_id}
            return await self._call("editMessageText", **place, text=text, parse_mode=mode, reply_markup=markup)

        try:
            await self._formatted(chat, rendered, edit)
        except BadRequest as reason:
            if "not modified" in reason.message.lower():
                return True
            log.info("a message could not be edited, posting anew (%s)", _kind(reason))
            return False
        return True

    async def _formatted(self, chat: int, rendered: Rendered, call: Callable[[str, str | None], Awaitable[T]]) -> T:
        """Call with HTML, or plain when Telegram does not take its entities."""
        try:
            return await self._persistently(chat, lambda: call(rendered.html, ParseMode.HTML))
        except BadRequest as reason:
            if "parse entities" not in reason.message.lower():
                raise
            log.error("Telegram does not take our HTML (%s)", _kind(reason))  # noqa: TRY400 - the trace says no more
        return await self._persistently(chat, lambda: call(plain(rendered.html), None))

    async def _retire(self, chat: int, card: Card) -> None:
        """Take an old message's buttons away: a receipt stays without them, a card goes."""
        try:
            if not card.kept:
                await self._call("deleteMessage", chat_id=chat, message_id=card.message_id)
                return
        except TelegramError as reason:
            log.info("an old card was not deleted (%s)", type(reason).__name__)
        try:
            await self._call("editMessageReplyMarkup", chat_id=chat, message_id=card.message_id)
        except TelegramError as reason:
            # Its buttons bear an old turn: pressing them has no effect.
            log.info("an old card keeps its buttons (%s)", type(reason).__name__)

    async def _persistently(self, chat: int, call: Callable[[], Awaitable[T]]) -> T:
        """Call Telegram, waiting as long as it asks to if that is short. Raises BadRequest for the caller to read."""
        if not self.open_to(chat):
            raise GoneError
        for attempt in range(1, ATTEMPTS + 1):
            await self._wait(chat)
            try:
                return await call()
            except RetryAfter as reason:
                self._pause(chat, _wish(reason))
                if attempt == ATTEMPTS:
                    raise NotShownError(_wish(reason)) from reason
            except (Forbidden, ChatMigrated) as reason:
                raise GoneError from reason
            except BadRequest as reason:
                if "chat not found" in reason.message.lower():
                    raise GoneError from reason
                raise
            except NetworkError as reason:
                if attempt == ATTEMPTS:
                    raise NotShownError from reason
                await asyncio.sleep(PAUSE * attempt)
            except TelegramError as reason:
                raise NotShownError from reason
        raise NotShownError

    def _pause(self, chat: int, seconds: float) -> None:
        now = asyncio.get_running_loop().time()
        for over in [other for other, end in self.pauses.items() if end <= now]:
            del self.pauses[over]
        self.pauses[chat] = now + seconds

    async def _wait(self, chat: int) -> None:
        """Wait out a short pause of this chat, or of all. Raises NotShownError at a longer one."""
        if not self.pauses:
            return
        now = asyncio.get_running_loop().time()
        ends = sorted(end for end in self.pauses.values() if end > now)
        for_all = ends[-CHATS_THAT_MEAN_ALL] if len(ends) >= CHATS_THAT_MEAN_ALL else now
        seconds = max(self.pauses.get(chat, now), for_all) - now
        if seconds > LONGEST_WAIT:
            raise NotShownError(seconds)
        if seconds > 0:
            await asyncio.sleep(seconds)


def _parameters(**given: object) -> list[RequestParameter]:
    return [RequestParameter(name, value, None) for name, value in given.items() if value is not None]


def _wish(reason: RetryAfter) -> float:
    wish = reason.retry_after
    return wish.total_seconds() if isinstance(wish, timedelta) else wish


def _kind(reason: BadRequest) -> str:
    """Return what Telegram did not like, without what it quotes: that may be the message."""
    return reason.message.partition(":")[0]
