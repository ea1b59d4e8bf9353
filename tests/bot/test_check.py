"""`campaign-bot check`: a line for each setting, what to do where it does not lead anywhere."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from bot.check import check
from tests.bot.served import served
from tests.bot.stage import KEY, TOKEN, settings


async def _world(request: web.Request) -> web.Response:
    if request.path == f"/bot{TOKEN}/getMe":
        me = {"id": 123456, "is_bot": True, "first_name": "Bot", "username": "campaign_test_bot"}
        return web.json_response({"ok": True, "result": me})
    if request.path.startswith("/bot"):
        return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)
    if request.headers.get("x-api-key") != KEY:
        return web.json_response({"error": {"code": "UNAUTHORIZED", "message": "no"}}, status=401)
    return web.json_response({"data": [{"id": "i", "status": "connected"}, {"id": "j", "status": "disconnected"}]})


@pytest.fixture
async def base() -> AsyncIterator[str]:
    async with served(_world) as address:
        yield address


async def checked(base: str, path: Path, **more: object) -> tuple[int, list[str]]:
    lines: list[str] = []
    given: dict[str, object] = {
        "telegram_api_url": base,
        "msgflash_base_url": base,
        "database_url": f"sqlite:///{path / 'bot.db'}",
        **more,
    }
    return await check(settings(**given), lines.append), lines


async def test_all_is_well(base: str, tmp_path: Path) -> None:
    code, lines = await checked(base, tmp_path)

    assert code == 0
    assert [line.split(":")[0] for line in lines] == [
        "ok   DATABASE_URL",
        "ok   TELEGRAM_BOT_TOKEN",
        "ok   MSGFLASH_API_KEY",
        "ok   PUBLIC_URL",
    ]
    assert "@campaign_test_bot" in lines[1]
    assert "2 numbers, 1 of them connected" in lines[2]


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({"telegram_bot_token": "654321:" + "B" * 35}, "BAD  TELEGRAM_BOT_TOKEN"),
        ({"msgflash_api_key": "msgf_live_" + "cd" * 32}, "BAD  MSGFLASH_API_KEY"),
    ],
)
async def test_what_is_refused_is_named_and_never_shown(
    base: str, tmp_path: Path, more: dict[str, object], line: str
) -> None:
    code, lines = await checked(base, tmp_path, **more)

    assert code == 1
    assert [said.split(":")[0] for said in lines if said.startswith("BAD")] == [line]
    assert not any(str(secret) in said for secret in more.values() for said in lines)


async def test_addresses_where_nobody_answers_are_named(tmp_path: Path) -> None:
    async with served(_world) as gone:
        pass
    code, lines = await checked(gone, tmp_path)

    assert code == 1
    assert [line[:5] for line in lines] == ["ok   ", "BAD  ", "BAD  ", "ok   "]
    assert "TELEGRAM_API_URL" in lines[1]
    assert "no answer" in lines[2]


async def test_a_database_that_cannot_be_used_is_named(base: str, tmp_path: Path) -> None:
    (tmp_path / "bot.db").mkdir()

    code, lines = await checked(base, tmp_path)

    assert code == 1
    assert lines[0].startswith("BAD  DATABASE_URL: ")


async def test_a_public_address_is_told(base: str, tmp_path: Path) -> None:
    code, lines = await checked(base, tmp_path, public_url="https://bot.example.com", webhook_secret="canary")

    assert code == 0
    assert "https://bot.example.com" in lines[-1]
    assert not any("canary" in line for line in lines)
