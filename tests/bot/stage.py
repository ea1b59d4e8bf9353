"""An operator before the real Application: types, presses, sees."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import httpx
from telegram import Update

from bot.__main__ import assemble
from bot.media.links import Way
from bot.process import Assembled, Ending
from bot.settings import Settings
from storage.store import opened
from tests import canaries
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_telegram import NOW, FakeTelegram

TOKEN = canaries.TOKEN
KEY = canaries.KEY
OPERATOR = 1001


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

    async def types(self, text: str, **more: object) -> None:
        await self.gives(self.text(text, **more))

    async def sends(self, **content: object) -> None:
        await self.gives({"message": {**self._message(), **content}})

    async def presses(self, label: str) -> None:
        """Press the button whose label holds this, on the living message."""
        await self.presses_data(self.data(label), self.card()["message_id"])

    async def presses_data(self, data: str, message_id: object = 1) -> None:
        await self.gives(self.press(data, message_id))

    async def gives(self, update: dict[str, object], update_id: int | None = None) -> None:
        """Deliver an update and wait until all that follows from it is done."""
        await self.made.inbox.put_all((self.parsed(update, update_id),))
        await self.settles()

    async def posts(self, update: dict[str, object], update_id: int | None = None) -> None:
        """Deliver an update as polling does, and wait for nothing but its storing."""
        await self.made.inbox.put(self.parsed(update, update_id))

    def parsed(self, update: dict[str, object], update_id: int | None = None) -> Update:
        number = next(self.telegram.update_ids) if update_id is None else update_id
        return Update.de_json({"update_id": number, **update}, self.made.application.bot)

    def text(self, text: str, **more: object) -> dict[str, object]:
        return {"message": {**self._message(), "text": text, **more}}

    def press(self, data: str, message_id: object = 1) -> dict[str, object]:
        message = {**self._message(), "message_id": message_id}
        query = {"id": "q", "from": self._user(), "chat_instance": "c", "data": data, "message": message}
        return {"callback_query": query}

    def beside(self, user: int, language: str = "en") -> "Stage":
        """Return another operator before the same bot."""
        return replace(self, user=user, language=language)

    async def settles(self) -> None:
        while self.made.runner.beside.tasks:
            await self.made.runner.beside.finish(30)

    def card(self) -> dict[str, object]:
        return self.messages()[-1]

    def messages(self) -> list[dict[str, object]]:
        return [message for message in self.telegram.visible() if message["chat_id"] == self.user]

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
        "listen": "127.0.0.1:0",
        **more,
    }
    return Settings(_env_file=None, **given)  # type: ignore[arg-type, call-arg] # pydantic checks them


async def meanwhile(condition: Callable[[], bool]) -> None:
    """Let everything that can go on go on until this holds."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - a state of the fakes is waited for, of which no event tells
            await asyncio.sleep(0)


@asynccontextmanager
async def staged(path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash, **more: object) -> AsyncIterator[Stage]:
    """Start the real Application on a database, and stop it as SIGTERM would.

    `more` are settings, and where files are `hosted_at`, the `way` by which links are tried, and how many minutes
    `ahead` of other lives this one begins.
    """
    hosted_at, way, ahead = more.pop("hosted_at", None), more.pop("way", None), more.pop("ahead", 0)
    clock = [NOW + timedelta(minutes=int(str(ahead)))]
    async with opened(path) as store:
        made = assemble(
            settings(**more),
            store,
            Ending(),
            telegram=(telegram, telegram),
            transport=httpx.MockTransport(msgflash),
            clock=lambda: clock[0],
            hosted_at=hosted_at if isinstance(hosted_at, str) else None,
            way=way if isinstance(way, Way) else None,
        )
        made.runner.sources.msgflash.again_after = (0.0, 0.0)
        await made.application.initialize()
        await made.runner.wake_all()
        stage = Stage(made, telegram, msgflash, path, clock)
        await stage.settles()
        try:
            yield stage
        finally:
            await made.runner.beside.finish(10)
            await made.application.shutdown()
            await made.runner.sources.msgflash.client.aclose()
