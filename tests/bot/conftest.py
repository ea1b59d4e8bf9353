"""The real Application between a fake Telegram and a fake MsgFlash, both at the libraries' own seams."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import httpx
import pytest
import stamina
from telegram import Update
from telegram._utils.types import ODVInput
from telegram.request import BaseRequest, RequestData

from bot.__main__ import assemble
from bot.process import Assembled, Ending
from bot.settings import Settings
from storage.store import opened

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
TOKEN = "123456:" + "A" * 35
KEY = "msgf_live_" + "ab" * 32
OPERATOR = 1001
SHOP = {
    "id": "6f1d2a74-0c55-4c7e-9a2f-0b8f6f1f9b11",
    "name": "Boutique",
    "waNumber": "+22990000001",
    "status": "connected",
}
VIPS = {"id": "c7f5a3ce-55d0-4c39-9b41-5a5d4b1c7a02", "name": "VIPs", "contactCount": 42}
BASKET = {
    "id": "0d7b8f0e-8a43-4c0b-8f0e-3c9f3e2a1d55",
    "name": "Basket",
    "type": "text",
    "body": "Hello {{contact.firstName}}, {{custom.code}}",
    "variables": ["contact.firstName", "custom.code"],
}
SAFETY = {
    "decision": "warn",
    "riskLevel": "medium",
    "score": 56,
    "state": "warming",
    "reasons": ["Many contacts are new to this number."],
    "recommendations": ["Send to fewer people first."],
    "appliedLimits": {"maxCampaignRecipients": 100, "maxColdRatio": 0.4},
    "audience": {"totalRecipients": 120, "coldRatio": 0.625},
}


class FakeTelegram(BaseRequest):
    """Telegram as the bot sees it: keeps the chat's messages, and fails on demand."""

    def __init__(self) -> None:
        self.ids = count(100)
        self.messages: dict[int, dict[str, object]] = {}
        self.calls: list[tuple[str, dict[str, object]]] = []
        self.toasts: list[str | None] = []
        self.trouble: list[tuple[str, Callable[[], tuple[int, bytes]]]] = []

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
        name = url.rsplit("/", 1)[-1]
        given = dict(request_data.parameters) if request_data else {}
        self.calls.append((name, given))
        for at, (which, fail) in enumerate(self.trouble):
            if which == name:
                del self.trouble[at]
                return fail()
        return self._answer(name, given)

    def fails(self, name: str, status: int, description: str, **parameters: object) -> None:
        """Let the next call of this name be refused."""
        body = json.dumps({"ok": False, "error_code": status, "description": description, "parameters": parameters})
        self.trouble.append((name, lambda: (status, body.encode())))

    def breaks(self, name: str, reason: Exception) -> None:
        """Let the next call of this name raise."""

        def fail() -> tuple[int, bytes]:
            raise reason

        self.trouble.append((name, fail))

    def visible(self) -> list[dict[str, object]]:
        return list(self.messages.values())

    def _answer(self, name: str, given: dict[str, object]) -> tuple[int, bytes]:
        match name:
            case "getMe":
                return _good({"id": 123456, "is_bot": True, "first_name": "Bot", "username": "bot"})
            case "sendMessage":
                message_id = next(self.ids)
                self.messages[message_id] = {"message_id": message_id, **given}
                return _good(_message(message_id, given))
            case "editMessageText":
                message_id = int(str(given["message_id"]))
                if message_id not in self.messages:
                    return _bad("Bad Request: message to edit not found")
                self.messages[message_id] = {"message_id": message_id, **given}
                return _good(_message(message_id, given))
            case "editMessageReplyMarkup":
                self.messages[int(str(given["message_id"]))].pop("reply_markup", None)
                return _good(result=True)
            case "deleteMessage":
                self.messages.pop(int(str(given["message_id"])), None)
                return _good(result=True)
            case "answerCallbackQuery":
                text = given.get("text")
                self.toasts.append(str(text) if text else None)
                return _good(result=True)
            case _:
                return _good(result=True)


def _good(result: object) -> tuple[int, bytes]:
    return 200, json.dumps({"ok": True, "result": result}).encode()


def _bad(description: str) -> tuple[int, bytes]:
    return 400, json.dumps({"ok": False, "error_code": 400, "description": description}).encode()


def _message(message_id: int, given: dict[str, object]) -> dict[str, object]:
    chat = {"id": given["chat_id"], "type": "private"}
    return {"message_id": message_id, "date": int(NOW.timestamp()), "chat": chat, "text": "…"}


@dataclass
class FakeMsgFlash:
    """MsgFlash as an httpx transport; `answer` may be replaced to let a call fail."""

    created: list[dict[str, object]] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)
    instances: list[dict[str, object]] = field(default_factory=lambda: [dict(SHOP)])
    overrides: dict[str, list[httpx.Response | Exception]] = field(default_factory=dict)
    contacts: int = 240

    def answers(self, path: str, *answers: httpx.Response | Exception) -> None:
        """Queue answers for the calls whose path ends like this."""
        self.overrides.setdefault(path, []).extend(answers)

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        for path, answers in self.overrides.items():
            if request.url.path.endswith(path) and answers:
                answer = answers.pop(0)
                if isinstance(answer, Exception):
                    raise answer
                return answer
        return self._usual(request)

    def _usual(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/api/v1")
        match request.method, path:
            case "GET", "/instances":
                return httpx.Response(200, json={"data": self.instances})
            case "GET", "/contacts":
                return httpx.Response(200, json={"data": {"contacts": [], "total": self.contacts}})
            case "GET", "/contacts/groups":
                return httpx.Response(200, json={"data": {"groups": [VIPS], "total": 1, "hasMore": False}})
            case "GET", "/templates":
                return httpx.Response(200, json={"data": [BASKET]})
            case "POST", "/campaigns":
                body = json.loads(request.content)
                self.created.append(body)
                return httpx.Response(201, json={"data": campaign(body)})
            case "POST", path if path.endswith("/preview"):
                variables = json.loads(request.content)["variables"]
                text = f"Hello Awa, {variables.get('code')}"
                return httpx.Response(200, json={"data": {"rendered": text, "missingVariables": [], "valid": True}})
            case "GET", path if path.startswith("/campaigns/"):
                return httpx.Response(200, json={"data": campaign(self.created[-1]) | {"status": "running"}})
            case _:
                return httpx.Response(404, json={"error": {"code": "NOT_FOUND", "message": "Not found"}})


def campaign(body: dict[str, object]) -> dict[str, object]:
    """A creation's answer, in the documented shape."""
    counters = ("planned", "queued", "sent", "delivered", "read", "failed", "cancelled")
    return {
        "id": "9a0c1c52-0b8e-4f0a-b5b5-2f1d8f6f7e33",
        "status": "scheduled",
        "stats": dict.fromkeys(counters, 0),
        "safety": SAFETY,
        **body,
    }


@dataclass
class Stage:
    """One operator before the real Application."""

    made: Assembled
    telegram: FakeTelegram
    msgflash: FakeMsgFlash
    path: Path
    clock: "list[datetime]"
    language: str = "en"
    user: int = OPERATOR
    updates: "count[int]" = field(default_factory=lambda: count(1))

    async def types(self, text: str, **more: object) -> None:
        entities = [{"type": "bot_command", "offset": 0, "length": len(text)}] if text.startswith("/") else []
        await self.gives({"message": {**self._message(), "text": text, "entities": entities, **more}})

    async def sends(self, **content: object) -> None:
        await self.gives({"message": {**self._message(), **content}})

    async def presses(self, label: str) -> None:
        """Press the button whose label holds this, on the living message."""
        await self.presses_data(self.data(label), self.card()["message_id"])

    async def presses_data(self, data: str, message_id: object = 1) -> None:
        message = {**self._message(), "message_id": message_id}
        query = {"id": "q", "from": self._user(), "chat_instance": "c", "data": data, "message": message}
        await self.gives({"callback_query": query})

    async def gives(self, update: dict[str, object], update_id: int | None = None) -> None:
        """Deliver an update and wait until all that follows from it is done."""
        number = next(self.updates) if update_id is None else update_id
        parsed = Update.de_json({"update_id": number, **update}, self.made.application.bot)
        await self.made.application.process_update(parsed)
        await self.settles()

    async def settles(self) -> None:
        while self.made.runner.tasks:
            await self.made.runner.finish(30)

    def card(self) -> dict[str, object]:
        return self.telegram.visible()[-1]

    def reads(self) -> str:
        return str(self.card()["text"])

    def sees(self, *texts: str) -> None:
        for text in texts:
            assert text in self.reads(), f"{text!r} is not in:\n{self.reads()}"

    def labels(self) -> list[str]:
        return [str(button["text"]) for button in self._buttons()]

    def data(self, label: str) -> str:
        found = [str(b["callback_data"]) for b in self._buttons() if label in str(b["text"]) and "callback_data" in b]
        assert found, f"{label!r} is not among {self.labels()}"
        return found[0]

    def passes(self, **elapsed: float) -> None:
        self.clock[0] += timedelta(**elapsed)

    def _buttons(self) -> list[dict[str, object]]:
        markup = self.card().get("reply_markup")
        rows = json.loads(markup) if isinstance(markup, str) else markup
        return [button for row in rows["inline_keyboard"] for button in row] if isinstance(rows, dict) else []

    def _message(self) -> dict[str, object]:
        chat = {"id": self.user, "type": "private"}
        return {"message_id": 1, "date": int(NOW.timestamp()), "chat": chat, "from": self._user()}

    def _user(self) -> dict[str, object]:
        return {"id": self.user, "is_bot": False, "first_name": "Awa", "language_code": self.language}


def settings(**more: object) -> Settings:
    given: dict[str, object] = {
        "telegram_bot_token": TOKEN,
        "msgflash_api_key": KEY,
        "operator_ids": str(OPERATOR),
        **more,
    }
    return Settings(_env_file=None, **given)  # type: ignore[arg-type] # pydantic checks them


@asynccontextmanager
async def staged(path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash, **more: object) -> AsyncIterator[Stage]:
    """Start the real Application on a database, and stop it as SIGTERM would."""
    clock = [NOW]
    async with opened(path) as store:
        made = assemble(
            settings(**more),
            store,
            Ending(),
            telegram=(telegram, telegram),
            transport=httpx.MockTransport(msgflash),
            clock=lambda: clock[0],
        )
        made.runner.msgflash.again_after = (0.0, 0.0)
        await made.application.initialize()
        await made.runner.wake_all()
        stage = Stage(made, telegram, msgflash, path, clock)
        await stage.settles()
        try:
            yield stage
        finally:
            await made.runner.finish(10)
            await made.application.shutdown()
            await made.runner.msgflash.client.aclose()


@pytest.fixture(autouse=True)
def _reads_are_tried_again_at_once() -> AsyncIterator[None] | None:
    stamina.set_testing(testing=True, attempts=3)
    yield  # type: ignore[misc] # a generator fixture
    stamina.set_testing(testing=False)


@pytest.fixture
def telegram() -> FakeTelegram:
    return FakeTelegram()


@pytest.fixture
def msgflash() -> FakeMsgFlash:
    return FakeMsgFlash()


@pytest.fixture
def start(tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash) -> Callable[..., object]:
    """Start the bot; again on the same database for a restart."""

    def starting(**more: object) -> object:
        return staged(tmp_path / "bot.db", telegram, msgflash, **more)

    return starting


@pytest.fixture
async def stage(tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash) -> AsyncIterator[Stage]:
    async with staged(tmp_path / "bot.db", telegram, msgflash) as made:
        yield made
