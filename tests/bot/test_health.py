"""Whether all is there that the bot needs: honest, within a second, and without spending calls nobody asked for."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot import web
from bot.health import LONGEST_SECONDS, Health, alive, watched
from bot.measures import Measures, Peer
from storage.store import Store, opened
from tests.bot.stage import TOKEN
from tests.bot.test_measures import Clock

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)


@dataclass
class Watcher:
    """Somebody who watches a bot of which nothing but the database is there."""

    health: Health
    clock: Clock
    base: str
    session: ClientSession
    path: Path
    status: "dict[Peer, int | None]" = field(default_factory=lambda: {"telegram": 200, "msgflash": 200})
    calls: list[str] = field(default_factory=list)
    held: asyncio.Event = field(default_factory=asyncio.Event)

    async def sees(self, path: str = "/readyz", **headers: str) -> tuple[int, dict[str, object]]:
        async with self.session.get(self.base + path, headers=headers) as response:
            return response.status, dict(await response.json()) if response.status != 404 else {}

    async def reach(self, peer: Peer) -> None:
        self.calls.append(peer)
        if self.status[peer] == 0:
            await self.held.wait()
        with self.health.measures.calling(peer, "probe") as call:
            call.status = self.status[peer]


def watcher_of(store: Store, path: Path, session: ClientSession, *, counting: bool = True) -> Watcher:
    clock = Clock()
    made = Watcher(Health(store, Measures(clock, counting=counting), lambda: NOW, {}), clock, "", session, path)
    made.health.probes = {"telegram": lambda: made.reach("telegram"), "msgflash": lambda: made.reach("msgflash")}
    return made


@pytest.fixture
async def watcher(tmp_path: Path) -> AsyncIterator[Watcher]:
    path = tmp_path / "bot.db"
    async with opened(path) as store, ClientSession() as session:
        made = watcher_of(store, path, session)
        async with web.serving(web.application(alive(TOKEN), watched(made.health)), "127.0.0.1:0") as address:
            made.base = f"http://{address}"
            yield made
            made.held.set()
            made.health.close()


GOOD = {"ready": True, "database": "ok", "telegram": "ok", "msgflash": "ok"}


async def test_all_is_there(watcher: Watcher) -> None:
    assert await watcher.sees() == (200, GOOD)


async def test_who_answered_lately_is_not_called_again(watcher: Watcher) -> None:
    await watcher.sees()
    watcher.clock.now += 59
    await watcher.sees()
    assert watcher.calls == ["telegram", "msgflash"]
    watcher.clock.now += 2
    await watcher.sees()
    watcher.clock.now += 540

    assert (await watcher.sees())[0] == 200
    assert watcher.calls == ["telegram", "msgflash", "telegram", "telegram", "msgflash"]


@pytest.mark.parametrize("status", [500, 502, 401, None])
async def test_an_outage_is_told_at_once_and_its_end_too(watcher: Watcher, status: int | None) -> None:
    await watcher.sees()
    watcher.status["msgflash"] = status
    watcher.clock.now += 5
    await watcher.reach("msgflash")
    watcher.clock.now += 5

    assert await watcher.sees() == (503, {**GOOD, "ready": False, "msgflash": "fails; it answered well 10 s ago"})
    watcher.status["msgflash"] = 200
    watcher.clock.now += 15
    assert await watcher.sees() == (200, GOOD)


async def test_who_fails_is_not_called_more_often_than_each_quarter_of_a_minute(watcher: Watcher) -> None:
    watcher.status["telegram"] = 502
    for _ in range(10):
        assert (await watcher.sees())[1]["telegram"] == "was never reached"
        watcher.clock.now += 4

    assert watcher.calls.count("telegram") == 3


async def test_who_refuses_something_is_there_all_the_same(watcher: Watcher) -> None:
    watcher.status["msgflash"] = 403

    assert await watcher.sees() == (200, GOOD)


async def test_who_hangs_does_not_make_the_watcher_wait(watcher: Watcher) -> None:
    watcher.status["msgflash"] = 0
    loop = asyncio.get_running_loop()
    began = loop.time()

    assert await watcher.sees() == (503, {**GOOD, "ready": False, "msgflash": "was not reached yet"})
    assert loop.time() - began < LONGEST_SECONDS + 1
    await asyncio.gather(*(watcher.sees() for _ in range(3)))
    assert watcher.calls.count("msgflash") == 1


async def test_a_locked_database_is_told_and_stops_nobody_and_afterwards_all_is_well(watcher: Watcher) -> None:
    with closing(sqlite3.connect(watcher.path, isolation_level=None)) as other:
        other.execute("begin immediate")
        status, report = await watcher.sees()
        assert (status, report["database"]) == (503, "does not answer: locked by another process, or slow")
        async with watcher.session.get(watcher.base + "/healthz") as response:
            assert response.status == 200
        other.execute("rollback")
    await asyncio.gather(*watcher.health.trying.values())

    assert await watcher.sees() == (200, GOOD)


async def test_a_database_that_cannot_be_written_is_told_with_the_reason(watcher: Watcher) -> None:
    watcher.health.store.connection.execute("pragma query_only = on")
    status, report = await watcher.sees()

    assert status == 503
    assert report["database"] == "the database is read-only (SQLITE_READONLY)"


async def test_a_database_written_a_moment_ago_is_not_written_again(watcher: Watcher) -> None:
    await watcher.sees()
    watcher.health.store.connection.execute("pragma query_only = on")

    assert (await watcher.sees())[0] == 200
    watcher.clock.now += 6
    assert (await watcher.sees())[0] == 503


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded"])
@pytest.mark.parametrize("path", ["/readyz", "/metrics"])
async def test_what_comes_through_the_proxy_is_told_nothing_of_the_inside(
    watcher: Watcher, path: str, header: str
) -> None:
    assert await watcher.sees(path, **{header: "203.0.113.7"}) == (404, {})
    assert watcher.calls == []


async def test_the_figures_are_served_also_while_the_database_is_locked(watcher: Watcher) -> None:
    async def figures() -> str:
        async with watcher.session.get(watcher.base + "/metrics") as response:
            assert response.headers["Content-Type"].startswith("text/plain")
            return await response.text()

    assert "campaign_bot_database_answers 1.0" in await figures()
    with closing(sqlite3.connect(watcher.path, isolation_level=None)) as other:
        other.execute("begin immediate")
        assert "campaign_bot_database_answers 0.0" in await figures()
        other.execute("rollback")


async def test_without_the_extra_there_are_no_figures_and_the_log_says_what_is_missing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    async with opened(tmp_path / "bot.db") as store, ClientSession() as session:
        made = watcher_of(store, tmp_path / "bot.db", session, counting=False)
        async with web.serving(web.application(watched(made.health)), "127.0.0.1:0") as address:
            made.base = f"http://{address}"

            assert (await made.sees("/metrics"))[0] == 404
            assert (await made.sees())[0] == 200
    assert "campaign-bot[metrics]" in caplog.text
