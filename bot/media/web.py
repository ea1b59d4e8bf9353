"""Where MsgFlash fetches the files of campaigns: GET and HEAD under `/media/`, for those who know an address.

Whatever is wrong with an address, the answer is the same 404.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import BinaryIO

from aiohttp import web

from bot.media.addresses import PREFIX, Addresses, Signed
from bot.media.files import Files
from bot.media.kept import Kept
from bot.media.kinds import FORMATS
from bot.media.names import disposition
from bot.media.ranges import Beyond, Part, Whole, wanted

PIECE = 64 * 1024
# An hour is enough to spare us repetitions; longer, and what was removed would live on elsewhere.
LONGEST_CACHED = timedelta(hours=1)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Should a browser ever take a file for a page, the page can do nothing.
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


class CutShortError(Exception):
    """A content is shorter on the disk than what is known of it says; `missing` is the number of bytes."""

    def __init__(self, missing: int) -> None:
        super().__init__("a media file is shorter than it was")
        self.missing = missing


def routes(files: Files, addresses: Addresses, clock: Callable[[], datetime]) -> list[web.RouteDef]:
    """Return the routes. `clock` gives the time, aware."""

    async def answer(request: web.Request) -> web.StreamResponse:
        now = clock()
        signed = addresses.verify(f"{PREFIX}/{request.match_info['rest']}", now)
        if request.method not in {"GET", "HEAD"} or not isinstance(signed, Signed):
            return _nothing()
        found = await asyncio.to_thread(_open, files, signed)
        if found is None:
            return _nothing()
        kept, content = found
        with content:
            return await _send(request, kept, content, _cached(signed, now))

    # One route for every method and every path below, line feeds included: another answer would tell addresses apart.
    return [web.route("*", f"{PREFIX}/{{rest:(?s:.*)}}", answer)]


def _open(files: Files, signed: Signed) -> tuple[Kept, BinaryIO] | None:
    kept = files.find(signed.digest)
    form = None if kept is None else FORMATS.get(kept.mime)
    if kept is None or form is None or form.ending != signed.ending:
        return None
    content = files.open(signed.digest)
    return None if content is None else (kept, content)


def _nothing() -> web.Response:
    return web.Response(status=HTTPStatus.NOT_FOUND, headers={**HEADERS, "Cache-Control": "no-store"})


def _cached(signed: Signed, now: datetime) -> str:
    left = LONGEST_CACHED if signed.until is None else min(signed.until - now, LONGEST_CACHED)
    return f"private, no-transform, max-age={int(left.total_seconds())}"


async def _send(request: web.Request, kept: Kept, content: BinaryIO, cached: str) -> web.StreamResponse:
    etag = f'"{kept.digest}"'
    headers = {**HEADERS, "Accept-Ranges": "bytes", "Cache-Control": cached, "ETag": etag}
    # A range is defined for GET only: RFC 9110, section 14.2.
    asked = request.headers.get("Range") if request.method == "GET" else None
    match wanted(asked, request.headers.get("If-Range"), etag, kept.size):
        case Beyond():
            status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
            return web.Response(status=status, headers={**headers, "Content-Range": f"bytes */{kept.size}"})
        case Part(first, last):
            status = HTTPStatus.PARTIAL_CONTENT
            headers["Content-Range"] = f"bytes {first}-{last}/{kept.size}"
        case Whole():
            status, first, last = HTTPStatus.OK, 0, kept.size - 1
    headers["Content-Type"] = kept.mime
    headers["Content-Disposition"] = disposition(kept.name, kept.mime)
    response = web.StreamResponse(status=status, headers=headers)
    response.content_length = last - first + 1
    await response.prepare(request)
    if request.method == "GET":
        content.seek(first)
        await _stream(response, content, last - first + 1)
    await response.write_eof()
    return response


async def _stream(response: web.StreamResponse, content: BinaryIO, left: int) -> None:
    while left:
        piece = await asyncio.to_thread(content.read, min(PIECE, left))
        if not piece:
            raise CutShortError(left)
        await response.write(piece)
        left -= len(piece)
