"""The real bot, killed: at each await of an update's and a submission's path, and at random under load."""

import asyncio
import os
import random
import shutil
import signal
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from benchmarks.stand_in import STEPS, Operator
from tests.durability.world import Lives, World, address, left_undone

LONG = os.environ.get("DURABILITY") == "long"
CHATS, KILLS = (200, 200) if LONG else (12, 20)
WAVES = 10
EVERY = 1 if LONG else 4
# A campaign takes about 600 steps of the loop; the deaths are spread over the whole of the work.
MOST_STEPS = 1000 * CHATS // KILLS
CHAT = 5000
SEND = len(STEPS) - 1


@asynccontextmanager
async def world(database: Path, chats: int) -> AsyncIterator[tuple[World, Lives]]:
    made = World()
    server = await made.start()
    lives = await Lives.begin(address(server), database, [CHAT + at for at in range(chats)])
    try:
        yield made, lives
    finally:
        await lives.end()
        server.close()


def put_back(kept: Path, database: Path) -> None:
    for leftover in database.parent.glob("bot.db*"):
        leftover.unlink()
    shutil.copy(kept, database)


async def gently_ended(lives: Lives, process: int) -> None:
    os.kill(process, signal.SIGTERM)

    assert await lives.over() == 0


async def brought_to(step: int, made: World, lives: Lives) -> None:
    """Let one operator answer everything before this step, and the bot stop in good order."""
    process = await lives.live()
    made.admit(Operator(CHAT, last=step))
    async with asyncio.timeout(30):
        await made.ended.wait()
    await gently_ended(lives, process)


async def killed_at(steps: int, step: int, made: World, lives: Lives) -> bool:
    """Take one step of the campaign in a life that ends after so many steps of its loop, then go on in another.

    Return whether the first life was over before its operator had the answer.
    """
    text, keyboard = made.screens[CHAT]
    made.done.clear()
    made.ended.clear()
    operator = Operator(CHAT, last=step + 1, step=step)
    made.operators[CHAT] = operator
    process = await lives.live(steps)
    made.arms = process
    made.go_on(operator, text, keyboard)
    over = asyncio.ensure_future(lives.over())
    ended = asyncio.ensure_future(made.ended.wait())
    async with asyncio.timeout(30):
        await asyncio.wait((over, ended), return_when=asyncio.FIRST_COMPLETED)
    died_first = not ended.done()
    if not over.done():
        os.kill(process, signal.SIGTERM)
    await over
    made.polled.clear()
    process = await lives.live()
    async with asyncio.timeout(30):
        await made.polled.wait()
        await ended
    await gently_ended(lives, process)
    return died_first


@pytest.mark.parametrize("step", [STEPS.index(("press", "Once only", "")), SEND])
async def test_killed_at_any_await_of_a_step_the_bot_answers_once_after_its_next_start(
    tmp_path: Path, step: int
) -> None:
    database, kept = tmp_path / "bot.db", tmp_path / "kept.db"
    async with world(database, 1) as (made, lives):
        await brought_to(step, made, lives)
        shutil.copy(database, kept)
        screen = made.screens[CHAT]
        steps, survived = 0, 0
        # Three lives in a row that were long enough: the counts of two runs differ by a few.
        while survived < 3:
            put_back(kept, database)
            made.created_for.clear()
            made.unknown.clear()
            made.updates.clear()
            made.screens[CHAT] = screen

            died_first = await killed_at(steps, step, made, lives)

            survived = 0 if died_first else survived + 1
            steps += EVERY
            assert left_undone(database) == []
            assert len(made.created_for.get(CHAT, [])) == (step == SEND)
        assert steps > 30


async def test_killed_at_random_moments_under_load_the_bot_loses_nothing_and_does_nothing_twice(
    tmp_path: Path,
) -> None:
    chance = random.Random(4)  # noqa: S311 - moments to die at, no secrets
    database = tmp_path / "bot.db"
    kills = 0
    chats = 0
    async with world(database, CHATS * WAVES) as (made, lives):
        while kills < KILLS:
            if made.ended.is_set() or not chats:
                # Everybody is done before the bot has died often enough: more operators come.
                made.ended.clear()
                for at in range(chats, chats + CHATS):
                    made.admit(Operator(CHAT + at))
                chats += CHATS
            # Some die while they start and pay what is owed, the others while they take in updates.
            at_start = chance.random() < 0.2
            process = await lives.live(chance.randrange(MOST_STEPS), armed=at_start)
            made.arms = None if at_start else process
            kills += await ended_first(lives.over(), made, process)
        made.arms = None
        made.polled.clear()
        process = await lives.live()
        async with asyncio.timeout(300):
            await made.polled.wait()
            await made.ended.wait()
        await gently_ended(lives, process)

        assert left_undone(database) == []
        assert made.done == {CHAT + at for at in range(chats)}
        assert {chat: len(names) for chat, names in made.created_for.items()} == dict.fromkeys(made.done, 1)
        assert kills == KILLS


async def ended_first(life: Coroutine[object, object, int], made: World, process: int) -> bool:
    """Wait for the life to end by itself; end it when everybody is done before that."""
    over, ended = asyncio.ensure_future(life), asyncio.ensure_future(made.ended.wait())
    await asyncio.wait((over, ended), return_when=asyncio.FIRST_COMPLETED)
    ended.cancel()
    died = over.done()
    if not died:
        os.kill(process, signal.SIGTERM)
    await over
    return died
