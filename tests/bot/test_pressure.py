"""The webhook before those who dawdle, those who push, and a world in which other things hang."""

import asyncio
import json
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing

import pytest

from bot.webhook import SECRET_HEADER
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.hooks import PATH, SECRET, Hook, hooked
from tests.bot.stage import Stage

BURST = 1_000
MANY = 50
DAWDLERS = 200
PATIENCE = 0.3


@pytest.fixture
async def strict(stage: Stage) -> AsyncIterator[Hook]:
    """A webhook with little patience."""
    async with hooked(stage, body_seconds=PATIENCE, idle_seconds=PATIENCE) as made:
        yield made


@asynccontextmanager
async def dawdling(hook: Hook, sent: str) -> AsyncIterator[asyncio.StreamReader]:
    """Open a connection on which only this is sent."""
    host, _, port = hook.base.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(sent.encode())
    try:
        yield reader
    finally:
        writer.close()


HEADERS = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n{SECRET_HEADER}: "


async def test_a_body_that_never_ends_is_given_up_and_its_connection_closed(strict: Hook) -> None:
    async with dawdling(strict, f"{HEADERS}{SECRET}\r\n\r\n{{") as reader, asyncio.timeout(10):
        answer = await reader.read()

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert strict.waiting() == []


async def test_headers_that_never_end_are_given_up(strict: Hook) -> None:
    async with dawdling(strict, HEADERS) as reader, asyncio.timeout(10):
        assert await reader.read() == b""


async def test_who_does_not_know_the_secret_is_not_waited_for(hook: Hook) -> None:
    async with dawdling(hook, f"{HEADERS}wrong\r\n\r\n{{") as reader, asyncio.timeout(5):
        assert (await reader.readline()).startswith(b"HTTP/1.1 403 ")


async def test_many_who_dawdle_keep_nobody_else_waiting(hook: Hook) -> None:
    opened = [dawdling(hook, f"{HEADERS}{SECRET}\r\n\r\n{{") for _ in range(DAWDLERS)]
    for one in opened:
        await one.__aenter__()
    try:
        async with asyncio.timeout(5):
            assert await hook.gives(hook.stage.text("/start")) == 200
    finally:
        for one in opened:
            await one.__aexit__(None, None, None)


async def test_a_burst_of_updates_from_many_is_taken_in_whole_and_each_is_answered(
    start: Callable[..., AbstractAsyncContextManager[Stage]], telegram: FakeTelegram
) -> None:
    """As many as Telegram may have kept while the bot was away, over as many connections as it opens."""
    operators = range(2001, 2001 + MANY)
    async with start(operator_ids=",".join(map(str, operators))) as stage, hooked(stage) as hook:
        updates = [stage.beside(operators[number % MANY]).text("/help") for number in range(BURST)]
        statuses = await asyncio.gather(*(hook.gives(update, 10 + number) for number, update in enumerate(updates)))
        await stage.settles()
        left = stage.made.runner.store.connection.execute("select count(*) from inbox").fetchone()

        assert set(statuses) == {200}
        assert hook.waiting() == list(range(10, 10 + BURST))
        assert left == (0,)
    answered = Counter(given["chat_id"] for given in telegram.named("sendMessage"))
    assert answered == dict.fromkeys(operators, BURST // MANY)


async def test_who_dawdles_does_not_hold_up_the_end(stage: Stage) -> None:
    async with hooked(stage) as hook:
        dawdler = dawdling(hook, f"{HEADERS}{SECRET}\r\n\r\n{{")
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
        async with asyncio.timeout(5):
            assert await hook.gives(hook.stage.text("/new"), 5) == 200
            assert await hook.gives(hook.stage.text("/start"), 6) == 200
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
    async with dawdling(strict, sent) as reader, asyncio.timeout(10):
        assert (await reader.readline()).split()[1] == b"400"
    assert strict.waiting() == []
