"""What is shown while something is read, what is not worth showing, and what nobody waits for any more."""

import asyncio
import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from bot.asked import Asked
from bot.readings import PROGRESS_SECONDS
from bot.sources import FINDERS, Sources
from conversations.needs import Finding, Groups, Nothing
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.leaping import SkippingLoop
from tests.bot.stage import Stage, meanwhile

Start = Callable[..., AbstractAsyncContextManager[Stage]]


def texts(telegram: FakeTelegram) -> list[str]:
    return [str(given["text"]) for name, given in telegram.calls if name in {"sendMessage", "editMessageText"}]


async def test_an_answer_that_comes_at_once_needs_no_screen_that_says_it_is_awaited(
    stage: Stage, telegram: FakeTelegram
) -> None:
    telegram.calls.clear()
    await stage.types("/new")

    assert len(texts(telegram)) == 1
    stage.sees("Who receives the message?")


async def test_an_answer_that_takes_long_is_announced_and_replaced_where_it_stands(
    stage: Stage, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    held = msgflash.held["/instances"] = asyncio.Event()
    telegram.calls.clear()
    await stage.posts(stage.text("/new"))
    await meanwhile(lambda: bool(texts(telegram)))
    stage.sees("Asking MsgFlash")
    held.set()
    await stage.settles()

    assert [name for name, _ in telegram.calls if name != "deleteMessage"] == ["sendMessage", "editMessageText"]
    stage.sees("Who receives the message?")


async def test_what_follows_typed_words_stands_below_them_though_the_screen_between_was_left_out(
    stage: Stage,
) -> None:
    await stage.types("/new")
    first = stage.card()["message_id"]
    await stage.types("/campaigns")

    stage.sees("My campaigns")
    assert stage.card()["message_id"] != first


async def test_a_reading_that_nobody_waits_for_any_more_is_stopped(stage: Stage, msgflash: FakeMsgFlash) -> None:
    msgflash.held["/groups"] = asyncio.Event()
    await stage.types("/new")
    await stage.posts(stage.press(stage.data("A group"), stage.card()["message_id"]))
    await meanwhile(lambda: any(request.url.path.endswith("/groups") for request in msgflash.requests))
    await stage.types("/help")

    assert stage.made.runner.performer.readings.under_way == {}
    stage.sees("five answers")


def test_a_long_reading_tells_every_two_seconds_how_far_it_is_and_its_keys_stay_good(
    start: Start, telegram: FakeTelegram
) -> None:
    loop, announced = SkippingLoop(), asyncio.Event()

    async def slowly(_: Sources, __: Groups, asked: Asked) -> Finding:
        await announced.wait()
        await asked.progress(200, 1200)
        loop.skip(PROGRESS_SECONDS)
        await asked.progress(300, 1200)
        await asked.progress(400, 1200)
        await asyncio.Event().wait()
        return Nothing()

    async def work() -> None:
        async with start() as stage:
            await stage.types("/new")
            await stage.posts(stage.press(stage.data("A group"), stage.card()["message_id"]))
            await meanwhile(lambda: "Asking MsgFlash" in stage.reads())
            asking = stage.data("Back")
            announced.set()
            await meanwhile(lambda: "of 1,200 read" in stage.reads())

            assert stage.data("Back") == asking
            await stage.presses("Back")
            stage.sees("Who receives the message?")

    quickly = FINDERS[Groups]
    FINDERS[Groups] = slowly
    try:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            runner.run(work())
    finally:
        FINDERS[Groups] = quickly
    assert re.findall("([0-9]+) of 1,200 read", "".join(texts(telegram))) == ["300"]


async def test_a_key_on_a_message_that_stays_is_a_command_at_any_time(stage: Stage) -> None:
    await stage.types("/new")
    await stage.presses_data("*|/help")

    stage.sees("five answers")


async def test_a_forged_key_for_any_time_that_is_no_command_does_nothing(stage: Stage, telegram: FakeTelegram) -> None:
    await stage.types("/new")
    before = stage.reads()
    await stage.presses_data("*|all")

    assert stage.reads() == before
    assert telegram.toasts[-1] == "This screen is out of date. Use the last message."
