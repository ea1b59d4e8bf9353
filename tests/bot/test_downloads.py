"""A file that an operator sent comes from Telegram over real sockets, and nothing that is said holds its address."""

import asyncio
import logging

import pytest
from aiohttp import web

from bot.downloads import DownloadError, NotDownloaded, pieces, whole_file
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.served import Answer, reaching, served, told_by
from tests.bot.stage import TOKEN

CONTENT = b"\x00\xff" * 100_000


def telegram(told: dict[str, object], status: int = 200) -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        if request.path.startswith("/file/"):
            assert request.path == f"/file/bot{TOKEN}/documents/list.csv"
            return web.Response(status=status, body=CONTENT)
        described = {"file_id": "f", "file_unique_id": "u", "file_path": "documents/list.csv", **told}
        return web.json_response({"ok": True, "result": described})

    return answer


async def test_a_file_comes_in_pieces_and_whole() -> None:
    async with served(telegram({})) as base, reaching(base) as bot:
        found = [piece async for piece in pieces(bot, "f")]

        assert b"".join(found) == CONTENT
        assert len(found) > 1
        assert await whole_file(bot, "f") == CONTENT


@pytest.mark.parametrize("told", [{"file_size": 200_000}, {}], ids=["known before", "seen on the way"])
async def test_a_file_that_is_too_large_is_not_taken(told: dict[str, object]) -> None:
    async with served(telegram(told)) as base, reaching(base) as bot:
        assert await whole_file(bot, "f", 199_999) == NotDownloaded("too large")
        assert await whole_file(bot, "f", 200_000) == CONTENT


async def test_what_telegram_calls_too_big_is_too_large() -> None:
    async def answer(_: web.Request) -> web.StreamResponse:
        said = {"ok": False, "error_code": 400, "description": "Bad Request: file is too big"}
        return web.json_response(said, status=400)

    async with served(answer) as base, reaching(base) as bot:
        assert await whole_file(bot, "f") == NotDownloaded("too large")


@pytest.mark.parametrize("status", [401, 404, 500])
async def test_a_file_that_is_not_given_is_not_had(status: int) -> None:
    async with served(telegram({}, status)) as base, reaching(base) as bot:
        assert await whole_file(bot, "f") == NotDownloaded("not given")


async def test_a_file_is_not_fetched_from_elsewhere_with_the_token() -> None:
    led: list[str] = []

    async def elsewhere(request: web.Request) -> web.StreamResponse:
        led.append(request.path_qs)
        return web.Response(body=CONTENT)

    async with served(elsewhere) as other:

        async def answer(request: web.Request) -> web.StreamResponse:
            if request.path.startswith("/file/"):
                return web.Response(status=302, headers={"Location": f"{other}{request.path}"})
            return await telegram({})(request)

        async with served(answer) as base, reaching(base) as bot:
            assert await whole_file(bot, "f") == NotDownloaded("not given")

    assert led == []


@pytest.mark.parametrize("path", ["/etc/passwd", None])
async def test_a_file_of_the_servers_own_machine_is_not_opened(path: str | None) -> None:
    async with served(telegram({"file_path": path})) as base, reaching(base) as bot:
        assert await whole_file(bot, "f") == NotDownloaded("not given")


async def _cut(request: web.Request) -> web.StreamResponse:
    if not request.path.startswith("/file/"):
        return await telegram({})(request)
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(b"x" * 10)
    assert request.transport is not None
    request.transport.abort()
    return response


async def test_a_failure_tells_neither_token_nor_address(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with served(_cut) as base, reaching(base) as bot:
        with pytest.raises(DownloadError) as failure:
            _ = [piece async for piece in pieces(bot, "f")]

    assert failure.value.why == "not given"
    assert TOKEN not in told_by(failure.value)
    assert TOKEN not in "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))


async def test_who_stops_listening_ends_the_download() -> None:
    ended = asyncio.Event()

    async def answer(request: web.Request) -> web.StreamResponse:
        if not request.path.startswith("/file/"):
            return await telegram({})(request)
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b"x" * 100_000)
        finally:
            ended.set()

    async with served(answer) as base, reaching(base) as bot:
        assert await whole_file(bot, "f", 500_000) == NotDownloaded("too large")
        async with asyncio.timeout(10):
            await ended.wait()


async def test_at_the_seam_of_the_library_a_file_comes_at_once() -> None:
    telegram_seen = FakeTelegram()
    telegram_seen.files["f"] = b"06 39 98 00 01"
    async with reaching("http://127.0.0.1:1") as bot:
        bot._request = (telegram_seen, telegram_seen)  # noqa: SLF001 - the library takes it only when it is built

        assert await whole_file(bot, "f") == b"06 39 98 00 01"
