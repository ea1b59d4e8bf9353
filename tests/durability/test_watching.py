"""The watching process, killed again and again: the campaign is followed to its end, within its requests."""

import asyncio
import os
import random
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from aiohttp import web

from conversations.conversation import begin
from conversations.draft import Draft
from conversations.looks import begun
from conversations.watch import Rules, Watch
from conversations.workspace import Campaign, CampaignId, InstanceId, Record, Reference
from storage import watches
from storage.store import opened
from storage.watches import Watched

ROOT = Path(__file__).parent.parent.parent
MARK = Reference("AAAAA")
SPEED = 60.0
# By the fast clock: how long the campaign takes.
LASTS = timedelta(minutes=12)
FAILED_FROM = 0.5


@dataclass
class World:
    """Telegram and a MsgFlash with one campaign, whose messages begin to fail half-way.

    `shown` is what the fast clock shows, in seconds since 1970; it stands still while no bot lives.
    """

    start: datetime
    shown: float
    since: float | None = None
    said: list[str] = field(default_factory=list)
    edits: int = 0
    requests: int = 0
    ids: "count[int]" = field(default_factory=lambda: count(100))

    def now(self) -> datetime:
        gone = 0.0 if self.since is None else (time.monotonic() - self.since) * SPEED
        return datetime.fromtimestamp(self.shown + gone, UTC)

    def goes_on(self) -> None:
        self.since = time.monotonic()

    def stands_still(self) -> None:
        self.shown, self.since = self.now().timestamp(), None

    async def telegram(self, request: web.Request) -> web.Response:
        given = await request.json() if request.can_read_body else {}
        match request.match_info["method"]:
            case "getMe":
                result: object = {"id": 1, "is_bot": True, "first_name": "B", "username": "b"}
            case "sendMessage":
                self.said.append(str(given["text"]))
                result = {"message_id": next(self.ids), "date": 1, "chat": {"id": 7, "type": "private"}}
            case _:
                self.edits += 1
                result = True
        return web.json_response({"ok": True, "result": result})

    async def campaign(self, _: web.Request) -> web.Response:
        self.requests += 1
        share = min(max((self.now() - self.start) / LASTS, 0), 1)
        status = "scheduled" if share == 0 else "completed" if share == 1 else "running"
        failed = int(100 * max(share - FAILED_FROM, 0))
        stats = {"planned": 100, "sent": int(100 * share) - failed, "failed": failed}
        return web.json_response({"data": {"id": "c", "name": "Spring", "status": status, "stats": stats}})

    async def number(self, _: web.Request) -> web.Response:
        self.requests += 1
        return web.json_response({"data": {"instanceId": "n", "status": "connected"}})


@asynccontextmanager
async def served(world: World) -> AsyncIterator[str]:
    application = web.Application()
    application.router.add_post("/bot{token}/{method}", world.telegram)
    application.router.add_get("/api/v1/campaigns/c", world.campaign)
    application.router.add_get("/api/v1/instances/n/state", world.number)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def seeded(database: Path, now: datetime, start: datetime) -> None:
    """Store an operator with one campaign that was just created."""
    campaign = Campaign(CampaignId("c"), "Spring", "scheduled", start, "none")
    watch = Watch(campaign, MARK, "Spring", InstanceId("n"), start, now, now)
    async with opened(database) as store:
        await store.commit(
            "7:7",
            7,
            None,
            begin("7:7", "en", "Europe/Paris"),
            owing=False,
            records=(Record(MARK, campaign.id, "Spring", start, now),),
            follows=((begun(watch, now, Rules()), Draft(MARK, now)),),
        )


async def lives(database: Path, address: str, world: World, seconds: float) -> None:
    """Let the bot watch for so long, then kill it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).with_name("watching.py")),
        str(database),
        address,
        str(SPEED),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    async with asyncio.timeout(30):
        await process.stdout.readline()
    process.stdin.write(f"{world.shown}\n".encode())
    world.goes_on()
    await asyncio.sleep(seconds)  # any moment is good to die at
    process.kill()
    await process.wait()
    world.stands_still()


async def told_all(database: Path) -> Watched | None:
    """Return the watch once it is over and nothing of it is left to be told."""
    async with opened(database) as store:
        found = await store.do(partial(watches.one, talk="7:7", campaign=CampaignId("c")))
    return found if found is not None and found.watch.reported == "over" and not found.watch.owed else None


async def test_killed_again_and_again_a_campaign_is_followed_to_its_end(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - moments to die at, no secrets
    began = time.time()
    world = World(datetime.fromtimestamp(began, UTC) + timedelta(minutes=3), began)
    database = tmp_path / "bot.db"
    await seeded(database, world.now(), world.start)
    deaths = 0
    async with served(world) as address:
        while world.now() < world.start + LASTS:
            await lives(database, address, world, chance.uniform(0.05, 3))
            deaths += 1
        for _ in range(20):
            if await told_all(database):
                break
            await lives(database, address, world, 2.5)
    found = await told_all(database)
    said = Counter("alert" if "have failed" in text else "report" if "done" in text else "card" for text in world.said)

    assert deaths >= 8
    assert found is not None
    assert found.watch.ending == "over"
    # What was posted in the very moment of a death may be posted again: told twice rather than never.
    assert 1 <= said["alert"] <= 2
    assert 1 <= said["report"] <= 2
    assert 1 <= said["card"] <= 2
    assert world.requests <= found.watch.requests <= 60
