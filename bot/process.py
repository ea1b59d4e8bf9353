"""The running bot: started, kept going, and stopped in good order."""

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from telegram.error import Conflict, InvalidToken
from telegram.ext import Application, Updater

from bot import web as our_web
from bot.door import Inbox
from bot.introduction import introduce
from bot.polling import persistently, poll
from bot.runner import Runner
from bot.settings import Settings
from bot.updates import ALLOWED
from storage.store import StoreError

log = logging.getLogger(__name__)

# Together they leave time to spare within the ten seconds of most process managers.
FINISH_SECONDS = 7
CLOSE_SECONDS = 1
OWED_EACH_SECONDS = 15
COLLECTED_AFTER = (50_000, 20, 50)


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
    # What was imported never goes away: looking through it again and again cost an eighth of all the work.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, made.ending.stop)
    bot = made.application.bot
    beside: list[asyncio.Task[None]] = []
    try:
        if await _unless_ended(made.ending, persistently(made.application.initialize)):
            await made.runner.wake_all()
            await made.application.start()
            async with _updates(made, settings):
                beside += [
                    asyncio.ensure_future(work) for work in (introduce(bot), _pay_owed(made.runner, made.ending))
                ]
                log.info("serving %s", "by webhook" if settings.public_url else "by long polling")
                await made.ending.event.wait()
    except StoreError as reason:
        made.ending.store_failed(reason)
    except InvalidToken:
        made.ending.revoked()
    finally:
        made.runner.leave()
        for task in beside:
            task.cancel()
        await made.runner.beside.finish(FINISH_SECONDS)
        await _closed(made)


async def _closed(made: Assembled) -> None:
    """Close what is open towards Telegram; what hangs is left to the end of the process."""
    try:
        async with asyncio.timeout(CLOSE_SECONDS):
            if made.application.running:
                await made.application.stop()
            await made.application.shutdown()
            # An initialisation that was interrupted leaves the connections to us.
            for request in made.application.bot._request:  # noqa: SLF001 - the library has no other way to them
                await request.shutdown()
    except TimeoutError:
        log.warning("closing the connections took too long")


async def _unless_ended(ending: Ending, work: Coroutine[object, object, object]) -> bool:
    """Do the work unless the end comes first; tell whether it was done."""
    task, end = asyncio.ensure_future(work), asyncio.ensure_future(ending.event.wait())
    await asyncio.wait((task, end), return_when=asyncio.FIRST_COMPLETED)
    end.cancel()
    if not task.done():
        task.cancel()
        return False
    task.result()
    return True


@asynccontextmanager
async def _updates(made: Assembled, settings: Settings) -> AsyncIterator[None]:
    """Let updates in: by webhook where there is a public address, else by long polling."""
    if settings.public_url is None or settings.webhook_secret is None:
        polling = asyncio.ensure_future(_polled(made))
        try:
            yield
        finally:
            polling.cancel()
        return
    bot, public_url, secret = made.application.bot, settings.public_url, settings.webhook_secret.get_secret_value()
    path = our_web.webhook_path(settings.telegram_bot_token.get_secret_value())
    server = web.AppRunner(
        our_web.application(bot, made.inbox, path, secret), access_log=None, shutdown_timeout=CLOSE_SECONDS
    )
    await server.setup()
    host, _, port = settings.listen.rpartition(":")
    try:
        await web.TCPSite(server, host, int(port)).start()
        announced = persistently(
            lambda: bot.set_webhook(public_url + path, secret_token=secret, allowed_updates=list(ALLOWED))
        )
        await _unless_ended(made.ending, announced)
    except OSError as reason:
        made.ending.fail(1, f"LISTEN: {settings.listen} cannot be listened on ({reason.strerror})")
    try:
        yield
    finally:
        await server.cleanup()


async def _polled(made: Assembled) -> None:
    try:
        await poll(made.application.bot, made.inbox)
    except Conflict:
        made.ending.fail(1, "another process is polling with the same TELEGRAM_BOT_TOKEN: stop one of them")
    except InvalidToken:
        made.ending.revoked()
    except StoreError as reason:
        made.ending.store_failed(reason)
    except Exception:
        log.exception("polling failed")
        made.ending.fail(1, "polling Telegram failed; the log says why")


async def _pay_owed(runner: Runner, ending: Ending) -> None:
    while True:
        await asyncio.sleep(OWED_EACH_SECONDS)
        try:
            await runner.pay_owed()
        except StoreError as reason:
            ending.store_failed(reason)
