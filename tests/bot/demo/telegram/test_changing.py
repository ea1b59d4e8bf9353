"""Edits, deletions, pins, reactions and answers to presses, and why Telegram refuses some."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.demo.telegram.player import Player, RefusedError

Api = Callable[..., Awaitable[Any]]
Reason = Callable[..., Awaitable[str]]
Later = Callable[[timedelta], None]

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
KEYBOARD = {"inline_keyboard": [[{"text": "Oui", "callback_data": "y"}]]}
CARD = {"chat_id": 1001, "message_id": 2}


@pytest.fixture(autouse=True)
async def _card(awa: Player, api: Api) -> None:
    """Message 1 is the operator's, message 2 the bot's, with a keyboard."""
    await awa.types("/start")
    await api("sendMessage", chat_id=1001, text="<b>Étape 1</b>", parse_mode="HTML", reply_markup=KEYBOARD)
    await awa.sees("Étape 1")


async def test_an_edit_changes_the_message_in_its_place(api: Api, awa: Player, later: Later) -> None:
    later(timedelta(seconds=5))
    answer = await api("editMessageText", **CARD, text="Étape 2", reply_markup=KEYBOARD)
    edited = await awa.sees("Étape 2")

    assert answer["result"] == edited
    assert edited["edit_date"] == edited["date"] + 5
    assert len((await awa.asks("GET", "/demo/chats/1001"))["messages"]) == 2
    assert "entities" not in edited


async def test_an_edit_without_a_keyboard_takes_the_keyboard_away(api: Api) -> None:
    answer = await api("editMessageText", **CARD, text="Étape 1", entities=[{"type": "bold", "offset": 0, "length": 7}])

    assert "reply_markup" not in answer["result"]
    assert "edit_date" not in answer["result"]


@pytest.mark.parametrize(
    "same",
    [
        {"text": "<b>Étape 1</b>", "parse_mode": "HTML"},
        {"text": "<strong>Étape 1</strong>  ", "parse_mode": "HTML"},
        {"text": "Étape 1", "entities": [{"type": "bold", "offset": 0, "length": 7}]},
    ],
)
async def test_an_edit_that_changes_nothing_is_refused(same: dict[str, object], reason: Reason) -> None:
    assert await reason("editMessageText", **CARD, **same, reply_markup=KEYBOARD) == NOT_MODIFIED


async def test_an_edit_of_the_keyboard_that_changes_nothing_is_refused(api: Api, reason: Reason) -> None:
    assert await reason("editMessageReplyMarkup", **CARD, reply_markup=KEYBOARD) == NOT_MODIFIED
    assert (await api("editMessageReplyMarkup", **CARD))["ok"] is True
    assert await reason("editMessageReplyMarkup", **CARD) == NOT_MODIFIED


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"chat_id": 1001, "message_id": 99, "text": "x"}, "message to edit not found"),
        ({"chat_id": 1001, "message_id": 1, "text": "x"}, "message can't be edited"),
        ({"chat_id": 1002, "message_id": 2, "text": "x"}, "chat not found"),
        ({"text": "x"}, "message identifier is not specified"),
        ({**CARD, "text": ""}, "message text is empty"),
        ({**CARD, "text": "x" * 4097}, "message is too long"),
    ],
)
async def test_an_edit_that_is_not_possible_is_refused(
    parameters: dict[str, object], expected: str, reason: Reason
) -> None:
    assert await reason("editMessageText", **parameters) == f"Bad Request: {expected}"


async def test_a_caption_is_edited_as_a_caption(api: Api, awa: Player, reason: Reason) -> None:
    (document,) = await awa.sends("document", ("a.txt", b"texte", "text/plain"))
    sent = (await api("sendDocument", chat_id=1001, document=document["document"]["file_id"], caption="un"))["result"]
    place = {"chat_id": 1001, "message_id": sent["message_id"]}
    edited = (await api("editMessageCaption", **place, caption="deux"))["result"]
    removed = (await api("editMessageCaption", **place))["result"]

    assert (edited["caption"], edited["document"]) == ("deux", sent["document"])
    assert "caption" not in removed
    assert await reason("editMessageText", **place, text="x") == "Bad Request: there is no text in the message to edit"
    assert await reason("editMessageCaption", **CARD, caption="x") == (
        "Bad Request: there is no caption in the message to edit"
    )


async def test_deletion_takes_a_message_away_once(api: Api, awa: Player, reason: Reason) -> None:
    await api("deleteMessage", **CARD)

    assert await awa.notices("deleted") == {"message_id": 2}
    assert await reason("deleteMessage", **CARD) == "Bad Request: message to delete not found"
    assert await reason("editMessageText", **CARD, text="x") == "Bad Request: message to edit not found"


async def test_in_a_private_chat_the_bot_may_delete_what_a_person_wrote(api: Api) -> None:
    assert (await api("deleteMessage", chat_id=1001, message_id=1))["result"] is True


async def test_what_is_older_than_two_days_stays(reason: Reason, later: Later, api: Api, awa: Player) -> None:
    later(timedelta(hours=48, seconds=1))

    assert await reason("deleteMessage", **CARD) == "Bad Request: message can't be deleted for everyone"
    assert (await api("deleteMessages", chat_id=1001, message_ids=[1, 2]))["result"] is True
    assert len((await awa.asks("GET", "/demo/chats/1001"))["messages"]) == 2


async def test_several_are_deleted_at_once_and_those_that_are_gone_passed_over(api: Api, awa: Player) -> None:
    answer = await api("deleteMessages", chat_id=1001, message_ids=[1, 2, 99])
    chat = await awa.asks("GET", "/demo/chats/1001")

    assert answer["result"] is True
    assert chat["messages"] == []


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([], "message identifiers are not specified"),
        (list(range(101)), "too many message identifiers specified"),
        (5, "expected an Array of message identifiers"),
    ],
)
async def test_a_list_that_is_none_is_refused(numbers: object, expected: str, reason: Reason) -> None:
    assert await reason("deleteMessages", chat_id=1001, message_ids=numbers) == f"Bad Request: {expected}"


async def test_a_press_reaches_the_bot_with_its_message_and_is_answered(api: Api, awa: Player) -> None:
    press = await awa.presses("Oui")
    updates = (await api("getUpdates", allowed_updates=["callback_query"]))["result"]
    query = updates[-1]["callback_query"]
    await api("answerCallbackQuery", callback_query_id=query["id"], text="Noté", show_alert=True)
    answer = await awa.hears(press)

    assert (query["id"], query["data"], query["from"]["id"]) == (press, "y", 1001)
    assert query["message"]["reply_markup"] == KEYBOARD
    assert query["chat_instance"].isdigit()
    assert answer == {"callback_query_id": press, "text": "Noté", "show_alert": True}


async def test_a_press_is_answered_once(api: Api, awa: Player, reason: Reason) -> None:
    press = await awa.presses("Oui")
    await api("answerCallbackQuery", callback_query_id=press)
    too_late = "Bad Request: query is too old and response timeout expired or query ID is invalid"

    assert await reason("answerCallbackQuery", callback_query_id=press) == too_late
    assert await reason("answerCallbackQuery", callback_query_id="12") == too_late
    assert await reason("answerCallbackQuery") == too_late


async def test_an_answer_that_comes_after_a_minute_is_too_late(awa: Player, reason: Reason, later: Later) -> None:
    press = await awa.presses("Oui")
    later(timedelta(seconds=61))

    assert "query is too old" in await reason("answerCallbackQuery", callback_query_id=press)


async def test_an_answer_has_at_most_200_characters_and_a_longer_one_may_be_mended(
    api: Api, awa: Player, reason: Reason
) -> None:
    press = await awa.presses("Oui")

    assert (
        await reason("answerCallbackQuery", callback_query_id=press, text="x" * 201) == "Bad Request: MESSAGE_TOO_LONG"
    )
    assert (await api("answerCallbackQuery", callback_query_id=press, text="x" * 200))["ok"] is True


async def test_a_double_press_is_two_presses(api: Api, awa: Player) -> None:
    first, second = await awa.presses("Oui"), await awa.presses("Oui")
    updates = (await api("getUpdates"))["result"]

    assert first != second
    assert [update["callback_query"]["id"] for update in updates[-2:]] == [first, second]


async def test_forged_data_is_delivered_but_a_press_on_nothing_is_not(api: Api, awa: Player) -> None:
    await awa.presses_data(2, "forged")
    for number, data in ((99, "y"), (1, "y"), (2, "x" * 65), (2, "")):
        with pytest.raises(RefusedError):
            await awa.presses_data(number, data)
    updates = (await api("getUpdates"))["result"]

    assert [update["callback_query"]["data"] for update in updates if "callback_query" in update] == ["forged"]


async def test_a_reaction_is_set_and_taken_away(api: Api, awa: Player) -> None:
    place = {"chat_id": 1001, "message_id": 1}
    await api("setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "👌"}])
    shown = (await awa.asks("GET", "/demo/chats/1001"))["messages"][0]["reaction"]
    await api("setMessageReaction", **place)
    gone = (await awa.asks("GET", "/demo/chats/1001"))["messages"][0]
    await awa.types("fin")
    await awa.notices("message")
    told = [content for name, content in awa.events if name == "reaction"]

    assert shown == "👌"
    assert "reaction" not in gone
    assert told == [{"message_id": 1, "emoji": "👌"}, {"message_id": 1, "emoji": None}]


@pytest.mark.parametrize(
    ("reaction", "expected"),
    [
        ([{"type": "emoji", "emoji": "🧅"}], "REACTION_INVALID"),
        ([{"type": "custom_emoji", "custom_emoji_id": "5"}], "REACTION_INVALID"),
        ([{"type": "emoji", "emoji": "👌"}] * 2, "REACTIONS_TOO_MANY"),
        (["👌"], "expected an Array of ReactionType"),
    ],
)
async def test_a_reaction_that_is_none_is_refused(reaction: object, expected: str, reason: Reason) -> None:
    answer = await reason("setMessageReaction", chat_id=1001, message_id=1, reaction=reaction)

    assert answer == f"Bad Request: {expected}"


async def test_a_reaction_needs_a_message(reason: Reason) -> None:
    assert await reason("setMessageReaction", chat_id=1001, message_id=99) == "Bad Request: message to react not found"


async def test_a_pinned_message_is_said_in_the_chat_and_told_by_it(api: Api, awa: Player) -> None:
    await api("pinChatMessage", **CARD, disable_notification=True)
    said = (await awa.asks("GET", "/demo/chats/1001"))["messages"][2]
    await api("pinChatMessage", chat_id=1001, message_id=1)
    chat = (await api("getChat", chat_id=1001))["result"]
    await api("unpinChatMessage", chat_id=1001)
    after = (await api("getChat", chat_id=1001))["result"]
    await api("unpinAllChatMessages", chat_id=1001)
    none = (await api("getChat", chat_id=1001))["result"]

    assert (said["pinned_message"]["message_id"], said["silent"]) == (2, True)
    assert chat["pinned_message"]["message_id"] == 1
    assert after["pinned_message"]["message_id"] == 2
    assert "pinned_message" not in none


async def test_a_message_is_pinned_once(api: Api, awa: Player) -> None:
    await api("pinChatMessage", **CARD)
    await api("pinChatMessage", **CARD)

    assert len((await awa.asks("GET", "/demo/chats/1001"))["messages"]) == 3


async def test_what_is_not_there_is_neither_pinned_nor_unpinned(reason: Reason) -> None:
    assert await reason("pinChatMessage", chat_id=1001, message_id=99) == "Bad Request: message to pin not found"
    assert await reason("unpinChatMessage", chat_id=1001) == "Bad Request: message to unpin not found"


async def test_a_deleted_message_is_pinned_no_more(api: Api) -> None:
    await api("pinChatMessage", **CARD)
    await api("deleteMessage", **CARD)

    assert "pinned_message" not in (await api("getChat", chat_id=1001))["result"]
