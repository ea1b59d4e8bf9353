"""The bot's own web server: Telegram's webhook, and whether the process lives."""

import hmac
import json
from hashlib import sha256

from aiohttp import web
from telegram import Bot, Update

from bot.door import Inbox
from storage.store import StoreError

# core.telegram.org/bots/api#setwebhook
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
MOST_BYTES = 1024 * 1024


def webhook_path(token: str) -> str:
    """Return a path nobody can guess, from which the token cannot be found."""
    return f"/telegram/{sha256(f'webhook/{token}'.encode()).hexdigest()[:32]}"


def application(bot: Bot, inbox: Inbox, path: str, secret: str) -> web.Application:
    """Return the server. An update is answered with 200 once it is stored."""

    async def take(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return web.Response(status=403)
        try:
            update = Update.de_json(json.loads(await request.read()), bot)
        except (ValueError, TypeError, KeyError):
            return web.Response(status=400)
        try:
            await inbox.put(update)
        except StoreError:
            return web.Response(status=503)
        return web.Response()

    async def alive(_: web.Request) -> web.Response:
        return web.Response(text="ok")

    server = web.Application(client_max_size=MOST_BYTES)
    server.add_routes([web.post(path, take), web.get("/healthz", alive)])
    return server
