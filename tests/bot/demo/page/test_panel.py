"""The panel beside the chat, and the choice of the operator."""

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from playwright.async_api import Locator, Page, expect

Demo: TypeAlias = Any  # conftest.StandIn; a conftest.py cannot be imported
Visit: TypeAlias = Callable[..., Any]
Bubble: TypeAlias = Callable[..., Locator]
pytestmark = pytest.mark.asyncio(loop_scope="session")

DESK = {"width": 1440, "height": 900}


async def test_a_switch_makes_trouble_and_shows_what_the_server_says(demo: Demo, visit: Visit) -> None:
    page: Page = await visit(viewport=DESK)
    switch = page.get_by_test_id("trouble-slow")
    async with page.expect_response("**/demo/trouble"):
        await switch.check()
    await expect(switch).to_be_checked()
    assert demo.trouble["slow"] is True
    demo.publish("trouble", {**demo.trouble, "slow": False, "server_error": True}, None)

    await expect(switch).not_to_be_checked()
    await expect(page.get_by_test_id("trouble-server_error")).to_be_checked()


async def test_the_bot_is_killed_and_started_again(demo: Demo, visit: Visit) -> None:
    page: Page = await visit(viewport=DESK)
    await expect(page.get_by_text("Running · process 4321")).to_be_visible()
    await page.get_by_test_id("bot-kill").click()
    await expect(page.get_by_text("Stopped", exact=True)).to_be_visible()
    await expect(page.locator(".subtitle")).to_have_text("bot stopped")
    await page.get_by_test_id("bot-restart").click()

    await expect(page.get_by_text("Running · process 4322")).to_be_visible()
    assert [await demo.orders.get(), await demo.orders.get()] == ["kill", "restart"]


async def test_the_last_exchange_is_shown_live_and_what_was_folded_stays_folded(demo: Demo, visit: Visit) -> None:
    page: Page = await visit(viewport=DESK)
    traffic = page.get_by_test_id("traffic")
    await expect(traffic).to_have_text("The bot has not asked MsgFlash anything yet.")
    exchange = {"at": 1_700_000_000, "method": "POST", "path": "/api/v1/campaigns", "milliseconds": 212}
    request = {"name": "<b>VIP</b>", "tags": ["a", "b"]}
    demo.publish("traffic", {**exchange, "request": request, "status": 201, "answer": {"id": "c1"}}, None)
    await expect(traffic).to_contain_text('"<b>VIP</b>"')
    await traffic.get_by_text("tags").click()
    demo.publish("traffic", {**exchange, "request": request, "status": None, "answer": None}, None)

    await expect(traffic).to_contain_text("no answer")
    await expect(traffic.get_by_text('"<b>VIP</b>"')).to_be_visible()
    await expect(traffic.get_by_text('"b"', exact=True)).to_be_hidden()


async def test_each_operator_has_a_chat_of_their_own_named_in_the_address(
    demo: Demo, visit: Visit, bubble: Bubble
) -> None:
    for_sam = demo.add(1002, text="for Sam")
    for number in range(40):
        demo.add(text=f"line {number}")
    page: Page = await visit()
    await page.get_by_test_id("composer").fill("half written\non two lines")
    await page.locator(".log").evaluate("node => { node.scrollTop = 300; }")
    await expect(page.locator(".jump")).to_be_visible()
    news = demo.says(1002, text="more for Sam")
    await expect(page.get_by_test_id("operator-1002")).to_have_accessible_name("Sam Hill, 1 new message")
    await page.get_by_test_id("operator-1002").click()
    await expect(bubble(page, for_sam)).to_be_visible()
    await expect(bubble(page, news)).to_be_visible()
    assert page.url.endswith("#1002")
    await page.go_back()

    await expect(page.get_by_test_id("composer")).to_have_value("half written\non two lines")
    assert await page.locator(".log").evaluate("node => node.scrollTop") == pytest.approx(300, abs=1)
    assert await page.get_by_test_id("composer").evaluate("node => node.clientHeight") > 60
    await expect(bubble(page, for_sam)).to_have_count(0)


async def test_two_chats_stand_side_by_side_where_there_is_room(demo: Demo, visit: Visit) -> None:
    demo.add(1001, text="for Awa")
    demo.add(1002, text="for Sam")
    page: Page = await visit(viewport={"width": 1600, "height": 900})
    await expect(page.get_by_test_id("message")).to_have_count(1)
    await page.get_by_role("button", name="Two chats side by side").click()

    await expect(page.get_by_test_id("chat-1001")).to_contain_text("for Awa")
    await expect(page.get_by_test_id("chat-1002")).to_contain_text("for Sam")


async def test_the_language_changes_everywhere_at_once_and_is_remembered(demo: Demo, visit: Visit) -> None:
    demo.add(out=True, text="hi", edit_date=1_700_000_100)
    page: Page = await visit(viewport=DESK)
    await expect(page.get_by_test_id("message")).to_contain_text("edited")
    await page.get_by_test_id("language-fr").click()

    await expect(page.get_by_test_id("message")).to_contain_text("modifié")
    await expect(page.locator("html")).to_have_attribute("lang", "fr")
    await expect(page.get_by_role("complementary")).to_contain_text("WhatsApp déconnecté")
    await page.reload()
    await expect(page.get_by_test_id("message")).to_contain_text("modifié")


async def test_the_panel_is_a_drawer_on_a_phone(visit: Visit) -> None:
    page: Page = await visit()
    await expect(page.get_by_test_id("bot-kill")).to_be_hidden()
    await page.get_by_test_id("panel-open").click()
    await expect(page.get_by_test_id("bot-kill")).to_be_visible()
    await expect(page.get_by_role("button", name="Close")).to_be_focused()
    await page.keyboard.press("Escape")

    await expect(page.get_by_test_id("bot-kill")).to_be_hidden()
    await expect(page.get_by_test_id("panel-open")).to_be_focused()
