"""The server before callers who err: each is answered or let go, and only faults of ours leave a trace in the log."""

import logging
from collections.abc import AsyncIterator

import pytest
from aiohttp import web as aiohttp_web

from bot import web
from tests.bot.dawdlers import dawdling, heard


async def reads(request: aiohttp_web.Request) -> aiohttp_web.Response:
    await request.read()
    return aiohttp_web.Response()


async def fails(_: aiohttp_web.Request) -> aiohttp_web.Response:
    raise LookupError("our own mistake")


@pytest.fixture
async def address() -> AsyncIterator[str]:
    made = web.application([aiohttp_web.post("/", reads), aiohttp_web.get("/fails", fails)])
    async with web.serving(made, "127.0.0.1:0") as listening:
        yield listening


MALFORMED = {
    "no HTTP": "\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
    "a bad header": "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
    "a header without end": f"GET / HTTP/1.1\r\nX: {'x' * 20_000}\r\n\r\n",
    "two lengths": "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "a bad piece": "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
}


@pytest.mark.parametrize("sent", MALFORMED.values(), ids=MALFORMED)
async def test_what_is_no_http_is_refused_without_a_word_in_the_log(
    address: str, caplog: pytest.LogCaptureFixture, sent: str
) -> None:
    caplog.set_level(logging.INFO)
    async with dawdling(address, sent) as reader:
        answer = await heard(reader)

    assert answer.split()[1] == b"400"
    assert caplog.records == []


async def test_who_hangs_up_in_the_middle_leaves_no_word_in_the_log(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with dawdling(address, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"):
        pass
    async with dawdling(address, "GET /fails HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n") as reader:
        await heard(reader)

    told = [(record.levelname, record.getMessage()) for record in caplog.records if record.name == "bot.web"]
    assert [level for level, _ in told] == ["DEBUG", "ERROR"]


async def test_a_fault_of_ours_is_in_the_log_with_its_trace(address: str, caplog: pytest.LogCaptureFixture) -> None:
    async with dawdling(address, "GET /fails HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n") as reader:
        assert (await reader.readline()).split()[1] == b"500"

    assert "our own mistake" in caplog.text
    assert "Traceback" in caplog.text
