"""Whether the process lives, for those who watch it."""

from aiohttp import web


def routes() -> list[web.RouteDef]:
    """Return the routes."""

    async def alive(_: web.Request) -> web.Response:
        return web.Response(text="ok")

    return [web.get("/healthz", alive)]
