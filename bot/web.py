"""The bot's one web server: each part brings its routes, and no caller, however slow, holds up the others."""

import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

log = logging.getLogger(__name__)

# More than Telegram, MsgFlash or a file's reader ever sends. What a part takes may be less, never more.
MOST_BYTES = 1024 * 1024
# A connection on which no whole request comes is closed, whether it is idle or sends its headers drop by drop.
IDLE_SECONDS = 30.0
# How long what is left of a refused body is read, so that the refusal is heard.
LINGER_SECONDS = 1.0
CLOSE_SECONDS = 1


class TakenError(Exception):
    """The address cannot be listened on; the message says which and why."""


class _Told(logging.LoggerAdapter[logging.Logger]):
    """What the server says of requests. A caller who hangs up, or writes no HTTP, is no fault of ours, and no trace."""

    def log(self, level: int, msg: object, *args: object, **more: object) -> None:
        reason = more.get("exc_info")
        if isinstance(reason, HttpProcessingError | ConnectionError):
            self.logger.debug("a request came to no end (%s)", type(reason).__name__)
        else:
            super().log(level, msg, *args, **more)  # type: ignore[arg-type] # what was given goes on


def application(*parts: Iterable[web.AbstractRouteDef]) -> web.Application:
    """Return the server made of the routes of its parts: webhook, health, measures, media."""
    server = web.Application(client_max_size=MOST_BYTES)
    server.on_response_prepare.append(_unnamed)
    for part in parts:
        server.add_routes(part)
    return server


@asynccontextmanager
async def serving(made: web.Application, listen: str, idle_seconds: float = IDLE_SECONDS) -> AsyncIterator[str]:
    """Serve on `listen`, host:port with 0 for any free port; give the address it became. Raises TakenError."""
    runner = web.AppRunner(
        made,
        access_log=None,
        logger=_Told(log, {}),
        shutdown_timeout=CLOSE_SECONDS,
        keepalive_timeout=idle_seconds,
        lingering_time=LINGER_SECONDS,
    )
    await runner.setup()
    host, _, port = listen.rpartition(":")
    try:
        try:
            await web.TCPSite(runner, host.strip("[]"), int(port)).start()
        except OSError as reason:
            raise TakenError(f"{listen} cannot be listened on ({reason.strerror})") from None
        yield f"{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def _unnamed(_: web.Request, response: web.StreamResponse) -> None:
    """Say nothing of what answers, and in which version."""
    response.headers.pop("Server", None)
