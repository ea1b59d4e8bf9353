"""A server on a port of its own, and a bot whose requests go there."""

import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from telegram import Bot

from bot.transport import AiohttpRequest
from tests.bot.stage import TOKEN

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def served(answer: Answer) -> AsyncIterator[str]:
    """Serve every path; give the base address."""
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def reaching(base: str, revoked: Callable[[], None] = lambda: None) -> AsyncIterator[Bot]:
    """Give a bot whose requests go there."""
    request = AiohttpRequest(4, revoked)
    await request.initialize()
    try:
        yield Bot(TOKEN, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot", request=request)
    finally:
        await request.shutdown()


def told_by(reason: BaseException) -> str:
    """Return everything a log, a console or a debugger would show of an exception."""
    parts: list[str] = []
    seen: set[int] = set()
    left: list[BaseException | None] = [reason]
    while left:
        one = left.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        parts += [str(one), repr(one), repr(one.args), *traceback.format_exception(one)]
        left += [one.__cause__, one.__context__]
    return "\n".join(parts)
