"""Whether the bot's address leads to the bot: asked for a proof that only the one with this token can give."""

import secrets
from contextlib import AsyncExitStack
from typing import Literal, TypeAlias

import aiohttp

from bot import web
from bot.health import alive, proof
from bot.settings import Settings

PATIENCE = aiohttp.ClientTimeout(total=10)
# What stands for every address of a machine is no address to ask.
HERE = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}  # noqa: S104 - nothing is bound here

Line: TypeAlias = tuple[bool, str]
"""Whether something is well, and what to say of it."""
Found: TypeAlias = tuple[Literal["us", "other", "nobody"], str]
"""Who answers at an address, and what came instead when it is not this bot."""


async def addresses(settings: Settings) -> dict[str, Line]:
    """Return a line on LISTEN and one on PUBLIC_URL. Where the bot does not run, something stands in for it so long."""
    token = settings.telegram_bot_token.get_secret_value()
    host, _, port = settings.listen.rpartition(":")
    async with AsyncExitStack() as standing_in, aiohttp.ClientSession(timeout=PATIENCE) as session:
        try:
            await standing_in.enter_async_context(web.serving(web.application(alive(token)), settings.listen))
            running, here = False, (True, f"{settings.listen} is free; the bot is not running")
        except web.TakenError as reason:
            # As when the bot is started: nobody needs a server who polls and never asked for one.
            needed = settings.public_url is not None or "listen" in settings.model_fields_set
            said = f"{reason}, and it is not this bot that is there: stop it, or name another"
            running, here = True, (not needed, said)
            if (await _asked(session, f"http://{HERE.get(host, host)}:{port}", token))[0] == "us":
                here = (True, f"this bot is running at {settings.listen}")
        if settings.public_url is None:
            return {"LISTEN": here, "PUBLIC_URL": (True, "not set, updates come by long polling")}
        found = await _asked(session, settings.public_url, token)
        return {"LISTEN": here, "PUBLIC_URL": _public(found, running=running)}


def _public(found: Found, *, running: bool) -> Line:
    match found:
        case "us", _:
            stood = "" if running else "; the bot is not running, a stand-in on LISTEN was reached"
            return True, f"reached from here, and it leads to this bot{stood}"
        case "other", what:
            return False, f"something else answers there ({what}): let the reverse proxy lead to LISTEN"
        case _, what:
            return False, f"nobody answers there ({what}): look at name, certificate and reverse proxy"


async def _asked(session: aiohttp.ClientSession, base: str, token: str) -> Found:
    nonce = secrets.token_urlsafe(16)
    try:
        async with session.get(f"{base}/healthz", params={"nonce": nonce}, allow_redirects=False) as response:
            body = await response.content.read(1024)
            if body == f"ok {proof(token, nonce)}".encode():
                return "us", ""
            return "other", f"HTTP {response.status}"
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as reason:
        return "nobody", type(reason).__name__
