"""The transport opened, closed and opened again; and what Telegram says of the token."""

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import InvalidToken, NetworkError

from bot.transport import AiohttpRequest
from tests.bot.served import reaching, served, told_by
from tests.bot.stage import TOKEN


async def yes(_: web.Request) -> web.Response:
    return web.json_response({"ok": True, "result": True})


async def test_a_transport_that_is_not_open_says_so() -> None:
    bot = Bot(TOKEN, request=AiohttpRequest(1, lambda: None))

    with pytest.raises(NetworkError, match="not open"):
        await bot.get_me()


async def test_a_closed_transport_can_be_opened_again_and_closed_twice() -> None:
    async with served(yes) as base, reaching(base) as bot:
        await bot.request.shutdown()
        with pytest.raises(NetworkError) as caught:
            await bot.delete_webhook()
        await bot.request.initialize()
        assert await bot.delete_webhook()
        await bot.request.shutdown()
        await bot.request.shutdown()

    assert TOKEN not in told_by(caught.value)


async def test_a_transport_never_opened_can_be_closed_and_is_still_not_open() -> None:
    transport = AiohttpRequest(1, lambda: None)
    await transport.shutdown()

    with pytest.raises(NetworkError, match="not open"):
        await transport.do_request("http://127.0.0.1:1/x", "POST")


async def test_opening_twice_keeps_the_open_connections() -> None:
    connections: set[object] = set()

    async def answer(request: web.Request) -> web.Response:
        connections.add(request.transport)
        return await yes(request)

    async with served(answer) as base, reaching(base) as bot:
        await bot.delete_webhook()
        await bot.request.initialize()
        await bot.delete_webhook()

    assert len(connections) == 1


async def test_a_revoked_token_is_reported_and_raised() -> None:
    revoked: list[bool] = []

    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)

    async with served(answer) as base, reaching(base, lambda: revoked.append(True)) as bot:
        with pytest.raises(InvalidToken) as caught:
            await bot.get_me()

    assert revoked == [True]
    assert TOKEN not in told_by(caught.value)


@pytest.mark.parametrize("status", [200, 400, 403, 404, 409, 429, 500])
async def test_no_other_status_means_that_the_token_is_revoked(status: int) -> None:
    revoked: list[bool] = []

    async def answer(_: web.Request) -> web.Response:
        return web.json_response({"ok": status == 200, "result": True, "description": "no"}, status=status)

    request = AiohttpRequest(1, lambda: revoked.append(True))
    await request.initialize()
    async with served(answer) as base:
        assert (await request.do_request(f"{base}/x", "POST"))[0] == status
    await request.shutdown()

    assert revoked == []
