"""The way to Telegram: python-telegram-bot's own seam for HTTP, on aiohttp.

An address holds the bot's token, so none ever reaches an exception or a log from here.
"""

import json
from collections.abc import AsyncGenerator, Callable

import aiohttp
from telegram._utils.types import JSONDict, ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.measures import Measures

READ_SECONDS = 20.0
CONNECT_SECONDS = 10.0
# A server that sends a byte now and then never runs into the reading time-out: a whole call takes three times as long
# at most, a whole file these seconds.
WHOLE_CALL = 3
WHOLE_FILE_SECONDS = 300.0
OK = 200
ELSEWHERE = range(300, 400)
UNAUTHORIZED = 401
PIECE = 64 * 1024
AS_JSON = {"Content-Type": "application/json"}


class AiohttpRequest(BaseRequest):
    """Requests on one aiohttp session. `revoked` is called when Telegram says that the token is no longer good."""

    def __init__(self, connections: int, revoked: Callable[[], None], measures: Measures | None = None) -> None:
        self._connections = connections
        self._revoked = revoked
        self._measures = measures or Measures(counting=False)
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return READ_SECONDS

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300)
            self._session = aiohttp.ClientSession(
                connector=connector, headers={"User-Agent": self.USER_AGENT}, cookie_jar=aiohttp.DummyCookieJar()
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> JSONDict:
        """Return what Telegram says. The library's own logs what it cannot read, and that may be anybody's words."""
        try:
            said = json.loads(payload)
        except ValueError:
            said = None
        if not isinstance(said, dict):
            raise TelegramError("Invalid server response")
        return said

    async def do_request(  # noqa: PLR0913, PLR0917 - the library's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - aiohttp has none of its own
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - waiting for a connection is connecting
    ) -> tuple[int, bytes]:
        """Return status and body. Raises TimedOut and NetworkError, neither naming the address."""
        if self._session is None:
            raise NetworkError("the transport is not open")
        read = _seconds(read_timeout, READ_SECONDS)
        timeout = aiohttp.ClientTimeout(
            total=WHOLE_CALL * (READ_SECONDS if read is None else read),
            connect=_seconds(connect_timeout, CONNECT_SECONDS),
            sock_read=read,
        )
        try:
            form = _form(request_data)
            headers = AS_JSON if isinstance(form, bytes) else None
            # Of the address, only the method's name is told: the rest holds the token.
            with self._measures.calling("telegram", url.rpartition("/")[2]) as call:
                # Nobody but the server we were given is told the token, and what operators read.
                async with self._session.request(
                    method, url, data=form, headers=headers, timeout=timeout, allow_redirects=False
                ) as response:
                    if response.status == UNAUTHORIZED:
                        self._revoked()
                    body = await response.read()
                    call.status = response.status
                    if response.status in ELSEWHERE:
                        raise NetworkError(f"status {response.status}")
                    return response.status, body
        except TimeoutError:
            failure: NetworkError = TimedOut()
        except (aiohttp.ClientError, OSError, ValueError) as reason:
            failure = NetworkError(type(reason).__name__)
        # Raised out here: inside, aiohttp's exception would ride along as its context, address and all.
        raise failure

    async def pieces(self, url: str) -> AsyncGenerator[bytes, None]:
        """Give what is at an address, piece by piece. Raises TimedOut and NetworkError, neither naming the address."""
        if self._session is None:
            raise NetworkError("the transport is not open")
        timeout = aiohttp.ClientTimeout(total=WHOLE_FILE_SECONDS, connect=CONNECT_SECONDS, sock_read=READ_SECONDS)
        failure: NetworkError | None = None
        try:
            async with self._session.get(url, timeout=timeout, allow_redirects=False) as response:
                if response.status == UNAUTHORIZED:
                    self._revoked()
                if response.status != OK:
                    raise NetworkError(f"status {response.status}")
                async for piece in response.content.iter_chunked(PIECE):
                    yield piece
        except TimeoutError:
            failure = TimedOut()
        except (aiohttp.ClientError, OSError, ValueError) as reason:
            failure = NetworkError(type(reason).__name__)
        if failure is not None:
            raise failure


def _seconds(given: ODVInput[float], default: float) -> float | None:
    return given if given is None or isinstance(given, int | float) else default


def _form(request_data: RequestData | None) -> aiohttp.FormData | bytes | None:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return json.dumps(request_data.parameters).encode()
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
