"""Addresses, tokens, transports and trouble of the local Bot API."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.demo.telegram.player import Player
from bot.demo.telegram.telegram import Telegram

Api = Callable[..., Awaitable[Any]]


async def test_the_bot_learns_who_it_is(api: Api) -> None:
    answer = await api("getMe")

    assert answer["ok"] is True
    assert answer["result"]["id"] == 7_000_000_001
    assert answer["result"]["username"] == "campaign_demo_bot"
    assert answer["result"]["is_bot"] is True


@pytest.mark.parametrize(
    "token",
    ["7000000002:" + "A" * 35, "7000000001:" + "A" * 34, "7000000001:" + "A" * 34 + "!", "nonsense"],
)
async def test_a_wrong_token_is_unauthorized(session: aiohttp.ClientSession, address: str, token: str) -> None:
    for path in (f"/bot{token}/getMe", f"/file/bot{token}/photos/file_0.jpg"):
        async with session.get(address + path) as answer:
            content = await answer.json()

        assert answer.status == 401
        assert content == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_an_empty_body_is_no_parameters(session: aiohttp.ClientSession, address: str, token: str) -> None:
    headers = {"Content-Type": "application/json"}
    async with session.post(f"{address}/bot{token}/getMe", data=b" ", headers=headers) as answer:
        assert answer.status == 200


async def test_an_unknown_method_is_not_found(api: Api) -> None:
    answer = await api("sendTelegram")

    assert answer == {"ok": False, "error_code": 404, "description": "Not Found"}


async def test_capitals_in_a_method_do_not_matter(api: Api) -> None:
    answer = await api("GETME")

    assert answer["ok"] is True


async def test_parameters_arrive_by_query_form_json_and_multipart_alike(
    awa: Player, session: aiohttp.ClientSession, address: str, token: str
) -> None:
    await awa.types("/start")
    parameters = {
        "chat_id": "1001",
        "text": "<b>Bonjour</b>",
        "parse_mode": "HTML",
        "reply_markup": json.dumps({"inline_keyboard": [[{"text": "Oui", "callback_data": "y"}]]}),
    }
    multipart = aiohttp.FormData(parameters, default_to_multipart=True)
    url = f"{address}/bot{token}/sendMessage"
    results = []
    for answering in (
        session.get(url, params=parameters),
        session.post(url, params=parameters),
        session.post(url, data=parameters),
        session.post(url, data=multipart),
        session.post(url, json={**parameters, "chat_id": 1001, "reply_markup": json.loads(parameters["reply_markup"])}),
    ):
        async with answering as answer:
            results.append((await answer.json())["result"])

    assert [result["text"] for result in results] == ["Bonjour"] * 5
    assert [result["entities"] for result in results] == [[{"offset": 0, "length": 7, "type": "bold"}]] * 5
    assert [result["reply_markup"]["inline_keyboard"][0][0]["callback_data"] for result in results] == ["y"] * 5


async def test_the_body_wins_over_the_address(
    awa: Player, session: aiohttp.ClientSession, address: str, token: str
) -> None:
    await awa.types("/start")
    url = f"{address}/bot{token}/sendMessage"
    async with session.post(url, params={"chat_id": "1001", "text": "address"}, json={"text": "body"}) as answer:
        content = await answer.json()

    assert content["result"]["text"] == "body"


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b'{"text": "\\ud83d"}', b"[" * 100_000])
async def test_a_body_that_is_no_json_object_is_refused(
    session: aiohttp.ClientSession, address: str, token: str, body: bytes
) -> None:
    headers = {"Content-Type": "application/json"}
    async with session.post(f"{address}/bot{token}/getMe", data=body, headers=headers) as answer:
        content = await answer.json()

    assert (answer.status, content["description"]) == (400, "Bad Request: can't parse request JSON object")


async def test_a_slow_telegram_answers_late(  # noqa: PLR0913, PLR0917 - each is a fixture
    api: Api,
    telegram: Telegram,
    pauses: list[float],
    awa: Player,
    session: aiohttp.ClientSession,
    address: str,
    token: str,
) -> None:
    await api("getMe")
    telegram.switches.turn({"telegram_slow": True})
    await api("getMe")
    await api("sendTelegram")
    (sent,) = await awa.sends("document", ("a.txt", b"texte", "text/plain"))
    file = (await api("getFile", file_id=sent["document"]["file_id"]))["result"]
    async with session.get(f"{address}/file/bot{token}/{file['file_path']}") as answer:
        await answer.read()

    assert pauses == [1.5] * 4


async def test_a_flooded_telegram_refuses_each_third_call_that_writes(
    api: Api, telegram: Telegram, awa: Player
) -> None:
    await awa.types("/start")
    telegram.switches.turn({"telegram_flood": True})
    answers = [await api("sendMessage", chat_id=1001, text=str(number)) for number in range(6)]
    asked = [await api("getMe") for _ in range(3)]

    assert [answer["ok"] for answer in answers] == [True, True, False, True, True, False]
    assert answers[2] == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 2",
        "parameters": {"retry_after": 2},
    }
    assert all(answer["ok"] for answer in asked)


async def test_the_flood_ends_with_its_switch(api: Api, telegram: Telegram, awa: Player) -> None:
    await awa.types("/start")
    telegram.switches.turn({"telegram_flood": True})
    await api("sendMessage", chat_id=1001, text="1")
    await api("sendMessage", chat_id=1001, text="2")
    telegram.switches.turn({"telegram_flood": False})

    assert [(await api("sendMessage", chat_id=1001, text="x"))["ok"] for _ in range(4)] == [True] * 4
