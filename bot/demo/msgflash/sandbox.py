"""The sandbox as one thing: made from a clock, a key, the switches and the events, mounted as routes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from datetime import datetime

from aiohttp import web

from bot.demo.events import Events
from bot.demo.msgflash.account import Account
from bot.demo.msgflash.calls import Route
from bot.demo.msgflash.campaign import Campaign
from bot.demo.msgflash.campaigns import Campaigns
from bot.demo.msgflash.contacts import Contacts
from bot.demo.msgflash.deliveries import Deliveries
from bot.demo.msgflash.front import Front, Sleep, nowhere
from bot.demo.msgflash.gate import Gate
from bot.demo.msgflash.groups import Groups
from bot.demo.msgflash.instances import Instances
from bot.demo.msgflash.jobs import Jobs
from bot.demo.msgflash.lookups import Lookups
from bot.demo.msgflash.messages import Messages
from bot.demo.msgflash.options import USUAL, Options
from bot.demo.msgflash.seed import build
from bot.demo.msgflash.templates import Templates
from bot.demo.msgflash.traffic import Exchange
from bot.demo.msgflash.webhooks import Webhooks
from bot.demo.trouble import Switches

_NOWHERE = Route("*", "/{nowhere:.*}", nowhere)


class Sandbox:
    """One workspace of a MsgFlash that sends nothing.

    Mount with `application.add_routes(sandbox.routes("/msgflash"))`; for webhook deliveries also
    `application.cleanup_ctx.append(sandbox.deliver)`.
    """

    def __init__(  # noqa: PLR0913  (what the demo chooses for it)
        self,
        *,
        now: Callable[[], datetime],
        key: str,
        switches: Switches,
        events: Events,
        options: Options = USUAL,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self.world = build(options, switches, now())
        self.deliveries = Deliveries(self.world, now)
        self._gate = Gate(self.world, key)
        self._jobs = Jobs(self.world)
        self._account = Account(self.world)
        self._routes = (
            *Instances(self.world).routes(),
            *Campaigns(self.world).routes(),
            *Templates(self.world).routes(),
            *Groups(self.world, self._jobs).routes(),
            *self._jobs.routes(),
            *Contacts(self.world, self._jobs).routes(),
            *Messages(self.world).routes(),
            *self._account.routes(),
            *Webhooks(self.world).routes(),
            *Lookups(self.world).routes(),
        )
        unknown = set(options.failing) - {route.name for route in self._routes}
        if unknown:
            raise ValueError(f"No such route: {', '.join(sorted(unknown))}")
        self._front = Front(self.world, prepare=self._prepare, now=now, events=events, key=key, sleep=sleep)

    @property
    def campaigns(self) -> tuple[Campaign, ...]:
        """Every campaign recorded, oldest first; `request` is the body of its POST exactly."""
        return tuple(self.world.campaigns.values())

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """The last thousand requests, the refused ones too, oldest first."""
        return tuple(self._front.exchanges)

    def routes(self, prefix: str) -> list[web.RouteDef]:
        """Give the API below the prefix, and what the page asks about it."""
        api = [self._definition(route, prefix) for route in (*self._routes, _NOWHERE)]
        return [*api, web.get("/demo/traffic", self._traffic)]

    async def deliver(self, _application: web.Application) -> AsyncIterator[None]:
        """Deliver webhooks for as long as the application runs."""
        task = asyncio.create_task(self.deliveries.run())
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    def _prepare(self, route: Route, headers: Mapping[str, str], now: datetime) -> None:
        self._gate.admit(headers, route.reach, now)
        self._jobs.catch_up(now)
        if route.outbound:
            self._account.refuse_over_quota(now)

    def _definition(self, route: Route, prefix: str) -> web.RouteDef:
        async def respond(request: web.Request) -> web.StreamResponse:
            return await self._front.respond(route, request, prefix)

        # HEAD is no documented method: without this aiohttp would answer it like GET.
        options: dict[str, object] = {"allow_head": False} if route.method == "GET" else {}
        return web.route(route.method, f"{prefix}/api/v1{route.path}", respond, **options)

    async def _traffic(self, _request: web.Request) -> web.Response:
        return web.json_response(self._front.traffic())
