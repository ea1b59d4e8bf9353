"""What is read beside a screen: together where it is there at once, never waiting long for the slowest."""

import asyncio

from bot.arrivals import Origin
from bot.asked import Asked
from bot.beside import Beside
from bot.readings import PROGRESS_SECONDS, Readings
from conversations.effects import Fetch
from conversations.events import Event, Fetched, Progressed
from conversations.needs import ContactTotal, Finding, Groups, Instances, Need, Nothing
from tests.bot.leaping import SkippingLoop

QUICK, ALSO_QUICK, SLOW = Groups(), Instances(), ContactTotal()
NOTHING = Nothing()


class Desk:
    """Readings of one talk: the slow need is held until it is let go, what is fed is kept."""

    def __init__(self) -> None:
        self.fed: list[set[Need]] = []
        self.news = asyncio.Event()
        self.knocked = asyncio.Event()
        self.lane = asyncio.Lock()
        self.let_go = asyncio.Event()
        self.beside = Beside(_fails)
        self.readings = Readings(self.find, self.beside, self.feed)

    async def find(self, need: Need, asked: Asked) -> Finding:
        assert asked.talk == "7:7"
        if need == SLOW:
            await self.let_go.wait()
        return NOTHING

    async def feed(self, talk: str, event: Event, origin: Origin) -> None:
        assert (talk, origin.chat) == ("7:7", 7)
        assert isinstance(event, Fetched)
        self.knocked.set()
        async with self.lane:
            self.fed.append({known.need for known in event.found})
        self.news.set()

    def begins(self, *needs: Need, aside: bool) -> None:
        for need in needs:
            self.readings.begin("7:7", 7, Fetch(need, aside), watched=True)

    async def hears(self) -> None:
        await self.news.wait()
        self.news.clear()


def _fails(reason: Exception) -> None:
    raise AssertionError(reason)


async def test_what_is_read_aside_at_once_comes_together() -> None:
    desk = Desk()
    desk.begins(QUICK, ALSO_QUICK, aside=True)
    await desk.hears()

    assert desk.fed == [{QUICK, ALSO_QUICK}]


async def test_the_slowest_holds_up_the_others_for_a_moment_only() -> None:
    desk = Desk()
    desk.begins(SLOW, QUICK, ALSO_QUICK, aside=True)
    await desk.hears()
    assert desk.fed == [{QUICK, ALSO_QUICK}]
    desk.let_go.set()
    await desk.hears()

    assert desk.fed == [{QUICK, ALSO_QUICK}, {SLOW}]


async def test_what_the_screen_is_for_waits_for_nothing() -> None:
    desk = Desk()
    desk.begins(SLOW, aside=True)
    desk.begins(QUICK, aside=False)
    await desk.hears()

    assert desk.fed == [{QUICK}]
    desk.let_go.set()
    await desk.beside.finish(1)


async def test_who_came_last_and_is_given_up_takes_nothing_along_that_is_still_wanted() -> None:
    desk = Desk()
    desk.begins(QUICK, SLOW, aside=True)
    async with desk.lane:
        desk.let_go.set()
        await desk.knocked.wait()
        desk.readings.leave("7:7", (QUICK,))
    await desk.hears()

    assert desk.fed == [{QUICK, SLOW}]


def test_how_far_a_reading_is_holds_it_up_for_nobody() -> None:
    loop = SkippingLoop()
    fed: list[type[Event]] = []

    async def find(need: Need, asked: Asked) -> Finding:
        assert need == SLOW
        loop.skip(PROGRESS_SECONDS)
        await asked.progress(100, 200)
        await asyncio.sleep(0)
        loop.skip(PROGRESS_SECONDS)
        await asked.progress(200, 200)
        return NOTHING

    async def work() -> None:
        held, done = asyncio.Event(), asyncio.Event()

        async def feed(talk: str, event: Event, origin: Origin) -> None:
            assert (talk, origin.chat) == ("7:7", 7)
            fed.append(type(event))
            await (held.wait() if isinstance(event, Progressed) else asyncio.sleep(0))
            done.set()

        beside = Beside(_fails)
        Readings(find, beside, feed).begin("7:7", 7, Fetch(SLOW), watched=True)
        await done.wait()
        held.set()
        await beside.finish(1)

    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(work())
    assert fed == [Progressed, Fetched]
