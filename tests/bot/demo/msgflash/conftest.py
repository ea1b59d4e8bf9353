"""A sandbox behind a real socket, a clock that a test moves, and a way to ask."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.demo.events import Events
from bot.demo.msgflash.options import Options
from bot.demo.msgflash.sandbox import Sandbox
from bot.demo.trouble import Switches

Client = TestClient[web.Request, web.Application]


@pytest.fixture
def moments() -> list[datetime]:
    """The clock: its last entry is now."""
    return [datetime(2026, 10, 1, 9, 0, tzinfo=UTC)]


@pytest.fixture
def pass_time(moments: list[datetime]) -> Callable[[float], None]:
    def pass_seconds(seconds: float) -> None:
        moments.append(moments[-1] + timedelta(seconds=seconds))

    return pass_seconds


@pytest.fixture
def switches() -> Switches:
    return Switches()


@pytest.fixture
def events() -> Events:
    return Events()


@pytest.fixture
def options() -> Options:
    """The usual workspace, but no rate limit, since a test's clock stands still; parametrize to choose another."""
    return Options(requests_per_second=None)


@pytest.fixture
def key() -> str:
    return "msgf_live_" + "0123456789abcdef" * 4


@pytest.fixture
def slept() -> list[float]:
    """How long the sandbox was told to sleep; it never really does."""
    return []


@pytest.fixture
def sleeping() -> asyncio.Event:
    """Set as soon as the sandbox sleeps."""
    return asyncio.Event()


@pytest.fixture
def sandbox(  # noqa: PLR0913, PLR0917  (what a sandbox is made of)
    moments: list[datetime],
    switches: Switches,
    events: Events,
    options: Options,
    key: str,
    slept: list[float],
    sleeping: asyncio.Event,
) -> Sandbox:
    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        sleeping.set()
        await asyncio.sleep(0)

    return Sandbox(now=lambda: moments[-1], key=key, switches=switches, events=events, options=options, sleep=sleep)


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncIterator[Client]:
    application = web.Application()
    application.add_routes(sandbox.routes("/msgflash"))
    async with TestClient(TestServer(application)) as opened:
        yield opened


@pytest.fixture
def ask(client: Client, key: str, options: Options) -> Callable[..., Awaitable[tuple[int, Any]]]:
    async def ask_for(
        method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, Any]:
        """Send a request with the key and return the status and the deciphered answer."""
        sent = {"x-api-key": key} if headers is None else dict(headers)
        if headers is None and options.team_id is not None:
            sent["X-Team-Id"] = options.team_id
        async with client.request(method, f"/msgflash/api/v1{path}", json=body, headers=sent) as response:
            return response.status, await response.json()

    return ask_for


@pytest.fixture
def instance(sandbox: Sandbox) -> Callable[[str], str]:
    """Find the id of a number by its name."""
    return lambda name: next(kept.id for kept in sandbox.world.instances.values() if kept.name == name)


@pytest.fixture
def campaign_body(instance: Callable[[str], str]) -> dict[str, object]:
    """A text campaign for tomorrow that is right in everything."""
    return {
        "instanceId": instance("Boutique Cotonou"),
        "name": "Autumn sale",
        "schedule": "2026-10-02T10:00:00.000Z",
        "type": "text",
        "body": "Hello",
        "recipients": {"type": "tags", "value": ["vip"]},
    }
