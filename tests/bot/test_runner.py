"""In order for one operator, side by side for others; and what becomes of our own mistakes."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import httpx
import pytest

from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.stage import OPERATOR, Stage, meanwhile

SAM = 1002
Start = Callable[..., AbstractAsyncContextManager[Stage]]
BOTH = f"{OPERATOR},{SAM}"


async def reaches_recap(stage: Stage) -> None:
    """Answer everything: a text to a tag, tomorrow at nine."""
    await stage.types("/new")
    await stage.presses("By tags")
    await stage.types("vip")
    await stage.types("15/04/2026 11:00")
    await stage.presses("Once only")
    await stage.types("Hello")
    stage.sees("Recap")


async def test_another_operator_is_answered_while_msgflash_hangs_for_one(
    start: Start, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    async with start(operator_ids=BOTH) as stage:
        sam = stage.beside(SAM)
        msgflash.held["/instances"] = asyncio.Event()
        await stage.posts(stage.text("/new"))
        await meanwhile(lambda: bool(msgflash.requests) and bool(stage.messages()))

        await sam.posts(sam.text("/start"))
        await meanwhile(lambda: bool(sam.messages()))
        await sam.posts(sam.press(sam.data("Help"), sam.card()["message_id"]))
        await meanwhile(lambda: "five answers" in sam.reads())

        assert len(telegram.toasts) == 1
        stage.sees("Asking MsgFlash")
        msgflash.held.pop("/instances").set()
        await stage.settles()
        stage.sees("Who receives")


async def test_the_operator_himself_can_go_on_while_msgflash_hangs(stage: Stage, msgflash: FakeMsgFlash) -> None:
    held = msgflash.held["/instances"] = asyncio.Event()
    await stage.posts(stage.text("/new"))
    await meanwhile(lambda: bool(msgflash.requests) and bool(stage.messages()))
    await stage.posts(stage.text("/help"))
    await meanwhile(lambda: "five answers" in stage.reads())
    held.set()
    await stage.settles()

    stage.sees("five answers")


async def test_updates_of_one_talk_are_worked_off_in_their_order(stage: Stage, telegram: FakeTelegram) -> None:
    held = telegram.holds["sendMessage"] = asyncio.Event()
    for text in ("/start", "/help", "/language", "/timezone", "/start"):
        await stage.posts(stage.text(text))
    await meanwhile(lambda: bool(telegram.calls))
    calls_while_held = len(telegram.named("sendMessage"))
    telegram.holds.clear()
    held.set()
    await stage.settles()

    assert calls_while_held == 1
    said = [str(given["text"]).split("\n")[0] for given in telegram.named("sendMessage")]
    assert said[0] == said[-1] == "<b>WhatsApp campaigns</b>"
    assert len(stage.messages()) == 1


async def test_a_press_is_answered_before_msgflash_is(
    stage: Stage, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    await stage.types("/start")
    held = msgflash.held["/instances"] = asyncio.Event()
    await stage.posts(stage.press(stage.data("New campaign"), stage.card()["message_id"]))
    await meanwhile(lambda: bool(telegram.toasts) and "Asking MsgFlash" in stage.reads())
    held.set()
    await stage.settles()

    stage.sees("Who receives")


async def test_a_press_is_answered_together_with_the_edit(stage: Stage, telegram: FakeTelegram) -> None:
    await stage.types("/start")
    held = telegram.holds["answerCallbackQuery"] = asyncio.Event()
    await stage.posts(stage.press(stage.data("Help"), stage.card()["message_id"]))
    await meanwhile(lambda: "five answers" in stage.reads())
    telegram.holds.clear()
    held.set()
    await stage.settles()

    assert telegram.toasts == [None]


async def test_an_update_delivered_twice_works_once(stage: Stage, telegram: FakeTelegram) -> None:
    for _ in range(3):
        await stage.gives(stage.text("/start"), update_id=70)
    press = stage.press(stage.data("Help"), stage.card()["message_id"])
    for _ in range(3):
        await stage.gives(press, update_id=71)

    assert len(telegram.named("sendMessage")) == 1
    assert len(telegram.named("editMessageText")) == 1
    assert telegram.toasts == [None]


async def test_updates_delivered_twice_at_the_same_moment_work_once(stage: Stage, telegram: FakeTelegram) -> None:
    await asyncio.gather(*(stage.posts(stage.text("/start"), update_id=70) for _ in range(5)))
    await stage.settles()

    assert len(telegram.named("sendMessage")) == 1


async def test_a_second_press_on_send_sends_once(stage: Stage, msgflash: FakeMsgFlash, telegram: FakeTelegram) -> None:
    await reaches_recap(stage)
    send = stage.press(stage.data("Send"), stage.card()["message_id"])
    held = msgflash.held["/campaigns"] = asyncio.Event()
    for _ in range(3):
        await stage.posts(send)
    await meanwhile(lambda: len(telegram.toasts) >= 5)
    held.set()
    await stage.settles()

    assert len(msgflash.posts()) == 1
    assert telegram.toasts[-2:] == ["Already taken into account."] * 2
    stage.sees("Campaign created")


async def test_a_forged_press_changes_nothing(stage: Stage, msgflash: FakeMsgFlash, telegram: FakeTelegram) -> None:
    await stage.types("/start")
    before = stage.reads()
    for data in ("1|send", "999|send", "|", "send", "1|/cancel|x", "\u202e1|send"):
        await stage.presses_data(data, stage.card()["message_id"])

    assert stage.reads() == before
    assert all(toast and "out of date" in toast for toast in telegram.toasts)
    assert msgflash.posts() == []


async def test_an_unexpected_kind_of_answer_leaves_the_campaign_in_doubt(stage: Stage, msgflash: FakeMsgFlash) -> None:
    await reaches_recap(stage)
    msgflash.answers("/campaigns", httpx.Response(502, text="<html>Bad gateway</html>"))
    await stage.presses("Send")

    stage.sees("Outcome unknown")
    assert len(msgflash.posts()) == 1


async def test_blocked_by_the_operator_the_draft_is_kept(stage: Stage, telegram: FakeTelegram) -> None:
    await stage.types("/new")
    await stage.presses("By tags")
    telegram.fails("sendMessage", 403, "Forbidden: bot was blocked by the user")
    await stage.types("vip")
    calls = len(telegram.calls)
    await stage.made.runner.pay_owed()
    await stage.settles()
    quiet = len(telegram.calls) == calls
    await stage.types("/start")
    await stage.presses("Resume")

    assert quiet
    stage.sees("vip", "When")


async def test_a_campaign_is_created_though_the_operator_blocked_the_bot(
    stage: Stage, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    await reaches_recap(stage)
    for _ in range(2):
        telegram.fails("editMessageText", 403, "Forbidden: bot was blocked by the user")
    await stage.presses("Send")
    await stage.types("/campaigns")

    assert len(msgflash.posts()) == 1
    assert any("vip" in label for label in stage.labels())


class BreakingClock:
    """A clock that fails once, as a mistake of ours in the core would."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.broken = 0

    def __call__(self) -> object:
        if self.broken:
            self.broken -= 1
            raise RuntimeError("a mistake of ours")
        return self.stage.clock[0]


@pytest.mark.parametrize(("language", "sorry"), [("fr", "mon côté"), ("en", "my side")])
async def test_our_own_mistake_is_logged_once_and_apologised_for_and_does_not_block(
    stage: Stage, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture, language: str, sorry: str
) -> None:
    stage.language = language
    await stage.types("/start")
    clock = BreakingClock(stage)
    stage.made.runner.clock = clock  # type: ignore[assignment] # it tells the time but for once
    clock.broken = 1
    caplog.set_level(logging.INFO)
    await stage.types("a text of 3,000 customers +33612345000")
    apologies = [str(given["text"]) for given in telegram.named("sendMessage")][1:]
    await stage.types("/help")

    assert [sorry in text for text in apologies] == [True]
    assert ("cinq réponses" if language == "fr" else "five answers") in stage.reads()
    errors = [record for record in caplog.records if record.levelname == "ERROR"]
    assert len(errors) == 1
    assert f"{OPERATOR}:{OPERATOR}" in errors[0].getMessage()
    assert "+33612345000" not in caplog.text
    assert "customers" not in caplog.text


async def test_an_apology_never_says_that_nothing_left_when_it_did(
    stage: Stage, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    await reaches_recap(stage)
    for name in ("editMessageText", "sendMessage"):
        telegram.fails(name, 400, "Bad Request: BUTTON_DATA_INVALID")
    await stage.presses("Send")

    assert len(msgflash.posts()) == 1
    assert not any("Nothing has left" in str(given["text"]) for given in telegram.named("sendMessage"))


async def test_a_store_that_fails_ends_the_process_with_one_line(stage: Stage) -> None:
    await stage.types("/start")
    await stage.posts(stage.text("/help"))
    stage.made.runner.store.connection.execute("pragma query_only = on")
    await stage.settles()

    assert stage.made.ending.code == 1
    assert stage.made.ending.reason.startswith("DATABASE_URL: the database is read-only")


async def test_what_is_in_hand_is_waited_for_and_then_left_for_the_next_start(
    stage: Stage, msgflash: FakeMsgFlash
) -> None:
    msgflash.held["/instances"] = asyncio.Event()
    await stage.posts(stage.text("/new"))
    await meanwhile(lambda: bool(msgflash.requests) and bool(stage.messages()))

    await stage.made.runner.beside.finish(0.01)
    await asyncio.sleep(0)

    assert all(task.cancelled() or task.cancelling() for task in stage.made.runner.beside.tasks)


@pytest.mark.parametrize(
    ("code", "title"),
    [("fr", "Campagnes WhatsApp"), ("fr-CA", "Campagnes"), ("de", "WhatsApp campaigns"), ("", "Campagnes WhatsApp")],
)
async def test_the_first_words_are_in_the_operators_language(stage: Stage, code: str, title: str) -> None:
    stage.language = code
    await stage.types("/start")

    stage.sees(title)
