"""From long polling to the webhook and back while people write on: the real bot over real sockets."""

import asyncio
import socket
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import httpx
from aiohttp import web

from bot.__main__ import assemble
from bot.demo.events import Events
from bot.demo.telegram import server
from bot.demo.telegram.people import PEOPLE
from bot.demo.telegram.telegram import Telegram
from bot.demo.trouble import Switches
from bot.process import Ending, run
from bot.settings import Settings
from storage.store import opened
from tests import canaries
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.stage import settings

TOKEN = f"7000000001:{'A' * 35}"
OPERATORS = [person.id for person in PEOPLE if not person.is_stranger]
MESSAGES = 240
AHEAD = 12


async def impatiently(seconds: float) -> None:
    """Let no poll of the fake Telegram wait long: how long one may is not what is tried here."""
    await asyncio.sleep(min(seconds, 0.02))


@asynccontextmanager
async def bot_api() -> AsyncIterator[tuple[Telegram, str]]:
    telegram = Telegram(Events(first=1), Switches(), pause=impatiently)
    application = web.Application()
    application.add_routes(server.routes(telegram))
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield telegram, "http://{}:{}".format(*runner.addresses[0][:2])
    finally:
        await telegram.close()
        await runner.cleanup()


async def writing(telegram: Telegram, path: Path) -> None:
    """Let people write on whether the bot lives or not, never further ahead of it than so many messages."""
    for number in range(MESSAGES):
        await keeping_up(path, number)
        user = OPERATORS[number % len(OPERATORS)]
        person = {"id": user, "is_bot": False, "first_name": "Awa", "language_code": "en"}
        chat = {"id": user, "type": "private", "first_name": "Awa"}
        text = {"message_id": 10_000 + number, "date": 1_776_000_000, "chat": chat, "from": person, "text": "/help"}
        telegram.updates.add("message", text)


async def lives(given: Settings, path: Path, telegram: Telegram, enough: int) -> None:
    """Run the bot until it has taken so many updates in, then stop it as SIGTERM would."""
    ending = Ending()
    async with opened(path) as store:
        made = assemble(given, store, ending, transport=httpx.MockTransport(FakeMsgFlash()))
        running = asyncio.ensure_future(run(made, given))
        await becomes(lambda: running.done() or seen(path) >= enough)
        if enough == MESSAGES:
            await becomes(lambda: telegram.updates.pending == 0 and not made.runner.beside.tasks)
        ending.stop()
        await running
        await made.runner.sources.msgflash.client.aclose()
    assert (ending.code, ending.reason) == (0, "")


async def keeping_up(path: Path, number: int) -> None:
    await becomes(lambda: number - seen(path) < AHEAD)


async def becomes(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - the state of a file and of a server, of which no event tells
            await asyncio.sleep(0.01)


def seen(path: Path, table: str = "seen") -> int:
    with closing(sqlite3.connect(path, timeout=10)) as connection:
        return int(connection.execute(f"select count(*) from {table}").fetchone()[0])  # noqa: S608 - our own names


async def test_no_update_is_lost_between_polling_and_webhook(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    async with bot_api() as (telegram, base):
        async with opened(path):
            pass
        polling = settings(telegram_bot_token=TOKEN, telegram_api_url=base, operator_ids=",".join(map(str, OPERATORS)))
        with_hook = settings(
            telegram_bot_token=TOKEN,
            telegram_api_url=base,
            operator_ids=",".join(map(str, OPERATORS)),
            webhook_secret=canaries.WEBHOOK_SECRET,
            listen=free_address(),
        )
        with_hook = with_hook.model_copy(update={"public_url": f"http://{with_hook.listen}"})
        people = asyncio.ensure_future(writing(telegram, path))
        for turn, given in enumerate((polling, with_hook, polling, with_hook, polling), 1):
            await lives(given, path, telegram, MESSAGES * turn // 5)
        await people

    assert (seen(path), seen(path, "inbox")) == (MESSAGES, 0)
    assert telegram.updates.pending == 0
    assert not telegram.webhook.is_set


def free_address() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"
