"""Warned, held, made to fit, and looked back upon: in a real browser, with the real bot, in both languages."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

Phone: TypeAlias = Any  # the fixture's class lives in conftest, which tests do not import
Open: TypeAlias = Callable[..., Awaitable[Phone]]


async def to_everyone(held: Phone, number: str, everyone: str, once: str, words: str) -> None:
    """Answer everything: a text to all contacts from a number that is still warming up, in some weeks."""
    await held.types("/new")
    await held.taps(number)
    await held.taps(everyone)
    await held.page.get_by_text("Porto-Novo").or_(held.page.get_by_text("15 min")).last.wait_for()
    if await held.page.get_by_text("Porto-Novo").count():
        await held.taps("Porto-Novo")
    await held.types("dans 20 jours à 10h" if everyone.startswith("Tout") else "in 20 days at 10am")
    await held.taps(once)
    await held.types(words)


FRENCH = {
    "everyone": "Tout le monde",
    "once": "Une seule fois",
    "beyond": "248 destinataires, et MsgFlash en conseillait 100 au plus",
    "send": "Envoyer à 248",
    "sure": "Oui, envoyer",
    "created": "Campagne créée",
    "first": "je la mets d’abord en pause",
    "smaller": "Envoyer à 100 seulement",
    "chosen": "En pause. Voici un envoi à 100",
    "keep": "ne la reprenez pas",
    "recap": "Récapitulatif",
    "send fewer": "Envoyer à 100",
    "linked": "connecté",
    "held": "248 destinataires, en pause",
    "fewer": "100 destinataires",
    "picture": "L’image montre",
    "later": "Plus tard",
    "proposed": "Je propose un autre départ",
    "another": "Autre date",
    "when": "Quand part le message",
    "typed": "dans 26 jours à 11h",
    "at eleven": "11:00",
}
ENGLISH = {
    "everyone": "Everyone",
    "once": "Once only",
    "beyond": "248 recipients, and MsgFlash advised 100 at most",
    "send": "Send to 248",
    "sure": "Yes, send to",
    "created": "Campaign created",
    "first": "I pause it first",
    "smaller": "Send to 100 only",
    "chosen": "Paused. Here is a sending to 100",
    "keep": "do not resume it",
    "recap": "Recap",
    "send fewer": "Send to 100",
    "linked": "connected",
    "held": "248 recipients, paused",
    "fewer": "100 recipients",
    "picture": "The picture shows",
    "later": "Send later",
    "proposed": "I propose another start",
    "another": "Another time",
    "when": "When should it be sent",
    "typed": "in 26 days at 11am",
    "at eleven": "11:00",
}
BOTH = pytest.mark.parametrize(("user", "words"), [(1001, FRENCH), (1002, ENGLISH)], ids=["fr", "en"])


async def is_warned(held: Phone, words: dict[str, str]) -> None:
    await to_everyone(held, "Nouvelle ligne", words["everyone"], words["once"], "Bonjour à tous")
    await held.sees(words["beyond"])
    await held.is_checked()
    await held.taps(words["send"])
    await held.taps(words["sure"])
    await held.sees(words["created"], words["first"])


@BOTH
async def test_a_warned_campaign_is_held_and_a_smaller_one_created(
    phone: Open, user: int, words: dict[str, str]
) -> None:
    held = await phone(user)
    await is_warned(held, words)
    await held.taps(words["smaller"])
    await held.sees(words["chosen"], words["keep"], words["recap"])
    await held.is_checked()
    await held.taps(words["send fewer"])
    await held.sees(words["created"])

    bodies = await held.campaigns(2)
    assert [body["recipients"]["type"] for body in bodies] == ["all", "explicit"]
    assert len(bodies[1]["recipients"]["value"]) == 100
    first, second = held.stage.sandbox.campaigns
    assert first.paused
    assert not second.paused
    assert second.verdict.total == 100
    assert second.verdict.cold <= 0.4
    await held.types("/number")
    await held.taps("Nouvelle ligne")
    await held.sees(words["linked"], words["held"], words["fewer"], words["picture"])
    assert await held.page.get_by_test_id("message").last.locator("img").count() == 1


@BOTH
async def test_a_later_date_is_proposed_and_another_taken(phone: Open, user: int, words: dict[str, str]) -> None:
    held = await phone(user)
    await is_warned(held, words)
    await held.taps(words["later"])
    await held.sees(words["proposed"], words["keep"], words["recap"])
    await held.is_checked()
    await held.taps(words["another"])
    await held.sees(words["when"])
    await held.types(words["typed"])
    await held.sees(words["recap"], words["at eleven"])
    await held.is_checked()
    await held.taps(words["send"])
    await held.taps(words["sure"])

    bodies = await held.campaigns(2)
    first, second = held.stage.sandbox.campaigns
    assert (first.paused, second.paused) == (True, False)
    assert bodies[0]["schedule"] < bodies[1]["schedule"]


async def test_waves_are_confirmed_together_in_english(phone: Open) -> None:
    held = await phone(1002)
    await to_everyone(held, "Nouvelle ligne", "Everyone", "Once only", "Hello everybody")
    await held.sees("Recap", "248 recipients, and MsgFlash advised 100 at most")
    await held.is_checked()
    await held.taps("Send to 248")
    await held.taps("Yes, send to")
    await held.sees("Campaign created")
    await held.taps("Send in waves")
    await held.sees("Sending in", "Each person is in one wave only", "do not resume it")
    await held.taps("Send the")

    bodies = await held.campaigns(4)
    people = [one for body in bodies[1:] for one in body["recipients"]["value"]]
    assert len(people) == len(set(people))
    assert held.stage.sandbox.campaigns[0].paused
    for wave in held.stage.sandbox.campaigns[1:]:
        assert wave.verdict.total <= wave.verdict.advised_recipients
        assert wave.verdict.cold <= wave.verdict.advised_cold
