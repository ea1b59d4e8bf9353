"""The running bot: started, kept going, and stopped in good order."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, Updater

from bot import web as our_web
from bot.door import Inbox
from bot.introduction import introduce
from bot.runner import Runner
from bot.settings import Settings
from bot.updates import ALLOWED
from storage.store import StoreError

log = logging.getLogger(__name__)

POLL_SECONDS = 30
FINISH_SECONDS = 10
OWED_EACH_SECONDS = 15
LONGEST_PAUSE = 30.0


@dataclass(slots=True)
class Ending:
    """Why and with which exit code the process ends; the first reason counts."""

    event: asyncio.Event = field(default_factory=asyncio.Event)
    code: int = 0
    reason: str = ""

    def stop(self) -> None:
        self.event.set()

    def fail(self, code: int, reason: str) -> None:
        if not self.event.is_set():
            self.code, self.reason = code, reason
        self.event.set()

    def store_failed(self, reason: Exception) -> None:
        self.fail(1, f"DATABASE_URL: {reason}")

    def revoked(self) -> None:
        self.fail(2, "TELEGRAM_BOT_TOKEN is refused by Telegram: make a new one with BotFather")


@dataclass(frozen=True, slots=True)
class Assembled:
    """Everything that was built for one process."""

    # Application's six parameters say nothing here: we use none of its contexts.
    application: "Application"  # type: ignore[type-arg] # see above
    updater: Updater
    inbox: Inbox
    runner: Runner
    ending: Ending


async def run(made: Assembled, settings: Settings) -> None:
    """Serve until told to stop."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, made.ending.stop)
    if not await _initialized(made):
        return
    owed = asyncio.ensure_future(_pay_owed(made.runner, made.ending))
    try:
        await introduce(made.application.bot)
        await made.runner.wake_all()
        await made.application.start()
        async with _updates(made, settings):
            log.info("serving %s", "by webhook" if settings.public_url else "by long polling")
            await made.ending.event.wait()
        await made.application.stop()
        await made.runner.finish(FINISH_SECONDS)
    except StoreError as reason:
        made.ending.store_failed(reason)
    finally:
        owed.cancel()
        await made.application.shutdown()


async def _initialized(made: Assembled) -> bool:
    """Reach Telegram, however long that takes; tell whether there is a reason to go on."""
    pause = 1.0
    while not made.ending.event.is_set():
        try:
            await made.application.initialize()
        except InvalidToken:
            made.ending.revoked()
        except NetworkError as reason:
            log.warning("Telegram is out of reach, trying again in %s s (%s)", pause, type(reason).__name__)
            await _either(made.ending.event, pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            return True
    await made.application.shutdown()
    return False


@asynccontextmanager
async def _updates(made: Assembled, settings: Settings) -> AsyncIterator[None]:
    """Let updates in: by webhook where there is a public address, else by long polling."""
    updater = made.updater
    if settings.public_url is None or settings.webhook_secret is None:
        await updater.start_polling(
            timeout=POLL_SECONDS,
            bootstrap_retries=-1,
            allowed_updates=list(ALLOWED),
            error_callback=_polling_failed(made.ending),
        )
        yield
        await updater.stop()
        return
    token, secret = settings.telegram_bot_token.get_secret_value(), settings.webhook_secret.get_secret_value()
    path = our_web.webhook_path(token)
    server = web.AppRunner(our_web.application(made.application.bot, made.inbox, path, secret), access_log=None)
    await server.setup()
    host, _, port = settings.listen.rpartition(":")
    await web.TCPSite(server, host, int(port)).start()
    await made.application.bot.set_webhook(
        settings.public_url + path, secret_token=secret, allowed_updates=list(ALLOWED)
    )
    yield
    await server.cleanup()


def _polling_failed(ending: Ending) -> Callable[[TelegramError], None]:
    def failed(reason: TelegramError) -> None:
        if isinstance(reason, Conflict):
            ending.fail(1, "another process is polling with the same TELEGRAM_BOT_TOKEN: stop one of them")
        else:
            log.warning("polling failed, trying again (%s)", type(reason).__name__)

    return failed


async def _pay_owed(runner: Runner, ending: Ending) -> None:
    while not ending.event.is_set():
        await _either(ending.event, OWED_EACH_SECONDS)
        try:
            await runner.pay_owed()
        except StoreError as reason:
            ending.store_failed(reason)


async def _either(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
