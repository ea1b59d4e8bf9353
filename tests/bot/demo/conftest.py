"""The whole demo with the real bot as a process of its own, and an operator's phone to use it with."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.demo.run import Stage, free_port, started
from bot.demo.telegram.people import PEOPLE
from tests import canaries

SECONDS = 20
# A morning in the middle of a week, far from quiet hours, the ends of months and the changing of clocks.
MORNING = datetime(2027, 5, 12, 9, tzinfo=UTC)
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]


@dataclass
class Phone:
    """One operator's phone: sees, types, taps."""

    page: Page
    stage: Stage
    user: int

    async def opens(self) -> None:
        await self.page.goto(f"{self.stage.address}/#{self.user}")
        await self.page.get_by_test_id("composer").wait_for()

    async def types(self, text: str) -> None:
        await self.page.get_by_test_id("composer").fill(text)
        await self.page.get_by_test_id("send").click()

    def button(self, label: str) -> Locator:
        return self.page.get_by_test_id("inline-button").filter(has_text=label).last

    async def taps(self, label: str) -> None:
        await self.button(label).click()

    async def sees(self, *texts: str) -> None:
        """Wait until the last message holds each of these."""
        for text in texts:
            await expect(self.page.get_by_test_id("message").last).to_contain_text(text, timeout=SECONDS * 1000)

    async def is_checked(self) -> None:
        """Wait at the recap until every check has answered: what they find draws it anew, and Send with it."""
        last = self.page.get_by_test_id("message").last
        await expect(last).to_contain_text(re.compile("sans souci|fine"), timeout=SECONDS * 1000)
        await expect(last).not_to_contain_text(re.compile("en cours…|under way…"), timeout=SECONDS * 1000)

    async def campaigns(self, count: int) -> list[dict[str, object]]:
        """Return the bodies MsgFlash recorded, once there are that many."""
        async with asyncio.timeout(SECONDS):
            while len(self.stage.sandbox.campaigns) < count:
                await self.page.wait_for_timeout(50)
        assert len(self.stage.sandbox.campaigns) == count
        return [dict(campaign.request) for campaign in self.stage.sandbox.campaigns]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("These tests drive a real browser: install Chromium so that `chromium` is on the PATH.")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def played(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stage]:
    """The demo; a test may give the moment at which it begins, as its parameter."""
    begins = getattr(request, "param", MORNING)
    async with started(free_port(0), tmp_path, tmp_path / "demo.db", begins) as stage:
        yield stage
        # The demo makes its own secrets, new ones each time.
        told = stage.bot.environment
        canaries.also(told["TELEGRAM_BOT_TOKEN"].partition(":")[2], told["SECRET_KEYS"])
        canaries.also(told["MSGFLASH_API_KEY"].removeprefix("msgf_live_"))
        for exchange in stage.sandbox.exchanges:
            canaries.heard("a request to MsgFlash", f"{exchange.path} {exchange.request}")
        for person in PEOPLE:
            chat = stage.telegram.chats.find(person.id)
            canaries.heard("a chat of the demo", chat.messages if chat else {})


@pytest_asyncio.fixture(loop_scope="session")
async def phone(played: Stage, chromium: Browser) -> AsyncIterator[Callable[..., Awaitable[Phone]]]:
    pages: list[Page] = []

    async def open_phone(user: int = 1001) -> Phone:
        context = await chromium.new_context(viewport={"width": 390, "height": 844}, locale="fr-FR")
        page = await context.new_page()
        page.set_default_timeout(SECONDS * 1000)
        pages.append(page)
        held = Phone(page, played, user)
        await held.opens()
        return held

    yield open_phone
    for page in pages:
        await page.context.close()
