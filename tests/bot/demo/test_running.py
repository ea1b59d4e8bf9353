"""A campaign's whole life in a real browser: it leaves, is paused on its way, goes on to its end, and is reported."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")

Phone: TypeAlias = Any  # the fixture's class lives in conftest, which tests do not import
Open: TypeAlias = Callable[..., Awaitable[Phone]]

FRENCH = {
    "everyone": "Tout le monde",
    "when": "Quand part le message",
    "now": "Maintenant",
    "once": "Une seule fois",
    "content": "Qu’envoyez-vous",
    "send": "Envoyer à 248",
    "sure": "Oui, envoyer",
    "created": "Campagne créée",
    "will leave": "Je regarderai quand elle partira",
    "running": "À cette allure, fini vers",
    "pause": "⏸ Pause",
    "yes, pause": "Oui, mettre en pause",
    "paused": "» est en pause",
    "waits": "Elle attend que vous la repreniez",
    "resume": "Reprendre",
    "yes, resume": "Oui, reprendre",
    "resumed": "» a repris",
    "done": ": terminée",
    "counted": "/ 248",
    "rising": "Remis et lus montent encore",
    "again": "Refaire",
}
ENGLISH = {
    "everyone": "Everyone",
    "when": "When should it be sent",
    "now": "Now",
    "once": "Once only",
    "content": "What are you sending",
    "send": "Send to 248",
    "sure": "Yes, send to",
    "created": "Campaign created",
    "will leave": "I will look when it starts",
    "running": "At this pace done around",
    "pause": "⏸ Pause",
    "yes, pause": "Yes, pause it",
    "paused": "” is paused",
    "waits": "It waits until you resume it",
    "resume": "▶ Resume",
    "yes, resume": "Yes, resume it",
    "resumed": "” is resumed",
    "done": ": done",
    "counted": "/ 248",
    "rising": "Delivered and read still rise",
    "again": "Repeat",
}


async def shows(held: Phone, *texts: str) -> None:
    """Wait until one message holds all of these, wherever it stands."""
    found = held.page.get_by_test_id("message")
    for text in texts:
        found = found.filter(has_text=text)
    await expect(found.last).to_be_visible(timeout=20_000)


@pytest.mark.parametrize(("user", "words"), [(1001, FRENCH), (1002, ENGLISH)], ids=["fr", "en"])
async def test_a_campaign_is_paused_on_its_way_goes_on_to_its_end_and_is_reported(
    phone: Open, user: int, words: dict[str, str]
) -> None:
    held = await phone(user)
    await held.types("/new")
    await held.taps("Boutique Cotonou")
    await held.taps(words["everyone"])
    await held.taps("Porto-Novo")
    await held.sees(words["when"])
    await held.taps(words["now"])
    await held.taps(words["once"])
    await held.sees(words["content"])
    await held.types("Bonjour 🎉")
    await held.is_checked()
    await held.taps(words["send"])
    await held.taps(words["sure"])
    await held.sees(words["created"])
    await held.stage.passes(seconds=30)
    await shows(held, words["will leave"])
    await held.stage.passes(seconds=210)
    await shows(held, words["running"], words["counted"])
    await held.taps(words["pause"])
    await held.sees(words["yes, pause"])
    await held.taps(words["yes, pause"])
    await shows(held, words["paused"])
    (campaign,) = held.stage.sandbox.campaigns
    assert campaign.paused
    await held.stage.passes(minutes=9)
    await shows(held, words["waits"], words["counted"])
    await held.taps(words["resume"])
    await held.taps(words["yes, resume"])
    await shows(held, words["resumed"])
    await held.stage.passes(minutes=4)

    await held.sees(words["done"], words["rising"])
    await expect(held.button(words["again"])).to_be_visible()
    (campaign,) = held.stage.sandbox.campaigns
    assert not campaign.paused
    report = await held.page.get_by_test_id("message").last.inner_text()
    sent, failed = numbers(report)
    assert sent + failed == 248


def numbers(report: str) -> tuple[int, int]:
    """Return how many a report says were sent, and how many failed."""
    lines = report.splitlines()
    sent = next(line for line in lines if line.startswith(("Envoyés", "Sent")))
    failed = next(line for line in lines if line.startswith(("En échec", "Failed")))
    return int(sent.split("/")[0].split()[-1]), int(failed.split()[-1])
