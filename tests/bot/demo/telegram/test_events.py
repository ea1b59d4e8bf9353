"""Events reach those they concern, once, also after a break."""

import asyncio
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.demo.events import Event, Events, Subscription


async def _names(subscription: Subscription) -> list[str]:
    """Everything that is there already."""
    names = []
    try:
        async with asyncio.timeout(0):
            async for event in subscription:
                names.append(event.name)  # noqa: PERF401 - what came before the time-out counts
    except TimeoutError:
        return names
    raise AssertionError("the events were closed")


async def test_a_listener_hears_what_follows_and_concerns_them() -> None:
    events = Events(first=1)
    events.publish("before", None)
    awa, sam, everyone = events.subscribe(1001), events.subscribe(1002), events.subscribe(None)
    events.publish("all", None)
    events.publish("awa", None, 1001)

    assert await _names(awa) == ["all", "awa"]
    assert await _names(sam) == ["all"]
    assert await _names(everyone) == ["all"]


@settings(deadline=None)
@given(st.integers(1, 5), st.integers(0, 12), st.integers(-1, 14))
def test_whoever_comes_back_hears_the_rest_or_that_it_is_lost(history: int, published: int, seen: int) -> None:
    events = Events(history=history, first=1)
    for number in range(1, published + 1):
        events.publish(str(number), None)
    heard = asyncio.run(_names(events.subscribe(None, after=seen)))

    if seen > published or seen < max(0, published - history):
        assert heard == ["lost"]
    else:
        assert heard == [str(number) for number in range(seen + 1, published + 1)]


async def test_to_wait_in_vain_loses_nothing() -> None:
    events = Events(first=1)
    subscription = events.subscribe(None)
    nothing = await subscription.within(0)
    events.publish("x", None)

    assert nothing is None
    assert await subscription.within(10) == Event(1, "x", None, None)


async def test_to_stop_waiting_loses_nothing() -> None:
    events = Events(first=1)
    subscription = events.subscribe(None)
    waiting = asyncio.create_task(_one(subscription))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    events.publish("after", {"x": 1})

    assert await anext(subscription) == Event(1, "after", {"x": 1}, None)


async def _one(subscription: Subscription) -> Event:
    return await anext(subscription)


async def test_closing_ends_every_subscription() -> None:
    events = Events(first=1)
    waiting = asyncio.create_task(_all(events.subscribe(None)))
    await asyncio.sleep(0)
    events.close()

    assert await waiting == []


async def _all(subscription: Subscription) -> list[Event]:
    return [event async for event in subscription]


def test_an_event_is_one_data_line_whatever_it_says() -> None:
    event = Event(7, "message", {"text": "un\ndeux\r\u2028é"}, 1001)

    assert event.encoded() == b'id: 7\nevent: message\ndata: {"text": "un\\ndeux\\r\\u2028\\u00e9"}\n\n'


def test_numbers_begin_at_the_time_so_that_those_of_an_earlier_start_lie_before() -> None:
    before = time.time_ns() // 1_000_000

    assert before <= Events().last + 1 <= time.time_ns() // 1_000_000
