"""Where the browser finds the chat page: `/` and the files under `/page/`."""

from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent

HEADERS = {
    # Messages are drawn as nodes, never as markup; this is the second lock on the same door.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' blob: data:; media-src 'self' blob:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

KINDS = {".html": "text/html", ".css": "text/css", ".mjs": "text/javascript", ".svg": "image/svg+xml"}


def routes() -> list[web.RouteDef]:
    """Everything the page itself needs; what it asks of `/demo/…` is served by others."""
    return [web.get("/", _index), web.get("/page/{path:.+}", _file)]


async def _index(_request: web.Request) -> web.Response:
    return _answer(FOLDER / "index.html")


async def _file(request: web.Request) -> web.Response:
    path = (FOLDER / request.match_info["path"]).resolve()
    if not path.is_relative_to(FOLDER.resolve()) or path.suffix not in KINDS or not path.is_file():
        raise web.HTTPNotFound
    return _answer(path)


def _answer(path: Path) -> web.Response:
    # The files are small and local, so they are read as they are asked for: an edit shows at the next reload.
    return web.Response(body=path.read_bytes(), content_type=KINDS[path.suffix], charset="utf-8", headers=HEADERS)
