"""What the bot may say, and when it may not."""

import json
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import pytest

from bot.demo.telegram.player import Player

Api = Callable[..., Awaitable[Any]]
Reason = Callable[..., Awaitable[str]]


@pytest.fixture(autouse=True)
async def _started(awa: Player) -> None:
    await awa.types("/start")


async def test_a_message_comes_back_as_it_was_delivered(api: Api, awa: Player, clock: list[datetime]) -> None:
    answer = await api(
        "sendMessage", chat_id=1001, text=" Et <i>Bonjour</i> ", parse_mode="HTML", disable_notification=True
    )
    seen = await awa.sees("Bonjour")

    assert answer["result"] == {
        "message_id": 2,
        "from": {"id": 7_000_000_001, "is_bot": True, "first_name": "Campagnes", "username": "campaign_demo_bot"},
        "chat": {"id": 1001, "type": "private", "first_name": "Awa", "last_name": "Doe"},
        "date": int(clock[0].timestamp()),
        "text": "Et Bonjour",
        "entities": [{"offset": 3, "length": 7, "type": "italic"}],
    }
    assert seen == {**answer["result"], "silent": True}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "message text is empty"),
        (" \n", "text must be non-empty"),
        ("<b></b>", "text must be non-empty"),
        ("x" * 4097, "message is too long"),
        ("👍" * 2049, "message is too long"),
        ("<b>x", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
    ],
)
async def test_a_text_has_one_to_4096_units_after_its_entities_are_read(
    reason: str, text: str, api: Api, awa: Player
) -> None:
    answer = await api("sendMessage", chat_id=1001, text=text, parse_mode="HTML")

    assert answer == {"ok": False, "error_code": 400, "description": f"Bad Request: {reason}"}
    assert len((await awa.asks("GET", "/demo/chats/1001"))["messages"]) == 1


@pytest.mark.parametrize("text", ["x" * 4096, "👍" * 2048, "<b>" + "x" * 4096 + "</b>"])
async def test_the_longest_text_is_sent(text: str, api: Api) -> None:
    answer = await api("sendMessage", chat_id=1001, text=text, parse_mode="HTML")

    assert answer["ok"] is True


@pytest.mark.parametrize("chat", [1002, 5, "@nobody", "abc", -1])
async def test_a_chat_that_never_wrote_is_not_found(chat: object, reason: Reason) -> None:
    assert await reason("sendMessage", chat_id=chat, text="x") == "Bad Request: chat not found"


async def test_a_chat_must_be_named(reason: Reason) -> None:
    assert await reason("sendMessage", text="x") == "Bad Request: chat_id is empty"


async def test_a_person_who_blocked_the_bot_hears_nothing_until_writing_again(api: Api, awa: Player) -> None:
    await awa.asks("POST", "/demo/chats/1001/blocked", json={"blocked": True})
    refused = await api("sendMessage", chat_id=1001, text="x")
    await awa.types("me revoilà")
    accepted = await api("sendMessage", chat_id=1001, text="x")
    updates = (await api("getUpdates"))["result"]

    assert refused == {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}
    assert accepted["ok"] is True
    assert [update.get("my_chat_member", {}).get("new_chat_member", {}).get("status") for update in updates] == [
        None,
        "kicked",
        "member",
        None,
    ]


async def test_a_reply_quotes_its_message(api: Api) -> None:
    answer = await api("sendMessage", chat_id=1001, text="oui", reply_parameters={"message_id": 1})
    again = await api("sendMessage", chat_id=1001, text="encore", reply_to_message_id=answer["result"]["message_id"])

    assert answer["result"]["reply_to_message"]["text"] == "/start"
    assert again["result"]["reply_to_message"]["text"] == "oui"
    assert "reply_to_message" not in again["result"]["reply_to_message"]


async def test_a_reply_to_nothing_is_refused_unless_allowed(api: Api, reason: Reason) -> None:
    lost = {"message_id": 99}
    refused = await reason("sendMessage", chat_id=1001, text="oui", reply_parameters=lost)
    allowed = await api(
        "sendMessage", chat_id=1001, text="oui", reply_parameters={**lost, "allow_sending_without_reply": True}
    )

    assert refused == "Bad Request: message to be replied not found"
    assert "reply_to_message" not in allowed["result"]


async def test_keyboards_that_are_not_inline_reach_the_page_but_not_the_message(api: Api, awa: Player) -> None:
    markup = {"force_reply": True, "input_field_placeholder": "Nom"}
    answer = await api("sendMessage", chat_id=1001, text="Votre nom ?", reply_markup=markup)
    seen = await awa.sees("Votre nom")

    assert "reply_markup" not in answer["result"]
    assert seen["keyboard"] == markup


async def test_link_previews_are_told(api: Api) -> None:
    new = await api("sendMessage", chat_id=1001, text="x", link_preview_options={"is_disabled": True})
    old = await api("sendMessage", chat_id=1001, text="x", disable_web_page_preview=True)

    assert new["result"]["link_preview_options"] == old["result"]["link_preview_options"] == {"is_disabled": True}


async def test_a_copy_has_no_origin_and_may_have_another_caption(api: Api, awa: Player) -> None:
    (sent,) = await awa.sends("document", ("a.txt", b"texte", "text/plain"), caption="avant")
    source = {"chat_id": 1001, "from_chat_id": 1001, "message_id": sent["message_id"]}
    copied = await api("copyMessage", **source, caption="après")
    await awa.sees("après")
    copy = awa.messages[copied["result"]["message_id"]]
    plain = await api("copyMessage", **source)
    await awa.sees("avant")

    assert copied["result"].keys() == {"message_id"}
    assert copy["document"] == sent["document"]
    assert "forward_origin" not in copy
    assert awa.messages[plain["result"]["message_id"]]["caption"] == "avant"


async def test_a_forwarded_message_tells_whose_it_was(api: Api) -> None:
    forwarded = (await api("forwardMessage", chat_id=1001, from_chat_id=1001, message_id=1))["result"]
    again = await api("forwardMessage", chat_id=1001, from_chat_id=1001, message_id=forwarded["message_id"])

    assert forwarded["forward_origin"]["sender_user"]["id"] == 1001
    assert forwarded["from"]["is_bot"] is True
    assert again["result"]["forward_origin"] == forwarded["forward_origin"]


@pytest.mark.parametrize("method", ["copyMessage", "forwardMessage"])
async def test_only_what_is_there_and_was_said_is_copied_or_forwarded(method: str, api: Api, reason: Reason) -> None:
    await api("pinChatMessage", chat_id=1001, message_id=1)
    verb = method.removesuffix("Message")
    gone = await reason(method, chat_id=1001, from_chat_id=1001, message_id=99)
    service = await reason(method, chat_id=1001, from_chat_id=1001, message_id=2)

    assert gone == f"Bad Request: message to {verb} not found"
    assert service.startswith("Bad Request: the message can't be ")


async def test_an_action_shows_in_the_chat(api: Api, awa: Player, reason: Reason) -> None:
    await api("sendChatAction", chat_id=1001, action="upload_photo")

    assert await awa.notices("action") == {"action": "upload_photo"}
    assert (
        await reason("sendChatAction", chat_id=1001, action="thinking")
        == "Bad Request: wrong parameter action in request"
    )


async def test_message_numbers_rise_in_each_chat(api: Api, sam: Player) -> None:
    await sam.types("/start")
    numbers = [
        (await api("sendMessage", chat_id=chat, text="x"))["result"]["message_id"] for chat in (1001, 1002, 1001)
    ]

    assert numbers == [2, 2, 3]


async def test_a_json_array_may_come_as_text(api: Api) -> None:
    entities = json.dumps([{"type": "bold", "offset": 0, "length": 1}])
    answer = await api("sendMessage", chat_id=1001, text="x", entities=entities)

    assert answer["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
