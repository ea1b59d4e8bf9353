"""Telegram's webhook: known by its secret, bounded in size and time, and answered once an update is stored."""

import asyncio
import hmac
import json
import logging
from hashlib import sha256

from aiohttp import web
from telegram import Bot

from bot.door import Inbox
from bot.updates import numbered, readable
from storage.store import StoreError

log = logging.getLogger(__name__)

# core.telegram.org/bots/api#setwebhook
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
# Telegram sends a body at once; who takes longer is not Telegram.
BODY_SECONDS = 10.0


def webhook_path(token: str) -> str:
    """Return a path nobody can guess, from which the token cannot be found."""
    return f"/telegram/{sha256(f'webhook/{token}'.encode()).hexdigest()[:32]}"


def routes(bot: Bot, inbox: Inbox, path: str, secret: str, body_seconds: float = BODY_SECONDS) -> list[web.RouteDef]:
    """Return the routes. An update is answered with 200 once it is stored, and when it can never be read."""

    async def take(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        # A header that is no UTF-8 comes with surrogates.
        if not hmac.compare_digest(given.encode(errors="surrogateescape"), secret.encode()):
            return web.Response(status=403)
        if not inbox.is_open:
            return web.Response(status=503, headers={"Retry-After": "1"})
        try:
            async with asyncio.timeout(body_seconds):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=408, headers={"Connection": "close"})
        written = _json(body)
        if numbered(written) is None:
            return web.Response(status=400)
        update = readable(written, bot)
        if update is not None:
            try:
                await inbox.put(update)
            except StoreError:
                return web.Response(status=503)
        return web.Response()

    return [web.post(path, take)]


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
