"""`campaign-bot` as a real process behind its webhook, while everybody writes at once and others dawdle."""

import asyncio
import io
import json
import sqlite3
from collections import Counter
from contextlib import AsyncExitStack, closing

from aiohttp import ClientSession

from bot.web import MOST_BYTES
from bot.webhook import SECRET_HEADER
from tests.bot.courier import CONNECTIONS, OPERATORS, becomes
from tests.bot.dawdlers import dripping
from tests.bot.onslaught import Onslaught

BURST = 1_000
# Telegram gives an answer a minute; nobody who writes should notice anything.
A_MOMENT = 1.0
DAWDLERS = 150


async def test_a_thousand_updates_at_once_are_each_taken_in_a_moment_and_answered_once_and_in_order(
    onslaught: Onslaught,
) -> None:
    """As many as a second can bring, over as many connections as Telegram opens, while MsgFlash hangs."""
    telegram = onslaught.telegram
    async with onslaught.lives(hooked=True):
        await telegram.has_set_a_webhook()
        telegram.write(1, "/new")
        wrote = telegram.write_all(BURST)
        await becomes(lambda: not telegram.waiting)
        await becomes(lambda: telegram.answers() == wrote)
        telegram.msgflash_goes_on.set()

    assert telegram.statuses == {200: BURST + 1}
    assert max(telegram.seconds) < A_MOMENT
    assert onslaught.seen() == list(range(1, BURST + 2))
    assert onslaught.rows("select update_id from inbox") == []
    assert telegram.answers() == wrote


async def test_what_was_answered_with_200_survives_a_kill_in_the_middle_of_a_burst(onslaught: Onslaught) -> None:
    telegram = onslaught.telegram
    async with onslaught.lives(hooked=True, killed=True):
        await telegram.has_set_a_webhook()
        telegram.write_all(BURST)
        await becomes(lambda: telegram.statuses[200] > BURST // 3)
    telegram.hook = None
    taken = set(range(1, BURST + 1)) - telegram.waiting.keys()

    assert len(taken) < BURST
    assert taken <= set(onslaught.seen())


async def test_while_others_dawdle_forge_and_flood_an_update_is_taken_in_a_moment(onslaught: Onslaught) -> None:
    telegram = onslaught.telegram
    forged: Counter[int] = Counter()
    async with onslaught.lives(hooked=True), AsyncExitStack() as dawdlers, ClientSession() as session:
        await telegram.has_set_a_webhook()
        assert telegram.hook is not None
        path, secret = telegram.hook
        headers = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n{SECRET_HEADER}: "
        for sent in (headers, f"{headers}{secret}\r\n\r\n{{") * DAWDLERS:
            await dawdlers.enter_async_context(dripping(telegram.listen, sent))

        async def flood(body: bytes, given: str) -> None:
            async with session.post(
                f"http://{telegram.listen}{path}", data=io.BytesIO(body), headers={SECRET_HEADER: given}
            ) as got:
                forged[got.status] += 1

        body = json.dumps({"update_id": 9_999, "message": {}}).encode()
        flooding = [asyncio.ensure_future(flood(body, secret[:-1])) for _ in range(CONNECTIONS)]
        flooding += [asyncio.ensure_future(flood(b"x" * (MOST_BYTES + 1), secret)) for _ in range(10)]
        wrote = telegram.write_all(len(OPERATORS))
        await becomes(lambda: telegram.answers() == wrote)
        await asyncio.gather(*flooding)

    assert forged == {403: CONNECTIONS, 413: 10}
    assert max(telegram.seconds) < A_MOMENT
    assert onslaught.seen() == list(range(1, len(OPERATORS) + 1))


async def test_a_locked_database_and_a_msgflash_that_hangs_are_told_and_nothing_is_lost(onslaught: Onslaught) -> None:
    telegram = onslaught.telegram
    async with onslaught.lives(hooked=True), ClientSession(f"http://{telegram.listen}") as session:
        await telegram.has_set_a_webhook()

        async def asked(path: str) -> tuple[int, dict[str, object]]:
            async with asyncio.timeout(A_MOMENT * 2), session.get(path) as response:
                return response.status, await response.json() if path == "/readyz" else {}

        with closing(sqlite3.connect(onslaught.path, isolation_level=None)) as other:
            other.execute("begin immediate")
            wrote = telegram.write_all(len(OPERATORS))
            assert await asked("/healthz") == (200, {})
            status, locked = await asked("/readyz")
            assert telegram.seconds == []
            other.execute("rollback")
        await becomes(lambda: telegram.answers() == wrote)
        _, report = await asked("/readyz")

    assert (status, locked["ready"]) == (503, False)
    assert locked["database"] == "does not answer: locked by another process, or slow"
    assert locked["msgflash"] == "was not reached yet"
    assert (report["database"], report["telegram"], report["ready"]) == ("ok", "ok", False)
    assert onslaught.seen() == list(range(1, len(OPERATORS) + 1))
