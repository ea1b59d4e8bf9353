"""Calls to Telegram that are made until it answers: what is waited for, and what is said meanwhile."""

import logging

import pytest
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.logs import PlainFormatter
from bot.polling import persistently
from tests.bot.conftest import Leaping
from tests.bot.stage import Stage


@pytest.mark.parametrize(
    ("troubles", "said"),
    [
        ((TimedOut(),), []),
        ((TimedOut(), TimedOut(), TimedOut()), [("TimedOut", 1), ("TimedOut", 2)]),
        ((NetworkError("x"), TimedOut(), TimedOut()), [("NetworkError", 1), ("TimedOut", 2)]),
    ],
)
def test_an_outage_is_told_from_the_second_time_out_on(
    leaping: Leaping, caplog: pytest.LogCaptureFixture, troubles: tuple[TelegramError, ...], said: list[tuple[str, int]]
) -> None:
    rest = list(troubles)

    async def call() -> str:
        if rest:
            raise rest.pop(0)
        return "answered"

    async def work() -> None:
        assert await persistently(call) == "answered"

    with caplog.at_level(logging.WARNING, "bot.polling"):
        leaping(work())

    told = [record.getMessage() for record in caplog.records]
    assert told == [f"Telegram is out of reach, trying again in {pause:.1f} s ({kind})" for kind, pause in said]


async def test_what_brings_updates_does_not_go_on_in_the_name_of_the_last_one(stage: Stage) -> None:
    await stage.posts(stage.text("/start"), update_id=71)
    line = logging.LogRecord("bot", logging.INFO, "f", 1, "polling goes on", None, None)
    said = PlainFormatter("%(message)s").format(line)
    await stage.settles()

    assert said == "polling goes on"
