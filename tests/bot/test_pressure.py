"""The webhook before those who dawdle, and a world in which other things hang. Under load: test_onslaught.py."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, closing

import pytest

from bot.webhook import SECRET_HEADER
from tests.bot.dawdlers import dawdling, dripping, heard
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.hooks import PATH, SECRET, Hook, hooked
from tests.bot.stage import Stage

Pace = Callable[[str, str], AbstractAsyncContextManager[asyncio.StreamReader]]

PATIENCE = 0.3
# Within this, Telegram is answered whatever others do.
A_MOMENT = 1.0


@pytest.fixture
async def strict(stage: Stage) -> AsyncIterator[Hook]:
    """A webhook with little patience."""
    async with hooked(stage, body_seconds=PATIENCE, idle_seconds=PATIENCE) as made:
        yield made


HEADERS = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n{SECRET_HEADER}: "


@pytest.mark.parametrize("pace", [dawdling, dripping])
async def test_a_body_that_never_ends_is_given_up_and_its_connection_closed(strict: Hook, pace: Pace) -> None:
    async with pace(strict.address, f"{HEADERS}{SECRET}\r\n\r\n{{") as reader, asyncio.timeout(10):
        answer = await heard(reader)

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert strict.waiting() == []


@pytest.mark.parametrize("pace", [dawdling, dripping])
async def test_headers_that_never_end_are_given_up(strict: Hook, pace: Pace) -> None:
    async with pace(strict.address, HEADERS) as reader, asyncio.timeout(10):
        assert await heard(reader) == b""


@pytest.mark.parametrize("path", ["/nothing", "/healthz", PATH])
async def test_a_body_that_nobody_asked_for_is_not_read_for_long(strict: Hook, path: str) -> None:
    sent = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n"
    async with dripping(strict.address, sent) as reader, asyncio.timeout(10):
        answer = await heard(reader)

    assert answer.split()[1] in {b"403", b"404", b"405"}


async def test_who_does_not_know_the_secret_is_not_waited_for(hook: Hook) -> None:
    async with dawdling(hook.address, f"{HEADERS}wrong\r\n\r\n{{") as reader, asyncio.timeout(5):
        assert (await reader.readline()).startswith(b"HTTP/1.1 403 ")


async def test_who_dawdles_does_not_hold_up_the_end(stage: Stage) -> None:
    async with hooked(stage) as hook:
        dawdler = dawdling(hook.address, f"{HEADERS}{SECRET}\r\n\r\n{{")
        await dawdler.__aenter__()
        assert await hook.gives(stage.text("/start")) == 200
        began = asyncio.get_running_loop().time()

    assert asyncio.get_running_loop().time() - began < 5
    await dawdler.__aexit__(None, None, None)


async def test_an_update_is_taken_in_though_msgflash_and_telegram_hang(
    hook: Hook, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    msgflash.held["/instances"] = asyncio.Event()
    telegram.holds["sendMessage"] = asyncio.Event()
    try:
        for number, text in enumerate(("/new", "/start"), 5):
            async with asyncio.timeout(A_MOMENT):
                assert await hook.gives(hook.stage.text(text), number) == 200
    finally:
        telegram.holds.pop("sendMessage").set()
        msgflash.held.pop("/instances").set()


async def test_while_the_database_is_locked_the_process_lives_and_the_update_waits_for_its_end(hook: Hook) -> None:
    with closing(sqlite3.connect(hook.stage.path, isolation_level=None)) as other:
        other.execute("begin immediate")
        waiting = asyncio.ensure_future(hook.gives(hook.stage.text("/start")))
        async with hook.session.get(hook.base + "/healthz") as response:
            assert response.status == 200
        assert not waiting.done()
        other.execute("rollback")

    assert await waiting == 200
    assert hook.waiting() == [5]


async def test_a_body_of_another_length_than_it_said_is_refused(strict: Hook) -> None:
    body = json.dumps({"update_id": 5, **strict.stage.text("/start")})
    sent = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n{SECRET_HEADER}: {SECRET}\r\n\r\n{body}"
    async with dawdling(strict.address, sent) as reader, asyncio.timeout(10):
        assert (await reader.readline()).split()[1] == b"400"
    assert strict.waiting() == []
