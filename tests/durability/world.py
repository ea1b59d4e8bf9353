"""Telegram, MsgFlash and patient operators around a bot that dies: who was told what, and what was recorded."""

import asyncio
import json
import os
import signal
import sqlite3
import sys
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.stand_in import DONE, HOST, STEPS, Operator, StandIn, found
from tests import canaries

ROOT = Path(__file__).parent.parent.parent
UNKNOWN = "Outcome unknown"
NOTED = "Noted: the campaign is under My campaigns"
THERE, NOT_THERE = "It is there", "It is not there"


@dataclass
class World(StandIn):
    """Both servers with operators who look into MsgFlash's console when asked, and press again what was refused."""

    pressed: dict[int, str] = field(default_factory=dict)
    created_for: dict[int, list[str]] = field(default_factory=dict)
    unknown: set[int] = field(default_factory=set)
    done: set[int] = field(default_factory=set)
    arms: int | None = None
    screens: dict[int, tuple[str, str]] = field(default_factory=dict)

    def go_on(self, operator: Operator, text: str, keyboard: str) -> None:
        chat = operator.chat
        if text:
            self.screens[chat] = (text, keyboard)
        if chat in self.done:
            return
        if UNKNOWN in text:
            self.unknown.add(chat)
            is_there = bool(self.created_for.get(chat))
            self._press(operator, found(keyboard, THERE if is_there else NOT_THERE))
            # Seen in the console, the campaign is settled; not seen, the recap and its Send come again.
            operator.step = operator.last if is_there else len(STEPS) - 1
        elif operator.step == operator.last and (DONE in text or operator.last < len(STEPS) or NOTED in text):
            self.done.add(chat)
            if self.done >= self.operators.keys():
                self.ended.set()
        elif operator.step < operator.last and self._next(operator, text, keyboard):
            operator.step += 1
        elif operator.step and STEPS[operator.step - 1][0] == "press":
            again = found(keyboard, STEPS[operator.step - 1][1])
            if again is not None and again != self.pressed.get(chat):
                self._press(operator, again)

    def _next(self, operator: Operator, text: str, keyboard: str) -> bool:
        deed, what, cue = STEPS[operator.step]
        if deed == "press":
            return self._press(operator, found(keyboard, what))
        if cue not in text:
            return False
        words = f"for {operator.chat}" if what == "vip" else what
        entities = [{"type": "bot_command", "offset": 0, "length": len(words)}] if words.startswith("/") else []
        self.deliver({"message": {**self.message(operator.chat), "text": words, "entities": entities}})
        return True

    def _press(self, operator: Operator, choice: str | None) -> bool:
        if choice is None:
            return False
        self.pressed[operator.chat] = choice
        message = {**self.message(operator.chat), "message_id": 1, "text": "…"}
        query = {"id": str(next(self.message_ids)), "from": message["from"], "chat_instance": "1"}
        self.deliver({"callback_query": {**query, "data": choice, "message": message}})
        return True

    def deliver(self, update: dict[str, object]) -> None:
        number = next(self.update_ids)
        self.updates[number] = {"update_id": number, **update}
        self.news.set()

    async def next_updates(self, given: dict[str, str]) -> list[dict[str, object]]:
        updates = await super().next_updates(given)
        if updates and self.arms is not None:
            os.kill(self.arms, signal.SIGUSR1)
            self.arms = None
        return updates

    def msgflash(self, path: str, body: bytes) -> tuple[int, object]:
        if path == "/api/v1/campaigns":
            given = json.loads(body)
            chat = int(given["recipients"]["value"][0].removeprefix("for "))
            self.created_for.setdefault(chat, []).append(given["name"])
        return super().msgflash(path, body)


@dataclass
class Lives:
    """The process out of which each life of the bot is forked: starting Python anew each time would take minutes."""

    parent: asyncio.subprocess.Process
    environment: dict[str, str]
    living: int | None = None

    @classmethod
    async def begin(cls, address: str, database: Path, chats: "list[int]") -> "Lives":
        parent = await asyncio.create_subprocess_exec(
            sys.executable,
            str(Path(__file__).with_name("killable.py")),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=database.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        environment = {
            "TELEGRAM_BOT_TOKEN": canaries.TOKEN,
            "TELEGRAM_API_URL": address,
            "MSGFLASH_API_KEY": canaries.KEY,
            "MSGFLASH_BASE_URL": address,
            "DATABASE_URL": f"sqlite:///{database}",
            "OPERATOR_IDS": ",".join(map(str, chats)),
            "LISTEN": "127.0.0.1:0",
            "LOG_LEVEL": "ERROR",
        }
        return cls(parent, environment)

    async def live(self, steps: int | None = None, *, armed: bool = False) -> int:
        """Begin a life; return its process id. `armed` when its steps count from the start."""
        assert self.parent.stdin is not None
        asked = {"environment": self.environment, "steps": steps, "armed": armed}
        self.parent.stdin.write(json.dumps(asked).encode() + b"\n")
        self.living = await self._number()
        return self.living

    async def over(self) -> int:
        """Wait for the end of a life; return its exit code."""
        code = await self._number()
        self.living = None
        return code

    async def end(self) -> None:
        """End everything, also when a test failed in the middle of a life."""
        if self.living is not None:
            os.kill(self.living, signal.SIGKILL)
        assert self.parent.stdin is not None
        self.parent.stdin.close()
        await self.parent.wait()

    async def _number(self) -> int:
        assert self.parent.stdout is not None
        async with asyncio.timeout(30):
            return int(await self.parent.stdout.readline())


def address(server: asyncio.Server) -> str:
    return f"http://{HOST}:{server.sockets[0].getsockname()[1]}"


def left_undone(database: Path) -> list[str]:
    """Return what a database says is still to be done: nothing, when everybody has been answered."""
    connection = sqlite3.connect(database)
    try:
        waiting = connection.execute("select update_id from inbox").fetchall()
        owed = connection.execute("select talk from conversations where owing <> 0 or shown < turn").fetchall()
    finally:
        connection.close()
    return [f"update {row[0]} waits" for row in waiting] + [f"talk {row[0]} is owed something" for row in owed]
