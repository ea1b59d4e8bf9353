"""The way to Telegram over real sockets: what is sent, how it fails, and that no failure tells the token."""

import asyncio
import contextlib
import logging
import socket

import pytest
from aiohttp import web
from telegram import InputFile
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.transport import AiohttpRequest
from tests.bot.served import Answer, reaching, served, told_by
from tests.bot.stage import TOKEN

MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}}


async def test_parameters_go_as_json() -> None:
    seen: list[tuple[str, str, dict[str, object]]] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append((request.path, request.content_type, await request.json()))
        return web.json_response({"ok": True, "result": MESSAGE})

    async with served(answer) as base, reaching(base) as bot:
        await bot.send_message(7, "Déjà & vu = 100 % 🎉\n+")

    [(path, kind, given)] = seen
    assert path == f"/bot{TOKEN}/sendMessage"
    assert kind == "application/json"
    assert given == {"chat_id": 7, "text": "Déjà & vu = 100 % 🎉\n+"}


@pytest.mark.parametrize("content", [b"\x00\xff" * 10, b""])
async def test_a_file_goes_with_its_name_kind_and_bytes(content: bytes) -> None:
    seen: list[tuple[str, str, bytes, str]] = []

    async def answer(request: web.Request) -> web.Response:
        form = await request.post()
        file = form["document"]
        assert isinstance(file, web.FileField)
        seen.append((file.filename, file.content_type, file.file.read(), str(form["caption"])))
        return web.json_response({"ok": True, "result": MESSAGE})

    async with served(answer) as base, reaching(base) as bot:
        await bot.send_document(7, InputFile(content, filename="list.pdf"), caption="Déjà")

    assert seen == [("list.pdf", "application/pdf", content, "Déjà")]


async def test_a_file_keeps_a_name_with_spaces_and_accents() -> None:
    seen: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        file = (await request.post())["document"]
        assert isinstance(file, web.FileField)
        seen.append(file.filename)
        return web.json_response({"ok": True, "result": MESSAGE})

    async with served(answer) as base, reaching(base) as bot:
        await bot.send_document(7, InputFile(b"x", filename="liste é.pdf"))

    assert seen == ["liste é.pdf"]


async def test_a_download_comes_back_whole() -> None:
    async def answer(request: web.Request) -> web.Response:
        if request.path.startswith("/file/"):
            return web.Response(body=b"\x00\xff" * 1000)
        return web.json_response(
            {"ok": True, "result": {"file_id": "f", "file_unique_id": "u", "file_path": "a/b.bin"}}
        )

    async with served(answer) as base, reaching(base) as bot:
        file = await bot.get_file("f")
        assert bytes(await file.download_as_bytearray()) == b"\x00\xff" * 1000


async def _never(request: web.Request) -> web.Response:
    await request.read()
    await asyncio.Event().wait()
    return web.Response()


async def _cut(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def _half(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"content-length": "100"})
    await response.prepare(request)
    await response.write(b'{"ok"')
    assert request.transport is not None
    request.transport.abort()
    return response


async def _endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    with contextlib.suppress(ConnectionError):
        while True:
            await response.write(b" ")
            await asyncio.sleep(0)
    return response


async def _nonsense(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.write(b"\x00\x01 this is no HTTP " + b"x" * 100 + b"\r\n\r\n")
    request.transport.close()
    return web.Response()


async def failing(base: str, read: float | None = None, connect: float | None = None) -> TelegramError:
    """Return how a call there fails."""
    async with reaching(base) as bot:
        with pytest.raises(TelegramError) as caught:
            await bot.send_message(7, "Hello", read_timeout=read, connect_timeout=connect)
        return caught.value


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (_never, TimedOut),
        (_endless, TimedOut),
        (_cut, NetworkError),
        (_half, NetworkError),
        (_nonsense, NetworkError),
    ],
)
async def test_each_way_to_fail_has_one_of_two_names(answer: Answer, expected: type[TelegramError]) -> None:
    async with served(answer) as base:
        reason = await failing(base, read=0.05)

    assert type(reason) is expected
    assert TOKEN not in f"{reason} {reason!r}"


@pytest.mark.parametrize("answer", [_never, _endless, _cut, _half, _nonsense])
async def test_no_failure_tells_the_token(answer: Answer) -> None:
    async with served(answer) as base:
        reason = await failing(base, read=0.05)

    assert TOKEN not in told_by(reason)


async def test_a_refused_connection_is_a_network_error_without_the_token() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        reason = await failing(f"http://127.0.0.1:{taken.getsockname()[1]}")

    assert type(reason) is NetworkError
    assert TOKEN not in told_by(reason)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_nobody_is_followed_elsewhere_with_the_token(status: int) -> None:
    led: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        led.append(request.path_qs)
        return web.json_response({"ok": True, "result": MESSAGE})

    async with served(elsewhere) as other:

        async def answer(request: web.Request) -> web.Response:
            return web.Response(status=status, headers={"Location": f"{other}{request.path}"})

        async with served(answer) as base:
            reason = await failing(base)

    assert type(reason) is NetworkError
    assert TOKEN not in told_by(reason)
    assert led == []


async def full_house() -> tuple[socket.socket, list[socket.socket]]:
    """Return a listener whose queue is full: whoever connects now waits."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    waiting = []
    for _ in range(4):
        one = socket.socket()
        one.setblocking(False)
        one.connect_ex(listener.getsockname())
        waiting.append(one)
    return listener, waiting


async def test_a_connection_that_never_comes_times_out_without_the_token() -> None:
    listener, waiting = await full_house()
    try:
        reason = await failing(f"http://127.0.0.1:{listener.getsockname()[1]}", connect=0.1)
    finally:
        for one in (listener, *waiting):
            one.close()

    assert type(reason) is TimedOut
    assert TOKEN not in told_by(reason)


@pytest.mark.parametrize("base", ["http://[::", "nonsense"])
async def test_an_address_that_is_none_is_a_network_error_without_the_token(base: str) -> None:
    reason = await failing(base)

    assert type(reason) is NetworkError
    assert TOKEN not in told_by(reason)


async def test_logs_never_tell_the_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    async with served(_never) as base:
        await failing(base, read=0.05)
    async with served(_cut) as base:
        await failing(base)

    assert TOKEN not in caplog.text


def test_a_bound_is_set_on_every_reading() -> None:
    assert 0 < AiohttpRequest(1, lambda: None).read_timeout < 60
