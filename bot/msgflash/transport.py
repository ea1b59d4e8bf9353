"""The way to MsgFlash: httpx's own seam for what carries its requests, on aiohttp."""

import ssl
from urllib.request import getproxies

import aiohttp
import httpx
from yarl import URL


class AiohttpTransport(httpx.AsyncBaseTransport):
    """Requests on one aiohttp session, opened with the first of them.

    Which failure is told matters: ConnectError and ConnectTimeout only when nothing of the request can have left, any
    other httpx.TransportError when it may have arrived. None of them names the address or the headers.
    """

    def __init__(self, limits: httpx.Limits) -> None:
        self._limits = limits
        self._session: aiohttp.ClientSession | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        seconds = request.extensions["timeout"]
        try:
            async with self._opened(request.url.scheme).request(
                request.method,
                URL(str(request.url), encoded=True),
                headers=request.headers.multi_items(),
                data=request.content or None,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(connect=seconds["connect"], sock_read=seconds["read"]),
            ) as answer:
                return httpx.Response(
                    answer.status, headers=answer.raw_headers, content=await answer.read(), request=request
                )
        except (aiohttp.ClientError, OSError) as reason:
            failure = _told(reason)
        # Raised out here: inside, aiohttp's exception would ride along as its context, address and all.
        raise failure

    async def aclose(self) -> None:
        if self._session is not None:
            await self._session.close()

    def _opened(self, scheme: str) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(
                limit=self._limits.max_connections or 0,
                keepalive_timeout=self._limits.keepalive_expiry,
                ssl=_trusted() if scheme == "https" else False,
            )
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False
            )
        return self._session


def way_out(limits: httpx.Limits) -> AiohttpTransport | None:
    """Return the way out; None, which leaves it to httpx, where the environment names a proxy: httpx knows them."""
    return None if getproxies() else AiohttpTransport(limits)


def _trusted() -> ssl.SSLContext:
    """Return whom to trust: the same as anything that goes through httpx."""
    return httpx.create_ssl_context()


def _told(reason: aiohttp.ClientError | OSError) -> httpx.TransportError:
    """Return a failure as httpx tells it. Beyond connecting, the request may have arrived whatever happened."""
    match reason:
        case aiohttp.ConnectionTimeoutError():
            return httpx.ConnectTimeout("no connection in time")
        case aiohttp.ClientConnectorError():
            return httpx.ConnectError(type(reason).__name__)
        case TimeoutError():
            return httpx.ReadTimeout("no answer in time")
        case _:
            return httpx.ReadError(type(reason).__name__)
