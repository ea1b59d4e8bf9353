"""`campaign-bot` as a real process between people who write at once and a Telegram that brings what they write."""

import asyncio
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

from tests import canaries
from tests.bot.courier import OPERATORS, Courier, courier
from tests.bot.processes import KEY, TOKEN, Bot

# Where the machine is busy with other things, a life that takes a second takes many.
LONGEST_LIFE = 120
HOOKED = {"PUBLIC_URL": "https://bot.example.com", "WEBHOOK_SECRET": canaries.WEBHOOK_SECRET}


@dataclass
class Onslaught:
    """The bot, and who brings it updates."""

    telegram: Courier
    bot: Bot

    @property
    def path(self) -> Path:
        return self.bot.folder / "bot.db"

    @asynccontextmanager
    async def lives(self, *, hooked: bool, killed: bool = False) -> AsyncIterator[None]:
        """Run the bot, and end it as its process manager would, or as a power cut."""
        process = await self.bot.begins("run", **(HOOKED if hooked else {}))
        ended = asyncio.ensure_future(self.bot.ends(process, LONGEST_LIFE))
        try:
            yield
        finally:
            if process.returncode is None:
                (process.kill if killed else process.terminate)()
            code, _, said = await ended
        assert (code, said) == ((-9, []) if killed else (0, []))

    def rows(self, query: str) -> list[tuple[int, int]]:
        with closing(sqlite3.connect(self.path, timeout=10)) as connection:
            return connection.execute(query).fetchall()

    def seen(self) -> list[int]:
        return [number for number, *_ in self.rows("select update_id from seen order by update_id")]

    def turns(self) -> dict[int, int]:
        """Return how far each operator's talk has come."""
        return dict(self.rows("select chat, turn from conversations"))


@asynccontextmanager
async def onslaught_in(folder: Path) -> AsyncIterator[Onslaught]:
    """Set everything up; nothing runs yet."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    async with courier(listen) as telegram:
        given = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.base,
            "MSGFLASH_API_KEY": KEY,
            "MSGFLASH_BASE_URL": telegram.base,
            "OPERATOR_IDS": ",".join(map(str, (*OPERATORS, 1))),
            "DATABASE_URL": "sqlite:///bot.db",
            "LISTEN": listen,
        }
        yield Onslaught(telegram, Bot(folder, given))
