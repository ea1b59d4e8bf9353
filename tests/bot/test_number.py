"""A number's screen before the whole bot: one message with its picture, and what follows stands below it."""

import httpx

from tests.bot.fake_msgflash import SHOP, FakeMsgFlash
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.stage import Stage


async def sends_twice(stage: Stage) -> None:
    for words in ("Hello", "Hello again"):
        await stage.types("/new")
        await stage.presses("A group")
        await stage.presses("VIPs")
        await stage.types("15/04/2026 11:00")
        await stage.presses("Once only")
        await stage.types(words)
        await stage.presses("Send to 42")
        stage.sees("Campaign created")
        stage.passes(hours=1)


async def test_the_verdicts_are_shown_with_a_picture_and_what_follows_stands_below(
    stage: Stage, telegram: FakeTelegram
) -> None:
    await sends_twice(stage)
    await stage.types("/number")

    assert len(telegram.named("sendPhoto")) == 1
    stage.sees("Boutique", "Score", "120 recipients")
    picture = stage.card()["message_id"]
    await stage.presses("Home")
    assert stage.card()["message_id"] != picture
    assert any(message["message_id"] == picture for message in stage.messages())
    stage.sees("WhatsApp campaigns")


async def test_a_picture_telegram_does_not_take_leaves_the_words(stage: Stage, telegram: FakeTelegram) -> None:
    await sends_twice(stage)
    telegram.fails("sendPhoto", 400, "Bad Request: IMAGE_PROCESS_FAILED")
    await stage.types("/number")

    assert len(telegram.named("sendPhoto")) == 1
    stage.sees("120 recipients")


async def test_what_has_left_is_known_once_somebody_has_looked(stage: Stage, msgflash: FakeMsgFlash) -> None:
    await sends_twice(stage)
    await stage.types("/campaigns")
    read = {"id": "9a0c1c52-0b8e-4f0a-b5b5-2f1d8f6f7e33", "status": "running", "stats": {"sent": 118}}
    msgflash.answers("7e33", httpx.Response(200, json={"data": read}))
    await stage.presses("VIPs")
    await stage.types("/number")

    stage.sees("118 of 120 sent")


async def test_no_words_and_no_people_are_in_the_ledger(stage: Stage) -> None:
    await sends_twice(stage)
    rows = stage.made.runner.store.connection.execute("select * from verdicts").fetchall()

    assert len(rows) == 2
    assert "Hello" not in str(rows)
    assert SHOP["waNumber"] not in str(rows)
