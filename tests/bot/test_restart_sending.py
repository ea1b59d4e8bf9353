"""A campaign on its way when the bot stops, or when its operator is elsewhere: told once, and sent once."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import httpx

from tests.bot.deeds import DEEDS
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.stage import OPERATOR, Stage, meanwhile

Start = Callable[..., AbstractAsyncContextManager[Stage]]
TALK = f"{OPERATOR}:{OPERATOR}"


async def sent_and_cut(start: Start, msgflash: FakeMsgFlash) -> None:
    """Stop the bot while the one request of a campaign is under way."""
    held = msgflash.held["/campaigns"] = asyncio.Event()
    async with start() as stage:
        for _, deed in DEEDS[:-1]:
            await deed(stage)
        await stage.posts(stage.press(stage.data("Send"), stage.card()["message_id"]))
        await meanwhile(lambda: len(msgflash.posts()) == 1)
        await stage.made.runner.beside.finish(0)
        await asyncio.sleep(0)
    held.set()
    msgflash.held.clear()


async def test_a_submission_under_way_at_a_stop_is_unknown_and_never_sent_again_by_itself(
    start: Start, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    await sent_and_cut(start, msgflash)
    for _ in range(3):
        async with start() as stage:
            stage.sees("Outcome unknown", "Survey")
            await stage.made.runner.pay_owed()
            await stage.settles()

    assert len(msgflash.posts()) == 1
    assert len([m for m in telegram.visible() if "Outcome unknown" in str(m["text"])]) == 1


async def test_an_unknown_one_that_is_there_is_kept_in_the_list(start: Start, msgflash: FakeMsgFlash) -> None:
    await sent_and_cut(start, msgflash)
    async with start() as stage:
        await stage.presses("It is there")
        await stage.types("/campaigns")
        assert any("Survey" in label for label in stage.labels())

    assert len(msgflash.posts()) == 1


async def test_an_unknown_one_that_is_not_there_is_sent_again_after_a_second_confirmation(
    start: Start, msgflash: FakeMsgFlash
) -> None:
    await sent_and_cut(start, msgflash)
    async with start() as stage:
        await stage.presses("not there")
        assert len(msgflash.posts()) == 1
        await stage.presses("Send")
        stage.sees("Campaign created")

    assert len(msgflash.posts()) == 2


async def test_an_unknown_one_blocks_nothing_else(start: Start, msgflash: FakeMsgFlash) -> None:
    await sent_and_cut(start, msgflash)
    async with start() as stage:
        await stage.presses("later")
        await stage.types("/new")
        stage.sees("Who receives")

    assert len(msgflash.posts()) == 1


async def test_an_outcome_that_comes_during_the_stop_is_told_after_the_restart(
    start: Start, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with start() as stage:
        for _, deed in DEEDS[:-1]:
            await deed(stage)
        telegram.holds["editMessageText"] = asyncio.Event()
        await stage.posts(stage.press(stage.data("Send"), stage.card()["message_id"]))
        await meanwhile(lambda: len(msgflash.created) == 1)
        await stage.made.runner.beside.finish(0)
        await asyncio.sleep(0)
    telegram.holds.clear()
    async with start() as stage:
        assert any(words in stage.reads() for words in ("Campaign created", "Outcome unknown"))

    assert len(msgflash.posts()) == 1


async def campaign_elsewhere(stage: Stage, msgflash: FakeMsgFlash, answer: httpx.Response) -> None:
    """Let a campaign's answer come while the operator is elsewhere in the talk."""
    for _, deed in DEEDS[:-1]:
        await deed(stage)
    held = msgflash.held["/campaigns"] = asyncio.Event()
    msgflash.answers("/campaigns", answer)
    await stage.posts(stage.press(stage.data("Send"), stage.card()["message_id"]))
    await meanwhile(lambda: len(msgflash.posts()) == 1)
    await stage.posts(stage.text("/help"))
    await meanwhile(lambda: "five answers" in stage.reads())
    msgflash.held.clear()
    held.set()


CREATED = {"data": {"id": "9a0c1c52-0b8e-4f0a-b5b5-2f1d8f6f7e33", "name": "Survey", "status": "scheduled"}}


def told(telegram: FakeTelegram, words: str) -> int:
    return sum(words in str(message["text"]) for message in telegram.visible())


async def test_news_that_telegram_did_not_take_is_told_after_the_restart_and_once(
    start: Start, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with start() as stage:
        await campaign_elsewhere(stage, msgflash, httpx.Response(201, json=CREATED))
        telegram.fails("sendMessage", 429, "Too Many Requests: retry after 300", retry_after=300)
        await stage.settles()
        missing = told(telegram, "Campaign created")
    for _ in range(2):
        async with start():
            pass

    assert (missing, told(telegram, "Campaign created")) == (0, 1)
    assert len(msgflash.posts()) == 1


async def test_news_that_telegram_did_not_take_is_told_later_without_a_restart(
    stage: Stage, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    await campaign_elsewhere(stage, msgflash, httpx.Response(201, json=CREATED))
    telegram.fails("sendMessage", 429, "Too Many Requests: retry after 300", retry_after=300)
    await stage.settles()
    stage.made.runner.chat.pauses.clear()
    for _ in range(2):
        await stage.made.runner.pay_owed()
        await stage.settles()

    assert told(telegram, "Campaign created") == 1


async def test_news_for_an_operator_who_blocked_the_bot_are_not_told_for_ever(
    stage: Stage, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    await campaign_elsewhere(stage, msgflash, httpx.Response(201, json=CREATED))
    telegram.fails("sendMessage", 403, "Forbidden: bot was blocked by the user")
    await stage.settles()
    calls = len(telegram.calls)
    for _ in range(2):
        await stage.made.runner.pay_owed()
        await stage.settles()

    assert len(telegram.calls) == calls
    await stage.types("/campaigns")
    assert any("Survey" in label for label in stage.labels())
