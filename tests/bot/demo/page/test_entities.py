"""How formatted text is drawn: exactly, and never as markup."""

import re
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from playwright.async_api import Locator, Page, expect

Demo: TypeAlias = Any  # conftest.StandIn; a conftest.py cannot be imported
Visit: TypeAlias = Callable[..., Any]
pytestmark = pytest.mark.asyncio(loop_scope="session")

DRAWN = """async ([text, entities]) => {
  const { drawText } = await import("/page/entities.mjs");
  const box = document.createElement("div");
  box.append(...drawText(text, entities));
  for (const decoration of box.querySelectorAll(".copy, .fold")) decoration.remove();
  for (const node of box.querySelectorAll("*")) for (const name of node.getAttributeNames()) {
    if (!["href", "datetime", "data-language"].includes(name)) node.removeAttribute(name);
  }
  return [box.innerHTML, box.textContent];
}"""


def entity(kind: str, offset: int, length: int, **more: object) -> dict[str, object]:
    return {"type": kind, "offset": offset, "length": length, **more}


CASES: list[tuple[str, list[dict[str, object]], str]] = [
    ("plain", [], "plain"),
    ("👋🏽 bold", [entity("bold", 5, 4)], "👋🏽 <strong>bold</strong>"),
    ("a𝒳b", [entity("italic", 1, 2)], "a<em>𝒳</em>b"),
    (
        "bold both under",
        [entity("bold", 0, 9), entity("italic", 5, 4), entity("underline", 10, 5)],
        "<strong>bold <em>both</em></strong> <u>under</u>",
    ),
    ("same", [entity("italic", 0, 4), entity("blockquote", 0, 4)], "<blockquote><em>same</em></blockquote>"),
    ("abcdef", [entity("bold", 0, 4), entity("italic", 2, 4)], "<strong>ab<em>cd</em></strong><em>ef</em>"),
    ("quote\nafter", [entity("blockquote", 0, 5)], "<blockquote>quote\n</blockquote>after"),
    ("x = 1", [entity("pre", 0, 5, language="python")], '<pre data-language="python"><code>x = 1</code></pre>'),
    ("s~s", [entity("strikethrough", 0, 1), entity("code", 2, 1)], "<s>s</s>~<code>s</code>"),
    ("example.org", [entity("url", 0, 11)], '<a href="https://example.org">example.org</a>'),
    ("here", [entity("text_link", 0, 4, url="http://a.b/?x=1&y=2")], '<a href="http://a.b/?x=1&amp;y=2">here</a>'),
    ("here", [entity("text_link", 0, 4, url="javascript:alert(1)")], "<span>here</span>"),
    ("+229 90", [entity("phone_number", 0, 7)], '<a href="tel:+22990">+229 90</a>'),
    ("soon", [entity("date_time", 0, 4, unix_time=0)], '<time datetime="1970-01-01T00:00:00.000Z">soon</time>'),
    ("#tag 😀", [entity("hashtag", 0, 4), entity("custom_emoji", 5, 2)], "<span>#tag</span> <span>😀</span>"),
    ("new", [entity("invented_tomorrow", 0, 3)], "<span>new</span>"),
    ("<b>&amp;</b>", [entity("bold", 3, 5)], "&lt;b&gt;<strong>&amp;amp;</strong>&lt;/b&gt;"),
    ("short", [entity("bold", 2, 99), entity("italic", 9, 2)], "sh<strong>ort</strong>"),
]


async def test_every_entity_becomes_its_element_and_the_text_stays_whole(visit: Visit) -> None:
    page: Page = await visit()
    drawn = [await page.evaluate(DRAWN, [text, entities]) for text, entities, _ in CASES]

    assert drawn == [[markup, text] for text, _, markup in CASES]


async def test_a_moment_tells_the_visitors_own_time_when_tapped_and_a_spoiler_opens(demo: Demo, visit: Visit) -> None:
    entities = [entity("date_time", 0, 8, unix_time=1_700_000_000), entity("spoiler", 9, 6)]
    demo.add(text="tomorrow secret", entities=entities)
    page: Page = await visit()
    moment = page.get_by_role("button", name="tomorrow")
    await moment.click()

    told = re.compile("^Where you are: .*14 November 2023.*23:13")
    await expect(page.get_by_test_id("toast")).to_have_text(told)
    await expect(moment).to_have_attribute("title", told)
    hidden = page.get_by_role("button", name="Hidden text: press to read")
    await hidden.press("Enter")
    await expect(hidden).to_have_count(0)
    await expect(page.get_by_text("secret", exact=True)).to_have_css("opacity", "1")


async def test_markup_in_a_message_stays_text(demo: Demo, visit: Visit, bubble: Callable[..., Locator]) -> None:
    wicked = "<img src=x onerror=\"document.title='pwned'\"><script>document.title='pwned'</script>"
    message = demo.add(text=wicked, reply_markup={"inline_keyboard": [[{"text": wicked, "callback_data": "x"}]]})
    page: Page = await visit()

    await expect(bubble(page, message).locator(".text")).to_have_text(wicked)
    await expect(page.get_by_test_id("inline-button")).to_have_text(wicked)
    assert await page.locator(".log script, .log img").count() == 0
    assert await page.title() != "pwned"
