"""The sandbox's side of the web: from an HTTP request to a call, and from its answer to bytes, trouble included."""

import asyncio
import json
import math
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from aiohttp import web

from bot.demo.events import Events
from bot.demo.msgflash.calls import Answer, Call, Route
from bot.demo.msgflash.campaigns import PATH as CAMPAIGNS
from bot.demo.msgflash.faults import Fault, Flaw, not_found
from bot.demo.msgflash.options import Failure
from bot.demo.msgflash.traffic import Exchange
from bot.demo.msgflash.world import World

SLOWNESS = 4.0
LONGEST_HOLD = 120.0
_GLANCE = 0.05
_ORIGIN = "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center></body></html>\n"

Sleep = Callable[[float], Awaitable[object]]
Prepare = Callable[[Route, Mapping[str, str], datetime], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer as it goes out: something JSON can say, or a page of HTML."""

    status: int
    content: object


class Front:
    """`prepare` is asked before a route is, and may refuse; `sleep` lets a test decide how long slow is."""

    def __init__(  # noqa: PLR0913  (what the front stands between)
        self,
        world: World,
        *,
        prepare: Prepare,
        now: Callable[[], datetime],
        events: Events,
        key: str,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._world = world
        self._prepare = prepare
        self._now = now
        self._events = events
        self._key = key
        self._sleep = sleep
        self._last: dict[str, object] | None = None
        self.exchanges: deque[Exchange] = deque(maxlen=1_000)

    def traffic(self) -> dict[str, object] | None:
        """Tell the last exchange as the page may see it."""
        return self._last

    async def respond(self, route: Route, request: web.Request, prefix: str) -> web.StreamResponse:
        begun, at = monotonic(), self._now()
        body = await _read_body(request)
        outcome = self._outcome(route, request, body)
        if self._world.switches.slow:
            await self._sleep(SLOWNESS)
        created = (route.method, route.path, outcome.status) == ("POST", CAMPAIGNS, 201)
        held = created and self._world.switches.timeout_after_recording
        if held:
            await self._hold(request)
        exchange = Exchange(
            at=at,
            method=request.method,
            path=request.path_qs.removeprefix(prefix),
            request=body,
            status=None if held else outcome.status,
            answer="" if held else outcome.content,
            milliseconds=round(1000 * (monotonic() - begun)),
        )
        self.exchanges.append(exchange)
        self._last = exchange.shown(self._secrets())
        self._events.publish("traffic", self._last)
        if held and request.transport is not None:
            # No answer at all, not even an empty one: the client must be left in doubt.
            request.transport.abort()
        if isinstance(outcome.content, str):
            return web.Response(status=outcome.status, text=outcome.content, content_type="text/html")
        return web.json_response(outcome.content, status=outcome.status)

    def _outcome(self, route: Route, request: web.Request, body: object) -> Outcome:
        if self._world.switches.server_error:
            return _failed(Failure.HTML if self._world.options.html_errors else Failure.INTERNAL)
        now = self._now()
        try:
            self._prepare(route, request.headers, now)
            failure = self._world.options.failing.get(route.name)
            if failure is not None:
                return _failed(failure)
            answer = route.answer(Call(now, request.match_info, request.query, body))
        except Fault as fault:
            return Outcome(fault.status, fault.envelope)
        return Outcome(answer.status, {"data": answer.payload})

    async def _hold(self, request: web.Request) -> None:
        """Wait until the client gives up; aiohttp tells of that only through the transport."""
        for _ in range(round(LONGEST_HOLD / _GLANCE)):
            if request.transport is None or request.transport.is_closing():
                return
            await self._sleep(_GLANCE)

    def _secrets(self) -> tuple[str, ...]:
        return (self._key, *(webhook.secret for webhook in self._world.webhooks.values()))


def nowhere(_call: Call) -> Answer:
    """Answer a path that no page documents, the list of campaigns among them."""
    raise not_found("Route")


def _failed(failure: Failure) -> Outcome:
    match failure:
        case Failure.NOT_FOUND:
            return Outcome(404, Fault("NOT_FOUND", "Route not found").envelope)
        case Failure.INTERNAL:
            return Outcome(500, Fault("INTERNAL_ERROR", "Internal server error").envelope)
        case Failure.HTML:
            return Outcome(502, _ORIGIN.format("502 Bad Gateway"))


async def _read_body(request: web.Request) -> object:
    """Decipher the body, or tell its flaw; a body that is not declared as JSON counts as none."""
    try:
        raw = await request.read()
    except web.HTTPRequestEntityTooLarge:
        return Flaw((), "The body is too large")
    if not raw or request.content_type != "application/json":
        return None
    try:
        body: object = json.loads(raw.decode(), parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError):
        return Flaw((), "The body is not valid JSON")
    return body


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value
