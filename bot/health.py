"""Whether the process lives and whether all it needs is there, for those who watch it.

Each answer comes within a second. Only what was asked for is tried: who watches nothing spends no calls.
"""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TypeVar

from aiohttp import web

from bot.measures import Measures, Peer
from storage import upkeep
from storage.store import Store, StoreError

log = logging.getLogger(__name__)

T = TypeVar("T")

LONGEST_SECONDS = 0.8
# A database that could be written to a moment ago is not asked again: anybody may ask us.
DATABASE_SECONDS = 5.0
# Telegram is polled all the time, or asked here; each call to MsgFlash counts against the plan's monthly requests.
LATELY_SECONDS: Mapping[Peer, float] = {"telegram": 120.0, "msgflash": 900.0}
TRY_AFTER_SECONDS: Mapping[Peer, float] = {"telegram": 60.0, "msgflash": 600.0}
TRY_AGAIN_SECONDS = 15.0
LONGEST_NONCE = 64
# A reverse proxy adds one of these: what it brings comes from outside, where only `/healthz` is anybody's business.
FORWARDED = ("Forwarded", "X-Forwarded-For")

Probe = Callable[[], Awaitable[object]]


@dataclass(slots=True)
class Health:
    """What is known of everything needed. `probes` reach a peer once, and what they meet is noted by the measures."""

    store: Store
    measures: Measures
    clock: Callable[[], datetime]
    probes: Mapping[Peer, Probe]
    written: float | None = None
    tried: dict[Peer, float] = field(default_factory=dict)
    trying: "dict[str, asyncio.Task[str]]" = field(default_factory=dict)

    async def report(self) -> dict[str, str]:
        """Return for each part `ok`, or what is wrong with it."""
        tries = asyncio.gather(*(self._try(peer) for peer in self.probes))
        database, _ = await asyncio.gather(self._database(), tries)
        return {"database": database, **{peer: self._peer(peer) for peer in self.probes}}

    async def census(self) -> upkeep.Census | None:
        """Return how much there is to do, or None when the database does not say in time."""
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                return await self.store.do(upkeep.census)
        except (StoreError, TimeoutError):
            return None

    def close(self) -> None:
        for task in self.trying.values():
            task.cancel()

    async def _database(self) -> str:
        if self.written is not None and self.measures.clock() - self.written < DATABASE_SECONDS:
            return "ok"
        found = await self._once("database", self._beat)
        return "does not answer: locked by another process, or slow" if found is None else found

    async def _beat(self) -> str:
        try:
            await self.store.do(partial(upkeep.beat, now=self.clock()))
        except StoreError as reason:
            return str(reason)
        self.written = self.measures.clock()
        return "ok"

    async def _try(self, peer: Peer) -> None:
        """Reach a peer that was not reached for a while, or was not there when last called."""
        contact, now = self.measures.contacts[peer], self.measures.clock()
        fresh = contact.answered is not None and now - contact.answered < TRY_AFTER_SECONDS[peer]
        if fresh and self._stands(peer):
            return
        if now - self.tried.get(peer, -TRY_AGAIN_SECONDS) >= TRY_AGAIN_SECONDS:
            self.tried[peer] = now
            await self._once(peer, lambda: self._probe(peer))

    async def _probe(self, peer: Peer) -> str:
        try:
            await self.probes[peer]()
        except Exception as reason:  # noqa: BLE001 - whatever it is, the measures know that no good answer came
            log.debug("%s was not reached (%s)", peer, type(reason).__name__)
        return ""

    async def _once(self, name: str, work: Callable[[], Coroutine[object, object, str]]) -> str | None:
        """Wait a moment for work of which no second goes on at the same time; None when it takes longer."""
        if name not in self.trying:
            task = self.trying[name] = asyncio.ensure_future(work())
            task.add_done_callback(lambda _: self.trying.pop(name))
        done, _ = await asyncio.wait({self.trying[name]}, timeout=LONGEST_SECONDS)
        return next(iter(done)).result() if done else None

    def _stands(self, peer: Peer) -> bool:
        contact = self.measures.contacts[peer]
        return contact.answered is not None and (contact.failed is None or contact.failed <= contact.answered)

    def _peer(self, peer: Peer) -> str:
        contact, now = self.measures.contacts[peer], self.measures.clock()
        if contact.answered is None:
            return "was not reached yet" if contact.failed is None else "was never reached"
        ago = f"{now - contact.answered:.0f} s ago"
        if not self._stands(peer):
            return f"fails; it answered well {ago}"
        return "ok" if now - contact.answered <= LATELY_SECONDS[peer] else f"was last reached {ago}"


def proof(token: str, nonce: str) -> str:
    """Return what only the bot with this token can answer to a nonce; the token cannot be found from it."""
    return hmac.digest(token.encode(), f"healthz/{nonce}".encode(), "sha256").hex()[:32]


def alive(token: str) -> list[web.RouteDef]:
    """Return the route that says that the process lives; with a nonce, also that it is this very bot."""

    async def answer(request: web.Request) -> web.Response:
        nonce = request.query.get("nonce", "")[:LONGEST_NONCE]
        return web.Response(text=f"ok {proof(token, nonce)}" if nonce else "ok")

    return [web.get("/healthz", answer)]


def watched(health: Health) -> list[web.RouteDef]:
    """Return the routes for those who watch from inside: readiness, and the figures where they are kept."""

    async def ready(request: web.Request) -> web.Response:
        if _from_outside(request):
            return web.Response(status=404)
        report = await health.report()
        good = set(report.values()) == {"ok"}
        return web.json_response({"ready": good, **report}, status=200 if good else 503)

    async def figures(request: web.Request) -> web.Response:
        found = None if _from_outside(request) else health.measures.written(await health.census(), health.clock())
        if found is None:
            return web.Response(status=404)
        body, kind = found
        return web.Response(body=body, headers={"Content-Type": kind})

    routes = [web.get("/readyz", ready)]
    if health.measures.figures is None:
        log.info("/metrics is not served: it needs the extra `metrics`, pip install 'campaign-bot[metrics]'")
        return routes
    return [*routes, web.get("/metrics", figures)]


def _from_outside(request: web.Request) -> bool:
    return any(name in request.headers for name in FORWARDED)
