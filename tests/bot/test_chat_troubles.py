"""What Telegram refuses or fails to do, and what becomes of the message."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from telegram.error import NetworkError, TimedOut

from bot.chat import ATTEMPTS, Chat, GoneError, NotShownError
from storage.store import Card
from tests.bot.chatting import AWA, OTHER, SAM, SCREEN, carded
from tests.bot.fake_telegram import FakeTelegram

Play = Callable[[Callable[[Chat], Awaitable[None]]], float]


@pytest.mark.parametrize("name", ["sendMessage", "editMessageText"])
def test_markup_telegram_does_not_take_is_shown_plain_and_logged(
    play: Play, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    async def scene(chat: Chat) -> None:
        card = await carded(chat) if name == "editMessageText" else None
        telegram.fails(name, 400, "Bad Request: can't parse entities: unsupported start tag")
        await chat.show(AWA, card, SCREEN, below=False, kept=False)

    play(scene)

    *_, given = telegram.named(name)
    assert given["text"] == "Hello & more"
    assert "parse_mode" not in given
    assert [record.levelname for record in caplog.records if record.name == "bot.chat"] == ["ERROR"]


def test_too_fast_is_waited_out(play: Play, telegram: FakeTelegram) -> None:
    telegram.fails("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)

    async def scene(chat: Chat) -> None:
        assert await carded(chat) == Card(100, kept=False)

    assert 1 <= play(scene) < 2


def test_a_long_wait_is_not_waited_out_and_the_screen_stays_owed(play: Play, telegram: FakeTelegram) -> None:
    telegram.fails("sendMessage", 429, "Too Many Requests: retry after 300", retry_after=300)

    async def scene(chat: Chat) -> None:
        with pytest.raises(NotShownError):
            await carded(chat)

    assert play(scene) < 60


def test_too_fast_for_one_chat_does_not_stop_another(play: Play, telegram: FakeTelegram) -> None:
    telegram.fails("sendMessage", 429, "Too Many Requests: retry after 2", retry_after=2)

    async def scene(chat: Chat) -> None:
        slow = asyncio.ensure_future(carded(chat))
        await asyncio.sleep(0)
        loop = asyncio.get_running_loop()
        start = loop.time()
        await chat.show(SAM, None, OTHER, below=False, kept=False)
        assert loop.time() - start < 1
        await slow

    play(scene)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_trouble_at_telegram_is_tried_again(play: Play, telegram: FakeTelegram, status: int) -> None:
    telegram.fails("sendMessage", status, "Internal Server Error")

    async def scene(chat: Chat) -> None:
        assert await carded(chat) == Card(100, kept=False)

    assert play(scene) < 5


@pytest.mark.parametrize("reason", [TimedOut(), NetworkError("ClientConnectorError")])
@pytest.mark.parametrize("name", ["sendMessage", "editMessageText"])
def test_a_lost_connection_is_tried_again(play: Play, telegram: FakeTelegram, name: str, reason: Exception) -> None:
    async def scene(chat: Chat) -> None:
        card = await carded(chat) if name == "editMessageText" else None
        telegram.breaks(name, reason)
        await chat.show(AWA, card, OTHER, below=False, kept=False)

    play(scene)

    assert [message["text"] for message in telegram.visible()] == [OTHER.html]


@pytest.mark.parametrize("reason", [TimedOut(), NetworkError("ClientConnectorError")])
def test_a_connection_lost_for_long_leaves_the_screen_owed(
    play: Play, telegram: FakeTelegram, reason: Exception
) -> None:
    for _ in range(ATTEMPTS):
        telegram.breaks("sendMessage", reason)

    async def scene(chat: Chat) -> None:
        with pytest.raises(NotShownError):
            await carded(chat)

    assert play(scene) < 10
    assert len(telegram.calls) == ATTEMPTS


@pytest.mark.parametrize("name", ["sendMessage", "editMessageText"])
@pytest.mark.parametrize(
    "refusal",
    [
        (403, "Forbidden: bot was blocked by the user", {}),
        (403, "Forbidden: user is deactivated", {}),
        (400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": -1005}),
        (400, "Bad Request: chat not found", {}),
    ],
)
def test_a_closed_chat_is_left_alone(
    play: Play, telegram: FakeTelegram, name: str, refusal: tuple[int, str, dict[str, object]]
) -> None:
    status, description, parameters = refusal

    async def scene(chat: Chat) -> None:
        card = await carded(chat) if name == "editMessageText" else None
        telegram.fails(name, status, description, **parameters)
        with pytest.raises(GoneError):
            await chat.show(AWA, card, OTHER, below=False, kept=False)

    play(scene)

    assert len(telegram.named(name)) == 1


def test_any_other_refusal_leaves_the_screen_owed(play: Play, telegram: FakeTelegram) -> None:
    telegram.fails("sendMessage", 400, "Bad Request: BUTTON_DATA_INVALID")

    async def scene(chat: Chat) -> None:
        with pytest.raises(NotShownError):
            await carded(chat)

    play(scene)


def test_an_answer_that_is_no_json_leaves_the_screen_owed(play: Play, telegram: FakeTelegram) -> None:
    telegram.trouble.append(("sendMessage", lambda: (200, b"<html>")))

    async def scene(chat: Chat) -> None:
        with pytest.raises(NotShownError):
            await carded(chat)

    play(scene)


def test_too_fast_again_and_again_leaves_the_screen_owed(play: Play, telegram: FakeTelegram) -> None:
    for _ in range(ATTEMPTS):
        telegram.fails("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)

    async def scene(chat: Chat) -> None:
        with pytest.raises(NotShownError) as caught:
            await carded(chat)
        assert caught.value.after == 1

    assert play(scene) < 10
    assert len(telegram.calls) == ATTEMPTS
