"""Canaries: what may never be told, followed through a whole campaign with its troubles, over real sockets."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from aiohttp import web
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot import logs
from bot.__main__ import assemble
from bot.process import Ending
from storage.store import opened
from tests.bot.fake_msgflash import CREATION, SHOP, FakeMsgFlash
from tests.bot.fake_telegram import NOW, FakeTelegram
from tests.bot.served import served
from tests.bot.stage import KEY, TOKEN, Stage, settings
from tests.bot.test_campaigns import press

TEXT = "canary-text"
NAME = "canary-name"
PERSON = "Awa-canary"
PHONE = SHOP["waNumber"]
TOKEN_PARTS = (TOKEN, TOKEN.partition(":")[2])


@dataclass
class Wire:
    """Every request that left, as it came over a socket: who it went to, its address, headers and body."""

    telegram: FakeTelegram
    msgflash: FakeMsgFlash
    seen: list[tuple[str, str, str, str]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        body, headers = await request.text(), json.dumps(dict(request.headers))
        if request.path.startswith("/bot"):
            self.seen.append(("telegram", str(request.rel_url), headers, body))
            said = json.loads(body) if request.content_type == "application/json" else await request.post()
            given = [RequestParameter(name, value, None) for name, value in said.items()]
            status, answer = await self.telegram.do_request(request.path, "POST", RequestData(given))
            return web.Response(status=status, body=answer, content_type="application/json")
        self.seen.append(("msgflash", str(request.rel_url), headers, body))
        asked = httpx.Request(request.method, str(request.url), headers=dict(request.headers), content=body)
        found = await self.msgflash(asked)
        return web.Response(status=found.status_code, body=found.content, content_type="application/json")


@asynccontextmanager
async def over_sockets(path: Path, wire: Wire) -> AsyncIterator[Stage]:
    clock = [NOW]
    async with served(wire.answer) as base, opened(path) as store:
        given = settings(telegram_api_url=base, msgflash_base_url=base)
        made = assemble(given, store, Ending(), clock=lambda: clock[0])
        made.runner.sources.msgflash.again_after = ()
        await made.application.initialize()
        stage = Stage(made, wire.telegram, wire.msgflash, path, clock)
        try:
            yield stage
        finally:
            await stage.settles()
            await made.application.shutdown()
            await made.runner.sources.msgflash.client.aclose()


async def lives_through_it(stage: Stage) -> None:
    """A campaign, refused and unknown before it is created, in a chat that Telegram makes trouble in."""
    telegram, msgflash = stage.telegram, stage.msgflash
    await stage.sends(
        text="/start", **{"from": {"id": stage.user, "is_bot": False, "first_name": PERSON, "language_code": "en"}}
    )
    await press(stage, "new")
    await press(stage, "all")
    telegram.fails("editMessageText", 400, f'Bad Request: can\'t parse entities: unsupported start tag "{TEXT}"')
    await stage.types("15/04/2026 11:00")
    await press(stage, "once")
    await press(stage, "text")
    telegram.fails("sendMessage", 400, f"Bad Request: can't parse entities: {TEXT}")
    await stage.types(TEXT)
    await press(stage, "change")
    await press(stage, "name")
    await stage.types(NAME)
    refusal = {"error": {"code": "VALIDATION_ERROR", "message": f"{TEXT} {KEY}", "details": {"to": PHONE}}}
    msgflash.answers("/campaigns", httpx.Response(400, json=refusal), httpx.Response(500, text=f"{TEXT} {KEY} {PHONE}"))
    for _ in range(2):
        await press(stage, "send")
        await press(stage, "yes")


@pytest.mark.usefixtures("_logging_as_before")
async def test_nothing_secret_is_told_by_any_log_address_body_or_file(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash, capsys: pytest.CaptureFixture[str]
) -> None:
    # Without known secrets: what is tested is that none comes so far as the filter, the second net.
    logs.start("DEBUG", [])
    wire = Wire(telegram, msgflash)
    async with over_sockets(tmp_path / "bot.db", wire) as stage:
        await lives_through_it(stage)
        logged = capsys.readouterr().err
        files = bytes_in(tmp_path)

    assert len([one for one in msgflash.requests if (one.method, one.url.path) == CREATION]) == 2
    lines = [json.loads(line) for line in logged.splitlines()]
    assert {"msgflash POST campaigns", "telegram sendMessage"} <= {line["message"].partition(":")[0] for line in lines}
    assert all(line["request"].startswith("u") for line in lines if line["message"].startswith("msgflash"))
    traced = {line["request"]: line["message"] for line in lines if "campaign " in line["message"]}
    assert len(traced) == 2
    assert [" ".join(said.split()[4:6]) for said in traced.values()] == ["is refused", "has no"]
    assert traced.keys() <= {line["request"] for line in lines if line["message"].startswith("msgflash POST campaigns")}
    for canary in (*TOKEN_PARTS, KEY, TEXT, NAME, PERSON, PHONE):
        assert canary not in logged
    for canary in (*TOKEN_PARTS, KEY):
        assert canary.encode() not in files
    for peer, address, headers, body in wire.seen:
        for canary in TOKEN_PARTS:
            assert canary not in headers + body + ("" if peer == "telegram" else address)
        assert KEY not in address + body + ("" if peer == "msgflash" else headers)
        for canary in (TEXT, NAME, PERSON, PHONE):
            assert canary not in address + headers
        if peer == "msgflash" and not address.endswith("/campaigns"):
            assert not any(canary in body for canary in (TEXT, NAME, PERSON))
        assert PERSON not in body or peer == "telegram"
        assert "u1" not in headers


def bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())
