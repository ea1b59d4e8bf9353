"""The real Application between a fake Telegram and a fake MsgFlash, both at the libraries' own seams."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
import stamina
from aiohttp import web
from telegram.ext import ExtBot

from bot.chat import Chat
from bot.logs import QUIET, SILENT
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_people import FakePeople
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.hooks import Hook, hooked
from tests.bot.leaping import LeapingLoop
from tests.bot.onslaught import Onslaught, onslaught_in
from tests.bot.processes import KEY, OPERATOR, Bot, World
from tests.bot.public_site import public_site
from tests.bot.stage import TOKEN, Stage, staged

Leaping = Callable[[Coroutine[object, object, None]], None]
Play = Callable[[Callable[[Chat], Awaitable[None]]], float]


@pytest.fixture(autouse=True)
def _reads_are_tried_again_at_once() -> Iterator[None]:
    stamina.set_testing(testing=True, attempts=3)
    yield
    stamina.set_testing(testing=False)


@pytest.fixture
def leaping() -> Leaping:
    """Run a coroutine under a clock that leaps, with reads tried again as in production."""

    def run(work: Coroutine[object, object, None]) -> None:
        stamina.set_testing(testing=False)
        with asyncio.Runner(loop_factory=LeapingLoop) as runner:
            runner.run(work)

    return run


@pytest.fixture
def telegram() -> FakeTelegram:
    return FakeTelegram()


@pytest.fixture
def play(leaping: Leaping, telegram: FakeTelegram) -> Play:
    """Let a scene run with a chat before the fake Telegram; return how long it would have taken."""

    def run(scene: Callable[[Chat], Awaitable[None]]) -> float:
        took: list[float] = []

        async def work() -> None:
            bot = ExtBot(TOKEN, request=telegram, get_updates_request=telegram)
            loop = asyncio.get_running_loop()
            start = loop.time()
            await scene(Chat(bot))
            took.append(loop.time() - start)

        leaping(work())
        return took[0]

    return run


@pytest.fixture
def msgflash() -> FakeMsgFlash:
    return FakeMsgFlash()


@pytest.fixture
def people(msgflash: FakeMsgFlash) -> FakePeople:
    """The contacts MsgFlash holds: without this, a fake one has none but a number of them."""
    msgflash.people = FakePeople()
    return msgflash.people


@pytest.fixture
def start(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> Callable[..., AbstractAsyncContextManager[Stage]]:
    """Start the bot; again on the same database for a restart."""

    def starting(**more: object) -> AbstractAsyncContextManager[Stage]:
        return staged(tmp_path / "bot.db", telegram, msgflash, **more)

    return starting


@pytest.fixture
async def stage(tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash) -> AsyncIterator[Stage]:
    async with public_site() as way, staged(tmp_path / "bot.db", telegram, msgflash, way=way) as made:
        yield made


@pytest.fixture
async def hook(stage: Stage) -> AsyncIterator[Hook]:
    async with hooked(stage) as made:
        yield made


@pytest.fixture
def _logging_as_before() -> Iterator[None]:
    """Put logging back as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in (*QUIET, *SILENT)}
    yield
    root.handlers[:], root.level = handlers, level
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


@pytest.fixture
async def world() -> AsyncIterator[World]:
    made = World()
    application = web.Application()
    application.router.add_route("*", "/bot{token}/{method}", made.telegram)
    application.router.add_get("/api/v1/instances", made.msgflash)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    made.base = f"http://{host}:{port}"
    yield made
    await runner.cleanup()


@pytest.fixture
def bot(world: World, tmp_path: Path) -> Bot:
    given = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": world.base,
        "MSGFLASH_API_KEY": KEY,
        "MSGFLASH_BASE_URL": world.base,
        "OPERATOR_IDS": str(OPERATOR),
        "DATABASE_URL": "sqlite:///bot.db",
        "LISTEN": "127.0.0.1:0",
    }
    return Bot(tmp_path, given)


@pytest.fixture
async def onslaught(tmp_path: Path) -> AsyncIterator[Onslaught]:
    async with onslaught_in(tmp_path) as made:
        yield made
