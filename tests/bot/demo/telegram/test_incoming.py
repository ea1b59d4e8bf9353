"""What the bot hears of what people do."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.demo.telegram.people import GROUP
from bot.demo.telegram.player import Player, RefusedError

Api = Callable[..., Awaitable[Any]]
Heard = Callable[[str], Awaitable[list[Any]]]


async def test_a_text_reaches_the_bot_with_the_entities_of_its_writer(heard: Heard, awa: Player) -> None:
    await awa.types("/new Bonjour", entities=[{"type": "italic", "offset": 5, "length": 7}])
    (message,) = await heard("message")

    assert message["entities"] == [
        {"type": "bot_command", "offset": 0, "length": 4},
        {"type": "italic", "offset": 5, "length": 7},
    ]
    assert message["from"]["language_code"] == "fr"
    assert "out" not in message


async def test_a_forwarded_text_and_a_reply_say_so(heard: Heard, awa: Player) -> None:
    first = await awa.types("Promo", forward=True)
    await awa.types("oui", reply_to_message_id=first["message_id"])
    forwarded, reply = await heard("message")

    assert forwarded["forward_origin"]["type"] == "hidden_user"
    assert reply["reply_to_message"]["text"] == "Promo"


async def test_an_edit_reaches_the_bot(heard: Heard, awa: Player, later: Callable[[timedelta], None]) -> None:
    message = await awa.types("Bonjuor")
    later(timedelta(seconds=3))
    await awa.edits(message["message_id"], "Bonjour")
    await awa.edits(message["message_id"], "Bonjour")
    (edited,) = await heard("edited_message")

    assert (edited["text"], edited["edit_date"]) == ("Bonjour", message["date"] + 3)


async def test_a_caption_is_edited_like_a_text(heard: Heard, awa: Player) -> None:
    (message,) = await awa.sends("document", ("a.txt", b"texte", "text/plain"), caption="un")
    edited = await awa.edits(message["message_id"], "deux")

    assert (edited["caption"], edited["document"]) == ("deux", message["document"])
    assert [update["caption"] for update in await heard("edited_message")] == ["deux"]


async def test_only_ones_own_messages_are_edited(api: Api, awa: Player) -> None:
    await awa.types("/start")
    await api("sendMessage", chat_id=1001, text="x")
    for number in (2, 99):
        with pytest.raises(RefusedError):
            await awa.edits(number, "y")


async def test_blocking_twice_is_blocking_once(heard: Heard, awa: Player) -> None:
    states = [
        (await awa.asks("POST", "/demo/chats/1001/blocked", json={"blocked": blocked}))["blocked"]
        for blocked in (True, True, False)
    ]

    assert states == [True, True, False]
    assert [change["new_chat_member"]["status"] for change in await heard("my_chat_member")] == [
        "kicked",
        "member",
    ]


async def test_in_the_group_the_bot_hears_only_what_is_meant_for_it(
    heard: Heard, api: Api, session: aiohttp.ClientSession, address: str
) -> None:
    async with Player(session, address, 1001, group=GROUP) as awa, Player(session, address, 1002, group=GROUP) as sam:
        await awa.types("entre nous")
        await awa.types("/new")
        await awa.types("/new@another_bot")
        await awa.types("/new@campaign_demo_bot")
        await sam.types("dis @campaign_demo_bot")
        answer = await api("sendMessage", chat_id=GROUP, text="oui ?")
        await awa.sees("oui ?")
        await sam.types("bien", reply_to_message_id=answer["result"]["message_id"])
        await sam.sends("contact")
        deleted = await api("deleteMessage", chat_id=GROUP, message_id=1)
    messages = await heard("message")

    assert [message["text"] for message in messages] == [
        "/new",
        "/new@campaign_demo_bot",
        "dis @campaign_demo_bot",
        "bien",
    ]
    assert messages[0]["chat"] == {"id": GROUP, "type": "supergroup", "title": "Campagnes · équipe"}
    assert deleted["description"] == "Bad Request: message can't be deleted"


async def test_a_bot_removed_from_the_group_is_forbidden(
    api: Api, session: aiohttp.ClientSession, address: str
) -> None:
    async with Player(session, address, 1001, group=GROUP) as awa:
        await awa.asks("POST", "/demo/chats/1001/blocked", json={"blocked": True})
    answer = await api("sendMessage", chat_id=GROUP, text="x")

    assert answer["description"] == "Forbidden: bot was kicked from the supergroup chat"
