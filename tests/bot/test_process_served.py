"""The running bot's web server, beside polling and from the first moment; and stored secrets at the start."""

import asyncio

import pytest
from aiohttp import ClientSession
from cryptography.fernet import Fernet

from bot.keyring import Keyring
from bot.process import run
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.stage import Stage, meanwhile, settings
from tests.bot.test_process import free_address, runs


async def test_while_polling_readiness_and_figures_are_served_too(stage: Stage, telegram: FakeTelegram) -> None:
    listen = free_address()
    running = asyncio.ensure_future(run(stage.made, settings(listen=listen)))
    await meanwhile(lambda: bool(telegram.named("getUpdates")) or running.done())
    async with ClientSession() as session:
        async with session.get(f"http://{listen}/readyz") as response:
            report = await response.json()
        async with session.get(f"http://{listen}/metrics") as response:
            figures = await response.text()
    stage.made.ending.stop()
    await running

    # The fake stands where the transport is that would have noted Telegram's answers.
    assert report == {"ready": False, "database": "ok", "telegram": "was not reached yet", "msgflash": "ok"}
    assert 'campaign_bot_calls_total{outcome="ok",peer="msgflash"} 1.0' in figures
    assert telegram.named("getMe")


async def test_while_telegram_is_out_of_reach_at_the_start_the_process_is_seen_to_live(
    stage: Stage, telegram: FakeTelegram
) -> None:
    await stage.made.application.shutdown()
    telegram.calls.clear()
    telegram.holds["getMe"] = asyncio.Event()
    listen = free_address()
    running = asyncio.ensure_future(run(stage.made, settings(listen=listen)))
    await meanwhile(lambda: bool(telegram.named("getMe")) or running.done())
    async with ClientSession() as session, session.get(f"http://{listen}/healthz") as response:
        status = response.status
    stage.made.ending.stop()
    await running

    assert status == 200


async def test_stored_secrets_are_sealed_anew_at_the_start_and_lost_ones_named(
    stage: Stage, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    old, new, lost = (Fernet.generate_key().decode() for _ in range(3))
    store = stage.made.runner.store
    await store.keep_secret("hook", Keyring([old]).seal("canary"))
    await store.keep_secret("gone", Keyring([lost]).seal("canary"))

    await runs(stage, settings(secret_keys=f"{new},{old}"), lambda: bool(telegram.named("getUpdates")))

    assert Keyring([new]).open(str(await store.secret("hook"))) == "canary"
    assert "none of them opens what is stored as gone" in caplog.text


async def test_stored_secrets_without_any_key_are_named_at_the_start(
    stage: Stage, telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    await stage.made.runner.store.keep_secret("hook", Keyring([Fernet.generate_key().decode()]).seal("canary"))

    await runs(stage, settings(), lambda: bool(telegram.named("getUpdates")))

    assert "SECRET_KEYS is not set, and what is stored as hook is sealed" in caplog.text
