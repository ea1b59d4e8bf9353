"""What happens to messages on the page: they arrive, change, go, and never move what is being read."""

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from playwright.async_api import Locator, Page, expect

Demo: TypeAlias = Any  # conftest.StandIn; a conftest.py cannot be imported
Visit: TypeAlias = Callable[..., Any]
Bubble: TypeAlias = Callable[..., Locator]
pytestmark = pytest.mark.asyncio(loop_scope="session")


def buttons(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label} for label in labels]]}


async def top_of(locator: Locator) -> float:
    box = await locator.bounding_box()
    assert box is not None
    return box["y"]


async def test_a_new_message_shows_and_is_scrolled_to_at_the_bottom(demo: Demo, visit: Visit, bubble: Bubble) -> None:
    for number in range(40):
        demo.add(text=f"line {number}")
    page: Page = await visit()
    last = demo.says(text="here I am")

    await expect(bubble(page, last)).to_be_in_viewport()
    await expect(page.locator(".jump")).to_be_hidden()


async def test_who_reads_further_up_stays_there_and_is_told_of_news(demo: Demo, visit: Visit, bubble: Bubble) -> None:
    first = demo.add(text="the beginning")
    for number in range(40):
        demo.add(text=f"line {number}")
    page: Page = await visit()
    await bubble(page, first).scroll_into_view_if_needed()
    await expect(page.locator(".jump")).to_be_visible()
    before = await top_of(bubble(page, first))
    last = demo.says(text="news")
    button = page.get_by_role("button", name="1 new message")
    await expect(button).to_be_visible()

    assert await top_of(bubble(page, first)) == before
    await button.click()
    await expect(bubble(page, last)).to_be_in_viewport()
    await expect(button).to_be_hidden()


async def test_an_edit_happens_in_place_and_moves_nothing_in_view(demo: Demo, visit: Visit, bubble: Bubble) -> None:
    edited = demo.add(text="short")
    lines = [demo.add(text=f"line {number}") for number in range(60)]
    page: Page = await visit()
    await bubble(page, lines[20]).evaluate("node => node.scrollIntoView({block: 'center'})")
    await expect(page.locator(".jump")).to_be_visible()
    before = await top_of(bubble(page, lines[20]))
    demo.changes(edited, text="much longer\n" * 12)
    await expect(bubble(page, edited)).to_contain_text("edited")

    assert await top_of(bubble(page, lines[20])) == pytest.approx(before, abs=1)
    assert await page.get_by_test_id("message").count() == 61


async def test_an_edit_of_the_buttons_touches_nothing_else_and_keeps_the_focus(
    demo: Demo, visit: Visit, bubble: Bubble
) -> None:
    text = "One rather long sentence in a quote. " * 12
    quote = {"type": "expandable_blockquote", "offset": 0, "length": len(text)}
    message = demo.add(text=text, entities=[quote], reply_markup=buttons("one", "two"))
    page: Page = await visit()
    toggle = bubble(page, message).get_by_role("button", name="Read on")
    await toggle.press("Enter")
    await expect(bubble(page, message).get_by_role("button", name="Fold")).to_have_attribute("aria-expanded", "true")
    await page.get_by_role("button", name="two").focus()
    await bubble(page, message).locator(".text").evaluate("node => { node.dataset.untouched = 'yes'; }")
    demo.changes(message, reply_markup=buttons("one", "changed"))

    await expect(page.get_by_role("button", name="changed")).to_be_focused()
    await expect(bubble(page, message)).to_contain_text("edited")
    await expect(bubble(page, message).locator(".text")).to_have_attribute("data-untouched", "yes")
    demo.changes(message, text=text, caption="new", reply_markup=buttons("again"))
    await expect(page.get_by_role("button", name="again")).to_be_visible()
    await expect(bubble(page, message).locator(".expandable")).to_have_class("expandable open")


async def test_a_deleted_message_goes_and_so_does_its_day(demo: Demo, visit: Visit, bubble: Bubble) -> None:
    message = demo.add(text="soon gone")
    page: Page = await visit()
    await expect(page.locator(".day")).to_have_count(1)
    demo.publish("deleted", {"message_id": message["message_id"]})

    await expect(bubble(page, message)).to_have_count(0)
    await expect(page.locator(".day")).to_have_count(0)


async def test_a_reaction_appears_survives_an_edit_and_is_taken_back(demo: Demo, visit: Visit, bubble: Bubble) -> None:
    message = demo.add(out=True, text="thanks")
    page: Page = await visit()
    reaction = bubble(page, message).get_by_role("img", name="Reaction: 👌")
    demo.publish("reaction", {"message_id": message["message_id"], "emoji": "👌"})
    await expect(reaction).to_be_visible()
    demo.changes(message, text="thank you")
    await expect(bubble(page, message)).to_contain_text("thank you")
    await expect(reaction).to_be_visible()
    demo.publish("reaction", {"message_id": message["message_id"], "emoji": None})

    await expect(reaction).to_have_count(0)


async def test_the_heading_says_that_the_bot_is_typing_until_its_message_comes(demo: Demo, visit: Visit) -> None:
    page: Page = await visit()
    subtitle = page.locator(".subtitle")
    demo.publish("action", {"action": "typing"})
    await expect(subtitle).to_have_text("typing…")
    demo.says(text="done")

    await expect(subtitle).to_have_text("WhatsApp campaigns")


async def test_a_reply_leads_to_the_message_it_answers(demo: Demo, visit: Visit, bubble: Bubble) -> None:
    original = demo.add(out=True, text="the question", **{"from": {"first_name": "Awa", "is_bot": False}})
    for number in range(40):
        demo.add(text=f"line {number}")
    demo.add(text="the answer", reply_to_message=original)
    page: Page = await visit()
    await page.get_by_role("button", name="You the question").click()

    await expect(bubble(page, original)).to_be_in_viewport()
    await expect(bubble(page, original)).to_be_focused()


async def test_an_album_stands_together_and_each_picture_is_a_message(demo: Demo, visit: Visit, picture: bytes) -> None:
    demo.files["p"] = (picture, "image/png")
    sizes = [{"file_id": "p", "width": 40, "height": 30}]
    for caption in ({"caption": "Three views"}, {}, {}):
        demo.add(out=True, photo=sizes, media_group_id="g", **caption)
    page: Page = await visit()

    await expect(page.locator(".album").get_by_test_id("message")).to_have_count(3)
    await expect(page.get_by_role("article", name="Album (3)")).to_contain_text("Three views")
    await page.get_by_role("button", name="Enlarge the photo").first.click()
    await expect(page.get_by_role("dialog").get_by_role("img", name="Three views")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
