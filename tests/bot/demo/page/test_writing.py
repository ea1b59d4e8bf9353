"""Writing: what the keys do, what is sent, and that nothing typed is ever lost."""

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from playwright.async_api import FilePayload, Locator, Page, expect

Demo: TypeAlias = Any  # conftest.StandIn; a conftest.py cannot be imported
Visit: TypeAlias = Callable[..., Any]
Bubble: TypeAlias = Callable[..., Locator]
pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_enter_sends_at_a_desk_and_shift_enter_breaks_the_line(demo: Demo, visit: Visit) -> None:
    page: Page = await visit()
    field = page.get_by_test_id("composer")
    await field.press_sequentially("one")
    await field.press("Shift+Enter")
    await field.press_sequentially("two")
    await field.press("Enter")

    assert await demo.sent.get() == {"text": "one\ntwo"}
    await expect(field).to_have_value("")
    await expect(page.get_by_test_id("message")).to_have_count(1)
    await expect(page.get_by_test_id("message").get_by_role("img", name="Sent")).to_be_visible()


async def test_enter_breaks_the_line_on_a_phone_where_a_button_sends(demo: Demo, visit: Visit) -> None:
    page: Page = await visit(has_touch=True, is_mobile=True)
    field = page.get_by_test_id("composer")
    await field.press_sequentially("one")
    await field.press("Enter")
    await field.press_sequentially("two")
    await page.get_by_test_id("send").tap()

    assert await demo.sent.get() == {"text": "one\ntwo"}


async def test_chosen_text_is_formatted_and_sent_with_entities_counted_in_utf_16(demo: Demo, visit: Visit) -> None:
    page: Page = await visit()
    field = page.get_by_test_id("composer")
    await field.fill("  👋 Hello dear friends ")
    await field.evaluate("node => node.setSelectionRange(5, 15)")
    await field.press("Control+b")
    await field.evaluate("node => node.setSelectionRange(11, 15)")
    await page.get_by_role("toolbar", name="Formatting").get_by_role("button", name="Italic").click()
    await field.evaluate("node => node.setSelectionRange(2, 2)")
    await field.press_sequentially("Oh! ")
    await expect(page.locator(".preview strong")).to_have_text("Hello dear")
    await field.press("Enter")

    assert await demo.sent.get() == {
        "text": "Oh! 👋 Hello dear friends",
        "entities": [{"type": "bold", "offset": 7, "length": 10}, {"type": "italic", "offset": 13, "length": 4}],
    }


async def test_what_is_refused_stays_with_a_way_to_send_it_again(demo: Demo, visit: Visit) -> None:
    page: Page = await visit()
    demo.refusal = "The chat is closed."
    await page.get_by_test_id("composer").fill("precious words")
    await page.get_by_test_id("composer").press("Enter")
    failed = page.get_by_test_id("message").filter(has_text="precious words")
    await expect(failed).to_contain_text("Not sent: The chat is closed.")
    demo.refusal = None
    await failed.get_by_role("button", name="Retry").click()

    assert await demo.sent.get() == {"text": "precious words"}
    await expect(page.get_by_test_id("message")).to_have_count(1)
    await expect(page.get_by_test_id("message").get_by_role("img", name="Sent")).to_be_visible()


async def test_messages_written_quickly_arrive_in_their_order_and_once(demo: Demo, visit: Visit) -> None:
    page: Page = await visit()
    for number in range(5):
        await page.get_by_test_id("composer").fill(f"number {number}")
        await page.get_by_test_id("composer").press("Enter")

    assert [(await demo.sent.get())["text"] for _ in range(5)] == [f"number {number}" for number in range(5)]
    await expect(page.get_by_test_id("message").get_by_role("img", name="Sent")).to_have_count(5)
    assert await page.get_by_test_id("message").locator(".text").all_inner_texts() == [f"number {n}" for n in range(5)]


async def test_a_message_the_events_tell_before_the_server_answers_shows_once(demo: Demo, visit: Visit) -> None:
    page: Page = await visit()
    demo.answering.clear()
    await page.get_by_test_id("composer").fill("once")
    await page.get_by_test_id("composer").press("Enter")
    await demo.sent.get()
    demo.says(text="after that")
    await expect(page.get_by_text("after that")).to_be_visible()
    assert await page.get_by_text("once").count() == 1
    demo.answering.set()
    await expect(page.get_by_role("img", name="Sent")).to_have_count(1)

    assert await page.get_by_test_id("message").locator(".text").all_inner_texts() == ["once", "after that"]


async def test_arrow_up_mends_the_last_message_of_ones_own(demo: Demo, visit: Visit, bubble: Bubble) -> None:
    message = demo.add(out=True, text="helo")
    demo.add(text="yes?")
    page: Page = await visit()
    field = page.get_by_test_id("composer")
    await field.press("ArrowUp")
    await expect(field).to_have_value("helo")
    await field.fill("hello")
    await field.press("Enter")

    assert await demo.edits.get() == {"message_id": message["message_id"], "text": "hello"}
    await expect(bubble(page, message)).to_contain_text("hello")
    await expect(bubble(page, message)).to_contain_text("edited")
    assert demo.sent.empty()


async def test_a_reply_is_chosen_from_the_menu_of_a_message(demo: Demo, visit: Visit, bubble: Bubble) -> None:
    message = demo.add(text="Which day?")
    page: Page = await visit()
    await bubble(page, message).get_by_role("button", name="Actions for this message").click()
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("composer")).to_be_focused()
    await page.keyboard.type("Monday")
    await page.keyboard.press("Enter")

    assert await demo.sent.get() == {"text": "Monday", "reply_to_message_id": message["message_id"]}


async def test_commands_are_suggested_listed_in_the_menu_and_sent_by_a_tap(demo: Demo, visit: Visit) -> None:
    command = {"type": "bot_command", "offset": 4, "length": 6}
    demo.add(text="Try /start", entities=[command])
    page: Page = await visit()
    field = page.get_by_test_id("composer")
    await field.press_sequentially("/n")
    await expect(page.get_by_role("option")).to_have_text(["/newA new campaign"])
    await field.press("ArrowDown")
    await field.press("Enter")
    assert await demo.sent.get() == {"text": "/new"}
    await page.get_by_test_id("menu").click()
    await page.get_by_role("menuitem", name="/new").press("Enter")
    assert await demo.sent.get() == {"text": "/new"}
    await page.get_by_role("button", name="/start").click()

    assert await demo.sent.get() == {"text": "/start"}


async def test_several_photos_leave_as_an_album_with_the_text_as_caption(
    demo: Demo, visit: Visit, picture: bytes
) -> None:
    page: Page = await visit()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name="Attach").click()
        await page.get_by_role("menuitem", name="Photo").click()
    files: list[FilePayload] = [
        {"name": name, "mimeType": "image/png", "buffer": picture} for name in ("a.png", "b.png")
    ]
    await (await chooser.value).set_files(files)
    await page.get_by_role("button", name="Remove b.png").wait_for()
    await page.get_by_test_id("composer").fill("Two views")
    await page.get_by_test_id("send").click()

    assert await demo.sent.get() == {
        "kind": "photo",
        "caption": "Two views",
        "files": [("a.png", "image/png"), ("b.png", "image/png")],
    }
    await expect(page.get_by_role("button", name="Remove b.png")).to_have_count(0)


async def test_a_voice_message_is_recorded_and_sent_with_its_duration(demo: Demo, visit: Visit) -> None:
    page: Page = await visit(permissions=["microphone"])
    await page.get_by_test_id("record").click()
    await expect(page.get_by_role("timer")).to_be_visible()
    await page.get_by_test_id("send").click()
    sent = await demo.sent.get()

    assert (sent["kind"], sent["duration"]) == ("voice", "1")
    [(name, kind)] = sent["files"]
    assert kind in {"audio/webm", "audio/ogg", "audio/mp4"}
    assert len(demo.files[name][0]) > 0
    await expect(page.get_by_role("group", name="Voice message")).to_be_visible()


async def test_a_contact_a_poll_and_a_forwarded_text_can_be_sent(demo: Demo, visit: Visit) -> None:
    page: Page = await visit()
    for kind in ("Contact", "Poll"):
        await page.get_by_role("button", name="Attach").click()
        await page.get_by_role("menuitem", name=kind).click()
        await page.get_by_role("dialog").get_by_role("button", name="OK").click()
    contact, poll = await demo.sent.get(), await demo.sent.get()
    await page.get_by_role("button", name="Attach").click()
    await page.get_by_role("menuitem", name="Forwarded text").click()
    await page.keyboard.type("from elsewhere")
    await page.keyboard.press("Enter")

    assert (contact["kind"], contact["first_name"]) == ("contact", "Fatou")
    assert (poll["kind"], poll["options"]) == ("poll", '["Morning","Afternoon"]')
    assert await demo.sent.get() == {"text": "from elsewhere", "forward": True}


async def test_ready_answers_of_the_bot_are_sent_by_a_press_and_hide_no_message(
    demo: Demo, visit: Visit, bubble: Bubble
) -> None:
    keyboard = {"keyboard": [[{"text": "My number", "request_contact": True}, {"text": "Later"}]]}
    for number in range(40):
        demo.add(text=f"line {number}")
    page: Page = await visit()
    question = demo.says(text="Your number?", keyboard={**keyboard, "input_field_placeholder": "+229…"})
    await expect(page.get_by_placeholder("+229…")).to_be_visible()
    await expect(bubble(page, question)).to_be_in_viewport(ratio=1)
    await page.get_by_test_id("reply-button").filter(has_text="My number").click()
    await page.get_by_test_id("reply-button").filter(has_text="Later").click()

    assert await demo.sent.get() == {"kind": "contact", "files": []}
    assert await demo.sent.get() == {"text": "Later"}
    demo.says(text="Thanks", keyboard={"remove_keyboard": True})
    await expect(page.get_by_role("group", name="Ready answers")).to_be_hidden()
