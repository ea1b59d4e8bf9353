"""A site that links lead to: public as far as the bot can tell, and in truth on this machine."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web
from yarl import URL

from bot.media.links import Way
from bot.media.reach import is_public
from tests.bot.media.samples import SAMPLES
from tests.bot.served import served

FILES: Mapping[str, bytes] = {
    "/poster.jpg": SAMPLES["jpeg"],
    "/film.mp4": SAMPLES["mp4"],
    "/list.pdf": SAMPLES["pdf"],
    "/sound.ogg": SAMPLES["opus"],
}


@asynccontextmanager
async def public_site() -> AsyncIterator[Way]:
    """Serve the files under every name; give the way on which they are reached."""

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(body=FILES[request.path]) if request.path in FILES else web.Response(status=404)

    async def look(_: str) -> tuple[str, ...]:
        return ("93.184.216.34",)

    async with served(answer) as base:
        yield Way(look, is_public, 5.0, lambda url: URL(base).with_path(url.path))
