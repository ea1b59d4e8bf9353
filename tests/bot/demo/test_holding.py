"""Holding, going on, stopping and copying in a real browser, with the real bot."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")

Phone: TypeAlias = Any  # the fixture's class lives in conftest, which tests do not import
Open: TypeAlias = Callable[..., Awaitable[Phone]]

FRENCH = {
    "everyone": "Tout le monde",
    "now": "Maintenant",
    "once": "Une seule fois",
    "content": "Qu’envoyez-vous",
    "recap": "Récapitulatif",
    "send": "Envoyer",
    "sure": "Oui, envoyer",
    "decide": "à vous de décider",
    "hold": "Mettre en pause",
    "held": "» est en pause",
    "resume": "Reprendre",
    "resumed": "» a repris",
    "yes": "Oui, reprendre",
    "verdict": "En reprenant, MsgFlash a dit",
    "stop": "Arrêter 1 campagne",
    "stopped": "Ce qui est arrêté",
    "when": "Quand part le message",
}
ENGLISH = {
    "everyone": "Everyone",
    "now": "Now",
    "once": "Once only",
    "content": "What are you sending",
    "recap": "Recap",
    "send": "Send to",
    "sure": "Yes, send to",
    "decide": "you decide",
    "hold": "Pause it",
    "held": "” is paused",
    "resume": "▶ Resume",
    "resumed": "” is resumed",
    "yes": "Yes, resume it",
    "verdict": "On resuming, MsgFlash said",
    "stop": "Stop 1 campaign",
    "stopped": "What is stopped",
    "when": "When should it be sent",
}


async def shows(held: Phone, *texts: str) -> None:
    """Wait until some message holds each of these: the campaign's card may be the last one by now."""
    for text in texts:
        await expect(held.page.get_by_test_id("message").filter(has_text=text).last).to_be_visible(timeout=20_000)


async def creates(held: Phone, words: dict[str, str]) -> None:
    """Answer everything: a text to everyone, now, from a number that MsgFlash warns of."""
    await held.types("/new")
    await held.taps("Nouvelle ligne")
    await held.taps(words["everyone"])
    await held.sees(words["when"])
    await held.taps(words["now"])
    await held.taps(words["once"])
    await held.sees(words["content"])
    await held.types("Bonjour 🎉")
    await held.sees(words["recap"])
    await held.is_checked()
    await held.taps(words["send"])
    await held.taps(words["sure"])


@pytest.mark.parametrize(("user", "words"), [(1001, FRENCH), (1002, ENGLISH)], ids=["fr", "en"])
async def test_warned_of_a_campaign_the_operator_holds_it_lets_it_go_on_and_stops_everything(
    phone: Open, user: int, words: dict[str, str]
) -> None:
    held = await phone(user)
    await creates(held, words)
    await shows(held, words["decide"])
    await held.taps(words["hold"])
    await shows(held, words["held"])
    (campaign,) = held.stage.sandbox.campaigns
    assert campaign.paused
    await held.taps(words["resume"])
    await held.taps(words["yes"])
    await shows(held, words["resumed"], words["verdict"])
    (campaign,) = held.stage.sandbox.campaigns
    assert not campaign.paused
    await held.types("/stop")
    await held.taps(words["stop"])
    await shows(held, words["stopped"])
    (campaign,) = held.stage.sandbox.campaigns
    assert campaign.paused


async def test_a_campaign_is_made_again_with_its_time_asked_anew_and_its_other_answers_kept(phone: Open) -> None:
    held = await phone(1001)
    await creates(held, FRENCH)
    await shows(held, FRENCH["decide"])
    await held.taps("Laisser partir")
    await held.taps("Refaire")
    await shows(held, FRENCH["when"], "Mêmes réponses")

    await held.campaigns(1)
    await held.taps(FRENCH["now"])
    await shows(held, FRENCH["recap"], "Bonjour 🎉")
    await held.campaigns(1)
