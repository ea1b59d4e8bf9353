"""A local Bot API server for each test, and people to use it."""

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.demo.events import Events
from bot.demo.telegram import page, server
from bot.demo.telegram.player import Player
from bot.demo.telegram.telegram import Telegram
from bot.demo.trouble import Switches

Json = Any

TOKEN = f"7000000001:{'A' * 35}"


@pytest.fixture
def token() -> str:
    return TOKEN


@pytest.fixture
def clock() -> list[datetime]:
    """The time of the server, as the one item of a list; a test moves it with `later`."""
    return [datetime(2026, 4, 15, 8, 0, tzinfo=UTC)]


@pytest.fixture
def later(clock: list[datetime]) -> Callable[[timedelta], None]:
    def move(by: timedelta) -> None:
        clock[0] += by

    return move


@pytest.fixture
def pauses() -> list[float]:
    """Every pause the server made, in seconds; none of them really lasts."""
    return []


@pytest.fixture
def paused() -> asyncio.Event:
    """Set as soon as the server has made a pause."""
    return asyncio.Event()


@pytest.fixture
async def telegram(clock: list[datetime], pauses: list[float], paused: asyncio.Event) -> Telegram:
    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        paused.set()
        await asyncio.sleep(0)

    return Telegram(Events(first=1), Switches(), lambda: clock[0], pause)


@pytest.fixture
async def address(telegram: Telegram) -> AsyncIterator[str]:
    application = web.Application()
    application.add_routes([*server.routes(telegram), *page.routes(telegram)])

    async def close(_: web.Application) -> None:
        await telegram.close()

    application.on_shutdown.append(close)
    async with TestServer(application) as running:
        yield str(running.make_url("/")).rstrip("/")


@pytest.fixture
async def session(address: str) -> AsyncIterator[aiohttp.ClientSession]:
    assert address
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def api(address: str, session: aiohttp.ClientSession, token: str) -> Callable[..., Awaitable[Any]]:
    """Call a method with its parameters as JSON, and give the whole answer."""

    async def call(method: str, **parameters: object) -> Json:
        async with session.post(f"{address}/bot{token}/{method}", json=parameters) as answer:
            content = await answer.json()
            assert answer.status == content.get("error_code", 200)
            return content

    return call


@pytest.fixture
def reason(api: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[str]]:
    """Call a method that is refused, and give the description."""

    async def call(method: str, **parameters: object) -> str:
        answer = await api(method, **parameters)
        assert answer["ok"] is False
        return str(answer["description"])

    return call


@pytest.fixture
async def awa(session: aiohttp.ClientSession, address: str) -> AsyncIterator[Player]:
    async with Player(session, address, 1001) as player:
        yield player


@pytest.fixture
async def sam(session: aiohttp.ClientSession, address: str) -> AsyncIterator[Player]:
    async with Player(session, address, 1002) as player:
        yield player


@pytest.fixture
def heard(api: Callable[..., Awaitable[Json]]) -> Callable[[str], Awaitable[list[Json]]]:
    """Fetch the updates of one kind."""

    async def fetch(kind: str) -> list[Json]:
        return [update[kind] for update in (await api("getUpdates"))["result"] if kind in update]

    return fetch


@pytest.fixture
def upload(session: aiohttp.ClientSession, address: str, token: str) -> Callable[..., Awaitable[Json]]:
    """Call a method with a file and further parameters as a multipart form, and give the whole answer."""

    async def call(method: str, name: str, content: bytes, **parameters: str) -> Json:
        form = aiohttp.FormData(parameters, default_to_multipart=True)
        form.add_field(name, io.BytesIO(content), filename="fichier.bin", content_type="application/octet-stream")
        async with session.post(f"{address}/bot{token}/{method}", data=form) as answer:
            return await answer.json()

    return call


@pytest.fixture
def png() -> Callable[[int, int], bytes]:
    """Make the beginning of a PNG file of this size, which is all that is ever read of one."""

    def picture(width: int, height: int) -> bytes:
        sides = width.to_bytes(4, "big") + height.to_bytes(4, "big")
        return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + sides + b"\x08\x02\x00\x00\x00"

    return picture
