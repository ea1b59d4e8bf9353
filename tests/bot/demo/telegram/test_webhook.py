"""Updates are delivered to the bot's own address until it accepts them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.demo.telegram.player import Player
from bot.demo.telegram.refusals import RefusedError
from bot.demo.telegram.telegram import Telegram
from bot.demo.telegram.updates import Wanted

Api = Callable[..., Awaitable[Any]]
Reason = Callable[..., Awaitable[str]]


@dataclass(slots=True)
class Bot:
    """A bot that listens on an address, and refuses the first deliveries if it is told to."""

    url: str = ""
    refusals: int = 0
    received: "asyncio.Queue[tuple[str | None, dict[str, Any]]]" = field(default_factory=asyncio.Queue)

    async def take(self, request: web.Request) -> web.Response:
        self.received.put_nowait((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        if self.refusals:
            self.refusals -= 1
            return web.Response(status=502)
        return web.Response()

    async def next(self) -> tuple[str | None, dict[str, Any]]:
        async with asyncio.timeout(10):
            return await self.received.get()


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    listening = Bot()
    application = web.Application()
    application.router.add_post("/updates", listening.take)
    async with TestServer(application) as server:
        listening.url = str(server.make_url("/updates"))
        yield listening


async def test_updates_are_delivered_with_the_secret(api: Api, awa: Player, bot: Bot) -> None:
    await awa.types("avant")
    answer = await api("setWebhook", url=bot.url, secret_token="s_3-T", max_connections=5)
    await awa.types("après")
    deliveries = [await bot.next(), await bot.next()]
    info = (await api("getWebhookInfo"))["result"]

    assert answer == {"ok": True, "result": True, "description": "Webhook was set"}
    assert [(secret, update["message"]["text"]) for secret, update in deliveries] == [
        ("s_3-T", "avant"),
        ("s_3-T", "après"),
    ]
    assert (info["url"], info["max_connections"]) == (bot.url, 5)


async def test_a_delivery_that_fails_is_made_again_in_order(
    api: Api, awa: Player, bot: Bot, pauses: list[float]
) -> None:
    bot.refusals = 2
    await api("setWebhook", url=bot.url)
    await awa.types("un")
    await awa.types("deux")
    texts = [(await bot.next())[1]["message"]["text"] for _ in range(4)]
    info = (await api("getWebhookInfo"))["result"]

    assert texts == ["un", "un", "un", "deux"]
    assert pauses == [1.0, 2.0]
    assert info["last_error_message"] == "Wrong response from the webhook: 502 Bad Gateway"
    assert info["last_error_date"] > 0


async def test_a_bot_that_is_away_gets_everything_when_it_polls_again(
    api: Api, awa: Player, unused_tcp_port: int, paused: asyncio.Event
) -> None:
    await api("setWebhook", url=f"http://127.0.0.1:{unused_tcp_port}/")
    await awa.types("un")
    async with asyncio.timeout(10):
        await paused.wait()
    failing = (await api("getWebhookInfo"))["result"]
    await api("deleteWebhook")
    updates = (await api("getUpdates"))["result"]

    assert (failing["last_error_message"], failing["pending_update_count"]) == ("Connection failed", 1)
    assert [update["message"]["text"] for update in updates] == ["un"]


async def test_polling_and_a_webhook_exclude_each_other(api: Api, bot: Bot, reason: Reason, telegram: Telegram) -> None:
    poll = asyncio.create_task(telegram.updates.get(Wanted(timeout=30)))
    await asyncio.sleep(0)
    await api("setWebhook", url=bot.url)

    with pytest.raises(RefusedError, match="Conflict: terminated by setWebhook request"):
        await poll
    assert await reason("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )


async def test_a_webhook_is_set_and_deleted_once(api: Api, bot: Bot) -> None:
    answers = [
        await api("setWebhook", url=bot.url),
        await api("setWebhook", url=bot.url),
        await api("deleteWebhook"),
        await api("deleteWebhook"),
        await api("setWebhook", url=""),
    ]

    assert [answer["description"] for answer in answers] == [
        "Webhook was set",
        "Webhook is already set",
        "Webhook was deleted",
        "Webhook is already deleted",
        "Webhook is already deleted",
    ]
    assert (await api("getUpdates"))["ok"] is True


async def test_pending_updates_may_be_dropped(api: Api, awa: Player) -> None:
    await awa.types("un")
    before = (await api("getWebhookInfo"))["result"]["pending_update_count"]
    await api("deleteWebhook", drop_pending_updates=True)
    after = (await api("getWebhookInfo"))["result"]["pending_update_count"]

    assert (before, after) == (1, 0)


async def test_allowed_kinds_are_told(api: Api, bot: Bot) -> None:
    await api("setWebhook", url=bot.url, allowed_updates=["message"])

    assert (await api("getWebhookInfo"))["result"]["allowed_updates"] == ["message"]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"url": "https://example.com/"}, "bad webhook: the demo delivers to this machine only"),
        ({"url": "ftp://127.0.0.1/"}, "invalid webhook URL specified"),
        ({"url": "nowhere"}, "invalid webhook URL specified"),
        ({"url": "http://[/"}, "invalid webhook URL specified"),
        ({"url": "http://127.0.0.1/", "secret_token": "x" * 257}, "secret token is too long"),
        ({"url": "http://127.0.0.1/", "secret_token": "é"}, "secret token contains unallowed characters"),
    ],
)
async def test_a_webhook_that_cannot_be_is_refused(parameters: dict[str, str], expected: str, reason: Reason) -> None:
    assert await reason("setWebhook", **parameters) == f"Bad Request: {expected}"
