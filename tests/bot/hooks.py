"""Telegram before the webhook of the real Application, over real sockets."""

import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession, TCPConnector

from bot import web, webhook
from bot.health import alive
from bot.webhook import SECRET_HEADER, webhook_path
from tests.bot.stage import TOKEN, Stage

SECRET = "s-_9"
PATH = webhook_path(TOKEN)


@dataclass
class Hook:
    """Telegram before the webhook of the real Application."""

    stage: Stage
    base: str
    session: ClientSession

    @property
    def address(self) -> str:
        return self.base.removeprefix("http://")

    async def calls(self, body: bytes, secret: str | None = SECRET, path: str = PATH) -> int:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        async with self.session.post(self.base + path, data=io.BytesIO(body), headers=headers) as response:
            assert TOKEN not in await response.text()
            return response.status

    def waiting(self) -> list[int]:
        """Return what the inbox has seen: the ids of updates."""
        connection = self.stage.made.runner.store.connection
        return [row[0] for row in connection.execute("select update_id from seen order by update_id")]

    async def gives(self, update: dict[str, object], update_id: int = 5) -> int:
        return await self.calls(json.dumps({"update_id": update_id, **update}).encode())


@asynccontextmanager
async def hooked(stage: Stage, body_seconds: float = 10, idle_seconds: float = 30) -> AsyncIterator[Hook]:
    """Serve the webhook, with everything let in."""
    bot, inbox = stage.made.application.bot, stage.made.inbox
    inbox.open()
    parts = alive(TOKEN), webhook.routes(bot, inbox, PATH, SECRET, body_seconds)
    async with (
        web.serving(web.application(*parts), "127.0.0.1:0", idle_seconds) as address,
        ClientSession(connector=TCPConnector(limit=40)) as session,
    ):
        yield Hook(stage, f"http://{address}", session)
        await stage.settles()
