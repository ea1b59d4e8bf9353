"""Stopped at any step and started again, the bot goes on where it was, with the same data."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from bot.arrivals import departing
from conversations.events import Commanded
from storage.store import Arrival, opened
from tests.bot.deeds import DEEDS
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_telegram import NOW, FakeTelegram
from tests.bot.stage import OPERATOR, Stage, meanwhile, staged

Start = Callable[..., AbstractAsyncContextManager[Stage]]
TALK = f"{OPERATOR}:{OPERATOR}"


async def plays(start: Start, telegram: FakeTelegram, stops: set[int]) -> list[str]:
    """Play the whole campaign, restarting after these deeds; return every screen in the order it was seen."""
    seen: list[str] = []
    at = 0
    while at < len(DEEDS):
        async with start() as stage:
            if seen:
                assert stage.reads() == seen[-1], f"after a restart before {DEEDS[at][0]}"
            while at < len(DEEDS):
                await DEEDS[at][1](stage)
                seen.append(stage.reads())
                at += 1
                if at in stops:
                    break
    assert len(telegram.visible()) <= 2
    return seen


async def test_a_restart_at_every_step_changes_nothing(
    start: Start, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    await plays(start, telegram, set(range(1, len(DEEDS))))

    assert [body["name"] for body in msgflash.created] == ["Survey"]
    assert msgflash.created[0]["recipients"] == {"type": "tags", "value": ["vip", "client"]}
    assert msgflash.created[0]["description"] == "One tap is enough."


async def test_the_screens_with_restarts_are_those_without(tmp_path: Path) -> None:
    screens: list[list[str]] = []
    for name, stops in (("whole", set[int]()), ("stopped", set(range(1, len(DEEDS))))):
        telegram, msgflash = FakeTelegram(), FakeMsgFlash()

        def begin(
            name: str = name, telegram: FakeTelegram = telegram, msgflash: FakeMsgFlash = msgflash, **more: object
        ) -> AbstractAsyncContextManager[Stage]:
            return staged(tmp_path / f"{name}.db", telegram, msgflash, **more)

        screens.append(await plays(begin, telegram, stops))

    assert screens[0] == screens[1]


async def test_a_restart_while_nothing_is_owed_says_nothing(start: Start, telegram: FakeTelegram) -> None:
    async with start() as stage:
        await stage.types("/start")
    calls = len(telegram.calls)
    async with start():
        pass

    assert [name for name, _ in telegram.calls[calls:]] == ["getMe"]


async def test_an_update_that_was_only_stored_is_worked_off_after_the_restart(
    start: Start, telegram: FakeTelegram
) -> None:
    telegram.holds["sendMessage"] = asyncio.Event()
    async with start() as stage:
        await stage.posts(stage.text("/start"))
        await meanwhile(lambda: bool(telegram.named("sendMessage")))
        await stage.posts(stage.text("/help"))
        await stage.posts(stage.text("/language"))
        await stage.made.runner.beside.finish(0)
    telegram.holds.clear()
    async with start() as stage:
        stage.sees("In which language")
        assert await stage.made.runner.store.waiting() == ()
        assert len(stage.messages()) == 1


async def test_an_update_stored_before_a_restart_and_delivered_again_works_once(
    start: Start, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with start() as stage:
        await stage.gives(stage.text("/start"), update_id=70)
    calls = len(telegram.named("sendMessage"))
    async with start() as stage:
        await stage.gives(stage.text("/start"), update_id=70)

    assert len(telegram.named("sendMessage")) == calls
    assert msgflash.requests == []


async def test_a_reading_under_way_at_a_stop_is_begun_again(start: Start, msgflash: FakeMsgFlash) -> None:
    held = msgflash.held["/instances"] = asyncio.Event()
    async with start() as stage:
        await stage.posts(stage.text("/new"))
        await meanwhile(lambda: bool(msgflash.requests) and bool(stage.messages()))
        await stage.made.runner.beside.finish(0)
        await asyncio.sleep(0)
    held.set()
    msgflash.held.clear()
    async with start() as stage:
        stage.sees("Who receives")


async def test_a_screen_that_telegram_did_not_take_is_shown_later(stage: Stage, telegram: FakeTelegram) -> None:
    await stage.types("/start")
    telegram.fails("sendMessage", 429, "Too Many Requests: retry after 300", retry_after=300)
    await stage.types("/help")
    before = stage.reads()
    stage.made.runner.chat.pauses.clear()
    await stage.made.runner.pay_owed()
    await stage.settles()
    calls = len(telegram.calls)
    await stage.made.runner.pay_owed()
    await stage.settles()

    assert "five answers" not in before
    stage.sees("five answers")
    assert len(telegram.calls) == calls
    assert len(stage.messages()) == 1


async def test_a_screen_that_telegram_did_not_take_is_shown_after_a_restart(
    start: Start, telegram: FakeTelegram
) -> None:
    async with start() as stage:
        await stage.types("/start")
        telegram.fails("sendMessage", 429, "Too Many Requests: retry after 300", retry_after=300)
        await stage.types("/help")
    async with start() as stage:
        stage.sees("five answers")
        assert len(stage.messages()) == 1


async def test_what_was_stored_while_nobody_worked_is_worked_off_at_the_start(
    start: Start, telegram: FakeTelegram, tmp_path: Path
) -> None:
    bodies = (Commanded("start"), Commanded("help"))
    async with opened(tmp_path / "bot.db") as store:
        arrivals = tuple(
            Arrival(at, TALK, OPERATOR, departing(event, "en", None)) for at, event in enumerate(bodies, 7)
        )
        await store.receive(arrivals, NOW)
    async with start() as stage:
        stage.sees("five answers")
        assert await stage.made.runner.store.waiting() == ()

    assert len(telegram.visible()) == 1
