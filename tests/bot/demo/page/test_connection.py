"""When the connection breaks: the page says so, comes back by itself, and misses nothing."""

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from playwright.async_api import Locator, Page, expect

Demo: TypeAlias = Any  # conftest.StandIn; a conftest.py cannot be imported
Visit: TypeAlias = Callable[..., Any]
Bubble: TypeAlias = Callable[..., Locator]
pytestmark = pytest.mark.asyncio(loop_scope="session")

# The browser's word that the network is back: the page then tries at once instead of at its next turn.
BACK = "window.dispatchEvent(new Event('online'))"


async def test_a_broken_stream_resumes_after_the_last_event(demo: Demo, visit: Visit, bubble: Bubble) -> None:
    page: Page = await visit(user=1003)
    assert await demo.resumed.get() is None
    await expect(bubble(page, demo.says(1003, text="before"))).to_be_visible()
    fetched = demo.fetched[1003]
    demo.hang_up()
    await expect(page.get_by_text("Reconnecting…")).to_be_visible()
    missed = demo.says(1003, text="meanwhile")
    demo.pick_up()
    await page.evaluate(BACK)
    await expect(bubble(page, missed)).to_be_visible()
    await expect(page.get_by_text("Reconnecting…")).to_be_hidden()

    assert demo.fetched[1003] == fetched
    await expect(page.get_by_test_id("message")).to_have_count(2)


async def test_a_server_that_forgot_makes_the_page_fetch_the_whole_chat(
    demo: Demo, visit: Visit, bubble: Bubble
) -> None:
    gone = demo.add(text="deleted meanwhile")
    page: Page = await visit()
    await expect(bubble(page, demo.says(text="before"))).to_be_visible()
    demo.hang_up()
    await expect(page.get_by_text("Reconnecting…")).to_be_visible()
    demo.messages[1001].remove(gone)
    missed = demo.says(text="meanwhile")
    demo.pick_up(forgetful=True)
    await page.evaluate(BACK)

    await expect(bubble(page, missed)).to_be_visible()
    await expect(bubble(page, gone)).to_have_count(0)
    await expect(page.get_by_test_id("message")).to_have_count(2)


async def test_events_are_read_however_the_stream_is_cut(visit: Visit) -> None:
    page: Page = await visit()
    whole = 'id: 7\r\nevent: message\r\ndata: {"a":\r\ndata: "é"}\r\n\r\n'
    stream = whole + ': still here\n\nevent: action\ndata:{"b":1}\nid: 8\n'
    read = await page.evaluate(
        """async (stream) => {
          const { Reader } = await import("/page/events.mjs");
          return [1, 3, 1000].map((step) => {
            const reader = new Reader();
            const events = [];
            for (let at = 0; at < stream.length; at += step) events.push(...reader.read(stream.slice(at, at + step)));
            return [events, reader.last];
          });
        }""",
        stream,
    )

    # The last event is not whole yet, so its number does not count.
    assert read == [[[{"name": "message", "data": {"a": "é"}}], "7"]] * 3
