"""Inline buttons: what a press sends, and what comes back."""

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from playwright.async_api import Locator, Page, expect

Demo: TypeAlias = Any  # conftest.StandIn; a conftest.py cannot be imported
Visit: TypeAlias = Callable[..., Any]
Bubble: TypeAlias = Callable[..., Locator]
pytestmark = pytest.mark.asyncio(loop_scope="session")


def ask(demo: Demo, *row: dict[str, Any]) -> dict[str, Any]:
    message: dict[str, Any] = demo.add(text="Well?", reply_markup={"inline_keyboard": [list(row)]})
    return message


def button(label: str, data: str) -> dict[str, str]:
    return {"text": label, "callback_data": data}


async def test_a_press_sends_the_data_and_spins_until_it_is_answered(demo: Demo, visit: Visit) -> None:
    message = ask(demo, button("Yes", "v1|yes"), button("No", "v1|no"))
    page: Page = await visit()
    yes = page.locator('[data-testid="inline-button"][data-data="v1|yes"]')
    await yes.click()
    press = await demo.presses.get()
    await expect(yes).to_have_attribute("aria-busy", "true")
    demo.answers(press["callback_query_id"], None)

    assert (press["message_id"], press["data"]) == (message["message_id"], "v1|yes")
    await expect(yes).not_to_have_attribute("aria-busy", "true")
    await expect(page.get_by_test_id("toast")).to_have_count(0)


async def test_a_double_click_sends_two_presses(demo: Demo, visit: Visit) -> None:
    ask(demo, button("Send", "send"))
    page: Page = await visit()
    send = page.get_by_role("button", name="Send", exact=True)
    await send.dblclick()
    first, second = await demo.presses.get(), await demo.presses.get()
    demo.answers(first["callback_query_id"], "one")
    await expect(page.get_by_test_id("toast")).to_have_text("one")

    assert first["data"] == second["data"] == "send"
    await expect(send).to_have_attribute("aria-busy", "true")
    demo.answers(second["callback_query_id"], "two")
    await expect(page.get_by_test_id("toast")).to_have_text("two")
    await expect(send).not_to_have_attribute("aria-busy", "true")


async def test_the_spinner_survives_an_edit_that_keeps_the_button(demo: Demo, visit: Visit) -> None:
    message = ask(demo, button("More", "more"))
    page: Page = await visit()
    await page.get_by_role("button", name="More", exact=True).click()
    await demo.presses.get()
    demo.changes(message, text="Still the same question")
    await expect(page.get_by_text("Still the same question")).to_be_visible()

    await expect(page.get_by_role("button", name="More", exact=True)).to_have_attribute("aria-busy", "true")


async def test_an_alert_is_modal_and_gives_the_focus_back(demo: Demo, visit: Visit) -> None:
    ask(demo, button("Cancel all", "cancel"))
    page: Page = await visit()
    await page.get_by_role("button", name="Cancel all").click()
    press = await demo.presses.get()
    demo.answers(press["callback_query_id"], "Too <b>late</b>.", alert=True)
    alert = page.get_by_test_id("alert")
    await expect(alert.get_by_text("Too <b>late</b>.")).to_be_visible()
    await expect(alert.get_by_role("button", name="OK")).to_be_focused()
    await page.keyboard.press("Enter")

    await expect(alert).to_have_count(0)
    await expect(page.get_by_role("button", name="Cancel all")).to_be_focused()


async def test_an_answer_to_a_press_made_elsewhere_is_not_shown(demo: Demo, visit: Visit, bubble: Bubble) -> None:
    page: Page = await visit()
    demo.answers("somebody-else", "not for you", alert=True)
    last = demo.says(text="after that")
    await expect(bubble(page, last)).to_be_visible()

    assert await page.get_by_test_id("alert").count() == 0


async def test_a_button_copies_its_text_and_says_so(demo: Demo, visit: Visit) -> None:
    ask(demo, {"text": "Copy the reference", "copy_text": {"text": "C-2026-1"}})
    page: Page = await visit(permissions=["clipboard-read", "clipboard-write"])
    await page.get_by_role("button", name="Copy the reference").click()
    await expect(page.get_by_test_id("toast")).to_have_text("Copied")

    assert await page.evaluate("navigator.clipboard.readText()") == "C-2026-1"
    assert demo.presses.empty()


async def test_an_answer_that_overtakes_its_press_is_shown_all_the_same(demo: Demo, visit: Visit) -> None:
    ask(demo, button("Quick", "quick"))
    page: Page = await visit()
    quick = page.get_by_role("button", name="Quick")
    demo.answering.clear()
    await quick.click()
    demo.answers((await demo.presses.get())["callback_query_id"], "already done")
    demo.says(text="after that")
    await expect(page.get_by_text("after that")).to_be_visible()
    demo.answering.set()

    await expect(page.get_by_test_id("toast")).to_have_text("already done")
    await expect(quick).not_to_have_attribute("aria-busy", "true")


async def test_a_press_nobody_answers_is_given_up_after_fifteen_seconds(demo: Demo, visit: Visit) -> None:
    ask(demo, button("Silence", "silence"))
    page: Page = await visit(clock=True)
    silence = page.get_by_role("button", name="Silence")
    await page.clock.pause_at(await page.evaluate("Date.now() + 1000"))
    await silence.click()
    await demo.presses.get()
    await page.clock.fast_forward(14_900)
    await expect(silence).to_have_attribute("aria-busy", "true")
    await page.clock.fast_forward(200)

    await expect(silence).not_to_have_attribute("aria-busy", "true")
    await expect(page.get_by_test_id("toast")).to_have_text("The bot did not answer.")
    await page.clock.resume()


async def test_an_address_opens_in_a_tab_of_its_own_unless_it_is_a_script_and_rows_are_even(
    demo: Demo, visit: Visit
) -> None:
    ask(demo, {"text": "Console", "url": "https://example.org/"}, {"text": "Trap", "url": "javascript:alert(1)"})
    ask(demo, button("A", "a"), button("A much longer label that has to be wrapped somewhere", "b"), button("C", "c"))
    page: Page = await visit()
    await expect(page.get_by_role("link", name="Console")).to_have_attribute("target", "_blank")
    await expect(page.get_by_role("link", name="Console")).to_have_attribute("rel", "noopener noreferrer")
    await expect(page.get_by_role("link", name="Trap")).to_have_count(0)
    boxes = await page.locator("button[data-data]").evaluate_all(
        "nodes => nodes.map(node => node.getBoundingClientRect()).map(({width, height}) => [width, height])"
    )

    assert len({round(width) for width, _ in boxes}) == 1
    assert all(height >= 44 for _, height in boxes)
