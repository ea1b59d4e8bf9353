"""The running bot: started, kept going, and stopped in good order."""

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from pydantic import SecretStr
from telegram.error import BadRequest, Conflict, InvalidToken
from telegram.ext import Application, Updater

from bot import web, webhook
from bot.alarms import ring_on
from bot.door import Inbox
from bot.health import Health, Probe, alive, watched
from bot.hooks import Hooks
from bot.introduction import introduce
from bot.keyring import sealed_anew
from bot.measures import Peer
from bot.polling import persistently, poll
from bot.promises import broken
from bot.runner import Runner
from bot.settings import Settings
from bot.sweeping import Sweep, sweep_hourly
from bot.updates import ALLOWED
from storage import secrets
from storage.store import Store, StoreError

log = logging.getLogger(__name__)

# Together they leave time to spare within the ten seconds of most process managers.
FINISH_SECONDS = 7
CLOSE_SECONDS = 1
OWED_EACH_SECONDS = 15


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
    sweeps: tuple[Sweep, ...] = ()
    hooks: Hooks | None = None


async def run(made: Assembled, settings: Settings) -> None:
    """Serve until told to stop."""
    loop = asyncio.get_running_loop()
    # What was imported never goes away: looking through it again and again cost an eighth of all the work.
    gc.collect()
    gc.freeze()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, made.ending.stop)
    beside: list[asyncio.Task[None]] = []
    try:
        # First of all, so that whoever watches the process hears of it also while Telegram is out of reach.
        async with _server(made, settings):
            if await _unless_ended(made.ending, persistently(made.application.initialize)):
                await _seal_anew(made.runner.store, settings)
                await _tell_broken_promises(made, settings)
                await made.runner.wake_all()
                await made.application.start()
                async with _updates(made, settings):
                    beside += [_going_on(work, made.ending) for work in _beside(made)]
                    log.info("serving %s", "by webhook" if settings.public_url else "by long polling")
                    await made.ending.event.wait()
    except web.TakenError as reason:
        made.ending.fail(1, f"LISTEN: {reason}")
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


async def _seal_anew(store: Store, settings: Settings) -> None:
    """Bring stored secrets under the first key. One that no key opens stays: a key may only be missing for now."""
    if settings.keyring is not None:
        for name in await sealed_anew(store, settings.keyring):
            log.warning("SECRET_KEYS: none of them opens what is stored as %s; add the key that sealed it", name)
        return
    for name in await store.do(secrets.all_of_them):
        log.warning("SECRET_KEYS is not set, and what is stored as %s is sealed: set the key that sealed it", name)


async def _tell_broken_promises(made: Assembled, settings: Settings) -> None:
    """Say which campaigns that still are to leave will not find their files as things are set up now."""
    host = made.runner.sources.host
    at = settings.public_url if host is None else host.at
    for name, said in (await broken(made.runner.store, settings, at, made.runner.clock())).items():
        log.warning("%s: %s", name, said)


def _beside(made: Assembled) -> tuple[Coroutine[object, object, None], ...]:
    """Return what goes on all the while."""
    return (
        introduce(made.application.bot),
        _pay_owed(made.runner, made.ending),
        ring_on(made.runner, made.ending.store_failed),
        *((_arrange(made.hooks, made.ending),) if made.hooks is not None else ()),
        _watch(made),
        sweep_hourly(made.sweeps, made.runner.clock, made.ending.store_failed),
    )


def _going_on(work: Coroutine[object, object, None], ending: Ending) -> asyncio.Task[None]:
    """Begin what goes on all the while; should it fail, the process ends rather than go on without it."""

    def ended(task: asyncio.Task[None]) -> None:
        reason = None if task.cancelled() else task.exception()
        if reason is not None:
            log.error("what goes on all the while has failed", exc_info=reason)
            ending.fail(1, f"a part of the bot failed ({type(reason).__name__}); the log says why")

    task = asyncio.ensure_future(work)
    task.add_done_callback(ended)
    return task


@asynccontextmanager
async def _server(made: Assembled, settings: Settings) -> AsyncIterator[None]:
    """Run the web server. Raises TakenError."""
    health = Health(made.runner.store, made.runner.measures, made.runner.clock, _probes(made))
    parts = [alive(settings.telegram_bot_token.get_secret_value()), watched(health)]
    host = made.runner.sources.host
    if host is not None:
        parts.append(host.routes())
    if made.hooks is not None:
        parts.append(made.hooks.routes())
    if settings.public_url is not None and settings.webhook_secret is not None:
        secret = settings.webhook_secret.get_secret_value()
        parts.append(webhook.routes(made.application.bot, made.inbox, _path(settings), secret))
    async with AsyncExitStack() as running:
        try:
            address = await running.enter_async_context(web.serving(web.application(*parts), settings.listen))
            log.info("listening on %s", address)
        except web.TakenError as reason:
            # Whoever polls and never asked for a server is not to be stopped by one.
            if settings.public_url is not None or "listen" in settings.model_fields_set:
                raise
            log.warning("LISTEN: %s; /healthz, /readyz and /metrics are not served", reason)
        running.callback(health.close)
        yield


def _probes(made: Assembled) -> dict[Peer, Probe]:
    """Return a call to each of those whom the bot needs, without repetition."""
    bot, msgflash = made.application.bot, made.runner.sources.msgflash
    return {
        "telegram": lambda: bot.request.post(f"{bot.base_url}/getMe"),
        "msgflash": lambda: msgflash.once("GET", "/api/v1/instances"),
    }


@asynccontextmanager
async def _updates(made: Assembled, settings: Settings) -> AsyncIterator[None]:
    """Let updates in: by webhook where there is a public address, else by long polling."""
    made.inbox.open()
    if settings.public_url is None or settings.webhook_secret is None:
        polling = asyncio.ensure_future(_polled(made))
        try:
            yield
        finally:
            polling.cancel()
        return
    address, secret = settings.public_url + _path(settings), settings.webhook_secret
    await _unless_ended(made.ending, persistently(lambda: _announced(made, address, secret)))
    yield


def _path(settings: Settings) -> str:
    return webhook.webhook_path(settings.telegram_bot_token.get_secret_value())


async def _announced(made: Assembled, address: str, secret: SecretStr) -> None:
    """Have updates brought to the address; what waits is brought too."""
    try:
        await made.application.bot.set_webhook(
            address,
            secret_token=secret.get_secret_value(),
            allowed_updates=list(ALLOWED),
            drop_pending_updates=False,
        )
    except BadRequest as reason:
        made.ending.fail(2, f"PUBLIC_URL is refused by Telegram: {reason.message}")


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


async def _arrange(hooks: Hooks, ending: Ending) -> None:
    """Arrange the webhooks beside everything else: a slow MsgFlash holds up no watching."""
    try:
        await hooks.arrange()
    except StoreError as reason:
        ending.store_failed(reason)


async def _watch(made: Assembled) -> None:
    try:
        await made.runner.watcher.run()
    except StoreError as reason:
        made.ending.store_failed(reason)


async def _pay_owed(runner: Runner, ending: Ending) -> None:
    while True:
        await asyncio.sleep(OWED_EACH_SECONDS)
        try:
            await runner.pay_owed()
        except StoreError as reason:
            ending.store_failed(reason)
