"""Telegram as the bot sees it, at the seam of python-telegram-bot."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

from telegram._utils.types import ODVInput
from telegram.request import BaseRequest, RequestData

from tests import canaries

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)


class FakeTelegram(BaseRequest):
    """Telegram as the bot sees it: keeps the chat's messages, and fails on demand."""

    def __init__(self) -> None:
        self.ids = count(100)
        self.update_ids = count(1)
        self.messages: dict[int, dict[str, object]] = {}
        self.calls: list[tuple[str, dict[str, object]]] = []
        self.toasts: list[str | None] = []
        self.trouble: list[tuple[str, Callable[[], tuple[int, bytes]]]] = []
        self.holds: dict[str, asyncio.Event] = {}
        self.waiting: list[list[dict[str, object]]] = []
        self.files: dict[str, bytes] = {}
        self.uploads: list[tuple[str, bytes]] = []

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
        if "/file/" in url:
            return 200, self.files[url.rsplit("/", 1)[-1]]
        name = url.rsplit("/", 1)[-1]
        given: dict[str, object] = dict(request_data.parameters) if request_data else {}
        self.calls.append((name, given))
        if name != "setWebhook":
            # Which is how Telegram learns of one of the secrets.
            canaries.heard(f"{name} to Telegram", given)
        if name in self.holds:
            await self.holds[name].wait()
        for at, (which, fail) in enumerate(self.trouble):
            if which == name:
                del self.trouble[at]
                return fail()
        for filename, content, _ in (request_data.multipart_data or {}).values() if request_data else ():
            assert isinstance(content, bytes)
            self.uploads.append((filename, content))
        if name == "getUpdates":
            return await self._polled(given)
        return self._answer(name, given)

    async def _polled(self, given: dict[str, object]) -> tuple[int, bytes]:
        """Give the next batch, again until it is confirmed, and hold the line when there is none."""
        offset = int(str(given.get("offset") or 0))
        while self.waiting and all(int(str(update["update_id"])) < offset for update in self.waiting[0]):
            del self.waiting[0]
        if not self.waiting:
            await asyncio.Event().wait()
        return _good(self.waiting[0])

    def fails(self, name: str, status: int, description: str, **parameters: object) -> None:
        """Let the next call of this name be refused."""
        body = json.dumps({"ok": False, "error_code": status, "description": description, "parameters": parameters})
        self.trouble.append((name, lambda: (status, body.encode())))

    def answers(self, name: str, result: object) -> None:
        """Let the next call of this name be answered with this."""
        self.trouble.append((name, lambda: _good(result)))

    def breaks(self, name: str, reason: Exception) -> None:
        """Let the next call of this name raise."""

        def fail() -> tuple[int, bytes]:
            raise reason

        self.trouble.append((name, fail))

    def named(self, name: str) -> list[dict[str, object]]:
        """Return what was given to each call of this name."""
        return [given for called, given in self.calls if called == name]

    def visible(self) -> list[dict[str, object]]:
        return list(self.messages.values())

    def _answer(self, name: str, given: dict[str, object]) -> tuple[int, bytes]:
        match name:
            case "getMe":
                return _good({"id": 123456, "is_bot": True, "first_name": "Bot", "username": "bot"})
            case "getFile":
                found = str(given["file_id"])
                if found not in self.files:
                    return _bad("Bad Request: invalid file_id")
                return _good({"file_id": found, "file_unique_id": found, "file_path": found})
            case "sendMessage":
                message_id = next(self.ids)
                self.messages[message_id] = {"message_id": message_id, **given}
                return _good(_message(message_id, given))
            case "sendPhoto":
                message_id = next(self.ids)
                self.messages[message_id] = {"message_id": message_id, "text": given["caption"], **given}
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
