"""Calls to MsgFlash with one key: paced, bounded in time, and tried again only where that is harmless."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeAlias

import httpx
import stamina
from aiolimiter import AsyncLimiter

from bot import retry_after
from bot.measures import Measures
from bot.msgflash.transport import way_out
from bot.turns import Turns
from bot.wire import ErrorModel, Json, opened
from conversations.needs import Nothing

log = logging.getLogger(__name__)

Query: TypeAlias = Mapping[str, str | int]

CALLS_AT_ONCE = 20
POOL_SECONDS = 20
TIMEOUTS = httpx.Timeout(30, connect=10, pool=POOL_SECONDS)
# Node, Apache and uvicorn all close what was idle for five seconds. A request that crosses that on its way is never
# answered, and a campaign's outcome is then unknown: better a new connection a little sooner.
IDLE_SECONDS = 3
LIMITS = httpx.Limits(
    max_connections=CALLS_AT_ONCE, max_keepalive_connections=CALLS_AT_ONCE, keepalive_expiry=IDLE_SECONDS
)
# A server that sends a byte now and then never runs into the time-outs above.
WHOLE_CALL_SECONDS = 45
READ_ATTEMPTS = 3
READ_SECONDS = 45
LONGEST_WISH = 10.0
# Ten requests a second and key (introduction, "rate limits"); AsyncLimiter(10, 1) would let 19 through.
PACE = (1, 0.1)
# A creation that cannot have left is tried again after these seconds: about a minute in all.
AGAIN_AFTER = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
TOO_FAST = "API_RATE_LIMIT_EXCEEDED"


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and a body; the body is None when it was no JSON."""

    status: int
    body: object


class _PassingError(Exception):
    """An answer that may be different in a moment; `after` is the server's own wish, in seconds."""

    def __init__(self, after: float | None) -> None:
        self.after = after


@dataclass(slots=True)
class MsgFlash:
    """A client for one key. `client` carries the base URL and the headers of that key.

    `workspace` is the same for the same key and no other, and does not tell the key.
    """

    client: httpx.AsyncClient
    pace: AsyncLimiter
    workspace: str = ""
    again_after: tuple[float, ...] = AGAIN_AFTER
    turns: Turns = field(default_factory=Turns)
    # Where calls wait for a connection: the client's own line costs the more the longer it is.
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(CALLS_AT_ONCE))
    # Set when the process is about to end: nothing is waited for then.
    leaving: asyncio.Event = field(default_factory=asyncio.Event)
    measures: Measures = field(default_factory=lambda: Measures(counting=False))

    async def once(self, method: str, path: str, body: Json | None = None) -> Answer:
        """Make one request that changes something, in its turn, never again by itself.

        Raises httpx.ConnectError, ConnectTimeout or PoolTimeout when it cannot have left, any other httpx.HTTPError
        when it may have arrived.
        """
        await self.turns.take(self.pace.acquire, watched=True)
        return answer_of(await self.call(method, path, None, body))

    async def left_within(self, seconds: float) -> bool:
        """Wait; tell whether the process is about to end, when an outcome must not wait any longer."""
        try:
            async with asyncio.timeout(seconds):
                return await self.leaving.wait()
        except TimeoutError:
            return False

    async def call(self, method: str, path: str, query: Query | None, body: Json | None) -> httpx.Response:
        try:
            async with asyncio.timeout(POOL_SECONDS):
                await self.room.acquire()
        except TimeoutError:
            raise httpx.PoolTimeout("too many calls hang") from None
        try:
            with self.measures.calling("msgflash", f"{method} {path.split('/')[3]}") as call:
                async with asyncio.timeout(WHOLE_CALL_SECONDS):
                    response = await self.client.request(method, path, params=query, json=body)
                call.status = response.status_code
        except TimeoutError:
            raise httpx.ReadTimeout("the whole call took too long") from None
        finally:
            self.room.release()
        return response

    async def get(self, path: str, query: Query | None = None, *, watched: bool) -> Answer | None:
        return await self.read("GET", path, query=query, watched=watched)

    async def glance(self, path: str, *, watched: bool) -> Answer | None:
        """Return an answer to a single reading, None when none came."""
        await self.turns.take(self.pace.acquire, watched=watched)
        try:
            return answer_of(await self.call("GET", path, None, None))
        except httpx.HTTPError as reason:
            log.info("looking at %s failed (%s)", path.split("/")[3], type(reason).__name__)
            return None

    async def read(
        self,
        method: str,
        path: str,
        *,
        watched: bool,
        query: Query | None = None,
        body: Json | None = None,
    ) -> Answer | None:
        """Return an answer, tried again while the trouble may pass; None when none came."""
        answer: Answer | None = None
        # Of the path no more than what it is about: the rest may name people.
        what, why = path.split("/")[3], ""
        try:
            async for attempt in stamina.retry_context(
                on=_wait, attempts=READ_ATTEMPTS, timeout=READ_SECONDS, wait_initial=0.5, wait_max=8
            ):
                if attempt.num > 1:
                    log.info("reading %s is tried again, attempt %d of %d (%s)", what, attempt.num, READ_ATTEMPTS, why)
                with attempt:
                    await self.turns.take(self.pace.acquire, watched=watched)
                    try:
                        response = await self.call(method, path, query, body)
                    except httpx.HTTPError as reason:
                        why = type(reason).__name__
                        raise
                    answer, why = answer_of(response), f"HTTP {response.status_code}"
                    _unless_passing(answer, response)
        except (_PassingError, httpx.HTTPError) as reason:
            log.warning("reading %s failed (%s)", what, why)
            return answer if isinstance(reason, _PassingError) else None
        return answer


def answer_of(response: httpx.Response) -> Answer:
    """Return what came, as far as it is JSON."""
    try:
        return Answer(response.status_code, response.json())
    except (ValueError, RecursionError):  # numbers of 5,000 digits and towers of brackets are JSON, yet unreadable
        return Answer(response.status_code, None)


def found_in(answer: Answer | None) -> object:
    """Return what a successful answer holds under `data`, None for any other answer."""
    if answer is None or answer.status != httpx.codes.OK or not isinstance(answer.body, dict):
        return None
    return answer.body.get("data")


def nothing(answer: Answer | None) -> Nothing:
    """Return that a need was not met, with MsgFlash's own code if it gave one."""
    error = opened(answer.body, "error", ErrorModel) if answer else None
    return Nothing(error.code if error else None)


def _unless_passing(answer: Answer, response: httpx.Response) -> None:
    error = opened(answer.body, "error", ErrorModel)
    if answer.status >= httpx.codes.INTERNAL_SERVER_ERROR or (error is not None and error.code == TOO_FAST):
        raise _PassingError(retry_after.seconds(response.headers.get("retry-after", ""), LONGEST_WISH))


def _wait(reason: Exception) -> bool | float:
    """Tell whether to try again, and after how many seconds when the server named them."""
    match reason:
        case _PassingError(after=after):
            return True if after is None else after
        case _:
            return isinstance(reason, httpx.TransportError)


def client(
    base_url: str,
    key: str,
    team: str | None,
    transport: httpx.AsyncBaseTransport | None = None,
    measures: Measures | None = None,
) -> MsgFlash:
    """Return a client for one key. `X-Team-Id` goes with a team key, and only with one."""
    headers = {"x-api-key": key, **({"X-Team-Id": team} if team else {})}
    http = httpx.AsyncClient(
        base_url=base_url,
        headers=headers,
        timeout=TIMEOUTS,
        limits=LIMITS,
        follow_redirects=False,
        transport=transport or way_out(LIMITS),
    )
    workspace = sha256(f"{base_url} {team} {key}".encode()).hexdigest()[:16]
    return MsgFlash(http, AsyncLimiter(*PACE), workspace, measures=measures or Measures(counting=False))
