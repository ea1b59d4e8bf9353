"""The real bot as a process of its own, to be killed and started again."""

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from aiohttp import web

from bot.demo.events import Events

STOP_SECONDS = 15
# What a Python process needs of the surroundings; everything else the bot is told expressly.
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "SSL_CERT_FILE")


class BotProcess:
    """Starts, kills and stops `campaign-bot run`, and tells the pages whether it lives."""

    def __init__(
        self, environment: Mapping[str, str], folder: Path, events: Events, command: Sequence[str] = ("bot", "run")
    ) -> None:
        """`command` is the Python module that is run, and its arguments."""
        self.environment = {name: os.environ[name] for name in INHERITED if name in os.environ} | dict(environment)
        self._folder = folder
        self._events = events
        self.command = tuple(command)
        self._process: asyncio.subprocess.Process | None = None
        self._watching: asyncio.Task[None] | None = None

    def state(self) -> dict[str, object]:
        running = self._process is not None and self._process.returncode is None
        return {"running": running, "pid": self._process.pid if self._process and running else None}

    async def start(self) -> None:
        """Start it, in a folder without a `.env`, so that nothing of this machine's own set-up gets in."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            *self.command,
            env=self.environment,
            cwd=self._folder,
            stdin=asyncio.subprocess.DEVNULL,
        )
        self._watching = asyncio.ensure_future(self._watch(self._process))
        self._tell()

    async def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
            self._tell()

    async def stop(self) -> None:
        """Let it finish what is in hand."""
        if self._watching is not None:
            self._watching.cancel()
        if self._process is None or self._process.returncode is not None:
            return
        self._process.terminate()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await self._process.wait()
        except TimeoutError:
            await self.kill()

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/demo/bot", self._show), web.post("/demo/bot", self._do)]

    async def _show(self, _: web.Request) -> web.Response:
        return web.json_response(self.state())

    async def _do(self, request: web.Request) -> web.Response:
        match await request.json():
            case {"do": "kill"}:
                await self.kill()
            case {"do": "restart"}:
                await self.kill()
                await self.start()
            case _:
                return web.json_response({"error": "The bot can be told to kill or to restart."}, status=400)
        return web.json_response(self.state())

    async def _watch(self, process: asyncio.subprocess.Process) -> None:
        await process.wait()
        self._tell()

    def _tell(self) -> None:
        self._events.publish("bot", self.state())
