"""The command line as real processes: what they exit with, what they say, and what they never say."""

import asyncio
import signal
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bot.processes import OPERATOR, Bot, World, no_database, said


async def test_bad_configuration_exits_with_2_and_a_line_a_fault(bot: Bot) -> None:
    code, _, lines = await bot.plays("run", OPERATOR_IDS="Awa", TELEGRAM_BOT_TOKEN="", LISTEN="here")

    assert code == 2
    assert [line.split()[0] for line in lines] == ["TELEGRAM_BOT_TOKEN", "OPERATOR_IDS", "LISTEN"]


async def test_told_to_stop_it_has_answered_and_exits_with_0(bot: Bot, world: World) -> None:
    world.updates = [said("/start")]
    process = await bot.begins("run", LOG_LEVEL="DEBUG")
    await world.has_seen("sendMessage")
    process.send_signal(signal.SIGTERM)
    code, _, lines = await bot.ends(process)

    assert (code, lines) == (0, [])
    with sqlite3.connect(bot.folder / "bot.db") as connection:
        assert connection.execute("select count(*) from inbox").fetchone() == (0,)
        assert connection.execute("select talk from conversations").fetchall() == [(f"{OPERATOR}:{OPERATOR}",)]
    connection.close()


async def test_told_to_stop_while_msgflash_hangs_it_ends_within_ten_seconds(bot: Bot, world: World) -> None:
    """Most process managers kill after ten seconds; what was being read is read again after the next start."""
    world.updates = [said("/new")]
    world.hangs = True
    process = await bot.begins("run")
    await world.has_seen("instances")
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(10):
        code, _, lines = await bot.ends(process)

    assert (code, lines) == (0, [])
    with sqlite3.connect(bot.folder / "bot.db") as connection:
        assert connection.execute("select owing from conversations").fetchall() == [(1,)]
    connection.close()


@pytest.mark.parametrize("method", ["getMe", "getUpdates"])
async def test_a_token_that_is_refused_exits_with_2_and_one_line(bot: Bot, world: World, method: str) -> None:
    world.refuses[method] = [(401, {})]

    code, _, lines = await bot.plays("run")

    assert code == 2
    assert [line.split()[0] for line in lines] == ["TELEGRAM_BOT_TOKEN"]


async def test_a_second_poller_exits_with_1_and_one_line(bot: Bot, world: World) -> None:
    world.refuses["getUpdates"] = [(409, {})] * 5

    code, _, lines = await bot.plays("run")

    assert code == 1
    assert len(lines) == 1
    assert "another process" in lines[0]


async def test_telegram_in_trouble_at_the_start_is_waited_for(bot: Bot, world: World) -> None:
    world.refuses["getMe"] = [(429, {"retry_after": 1}), (502, {})]
    process = await bot.begins("run")
    await world.has_seen("getUpdates")
    process.send_signal(signal.SIGTERM)

    assert (await bot.ends(process))[0] == 0
    assert world.called.count("getMe") >= 3


async def test_told_to_stop_while_telegram_is_out_of_reach_it_exits_with_0(bot: Bot, world: World) -> None:
    world.refuses["getMe"] = [(502, {})] * 50
    process = await bot.begins("run")
    await world.has_seen("getMe")
    process.send_signal(signal.SIGTERM)

    code, _, lines = await bot.ends(process)
    assert (code, lines) == (0, [])


def _a_file_in_the_way(folder: Path) -> str:
    (folder / "file").write_text("x", encoding="utf-8")
    return "sqlite:///file/bot.db"


def _newer(folder: Path) -> str:
    with sqlite3.connect(folder / "bot.db") as connection:
        connection.execute("create table applied (number integer primary key)")
        connection.execute("insert into applied values (999)")
    connection.close()
    return "sqlite:///bot.db"


@pytest.mark.parametrize("spoiled", [_a_file_in_the_way, no_database, _newer])
async def test_a_database_that_cannot_be_used_exits_with_1_and_one_line(
    bot: Bot, world: World, spoiled: Callable[[Path], str]
) -> None:
    code, _, lines = await bot.plays("run", DATABASE_URL=spoiled(bot.folder))

    assert code == 1
    assert [line.split()[0] for line in lines] == ["DATABASE_URL:"]
    assert world.called == []


async def test_an_address_that_is_taken_exits_with_1_and_one_line(bot: Bot) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        listen = f"127.0.0.1:{taken.getsockname()[1]}"

        code, _, lines = await bot.plays(
            "run", LISTEN=listen, PUBLIC_URL="https://bot.example.com", WEBHOOK_SECRET="s-_9"
        )

    assert code == 1
    assert [line.split()[0] for line in lines] == ["LISTEN:"]


async def test_a_command_it_does_not_know_is_explained(bot: Bot) -> None:
    code, _, lines = await bot.plays("dance")

    assert code == 2
    assert lines[0].startswith("usage: campaign-bot")
