"""Take the pictures of docs/pictures: each kind of screen of the demo, at phone width. Run `make screenshots`."""

import asyncio
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect

from bot.demo.run import Stage, free_port, started
from docs.safe_stories import RUNNING_STORIES, SAFE_STORIES
from docs.stories import STORIES

PICTURES = Path(__file__).parent / "pictures"
# A Wednesday morning: the pictures are the same whenever they are taken, and nothing is quiet.
BEGINS = datetime(2027, 5, 12, 8, tzinfo=UTC)
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SETTLE_MILLISECONDS = 700
# A key of the screen before is refused: the next tap waits for its own screen, and Send for the checks.
ANSWERED_MILLISECONDS = 400
CHECKING = re.compile("en cours…|under way…")


async def main() -> int:
    """Take every picture; return the exit code."""
    path = shutil.which("chromium")
    if path is None:
        sys.stderr.write("Chromium is needed: make browser\n")
        return 1
    PICTURES.mkdir(exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        for stories in (STORIES, SAFE_STORIES, RUNNING_STORIES):
            await _tell(browser, stories)
        await browser.close()
    return 0


async def _tell(browser: Browser, stories: Sequence[tuple[int, str, str]]) -> None:
    """Play these one after the other in a demo of their own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with started(free_port(0), folder, folder / "demo.db", BEGINS) as stage:
            for user, locale, deeds in stories:
                context = await browser.new_context(
                    viewport={"width": 390, "height": 844},
                    device_scale_factor=2,
                    locale=locale,
                    timezone_id="Africa/Porto-Novo",
                )
                await context.clock.install(time=stage.clock())
                await _play(await context.new_page(), stage, user, deeds)
                await context.close()


async def _play(page: Page, stage: Stage, user: int, deeds: str) -> None:
    await page.goto(f"{stage.address}/#{user}")
    await page.get_by_test_id("composer").wait_for()
    for deed in deeds.strip().splitlines():
        what, _, rest = deed.partition(" ")
        match what:
            case ">":
                await page.get_by_test_id("composer").fill(rest)
                await page.get_by_test_id("send").click()
            case "tap":
                await expect(page.get_by_test_id("message").last).not_to_contain_text(CHECKING, timeout=20_000)
                await page.get_by_test_id("inline-button").filter(has_text=rest).last.click()
                await page.wait_for_timeout(ANSWERED_MILLISECONDS)
            case "key":
                await page.get_by_test_id("inline-button").filter(has_text=rest).last.wait_for()
            case "see":
                await expect(page.get_by_test_id("message").last).to_contain_text(rest, timeout=20_000)
            case "top":
                await page.get_by_test_id("message").last.evaluate("message => message.scrollIntoView()")
            case "pass":
                await stage.passes(seconds=float(rest))
                await page.clock.set_system_time(stage.clock())
            case "trouble":
                name, _, turned = rest.partition(" ")
                await page.request.post(f"{stage.address}/demo/trouble", data={name: turned == "on"})
            case _:
                await page.wait_for_timeout(SETTLE_MILLISECONDS)
                await page.screenshot(path=PICTURES / f"{rest}.png")
                sys.stdout.write(f"docs/pictures/{rest}.png\n")


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
