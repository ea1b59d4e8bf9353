"""Ten requests a second and key, whoever asks: what an operator waits for goes first."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime

import httpx

from bot.msgflash import client as msgflash
from bot.msgflash.client import MsgFlash
from bot.msgflash.creating import submit
from bot.msgflash.reading import read
from conversations.contents import Body, Content
from conversations.conversation import Submission
from conversations.draft import Draft
from conversations.events import Unconfirmed
from conversations.needs import ContactTotal, Finding, Instances, Nothing
from conversations.steps.number import Number
from conversations.steps.recipients import Recipients
from conversations.steps.repeat import Repeat
from conversations.steps.schedule import Schedule
from conversations.workspace import Instance, InstanceId, Reference
from tests import canaries

Leaping = Callable[[Coroutine[object, object, None]], None]


class World:
    """Notes what is asked, and when."""

    def __init__(self) -> None:
        self.at: list[float] = []
        self.paths: list[str] = []

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.at.append(asyncio.get_running_loop().time())
        self.paths.append(request.url.path)
        return httpx.Response(200, json={"data": []})

    def client(self) -> MsgFlash:
        return msgflash.client("https://msgflash.test", canaries.KEY, None, httpx.MockTransport(self))

    def busiest_second(self) -> int:
        return max(sum(start <= at < start + 0.999 for at in self.at) for start in self.at)


def test_at_most_ten_requests_leave_in_any_second_whoever_asks(leaping: Leaping) -> None:
    world = World()

    async def flood() -> None:
        client = world.client()
        await asyncio.gather(*(read(client, Instances()) for _ in range(35)))

    leaping(flood())

    assert len(world.at) == 35
    assert world.busiest_second() == 10
    assert world.at[-1] < 4


def test_a_pause_does_not_earn_a_burst(leaping: Leaping) -> None:
    world = World()

    async def flood() -> None:
        client = world.client()
        await read(client, Instances())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(60):
                await asyncio.Event().wait()
        await asyncio.gather(*(read(client, Instances()) for _ in range(20)))

    leaping(flood())

    assert world.busiest_second() == 10


def test_what_an_operator_waits_for_goes_before_what_nobody_watches(leaping: Leaping) -> None:
    world = World()

    async def flood() -> None:
        client = world.client()
        unwatched = [asyncio.ensure_future(read(client, ContactTotal(), watched=False)) for _ in range(20)]
        await asyncio.sleep(0)
        await read(client, Instances())
        await asyncio.gather(*unwatched)

    leaping(flood())

    assert world.paths.index("/api/v1/instances") <= 2


def test_a_reading_that_is_given_up_leaves_its_place_to_the_next(leaping: Leaping) -> None:
    world = World()

    async def flood() -> None:
        client = world.client()
        first, second, third = (asyncio.ensure_future(read(client, Instances())) for _ in range(3))
        await asyncio.sleep(0)
        second.cancel()
        first.cancel()
        await third

    leaping(flood())

    assert len(world.at) >= 1


class Silence:
    """Takes every request and never answers."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(f"{request.method} {request.url.path}")
        await asyncio.Event().wait()
        return httpx.Response(500)

    def client(self) -> MsgFlash:
        return msgflash.client("https://msgflash.test", canaries.KEY, None, httpx.MockTransport(self))


def test_a_reading_that_is_never_answered_ends(leaping: Leaping) -> None:
    silence = Silence()
    found: list[Finding] = []
    took: list[float] = []

    async def work() -> None:
        found.append(await read(silence.client(), Instances()))
        took.append(asyncio.get_running_loop().time())

    leaping(work())

    assert found == [Nothing()]
    assert took[0] < 180


def test_a_creation_that_is_never_answered_is_posted_once_and_in_doubt(leaping: Leaping) -> None:
    silence = Silence()
    found: list[object] = []
    mark, at = Reference("K7Q2X"), datetime(2026, 10, 2, 10, tzinfo=UTC)
    answers = (
        Number(Instance(InstanceId("i"), "Shop", None, "connected")),
        Recipients("all", 3),
        Schedule(at, "Europe/Paris"),
        Repeat("none"),
        Content("text"),
        Body("Hello"),
    )

    async def work() -> None:
        submission = Submission(mark, 1, Draft(mark, at, answers), "Name", at, at)
        found.append(await submit(silence.client(), submission, lambda: at))

    leaping(work())

    assert found == [Unconfirmed(mark, 1)]
    assert silence.asked == ["POST /api/v1/campaigns"]
