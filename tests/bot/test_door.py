"""Who is let in, what the others hear, and that nothing of them is kept."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.door import KNOCK_AGAIN, MOST_REMEMBERED, Door
from tests.bot.fake_telegram import NOW, FakeTelegram
from tests.bot.polls import POLL
from tests.bot.stage import OPERATOR, Stage

STRANGER = 666
GROUP = -5


def said(telegram: FakeTelegram) -> list[tuple[object, object]]:
    return [(given["chat_id"], given["text"]) for given in telegram.named("sendMessage")]


def in_group(stage: Stage, user: int, text: str = "/start") -> dict[str, object]:
    update: dict[str, Any] = stage.beside(user).text(text)
    return {"message": {**update["message"], "chat": {"id": GROUP, "type": "supergroup", "title": "G"}}}


def tables(stage: Stage) -> dict[str, int]:
    """Count what the database holds."""
    names = ("inbox", "seen", "conversations", "campaigns")
    connection = stage.made.runner.store.connection
    return {name: connection.execute(f"select count(*) from {name}").fetchone()[0] for name in names}  # noqa: S608 - our own names


@pytest.mark.parametrize(
    ("language", "hello"), [("fr", "Bonjour"), ("fr-CA", "Bonjour"), ("en", "Hello!"), ("de", "Hello!")]
)
async def test_a_stranger_hears_once_how_to_be_let_in(
    stage: Stage, telegram: FakeTelegram, language: str, hello: str
) -> None:
    stranger = stage.beside(STRANGER, language)
    await stranger.types("/start")
    await stranger.types("/new")

    [(chat, text)] = said(telegram)
    assert chat == STRANGER
    assert str(text).startswith(hello)
    assert str(STRANGER) in str(text)
    assert tables(stage) == {"inbox": 0, "seen": 0, "conversations": 0, "campaigns": 0}


async def test_a_stranger_who_knocks_again_later_is_told_again(stage: Stage, telegram: FakeTelegram) -> None:
    stranger = stage.beside(STRANGER)
    await stranger.types("/start")
    stage.clock[0] += KNOCK_AGAIN - timedelta(seconds=1)
    await stranger.types("/start")
    before = len(said(telegram))
    stage.clock[0] += timedelta(seconds=1)
    await stranger.types("/start")

    assert (before, len(said(telegram))) == (1, 2)


async def test_each_stranger_is_told_for_himself(stage: Stage, telegram: FakeTelegram) -> None:
    for user in (STRANGER, STRANGER + 1):
        await stage.beside(user).types("Hello")

    assert [chat for chat, _ in said(telegram)] == [STRANGER, STRANGER + 1]


async def test_a_strangers_press_is_answered_and_does_nothing(stage: Stage, telegram: FakeTelegram) -> None:
    await stage.types("/start")
    press = stage.data("New campaign")
    await stage.beside(STRANGER).presses_data(press, stage.card()["message_id"])

    [toast] = telegram.toasts
    assert str(STRANGER) in str(toast)
    assert len(str(toast)) <= 200
    assert tables(stage)["conversations"] == 1
    stage.sees("WhatsApp campaigns")


async def test_a_stranger_who_edits_or_sends_files_leaves_nothing(stage: Stage, telegram: FakeTelegram) -> None:
    stranger = stage.beside(STRANGER)
    edited: dict[str, Any] = stranger.text("x")
    await stranger.gives({"edited_message": edited["message"]})
    await stranger.sends(photo=[{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}])

    assert len(said(telegram)) == 1
    assert tables(stage) == {"inbox": 0, "seen": 0, "conversations": 0, "campaigns": 0}


@pytest.mark.parametrize("user", [OPERATOR, STRANGER])
async def test_in_a_group_the_bot_asks_everybody_to_write_in_private(
    stage: Stage, telegram: FakeTelegram, user: int
) -> None:
    await stage.gives(in_group(stage, user))
    await stage.gives(in_group(stage, user + 1))

    [(chat, text)] = said(telegram)
    assert chat == GROUP
    assert "private" in str(text)
    assert str(user) not in str(text)
    assert tables(stage) == {"inbox": 0, "seen": 0, "conversations": 0, "campaigns": 0}


async def test_service_messages_and_channels_are_passed_over(stage: Stage, telegram: FakeTelegram) -> None:
    message: dict[str, Any] = stage.beside(STRANGER).text("x")
    await stage.gives({"channel_post": {**message["message"], "chat": {"id": -100, "type": "channel", "title": "C"}}})
    await stage.gives({"poll": POLL})

    assert said(telegram) == []


async def test_an_operators_update_is_stored_before_the_poll_goes_on(stage: Stage, telegram: FakeTelegram) -> None:
    telegram.holds["sendMessage"] = asyncio.Event()

    await stage.posts(stage.text("/start"))

    assert tables(stage)["seen"] == 1
    assert tables(stage)["inbox"] + tables(stage)["conversations"] >= 1
    telegram.holds.pop("sendMessage").set()
    await stage.settles()
    assert tables(stage)["inbox"] == 0


async def test_a_stranger_does_not_hold_up_the_operators(stage: Stage, telegram: FakeTelegram) -> None:
    """Telegram takes its time over the stranger's sentence: nobody else waits for that."""
    telegram.holds["sendMessage"] = asyncio.Event()
    knocking = asyncio.ensure_future(stage.beside(STRANGER).posts(stage.beside(STRANGER).text("/start")))
    try:
        for _ in range(20):
            await asyncio.sleep(0)

        assert knocking.done()
    finally:
        telegram.holds.pop("sendMessage").set()
        await knocking
        await stage.settles()


async def test_what_strangers_leave_behind_in_memory_has_a_bound(stage: Stage) -> None:
    door = Door(frozenset({OPERATOR}), stage.made.runner, lambda: NOW)
    door.answered.update(((user, user), NOW) for user in range(MOST_REMEMBERED))
    stranger = stage.beside(MOST_REMEMBERED + 1)

    await door.receive_all((stranger.parsed(stranger.text("/start")),))
    await stage.settles()

    assert len(door.answered) <= MOST_REMEMBERED


async def test_the_librarys_own_stop_signal_passes_the_inbox(stage: Stage) -> None:
    signal = object()

    await stage.made.inbox.put(signal)

    assert stage.made.inbox.get_nowait() is signal


async def test_an_update_is_not_put_into_the_librarys_queue(stage: Stage) -> None:
    await stage.posts(stage.text("/start"))
    await stage.settles()

    assert stage.made.inbox.empty()
