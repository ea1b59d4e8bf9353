"""What the pages are told as it happens, also after a break."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.demo.telegram.player import Player, RefusedError
from bot.demo.telegram.telegram import Telegram

Api = Callable[..., Awaitable[Any]]


async def _listen(session: aiohttp.ClientSession, address: str, last: str = "") -> aiohttp.ClientResponse:
    return await session.get(f"{address}/demo/events?user=1001", headers={"Last-Event-ID": last} if last else {})


async def _next(stream: aiohttp.ClientResponse) -> tuple[str, str, Any]:
    """Read one event: its number, its name, its data."""
    fields: dict[str, str] = {}
    async for line in stream.content:
        if line == b"\n" and "data" in fields:
            break
        name, _, value = line.decode().rstrip("\n").partition(": ")
        fields[name] = value
    return fields["id"], fields["event"], json.loads(fields["data"])


async def test_events_resume_where_they_were_left(session: aiohttp.ClientSession, address: str, awa: Player) -> None:
    async with await _listen(session, address) as stream:
        await awa.types("un")
        number, name, message = await _next(stream)
    await awa.types("deux")
    await awa.types("trois")
    async with await _listen(session, address, number) as stream:
        resumed = [await _next(stream), await _next(stream)]

    assert (name, message["text"]) == ("message", "un")
    assert [event[2]["text"] for event in resumed] == ["deux", "trois"]
    assert int(number) < int(resumed[0][0]) < int(resumed[1][0])


async def test_a_page_that_missed_too_much_is_told_so(
    session: aiohttp.ClientSession, address: str, telegram: Telegram
) -> None:
    for number in range(2001):
        telegram.events.publish("traffic", number)
    async with await _listen(session, address, "0") as stream:
        lost = await _next(stream)
        telegram.events.publish("bot", {})
        following = await _next(stream)
    async with await _listen(session, address, "1") as stream:
        oldest = await _next(stream)

    assert (lost[1], lost[2]) == ("lost", {})
    assert following[1] == "bot"
    assert (oldest[0], oldest[1]) == ("2002", "lost")


async def test_a_page_from_before_a_restart_is_told_so(session: aiohttp.ClientSession, address: str) -> None:
    async with await _listen(session, address, "99999") as stream:
        assert (await _next(stream))[1] == "lost"


async def test_everybody_hears_what_concerns_everybody_and_nobody_elses_affairs(
    telegram: Telegram, awa: Player, sam: Player
) -> None:
    telegram.events.publish("traffic", None)
    await sam.types("secret")
    telegram.events.publish("bot", {"running": True})
    await awa.notices("bot")

    assert [name for name, _ in awa.events] == ["traffic", "bot"]


async def test_a_server_that_stops_ends_what_waits(
    session: aiohttp.ClientSession, address: str, telegram: Telegram, api: Api
) -> None:
    poll = asyncio.ensure_future(api("getUpdates", timeout=50))
    async with await _listen(session, address) as stream:
        await api("getMe")
        await telegram.close()
        rest = await stream.read()

    assert rest == b": open\n\n"
    assert (await poll)["result"] == []


async def test_trouble_is_made_and_told(awa: Player, telegram: Telegram) -> None:
    calm = await awa.asks("GET", "/demo/trouble")
    state = await awa.asks("POST", "/demo/trouble", json={"slow": True, "telegram_flood": True})

    assert set(calm.values()) == {False}
    assert [name for name, value in state.items() if value] == ["slow", "telegram_flood"]
    assert await awa.notices("trouble") == state
    await awa.asks("POST", "/demo/trouble", json={"slow": True})
    telegram.events.publish("bot", {})
    await awa.notices("bot")
    assert len([name for name, _ in awa.events if name == "trouble"]) == 1
    assert telegram.switches.slow is True


@pytest.mark.parametrize("wanted", [{"fast": True}, {"slow": 1}, {"slow": True, "fast": True}])
async def test_trouble_that_is_not_known_is_refused_and_changes_nothing(wanted: dict[str, object], awa: Player) -> None:
    with pytest.raises(RefusedError):
        await awa.asks("POST", "/demo/trouble", json=wanted)

    assert set((await awa.asks("GET", "/demo/trouble")).values()) == {False}
