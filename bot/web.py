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


def _update(body: bytes, bot: Bot) -> Update | None:
    """Return the update a body holds, or None for anything else."""
    try:
        match json.loads(body):
            case {"update_id": int(), **_rest} as written:
                return Update.de_json(written, bot)
            case _:
                return None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def application(bot: Bot, inbox: Inbox, path: str, secret: str) -> web.Application:
    """Return the server. An update is answered with 200 once it is stored."""

    async def take(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        # A header that is no UTF-8 comes with surrogates.
        if not hmac.compare_digest(given.encode(errors="surrogateescape"), secret.encode()):
            return web.Response(status=403)
        update = _update(await request.read(), bot)
        if update is None:
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
