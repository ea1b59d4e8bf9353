"""Each of Telegram's troubles, and what becomes of the message."""

import logging
from collections.abc import Awaitable, Callable

import pytest

from bot.chat import Chat
from storage.store import Card
from tests.bot.chatting import AWA, OTHER, SCREEN, carded, names
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.stage import TOKEN

Play = Callable[[Callable[[Chat], Awaitable[None]]], float]


def test_a_screen_is_posted_with_its_markup_and_keys(play: Play, telegram: FakeTelegram) -> None:
    async def scene(chat: Chat) -> None:
        assert await carded(chat) == Card(100, kept=False)

    play(scene)

    [given] = telegram.named("sendMessage")
    assert (given["chat_id"], given["text"], given["parse_mode"]) == (AWA, SCREEN.html, "HTML")
    assert "1|go" in str(given["reply_markup"])


def test_a_living_message_is_edited_in_place(play: Play, telegram: FakeTelegram) -> None:
    async def scene(chat: Chat) -> None:
        card = await carded(chat)
        assert await chat.show(AWA, card, OTHER, below=False, kept=True) == Card(card.message_id, kept=True)

    play(scene)

    assert names(telegram) == ["sendMessage", "editMessageText"]
    assert telegram.messages[100]["text"] == OTHER.html


def test_below_what_was_typed_it_is_posted_anew_and_the_old_one_goes(play: Play, telegram: FakeTelegram) -> None:
    async def scene(chat: Chat) -> None:
        card = await carded(chat)
        assert await chat.show(AWA, card, OTHER, below=True, kept=False) == Card(101, kept=False)

    play(scene)

    assert names(telegram) == ["sendMessage", "sendMessage", "deleteMessage"]
    assert list(telegram.messages) == [101]


def test_a_card_that_cannot_be_deleted_loses_its_buttons(play: Play, telegram: FakeTelegram) -> None:
    telegram.fails("deleteMessage", 400, "Bad Request: message can't be deleted for everyone")

    async def scene(chat: Chat) -> None:
        await chat.show(AWA, await carded(chat), OTHER, below=True, kept=False)

    play(scene)

    assert names(telegram)[-2:] == ["deleteMessage", "editMessageReplyMarkup"]
    assert "reply_markup" not in telegram.messages[100]


def test_a_card_that_can_be_neither_deleted_nor_changed_harms_nothing(play: Play, telegram: FakeTelegram) -> None:
    telegram.fails("deleteMessage", 400, "Bad Request: message can't be deleted")
    telegram.fails("editMessageReplyMarkup", 400, "Bad Request: message can't be edited")

    async def scene(chat: Chat) -> None:
        assert await chat.show(AWA, await carded(chat), OTHER, below=True, kept=False) == Card(101, kept=False)

    play(scene)


@pytest.mark.parametrize("below", [True, False])
def test_a_receipt_keeps_its_text_and_loses_its_buttons(play: Play, telegram: FakeTelegram, *, below: bool) -> None:
    async def scene(chat: Chat) -> None:
        receipt = await carded(chat, kept=True)
        assert await chat.show(AWA, receipt, OTHER, below=below, kept=False) == Card(101, kept=False)

    play(scene)

    assert telegram.messages[100]["text"] == SCREEN.html
    assert "reply_markup" not in telegram.messages[100]
    assert "deleteMessage" not in names(telegram)


def test_a_message_that_shows_it_already_is_fine(play: Play, telegram: FakeTelegram) -> None:
    telegram.fails(
        "editMessageText",
        400,
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same",
    )

    async def scene(chat: Chat) -> None:
        card = await carded(chat)
        assert await chat.show(AWA, card, SCREEN, below=False, kept=False) == card

    play(scene)

    assert names(telegram) == ["sendMessage", "editMessageText"]


@pytest.mark.parametrize(
    "description",
    [
        "Bad Request: message to edit not found",
        "Bad Request: message can't be edited",
        "Bad Request: MESSAGE_ID_INVALID",
    ],
)
def test_what_cannot_be_edited_is_posted_anew(play: Play, telegram: FakeTelegram, description: str) -> None:
    telegram.fails("editMessageText", 400, description)

    async def scene(chat: Chat) -> None:
        shown = await chat.show(AWA, await carded(chat), OTHER, below=False, kept=False)
        assert shown == Card(101, kept=False)

    play(scene)

    assert telegram.messages[101]["text"] == OTHER.html


@pytest.mark.parametrize(
    ("status", "description"),
    [
        (400, "Bad Request: query is too old and response timeout expired or query ID is invalid"),
        (403, "Forbidden: bot was blocked by the user"),
        (500, "Internal Server Error"),
    ],
)
def test_a_press_that_can_no_longer_be_answered_harms_nothing(
    play: Play, telegram: FakeTelegram, status: int, description: str
) -> None:
    telegram.fails("answerCallbackQuery", status, description)

    async def scene(chat: Chat) -> None:
        await chat.answer("q", "Already taken into account.")

    assert play(scene) < 1
    assert names(telegram) == ["answerCallbackQuery"]


@pytest.mark.parametrize("text", [None, "Already taken into account."])
def test_a_press_is_answered_with_or_without_words(play: Play, telegram: FakeTelegram, text: str | None) -> None:
    async def scene(chat: Chat) -> None:
        await chat.answer("q", text)

    play(scene)

    assert telegram.toasts == [text]


def test_a_sentence_is_said_plain(play: Play, telegram: FakeTelegram) -> None:
    async def scene(chat: Chat) -> None:
        await chat.say(AWA, "1 < 2 & 3")

    play(scene)

    [given] = telegram.named("sendMessage")
    assert given["text"] == "1 < 2 & 3"
    assert "parse_mode" not in given


@pytest.mark.parametrize("status", [400, 403, 429, 500])
def test_a_sentence_that_is_not_taken_harms_nothing(play: Play, telegram: FakeTelegram, status: int) -> None:
    telegram.fails("sendMessage", status, "no")

    async def scene(chat: Chat) -> None:
        await chat.say(AWA, "Hello")

    play(scene)

    assert len(telegram.named("sendMessage")) == 1


def test_what_is_written_to_a_chat_is_never_logged(
    play: Play, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    telegram.fails("sendMessage", 500, "Internal Server Error")
    telegram.fails("editMessageText", 400, "Bad Request: message can't be edited")
    telegram.fails("deleteMessage", 400, "Bad Request: message can't be deleted")

    async def scene(chat: Chat) -> None:
        await chat.show(AWA, await carded(chat), OTHER, below=False, kept=False)

    play(scene)

    assert caplog.records
    for secret in ("Hello", "Another", TOKEN):
        assert secret not in caplog.text
