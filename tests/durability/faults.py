"""Telegram and MsgFlash at their worst, at the real Application's seams, and an operator who goes on regardless."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random

import httpx
from telegram import Update
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from benchmarks.stand_in import NUMBER, found, person
from bot.process import Assembled

Answer = Callable[[dict[str, object]], httpx.Response]
REFUSALS = (
    (400, "VALIDATION_ERROR"),
    (401, "UNAUTHORIZED"),
    (403, "CAMPAIGNS_NOT_AVAILABLE_ON_PLAN"),
    (404, "NOT_FOUND"),
    (429, "API_RATE_LIMIT_EXCEEDED"),
    (429, "MONTHLY_OUTBOUND_QUOTA_EXCEEDED"),
)
BEFORE = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
WITHIN = (httpx.ReadError, httpx.WriteError, httpx.ReadTimeout, httpx.WriteTimeout, httpx.RemoteProtocolError)
UNREADABLE = (b"", b"<html>Bad gateway</html>", b'{"data": {"id": "c-', b"\xff\xfe", b'{"data": {}}', b"[]")


@dataclass
class FaultyMsgFlash:
    """Records campaigns by the tag they go to, and answers as it pleases."""

    chance: Random
    recorded: dict[str, int] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    posts: int = 0

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/api/v1")
        if (request.method, path) == ("POST", "/campaigns"):
            self.posts += 1
            return self._created(json.loads(request.content))
        if self.chance.random() < 0.05:
            self._breaks((*BEFORE, *WITHIN))
        if self.chance.random() < 0.05:
            return httpx.Response(self.chance.choice((200, 500, 503)), content=self.chance.choice(UNREADABLE))
        if path == "/instances":
            return httpx.Response(200, json={"data": [NUMBER]})
        return httpx.Response(200, json={"data": {"contacts": [], "total": 240}})

    def _created(self, body: dict[str, object]) -> httpx.Response:
        draw = self.chance.random()
        tag = str(dict(body["recipients"])["value"][0])  # type: ignore[call-overload] # as the bot writes it
        self.asked[tag] += 1
        if draw < 0.15:
            self._breaks(BEFORE)
        if draw < 0.25:
            self._breaks(WITHIN)
        if draw < 0.35:
            status, code = self.chance.choice(REFUSALS)
            return httpx.Response(status, json={"error": {"code": code, "message": "No"}})
        if draw < 0.4:
            return httpx.Response(self.chance.choice((500, 502, 504)), content=self.chance.choice(UNREADABLE))
        self.recorded[tag] = self.recorded.get(tag, 0) + 1
        if draw < 0.5:
            self._breaks(WITHIN)
        if draw < 0.6:
            return httpx.Response(self.chance.choice((200, 201, 500, 502)), content=self.chance.choice(UNREADABLE))
        return httpx.Response(201, json={"data": {**body, "id": f"c-{self.posts}", "status": "scheduled"}})

    def _breaks(self, reasons: tuple[type[httpx.TransportError], ...]) -> None:
        raise self.chance.choice(reasons)("broken")


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen as its operator sees it."""

    text: str
    keyboard: str

    @property
    def turn(self) -> int | None:
        """The turn its buttons bear; None for a message that stays."""
        borne = re.search(r'"callback_data": "(\d+)\|', self.keyboard)
        return int(borne.group(1)) if borne else None

    def offers(self, label: str) -> str | None:
        return found(self.keyboard, label)


class FaultyTelegram(BaseRequest):
    """Shows screens, and every now and then fails before or after it did what was asked."""

    def __init__(self, chance: Random, share: float) -> None:
        self.chance = chance
        self.share = share
        self.ids = count(1)
        self.screens: dict[int, Shown] = {}
        self.changed: dict[int, asyncio.Event] = {}

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        return None

    async def shutdown(self) -> None:
        return None

    async def do_request(  # noqa: PLR0913, PLR0917 - the library's signature
        self,
        url: str,
        method: str,  # noqa: ARG002 - the library's signature
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = None,  # noqa: ARG002 - the library's signature
        write_timeout: ODVInput[float] = None,  # noqa: ARG002 - the library's signature
        connect_timeout: ODVInput[float] = None,  # noqa: ARG002 - the library's signature
        pool_timeout: ODVInput[float] = None,  # noqa: ARG002 - the library's signature
    ) -> tuple[int, bytes]:
        name = url.rpartition("/")[2]
        given = request_data.json_parameters if request_data else {}
        draw = self.chance.random() / self.share if self.share and name != "getMe" else 1.0
        if draw < 0.6:
            return self._refuses(name, draw)
        answer = self._does(name, given)
        if draw < 1.0:
            raise TimedOut
        return answer

    def _refuses(self, name: str, draw: float) -> tuple[int, bytes]:
        if draw < 0.1:
            raise NetworkError("broken")
        if draw < 0.2:
            return 502, b"<html>"
        if draw < 0.4:
            return failed(429, "Too Many Requests", retry_after=self.chance.choice((1, 5, 40)))
        troubles = {
            "answerCallbackQuery": ("query is too old and response timeout expired or query ID is invalid",),
            "editMessageText": ("message to edit not found", "message can't be edited", "can't parse entities: x"),
            "sendMessage": ("can't parse entities: x",),
        }
        return failed(400, f"Bad Request: {self.chance.choice(troubles.get(name, ('message not found',)))}")

    def _does(self, name: str, given: dict[str, str]) -> tuple[int, bytes]:
        if name == "getMe":
            return good({"id": 123456, "is_bot": True, "first_name": "Bot", "username": "bot"})
        if name not in {"sendMessage", "editMessageText"}:
            return good(result=True)
        chat = int(given["chat_id"])
        self.screens[chat] = Shown(given["text"], given.get("reply_markup", ""))
        self.changed.setdefault(chat, asyncio.Event()).set()
        number = int(given.get("message_id") or next(self.ids))
        return good({"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "…"})

    async def sees(self, chat: int, met: Callable[[Shown], bool]) -> Shown:
        """Wait until the operator sees a screen like that."""
        while True:
            event = self.changed.setdefault(chat, asyncio.Event())
            shown = self.screens.get(chat)
            if shown is not None and met(shown):
                return shown
            event.clear()
            await event.wait()


@dataclass
class Person:
    """An operator before the real Application."""

    made: Assembled
    telegram: FaultyTelegram
    chat: int
    numbers: "Iterator[int]"

    async def types(self, text: str) -> None:
        entities = [{"type": "bot_command", "offset": 0, "length": len(text)}] if text.startswith("/") else []
        await self.gives({"message": {**self.message(), "text": text, "entities": entities}})

    async def presses(self, data: str) -> None:
        message = {**self.message(), "text": "…"}
        query = {"id": "1", "from": person(self.chat), "chat_instance": "1", "data": data, "message": message}
        await self.gives({"callback_query": query})

    async def gives(self, update: dict[str, object]) -> None:
        parsed = Update.de_json({"update_id": next(self.numbers), **update}, self.made.application.bot)
        await asyncio.gather(*await self.made.inbox.put_all((parsed,)))

    async def chooses(self, label: str) -> None:
        """Press a button once it is there, and again as long as it comes back under another turn."""
        pressed: str | None = None
        while True:
            shown = await self.telegram.sees(self.chat, lambda shown, old=pressed: shown.offers(label) != old)  # type: ignore[misc] # a default bound in a lambda
            pressed = shown.offers(label)
            if pressed is None:
                return
            await self.presses(pressed)

    def message(self) -> dict[str, object]:
        chat = {"id": self.chat, "type": "private"}
        return {"message_id": 1, "date": 1776155400, "chat": chat, "from": person(self.chat)}


def good(result: object) -> tuple[int, bytes]:
    return 200, json.dumps({"ok": True, "result": result}).encode()


def failed(status: int, description: str, **parameters: object) -> tuple[int, bytes]:
    body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
    return status, json.dumps(body).encode()
