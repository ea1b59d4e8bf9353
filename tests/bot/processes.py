"""`campaign-bot` as a real process, between a Telegram and a MsgFlash of its own."""

import asyncio
import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from tests import canaries

ROOT = Path(__file__).parents[2]
TOKEN = canaries.TOKEN
KEY = canaries.KEY
OPERATOR = 1001
LONGEST = 30


def said(text: str) -> dict[str, object]:
    return {
        "update_id": 5,
        "message": {
            "message_id": 1,
            "date": 1_776_000_000,
            "chat": {"id": OPERATOR, "type": "private"},
            "from": {"id": OPERATOR, "is_bot": False, "first_name": "Awa", "language_code": "en"},
            "text": text,
        },
    }


@dataclass
class World:
    """Telegram and MsgFlash on one port; `refuses` says how a method of Telegram's fails, once each."""

    base: str = ""
    refuses: dict[str, list[tuple[int, dict[str, object]]]] = field(default_factory=dict)
    updates: list[dict[str, object]] = field(default_factory=list)
    called: list[str] = field(default_factory=list)
    instances: int = 200
    hangs: bool = False
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def telegram(self, request: web.Request) -> web.Response:
        name = request.match_info["method"]
        self.called.append(name)
        async with self.news:
            self.news.notify_all()
        if request.match_info["token"] != TOKEN:
            return _refused(401, "Unauthorized")
        for status, parameters in self.refuses.get(name, [])[:1]:
            if status != 401:
                self.refuses[name].pop(0)
            return _refused(status, "no", **parameters)
        match name:
            case "getMe":
                return _good({"id": 123456, "is_bot": True, "first_name": "Bot", "username": "campaign_test_bot"})
            case "getUpdates":
                if not self.updates:
                    await asyncio.Event().wait()
                given, self.updates = self.updates, []
                return _good(given)
            case "sendMessage":
                return _good({"message_id": 9, "date": 1, "chat": {"id": OPERATOR, "type": "private"}, "text": "x"})
            case _:
                return _good(result=True)

    async def msgflash(self, request: web.Request) -> web.Response:
        self.called.append("instances")
        async with self.news:
            self.news.notify_all()
        if request.headers.get("x-api-key") != KEY:
            return web.json_response({"error": {"code": "UNAUTHORIZED", "message": "no"}}, status=401)
        if self.hangs:
            await asyncio.Event().wait()
        shops = [{"id": "i", "name": "Shop", "status": "connected"}, {"id": "j", "status": "disconnected"}]
        return web.json_response({"data": shops}, status=self.instances)

    async def has_seen(self, name: str) -> None:
        async with asyncio.timeout(LONGEST), self.news:
            await self.news.wait_for(lambda: name in self.called)


def _good(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _refused(status: int, description: str, **parameters: object) -> web.Response:
    body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
    return web.json_response(body, status=status)


@dataclass
class Bot:
    """`campaign-bot` as a process in a folder of its own."""

    folder: Path
    given: dict[str, str]

    async def begins(self, *arguments: str, **more: str) -> asyncio.subprocess.Process:
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **self.given, **more}
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *arguments,
            cwd=self.folder,
            env={name: value for name, value in environment.items() if value},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def ends(
        self, process: asyncio.subprocess.Process, longest: float = LONGEST
    ) -> tuple[int | None, str, list[str]]:
        """Return exit code, what was printed, and the lines on the error stream that are no log lines."""
        try:
            async with asyncio.timeout(longest):
                out, err = (part.decode() for part in await process.communicate())
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        for secret in (TOKEN, KEY, *canaries.wanted):
            assert secret not in out + err
        return process.returncode, out, [line for line in err.splitlines() if not _logged(line)]

    async def plays(self, *arguments: str, **more: str) -> tuple[int | None, str, list[str]]:
        return await self.ends(await self.begins(*arguments, **more))


def _logged(line: str) -> bool:
    try:
        found = json.loads(line)
    except ValueError:
        return False
    return isinstance(found, dict) and "logger" in found and "trace" not in found


def no_database(folder: Path) -> str:
    (folder / "bot.db").write_text("this is a letter, not a database" * 100, encoding="utf-8")
    return "sqlite:///bot.db"
