import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.demo.msgflash.sandbox import Sandbox
from bot.demo.trouble import Switches

Ask = Callable[..., Awaitable[tuple[int, Any]]]
Told = asyncio.Queue[tuple[dict[str, str], bytes]]
EVERY = ["message.sent", "message.delivered", "message.read", "message.failed", "instance.disconnected"]


@pytest.fixture
def now_campaign(campaign_body: dict[str, object]) -> dict[str, object]:
    return {**campaign_body, "schedule": "2026-10-01T09:00:00.000Z"}


@pytest.fixture
async def listener() -> AsyncIterator[tuple[str, Told]]:
    """An address that keeps what it is told, and answers 500 to what comes under /broken."""
    told: Told = asyncio.Queue()

    async def keep(request: web.Request) -> web.Response:
        told.put_nowait((dict(request.headers), await request.read()))
        return web.Response(status=500 if request.path == "/broken" else 200)

    application = web.Application()
    application.router.add_post("/{name}", keep)
    async with TestServer(application) as server:
        yield str(server.make_url("/")), told


async def yielding(_seconds: float) -> None:
    await asyncio.sleep(0)


async def test_each_event_of_each_message_is_told_once_in_order(
    ask: Ask, sandbox: Sandbox, now_campaign: dict[str, object], pass_time: Callable[[float], None]
) -> None:
    await ask("POST", "/webhooks", {"url": "https://example.com/told", "events": EVERY})
    _, created = await ask("POST", "/campaigns", now_campaign)
    told = []
    for _ in range(100):
        pass_time(7)
        told += [json.loads(delivery.body) for delivery in sandbox.deliveries.due()]

    _, campaign = await ask("GET", f"/campaigns/{created['data']['id']}")
    names = [event["event"] for event in told]
    stats = campaign["data"]["stats"]
    assert {name: names.count(f"message.{name}") for name in ("sent", "delivered", "read", "failed")} == {
        name: stats[name] for name in ("sent", "delivered", "read", "failed")
    }
    first = next(event for event in told if event["event"] == "message.read")
    mine = [event["status"] for event in told if event["messageId"] == first["messageId"]]
    assert mine == ["sent", "delivered", "read"]


async def test_only_what_was_asked_for_is_told(
    ask: Ask, sandbox: Sandbox, now_campaign: dict[str, object], pass_time: Callable[[float], None]
) -> None:
    await ask("POST", "/webhooks", {"url": "https://example.com/told", "events": ["message.delivered"]})
    await ask("POST", "/campaigns", now_campaign)
    pass_time(3600)

    deliveries = sandbox.deliveries.due()

    assert {delivery.headers["X-MsgFlash-Event"] for delivery in deliveries} == {"message.delivered"}
    assert sandbox.deliveries.due() == ()


async def test_what_happened_before_a_webhook_was_made_is_not_told(
    ask: Ask, sandbox: Sandbox, now_campaign: dict[str, object], pass_time: Callable[[float], None]
) -> None:
    await ask("POST", "/campaigns", now_campaign)
    pass_time(3600)
    sandbox.deliveries.due()
    await ask("POST", "/webhooks", {"url": "https://example.com/told", "events": EVERY})

    assert sandbox.deliveries.due() == ()


async def test_numbers_that_lose_their_link_are_told_of(ask: Ask, sandbox: Sandbox, switches: Switches) -> None:
    await ask("POST", "/webhooks", {"url": "https://example.com/told", "events": EVERY})
    switches.disconnected = True

    told = [json.loads(delivery.body) for delivery in sandbox.deliveries.due()]

    connected = [instance.id for instance in sandbox.world.instances.values() if instance.connected]
    assert [event["instanceId"] for event in told] == connected
    assert {event["event"] for event in told} == {"instance.disconnected"}


async def test_deliveries_arrive_with_the_documented_headers_and_a_true_signature(
    ask: Ask,
    sandbox: Sandbox,
    listener: tuple[str, Told],
    now_campaign: dict[str, object],
    pass_time: Callable[[float], None],
) -> None:
    address, told = listener
    _, webhook = await ask("POST", "/webhooks", {"url": f"{address}told", "events": ["message.delivered"]})
    await ask("POST", "/campaigns", now_campaign)
    pass_time(3600)

    delivering = asyncio.create_task(sandbox.deliveries.run(yielding))
    headers, body = await asyncio.wait_for(told.get(), 5)
    delivering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await delivering

    expected = hmac.new(webhook["data"]["secret"].encode(), body, hashlib.sha256).hexdigest()
    assert headers["Content-Type"] == "application/json"
    assert headers["X-MsgFlash-Event"] == "message.delivered"
    assert headers["X-MsgFlash-Signature"] == f"sha256={expected}"
    assert set(json.loads(body)) == {"event", "instanceId", "messageId", "providerMessageId", "to", "status"}


async def test_an_address_that_fails_does_not_keep_the_others_from_being_told(
    ask: Ask, sandbox: Sandbox, listener: tuple[str, Told], switches: Switches, caplog: pytest.LogCaptureFixture
) -> None:
    address, told = listener
    caplog.set_level(logging.WARNING)
    for url in ("http://127.0.0.1:1/secret-nobody", f"{address}broken", f"{address}told"):
        await ask("POST", "/webhooks", {"url": url, "events": ["instance.disconnected"]})
    switches.disconnected = True

    delivering = asyncio.create_task(sandbox.deliveries.run(yielding))
    for _ in range(4):
        await asyncio.wait_for(told.get(), 5)
    delivering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await delivering

    assert "A webhook answered with status 500." in caplog.text
    assert "ClientConnectorError" in caplog.text
    assert "secret-nobody" not in caplog.text


async def test_mounted_deliveries_end_with_the_application(sandbox: Sandbox) -> None:
    application = web.Application()
    application.cleanup_ctx.append(sandbox.deliver)
    async with TestServer(application):
        running = len(asyncio.all_tasks())

    assert len(asyncio.all_tasks()) < running
