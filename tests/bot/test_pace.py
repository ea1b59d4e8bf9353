"""Ten requests a second and key, whoever asks: what an operator waits for goes first."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine

import httpx

from bot import msgflash
from bot.msgflash import MsgFlash
from conversations.needs import ContactTotal, Instances

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
        return msgflash.client("https://msgflash.test", "msgf_live_" + "ab" * 32, None, httpx.MockTransport(self))

    def busiest_second(self) -> int:
        return max(sum(start <= at < start + 0.999 for at in self.at) for start in self.at)


def test_at_most_ten_requests_leave_in_any_second_whoever_asks(leaping: Leaping) -> None:
    world = World()

    async def flood() -> None:
        client = world.client()
        await asyncio.gather(*(client.read(Instances()) for _ in range(35)))

    leaping(flood())

    assert len(world.at) == 35
    assert world.busiest_second() == 10
    assert world.at[-1] < 4


def test_a_pause_does_not_earn_a_burst(leaping: Leaping) -> None:
    world = World()

    async def flood() -> None:
        client = world.client()
        await client.read(Instances())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(60):
                await asyncio.Event().wait()
        await asyncio.gather(*(client.read(Instances()) for _ in range(20)))

    leaping(flood())

    assert world.busiest_second() == 10


def test_what_an_operator_waits_for_goes_before_what_nobody_watches(leaping: Leaping) -> None:
    world = World()

    async def flood() -> None:
        client = world.client()
        unwatched = [asyncio.ensure_future(client.read(ContactTotal(), watched=False)) for _ in range(20)]
        await asyncio.sleep(0)
        await client.read(Instances())
        await asyncio.gather(*unwatched)

    leaping(flood())

    assert world.paths.index("/api/v1/instances") <= 2


def test_a_reading_that_is_given_up_leaves_its_place_to_the_next(leaping: Leaping) -> None:
    world = World()

    async def flood() -> None:
        client = world.client()
        first, second, third = (asyncio.ensure_future(client.read(Instances())) for _ in range(3))
        await asyncio.sleep(0)
        second.cancel()
        first.cancel()
        await third

    leaping(flood())

    assert len(world.at) >= 1
