"""The running bot in this process: what lets updates in, and what ends it in which way."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace

import pytest
from aiohttp import ClientSession
from telegram.error import NetworkError

from bot.hooks import Hooks
from bot.process import Ending, run
from bot.settings import Settings
from bot.webhook import SECRET_HEADER, webhook_path
from storage.store import StoreError
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.stage import TOKEN, Stage, meanwhile, settings

Start = Callable[..., AbstractAsyncContextManager[Stage]]
SECRET = "s-_9"


def free_address() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


async def runs(stage: Stage, given: Settings, until: Callable[[], bool]) -> Ending:
    """Run until this holds, then stop as SIGTERM would; return how it ended."""
    running = asyncio.ensure_future(run(stage.made, given))
    ending = stage.made.ending
    await meanwhile(lambda: until() or running.done())
    ending.stop()
    async with asyncio.timeout(10):
        await running
    return ending


def offsets(telegram: FakeTelegram) -> list[object]:
    return [given.get("offset") for given in telegram.named("getUpdates")]


def start_text(stage: Stage, update_id: int = 5) -> dict[str, object]:
    return {"update_id": update_id, **stage.text("/start")}


async def test_updates_are_polled_worked_off_and_confirmed_by_the_next_poll(
    stage: Stage, telegram: FakeTelegram
) -> None:
    telegram.waiting = [[start_text(stage)]]

    ending = await runs(stage, settings(), lambda: len(telegram.named("getUpdates")) >= 2 and bool(stage.messages()))

    assert (ending.code, ending.reason) == (0, "")
    assert [given.get("offset") for given in telegram.named("getUpdates")][:2] == [None, 6]
    stage.sees("WhatsApp campaigns")
    assert telegram.named("deleteWebhook")
    assert telegram.named("setMyCommands")


async def test_nothing_is_confirmed_that_is_not_stored(stage: Stage, telegram: FakeTelegram) -> None:
    telegram.waiting = [[start_text(stage)]]
    stage.made.runner.store.connection.execute("pragma query_only = on")

    ending = await runs(stage, settings(), lambda: False)

    assert ending.code == 1
    assert ending.reason.startswith("DATABASE_URL: the database is read-only")
    assert {given.get("offset") for given in telegram.named("getUpdates")} <= {None, 5}


async def test_a_poll_that_fails_is_tried_again(stage: Stage, telegram: FakeTelegram) -> None:
    telegram.fails("getUpdates", 429, "Too Many Requests", retry_after=1)
    telegram.waiting = [[start_text(stage)]]

    ending = await runs(stage, settings(), lambda: bool(stage.messages()))

    assert ending.code == 0
    stage.sees("WhatsApp campaigns")


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [(409, 1, "another process"), (401, 2, "TELEGRAM_BOT_TOKEN"), (404, 2, "TELEGRAM_BOT_TOKEN")],
)
async def test_a_poll_that_is_refused_ends_the_process_with_its_reason(
    stage: Stage, telegram: FakeTelegram, status: int, code: int, words: str
) -> None:
    telegram.fails("getUpdates", status, "no")

    ending = await runs(stage, settings(), lambda: False)

    assert ending.code == code
    assert words in ending.reason


async def test_no_message_of_a_stranger_ends_the_process(stage: Stage, telegram: FakeTelegram) -> None:
    telegram.waiting = [[{"update_id": 4, **stage.beside(666).text("/\u00a0")}], [start_text(stage)]]

    ending = await runs(stage, settings(), lambda: bool(stage.messages()))

    assert ending.code == 0
    stage.sees("WhatsApp campaigns")


async def test_no_message_of_an_operator_ends_the_process(stage: Stage, telegram: FakeTelegram) -> None:
    telegram.waiting = [[{"update_id": 4, **stage.text("cut \ud83d")}], [start_text(stage)]]

    ending = await runs(stage, settings(), lambda: len(telegram.named("sendMessage")) > 1)

    assert ending.code == 0


async def test_an_update_that_can_never_be_read_is_confirmed_and_the_others_are_worked_off(
    stage: Stage, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    poison: dict[str, object] = {"update_id": 4, "message": {"message_id": 1, "text": "canary"}}
    telegram.waiting = [[poison, start_text(stage)], [{**poison, "update_id": 6}]]

    ending = await runs(stage, settings(), lambda: 7 in offsets(telegram))

    assert ending.code == 0
    stage.sees("WhatsApp campaigns")
    assert "update 4 cannot be read" in caplog.text
    assert "canary" not in caplog.text


async def test_a_batch_that_names_no_update_is_no_reason_to_end(stage: Stage, telegram: FakeTelegram) -> None:
    telegram.answers("getUpdates", [7, {"update_id": "x"}])
    telegram.waiting = [[start_text(stage)]]

    ending = await runs(stage, settings(), lambda: bool(stage.messages()))

    assert ending.code == 0
    stage.sees("WhatsApp campaigns")


async def test_telegram_out_of_reach_at_the_start_is_waited_for(start: Start, telegram: FakeTelegram) -> None:
    async with start() as stage:
        await stage.made.application.shutdown()
        telegram.breaks("getMe", NetworkError("ClientConnectorError"))
        telegram.waiting = [[start_text(stage)]]
        ending = await runs(stage, settings(), lambda: bool(stage.messages()))

    assert ending.code == 0


async def test_a_token_refused_at_the_start_ends_the_process_with_its_reason(
    stage: Stage, telegram: FakeTelegram
) -> None:
    await stage.made.application.shutdown()
    telegram.fails("getMe", 401, "Unauthorized")

    ending = await runs(stage, settings(), lambda: False)

    assert ending.code == 2
    assert "TELEGRAM_BOT_TOKEN" in ending.reason


async def test_told_to_stop_while_telegram_is_out_of_reach_it_stops(stage: Stage, telegram: FakeTelegram) -> None:
    await stage.made.application.shutdown()
    telegram.breaks("getMe", NetworkError("ClientConnectorError"))

    ending = await runs(stage, settings(), lambda: bool(telegram.named("getMe")))

    assert (ending.code, ending.reason) == (0, "")


async def test_an_address_that_is_taken_ends_the_process_with_its_reason(stage: Stage) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        given = settings(public_url="https://bot.example.com", webhook_secret=SECRET, listen=listen)
        ending = await runs(stage, given, lambda: False)

    assert ending.code == 1
    assert ending.reason.startswith(f"LISTEN: {listen}")


async def test_who_polls_and_asked_for_no_address_is_not_stopped_by_a_taken_one(
    stage: Stage, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        unasked = settings().model_copy(update={"listen": f"127.0.0.1:{taken.getsockname()[1]}"})
        unasked.model_fields_set.discard("listen")
        ending = await runs(stage, unasked, lambda: bool(telegram.named("getUpdates")))

    assert ending.code == 0
    assert "are not served" in caplog.text


async def test_with_a_public_address_updates_come_by_webhook(stage: Stage, telegram: FakeTelegram) -> None:
    listen = free_address()
    given = settings(public_url="https://bot.example.com", webhook_secret=SECRET, listen=listen)
    running = asyncio.ensure_future(run(stage.made, given))
    await meanwhile(lambda: bool(telegram.named("setWebhook")) or running.done())
    async with (
        ClientSession() as session,
        session.post(
            f"http://{listen}{webhook_path(TOKEN)}", json=start_text(stage), headers={SECRET_HEADER: SECRET}
        ) as response,
    ):
        status = response.status
    stage.made.ending.stop()
    await running

    assert status == 200
    [announced] = telegram.named("setWebhook")
    assert announced["url"] == f"https://bot.example.com{webhook_path(TOKEN)}"
    assert announced["secret_token"] == SECRET
    assert telegram.named("getUpdates") == []
    stage.sees("WhatsApp campaigns")


async def test_a_public_address_that_telegram_refuses_ends_the_process_with_its_reason(
    stage: Stage, telegram: FakeTelegram
) -> None:
    telegram.fails("setWebhook", 400, "Bad Request: bad webhook: IP address is reserved")
    given = settings(public_url="https://bot.example.com", webhook_secret=SECRET)

    ending = await runs(stage, given, lambda: False)

    assert (ending.code, ending.reason) == (
        2,
        "PUBLIC_URL is refused by Telegram: Bad webhook: ip address is reserved",
    )


async def test_what_is_owed_from_before_is_paid_at_the_start(start: Start, telegram: FakeTelegram) -> None:
    async with start() as stage:
        await stage.types("/start")
        telegram.fails("sendMessage", 429, "Too Many Requests", retry_after=300)
        await stage.types("/help")
    async with start() as stage:
        await runs(stage, settings(), lambda: bool(telegram.named("getUpdates")))

        stage.sees("five answers")


async def test_what_goes_on_all_the_while_does_not_end_unheard(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    class Broken(Hooks):
        async def arrange(self) -> None:
            raise RuntimeError("our own mistake")

    inner = stage.made.runner
    hooks = Broken(inner.store, inner.sources.msgflash, inner.watcher, None, None)
    ending = stage.made.ending
    async with asyncio.timeout(10):
        await run(replace(stage.made, hooks=hooks), settings())

    assert (ending.code, ending.reason) == (1, "a part of the bot failed (RuntimeError); the log says why")
    assert "our own mistake" in caplog.text


def test_the_first_reason_to_end_counts() -> None:
    ending = Ending()
    ending.store_failed(StoreError("the disk is full"))
    ending.revoked()
    ending.stop()

    assert (ending.code, ending.reason) == (1, "DATABASE_URL: the disk is full")
    assert ending.event.is_set()


def test_told_to_stop_nothing_that_fails_on_the_way_out_counts() -> None:
    ending = Ending()
    ending.stop()
    ending.store_failed(StoreError("the database is closed"))

    assert (ending.code, ending.reason) == (0, "")
