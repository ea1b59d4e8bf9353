"""Files and formatting from a phone, in a real browser with the real bot: sent, handed out, and part of a campaign."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest
from aiohttp import ClientSession
from playwright.async_api import expect

from tests.bot.media.samples import picture

pytestmark = pytest.mark.asyncio(loop_scope="session")

Phone: TypeAlias = Any  # the fixture's class lives in conftest, which tests do not import
Open: TypeAlias = Callable[..., Awaitable[Phone]]

PICTURE = picture(320, 240)
SIDE_BY_SIDE = 200
WORDS = {
    "fr": {
        "new": "Nouvelle campagne",
        "tags": "étiquettes",
        "when": "après-demain à 9h30",
        "once": "Une seule fois",
        "what": "maintenez le micro",
        "send": "Envoyer",
        "created": "Campagne créée",
        "recap": "Récapitulatif",
    },
    "en": {
        "new": "New campaign",
        "tags": "tags",
        "when": "in two days at 9:30",
        "once": "Once only",
        "what": "hold the microphone",
        "send": "Send",
        "created": "Campaign created",
        "recap": "Recap",
    },
}


async def to_the_content(held: Phone, words: dict[str, str]) -> None:
    await held.types("/start")
    await held.taps(words["new"])
    await held.taps("Boutique Cotonou")
    await held.taps(words["tags"])
    await held.page.wait_for_timeout(300)
    await held.types("client")
    await held.taps("Porto-Novo")
    await held.types(words["when"])
    await held.taps(words["once"])
    await held.sees(words["what"])


async def attaches(held: Phone, item: str, name: str, mime: str, content: bytes) -> None:
    async with held.page.expect_file_chooser() as chooser:
        await held.page.get_by_role("button", name="Joindre").click()
        await held.page.get_by_role("menuitem", name=item).click()
    await (await chooser.value).set_files({"name": name, "mimeType": mime, "buffer": content})
    await held.page.get_by_role("button", name=name).wait_for()


@pytest.mark.parametrize(("user", "language"), [(1001, "fr"), (1002, "en")])
async def test_a_photo_with_a_bold_caption_is_the_campaign(phone: Open, user: int, language: str) -> None:
    words = WORDS[language]
    held = await phone(user)
    await to_the_content(held, words)
    await attaches(held, "Photo", "poster.png", "image/png", PICTURE)
    composer = held.page.get_by_test_id("composer")
    await composer.fill("🎉 Soldes")
    await composer.evaluate("node => node.setSelectionRange(3, 9)")
    await composer.press("Control+b")
    await held.page.get_by_test_id("send").click()
    await held.sees(words["recap"], "image.png", "🎉 Soldes")
    await held.page.get_by_test_id("message").last.locator("strong, b").filter(has_text="Soldes").wait_for()
    await held.is_checked()
    await held.taps(words["send"])
    await held.sees(words["created"])
    (body,) = await held.campaigns(1)

    assert (body["type"], body["body"]) == ("image", "🎉 *Soldes*")
    await is_handed_out(held, str(body["mediaUrl"]))


@pytest.mark.parametrize(("user", "language"), [(1001, "fr"), (1002, "en")])
async def test_a_voice_message_is_held_released_and_sent(phone: Open, user: int, language: str) -> None:
    words = WORDS[language]
    held = await phone(user)
    await held.page.context.grant_permissions(["microphone"])
    await to_the_content(held, words)
    await held.page.get_by_test_id("record").click()
    # Shorter, and the browser may not have written anything yet.
    await expect(held.page.get_by_role("timer")).to_contain_text("0:01")
    await held.page.get_by_test_id("send").click()
    await held.sees(words["recap"])
    await held.is_checked()
    await held.taps(words["send"])
    await held.sees(words["created"])
    (body,) = await held.campaigns(1)

    assert body["type"] == "voice_note"
    assert "body" not in body


async def is_handed_out(held: Phone, url: str) -> None:
    """To 200 at once, and again after the bot was killed and started."""
    async with ClientSession() as session:

        async def fetched(method: str = "GET", **headers: str) -> tuple[int, bytes, str]:
            async with session.request(method, url, headers=headers) as response:
                return response.status, await response.read(), response.headers.get("X-Content-Type-Options", "")

        whole = (200, PICTURE, "nosniff")
        assert set(await asyncio.gather(*(fetched() for _ in range(SIDE_BY_SIDE)))) == {whole}
        assert await fetched("HEAD") == (200, b"", "nosniff")
        assert await fetched(Range="bytes=0-3") == (206, PICTURE[:4], "nosniff")
        await held.stage.bot.kill()
        await held.stage.bot.start()
        async with asyncio.timeout(20):
            while not await answers(session, url):
                await held.page.wait_for_timeout(50)
        assert await fetched() == whole


async def answers(session: ClientSession, url: str) -> bool:
    try:
        async with session.head(url):
            return True
    except OSError:
        return False
