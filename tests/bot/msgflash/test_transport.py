"""The way to MsgFlash over real sockets: what goes out, and above all what a failure says of what has left."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
import pytest
from aiohttp import web

from bot.msgflash import client as msgflash
from bot.msgflash.changing import NEVER_LEFT
from bot.msgflash.transport import AiohttpTransport, way_out
from tests import canaries
from tests.bot.served import served, told_by

TIMEOUTS = httpx.Timeout(0.3, connect=0.3)
Behaviour = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def reaching(base: str) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"x-api-key": canaries.KEY}
    async with httpx.AsyncClient(
        base_url=base, headers=headers, timeout=TIMEOUTS, transport=AiohttpTransport(msgflash.LIMITS)
    ) as client:
        yield client


@asynccontextmanager
async def behaving(behaviour: Behaviour) -> AsyncIterator[str]:
    """A server that does with each connection what it is told."""
    tasks: set[asyncio.Task[None]] = set()

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await behaviour(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(one, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()[:2]
    try:
        yield f"http://{host}:{port}"
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def request_of(reader: asyncio.StreamReader) -> bytes:
    """Read one request whole."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        (line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")), 0
    )
    return head + await reader.readexactly(int(length))


async def test_a_request_arrives_as_it_was_meant() -> None:
    seen: list[tuple[str, str, str, object]] = []

    async def answer(request: web.Request) -> web.Response:
        key, body = request.headers["x-api-key"], await request.read()
        seen.append((request.method, request.raw_path, key, json.loads(body) if body else None))
        return web.json_response({"data": 1}, status=201, headers={"Retry-After": "3"})

    async with served(answer) as base, reaching(base) as client:
        posted = await client.post("/api/v1/campaigns", json={"body": "Déjà 🎉"})
        read = await client.get("/api/v1/contacts/a%2Fb", params={"q": "é +33", "limit": 100})

    assert seen == [
        ("POST", "/api/v1/campaigns", canaries.KEY, {"body": "Déjà 🎉"}),
        ("GET", "/api/v1/contacts/a%2Fb?q=%C3%A9+%2B33&limit=100", canaries.KEY, None),
    ]
    assert (posted.status_code, posted.json(), posted.headers["retry-after"]) == (201, {"data": 1}, "3")
    assert read.status_code == 201


async def test_a_compressed_answer_is_read() -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=gzip.compress(b'{"data": 1}'), headers={"Content-Encoding": "gzip"})

    async with served(answer) as base, reaching(base) as client:
        assert (await client.get("/")).json() == {"data": 1}


async def test_what_is_not_compressed_as_it_claims_is_a_failure_of_httpx() -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=b"not gzip", headers={"Content-Encoding": "gzip"})

    async with served(answer) as base, reaching(base) as client:
        with pytest.raises(httpx.DecodingError):
            await client.get("/")


async def drops(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await request_of(reader)


async def stops_in_the_head(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await request_of(reader)
    writer.write(b"HTTP/1.1 201 Cre")
    await writer.drain()


async def stops_in_the_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await request_of(reader)
    writer.write(b'HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{"data')
    await writer.drain()


async def speaks_something_else(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await request_of(reader)
    writer.write(b"220 mail.example ESMTP\r\n")
    await writer.drain()


async def is_silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await request_of(reader)
    await asyncio.Event().wait()


async def drips(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await request_of(reader)
    writer.write(b"HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{")
    await writer.drain()
    await asyncio.Event().wait()


@pytest.mark.parametrize(
    ("behaviour", "told"),
    [
        (drops, httpx.ReadError),
        (stops_in_the_head, httpx.ReadError),
        (stops_in_the_body, httpx.ReadError),
        (speaks_something_else, httpx.ReadError),
        (is_silent, httpx.ReadTimeout),
        (drips, httpx.ReadTimeout),
    ],
)
async def test_what_fails_after_the_request_was_written_may_have_arrived(
    behaviour: Behaviour, told: type[httpx.TransportError]
) -> None:
    arrived: list[None] = []

    async def counted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        arrived.append(None)
        await behaviour(reader, writer)

    async with behaving(counted) as base, reaching(base) as client:
        with pytest.raises(told) as caught:
            await client.post("/api/v1/campaigns", json={"body": "x"})

    assert not isinstance(caught.value, NEVER_LEFT)
    assert len(arrived) == 1


async def test_a_creation_on_a_connection_that_dies_is_made_once() -> None:
    requests: list[bytes] = []

    async def answers_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        requests.append(await request_of(reader))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        requests.append(await request_of(reader))

    async with behaving(answers_once) as base, reaching(base) as client:
        assert (await client.get("/")).status_code == 200
        with pytest.raises(httpx.ReadError):
            await client.post("/api/v1/campaigns", json={"body": "x"})

    assert [request.split()[0] for request in requests] == [b"GET", b"POST"]


@pytest.mark.parametrize(("idle_seconds", "connections"), [(0, 2), (msgflash.IDLE_SECONDS, 1)])
async def test_a_connection_that_lay_idle_for_too_long_is_not_used_again(idle_seconds: float, connections: int) -> None:
    begun: list[asyncio.StreamReader] = []

    async def answers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        begun.append(reader)
        while await request_of(reader):
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")

    transport = AiohttpTransport(httpx.Limits(keepalive_expiry=idle_seconds))
    async with behaving(answers) as base, httpx.AsyncClient(base_url=base, transport=transport) as client:
        await client.get("/")
        await client.post("/api/v1/campaigns", json={"body": "x"})

    assert len(begun) == connections


def test_connections_are_given_up_before_common_servers_close_them() -> None:
    """Node (`server.keepAliveTimeout`), Apache (`KeepAliveTimeout`) and uvicorn: five seconds, by their manuals."""
    assert msgflash.LIMITS.keepalive_expiry == msgflash.IDLE_SECONDS
    assert msgflash.IDLE_SECONDS < 5


async def test_where_nobody_listens_nothing_has_left() -> None:
    async with behaving(drops) as base:
        pass
    async with reaching(base) as client:
        with pytest.raises(httpx.ConnectError):
            await client.post("/api/v1/campaigns", json={})


async def test_a_name_that_nobody_has_is_no_connection() -> None:
    async with reaching("http://nobody.invalid") as client:
        with pytest.raises(httpx.ConnectError):
            await client.post("/api/v1/campaigns", json={})


async def test_a_server_that_never_greets_back_is_no_connection_in_time() -> None:
    async def says_nothing(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    async with behaving(says_nothing) as base, reaching(base.replace("http:", "https:")) as client:
        with pytest.raises(httpx.ConnectTimeout):
            await client.post("/api/v1/campaigns", json={})


async def test_a_server_without_a_certificate_is_told_nothing() -> None:
    heard: list[bytes] = []

    async def listens(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(1000))
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")

    async with behaving(listens) as base, reaching(base.replace("http:", "https:")) as client:
        with pytest.raises(httpx.ConnectError):
            await client.post("/api/v1/campaigns", json={"body": "x"})

    assert not any(canaries.KEY.encode() in said for said in heard)


@pytest.mark.parametrize("behaviour", [drops, is_silent, stops_in_the_body])
async def test_no_failure_tells_the_key_or_the_address(behaviour: Behaviour) -> None:
    async with behaving(behaviour) as base, reaching(base) as client:
        with pytest.raises(httpx.TransportError) as caught:
            await client.get("/api/v1/contacts?search=%2B33612345678")

    told = told_by(caught.value.with_traceback(None))
    assert canaries.KEY not in told
    assert "33612345678" not in told


def test_where_the_environment_names_a_proxy_httpx_finds_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(way_out(msgflash.LIMITS), AiohttpTransport)
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    assert way_out(msgflash.LIMITS) is None
