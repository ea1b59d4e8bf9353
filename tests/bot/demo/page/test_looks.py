"""Whether everybody can read and reach the page: contrast, room, names, order, both languages."""

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from playwright.async_api import Page, expect

Demo: TypeAlias = Any  # conftest.StandIn; a conftest.py cannot be imported
Visit: TypeAlias = Callable[..., Any]
pytestmark = pytest.mark.asyncio(loop_scope="session")

# The ratio of WCAG 2, of every text in view against what is painted behind it.
POOR_CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top, under) => [0, 1, 2].map((at) => top[at] * top[3] + under[at] * (1 - top[3]));
  const behind = (node) => {
    if (node === null) return [255, 255, 255];
    const color = rgba(getComputedStyle(node).backgroundColor);
    return color[3] === 1 ? color.slice(0, 3) : over(color, behind(node.parentElement));
  };
  const light = (color) => {
    const linear = (part) => (part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    const [red, green, blue] = color.map((part) => linear(part / 255));
    return .2126 * red + .7152 * green + .0722 * blue;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const poor = [];
  let seen = 0;
  while (texts.nextNode()) {
    const node = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim()) continue;
    if (!node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (node.closest(":disabled, script, noscript, .emoji, .spoiler")) continue;
    const under = behind(node);
    const [one, other] = [light(over(rgba(getComputedStyle(node).color), under)), light(under)].sort((a, b) => b - a);
    const ratio = (one + .05) / (other + .05);
    seen += 1;
    if (ratio < 4.5) poor.push([texts.currentNode.data.trim().slice(0, 30), Math.round(ratio * 100) / 100]);
  }
  return [seen, poor];
}"""
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((node) => node.checkVisibility() && !node.closest(".panel:not(.drawer-open *), .format-bar, .strip, .unseen"))
  .filter((node) => node.getBoundingClientRect().right > innerWidth + 1 || node.getBoundingClientRect().left < -1)
  .map((node) => `${node.tagName} ${node.className}`)"""
SMALL_TARGETS = """() => [...document.querySelectorAll(".top button, .composer button, .inline, .plain")]
  .filter((node) => node.checkVisibility())
  .filter((node) => node.getBoundingClientRect().height < 44 || node.getBoundingClientRect().width < 32)
  .map((node) => node.outerHTML.slice(0, 80))"""


def fill(demo: Demo, picture: bytes) -> None:
    """Put one message of each kind into the chat, with the longest of names and words."""
    demo.files["p"] = (picture, "image/png")
    long = "Anticonstitutionnellement" * 5
    text = f"bold italic code link #tag +22990 /start quoted {long}"
    kinds = ("bold", "italic", "code", "text_link", "hashtag", "phone_number", "bot_command", "blockquote")
    words = text.split()
    entities = [
        {"type": kind, "offset": text.index(word), "length": len(word), "url": "https://example.org"}
        for kind, word in zip(kinds, words, strict=False)
    ]
    inline = [
        [{"text": style, "callback_data": style, "style": style} for style in ("primary", "success", "danger")],
        [{"text": long, "callback_data": "long"}, {"text": "plain", "callback_data": "plain"}],
        [{"text": str(number), "callback_data": str(number)} for number in range(8)],
    ]
    sender = {"type": "hidden_user", "sender_user_name": long}
    first = demo.add(text=text, entities=entities, edit_date=1_700_000_001, silent=True)
    demo.add(out=True, text=text, entities=entities, forward_origin=sender, reply_to_message=first)
    demo.add(photo=[{"file_id": "p", "width": 900, "height": 400}], caption=long)
    demo.add(out=True, document={"file_id": "p", "file_name": f"{long}.pdf", "file_size": 1_500_000})
    demo.add(audio={"file_id": "p", "duration": 5, "title": long})
    demo.add(out=True, contact={"first_name": long, "phone_number": "+22990000001"})
    demo.add(out=True, location={"latitude": 6.36, "longitude": 2.41})
    poll = {"question": long, "options": [{"text": long, "voter_count": 1}], "total_voter_count": 1}
    demo.add(out=True, poll=poll)
    demo.add(text="Choose", reply_markup={"inline_keyboard": inline}, reaction="👌")
    demo.traffic = {"at": 1_700_000_000, "method": "POST", "path": f"/{long}", "request": {long: [1, True, None, long]}}
    demo.traffic |= {"status": 422, "answer": long, "milliseconds": 12}


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_text_has_enough_contrast(demo: Demo, visit: Visit, picture: bytes, scheme: str) -> None:
    fill(demo, picture)
    page: Page = await visit(viewport={"width": 1440, "height": 2400}, color_scheme=scheme, reduced_motion="reduce")
    demo.refusal = "No."
    await page.get_by_test_id("composer").fill("refused")
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.get_by_text("Not sent: No.")).to_be_visible()
    await page.get_by_role("button", name="plain").dispatch_event("click")
    press = await demo.presses.get()
    demo.answers(press["callback_query_id"], "a toast")
    await expect(page.get_by_test_id("toast")).to_be_visible()
    await page.get_by_test_id("bot-kill").click()
    await expect(page.get_by_text("bot stopped")).to_be_visible()
    seen, poor = await page.evaluate(POOR_CONTRAST)

    assert poor == []
    assert seen > 80


async def test_the_scheme_can_be_chosen_against_the_systems(visit: Visit) -> None:
    page: Page = await visit(viewport={"width": 1440, "height": 900}, color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = await page.evaluate(ground)
    await page.get_by_test_id("theme-dark").click()
    dark = await page.evaluate(ground)
    await page.emulate_media(color_scheme="dark")
    await page.get_by_test_id("theme-light").click()

    assert dark != light
    assert await page.evaluate(ground) == light


@pytest.mark.parametrize("language", ["fr-FR", "en-GB"])
async def test_nothing_overflows_a_narrow_phone_and_fingers_find_their_targets(
    demo: Demo, visit: Visit, picture: bytes, language: str
) -> None:
    fill(demo, picture)
    page: Page = await visit(viewport={"width": 320, "height": 640}, locale=language, reduced_motion="reduce")
    await expect(page.get_by_test_id("inline-button")).to_have_count(13)

    assert await page.evaluate(TOO_WIDE) == []
    assert await page.evaluate(SMALL_TARGETS) == []
    assert await page.locator(".log").evaluate("node => node.scrollWidth - node.clientWidth") == 0
    await page.get_by_test_id("panel-open").click()
    await expect(page.get_by_test_id("bot-kill")).to_be_visible()
    assert await page.locator(".panel").evaluate("node => node.scrollWidth - node.clientWidth") == 0


async def test_everything_that_can_be_pressed_has_a_name(demo: Demo, visit: Visit, picture: bytes) -> None:
    fill(demo, picture)
    page: Page = await visit(viewport={"width": 1440, "height": 900})
    await expect(page.get_by_test_id("inline-button")).to_have_count(13)
    tree = await page.locator("body").aria_snapshot()
    nameless = [
        line
        for line in tree.splitlines()
        if line.strip(" -:") in {"button", "link", "textbox", "switch", "tab", "img", "article", "slider", "checkbox"}
    ]

    assert nameless == []
    await expect(page.get_by_role("main")).to_have_count(1)
    await expect(page.get_by_role("complementary")).to_have_accessible_name("Behind the scenes")
    await expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")


async def test_tab_goes_from_the_operators_through_the_messages_to_the_composer(demo: Demo, visit: Visit) -> None:
    demo.add(text="Well?", reply_markup={"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]})
    page: Page = await visit()
    await expect(page.get_by_role("button", name="Yes")).to_be_visible()
    names = []
    for _ in range(8):
        await page.keyboard.press("Tab")
        label = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
        names.append(await page.evaluate(label))

    assert names == [
        "Awa Doe",
        "Behind the scenes",
        "Messages",
        "Actions for this message",
        "Yes",
        "Commands of the bot",
        "Attach",
        "Message",
    ]


async def test_both_languages_say_the_same_things(visit: Visit) -> None:
    page: Page = await visit()
    keys, blank = await page.evaluate(
        """async () => {
          const { WORDS } = await import("/page/words.mjs");
          const kind = (text) => (Array.isArray(text) ? text.length : typeof text);
          const shape = (words) => Object.entries(words).map(([key, text]) => `${key} ${kind(text)}`).sort();
          const said = ({ fr }) => Object.values(fr).filter((text) => typeof text === "string");
          return [[shape(WORDS.fr), shape(WORDS.en)], said(WORDS).filter((text) => / [:;!?»]|« /.test(text))];
        }"""
    )

    assert keys[0] == keys[1]
    assert blank == []
