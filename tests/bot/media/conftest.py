"""Samples, a store, addresses, and servers on this machine."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.media.addresses import Addresses
from bot.media.files import Files
from tests.bot.media.samples import SAMPLES

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@pytest.fixture(scope="session")
def sample() -> Callable[[str], bytes]:
    """Give the bytes of a small file of that format."""
    return SAMPLES.__getitem__


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 4, 1, 9, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "media"


@pytest.fixture
def files(folder: Path) -> Files:
    return Files(folder, most=50_000_000)


@pytest.fixture
def addresses() -> Addresses:
    return Addresses([b"a key of the tests alone"])


@pytest.fixture
async def serve() -> AsyncIterator[Callable[[web.Application], Awaitable[TestServer]]]:
    """Start a server on a port of the system's choice; it ends with the test."""
    async with AsyncExitStack() as started:

        async def start(application: web.Application) -> TestServer:
            server = TestServer(application, host="127.0.0.1")
            await server.start_server(access_log=None)
            started.push_async_callback(server.close)
            return server

        yield start
