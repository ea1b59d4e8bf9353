"""`campaign-bot demo`: both servers and the page on one port, and the real bot as a process beside them."""

import asyncio
import base64
import secrets
import signal
import socket
import sys
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.demo import photos
from bot.demo.clock import DemoClock
from bot.demo.events import Events
from bot.demo.msgflash.sandbox import Sandbox
from bot.demo.page import files as page_files
from bot.demo.process import BotProcess
from bot.demo.telegram import page, server
from bot.demo.telegram.people import BOT, PEOPLE
from bot.demo.telegram.telegram import Telegram
from bot.demo.trouble import Switches

HOST = "127.0.0.1"
PORTS_TRIED = 50
# Seconds since then stay far below what Telegram numbers updates with.
NUMBERED_FROM = datetime(2026, 1, 1, tzinfo=UTC)
PREFIX = "/msgflash"
OWN_NAMES = ("127.0.0.1", "localhost")


def demo(*, keep: str | None, port: int, browser: bool) -> int:
    """Play until Ctrl-C; return the exit code."""
    with tempfile.TemporaryDirectory(prefix="campaign-bot-demo-") as folder:
        database = Path(keep).absolute() if keep else Path(folder) / "demo.db"
        # A database that was kept remembers what it has seen of an earlier demo's Telegram.
        beyond = int((datetime.now(UTC) - NUMBERED_FROM).total_seconds()) if database.exists() else 0
        return asyncio.run(_play(Path(folder), database, port, beyond, browser=browser))


async def _play(folder: Path, database: Path, port: int, beyond: int, *, browser: bool) -> int:
    try:
        listening = free_port(port)
    except OSError as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with started(listening, folder, database, beyond=beyond) as stage:
        sys.stdout.write(f"The demo is at {stage.address} (this machine only). Ctrl-C stops it.\n")
        sys.stdout.flush()
        if browser:
            _open(stage.address)
        await stopped.wait()
    return 0


@dataclass(frozen=True, slots=True)
class Stage:
    """The demo while it plays."""

    address: str
    telegram: Telegram
    sandbox: Sandbox
    bot: BotProcess
    clock: DemoClock

    async def passes(self, **elapsed: float) -> None:
        """Let time pass at once, for the bot, for MsgFlash and for Telegram: the bot is stopped, and starts later."""
        await self.bot.stop()
        self.clock.ahead += timedelta(**elapsed)
        self.bot.command = command(self.clock)
        await self.bot.start()


@asynccontextmanager
async def started(
    listening: socket.socket, folder: Path, database: Path, begins: datetime | None = None, beyond: int = 0
) -> AsyncIterator[Stage]:
    """Start both parts and the bot; in the end stop them in good order. The bot runs in `folder`.

    Where tests say when it `begins` (aware), everything plays from that moment on. Telegram numbers `beyond` what the
    bot may remember.
    """
    address = f"http://{HOST}:{listening.getsockname()[1]}"
    key = f"msgf_live_{secrets.token_hex(32)}"
    events, switches = Events(), Switches()
    clock = DemoClock()
    clock.ahead = timedelta(0) if begins is None else begins - clock()
    telegram = Telegram(events, switches, clock, beyond=beyond)
    sandbox = Sandbox(now=clock, key=key, switches=switches, events=events)
    bot = BotProcess(environment(address, key, database), folder, events, command(clock))
    runner = web.AppRunner(application(telegram, sandbox, bot), access_log=None, shutdown_timeout=2)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    await bot.start()
    try:
        yield Stage(address, telegram, sandbox, bot, clock)
    finally:
        await bot.stop()
        await runner.cleanup()


def command(clock: DemoClock) -> tuple[str, ...]:
    """Return the module that runs the bot, and how many seconds its clock is ahead."""
    return ("bot.demo.bot", str(clock.ahead.total_seconds()))


def application(telegram: Telegram, sandbox: Sandbox, bot: BotProcess) -> web.Application:
    """Return the server of both parts and of the page."""
    made = web.Application(client_max_size=64 * 1024 * 1024, middlewares=[only_from_here])
    made.add_routes(
        [
            *server.routes(telegram),
            *page.routes(telegram),
            *sandbox.routes(PREFIX),
            *page_files.routes(),
            *photos.routes(),
            *bot.routes(),
        ]
    )
    made.cleanup_ctx.append(sandbox.deliver)

    async def close(_: web.Application) -> None:
        await telegram.close()

    made.on_shutdown.append(close)
    return made


@web.middleware
async def only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another site's page, open in the same browser, asks of this server."""
    origin = request.headers.get("Origin")
    if request.url.host not in OWN_NAMES or (origin is not None and origin != f"http://{request.host}"):
        return web.json_response({"error": "Only the demo's own page may ask this."}, status=403)
    return await handler(request)


def environment(address: str, key: str, database: Path) -> dict[str, str]:
    """Return the bot's whole set-up: it differs from production by its addresses only."""
    with socket.create_server((HOST, 0)) as free:
        listen = f"{HOST}:{free.getsockname()[1]}"
    return {
        "TELEGRAM_BOT_TOKEN": f"{BOT.id}:{secrets.token_hex(17)}A",
        "TELEGRAM_API_URL": address,
        "MSGFLASH_API_KEY": key,
        "MSGFLASH_BASE_URL": f"{address}{PREFIX}",
        "DATABASE_URL": f"sqlite:///{database}",
        "OPERATOR_IDS": ",".join(str(person.id) for person in PEOPLE if not person.is_stranger),
        "MEDIA_DIR": f"{database}.media",
        "SECRET_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        "LISTEN": listen,
        "LOG_LEVEL": "WARNING",
    }


def free_port(first: int) -> socket.socket:
    """Return a socket bound to the first free port from `first` on. Raises OSError when there is none."""
    for port in range(first, first + PORTS_TRIED):
        try:
            return socket.create_server((HOST, port))
        except OSError:
            continue
    raise OSError(f"no free port between {first} and {first + PORTS_TRIED - 1}: name another with --port")


def _open(address: str) -> None:
    try:
        webbrowser.get().open(address)
    except webbrowser.Error:
        sys.stdout.write("No browser was found here: open the address yourself.\n")
