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


async def test_a_warned_campaign_is_held_and_a_smaller_one_created_in_french(phone: Open) -> None:
    held = await phone(1001)
    await held.types("/start")
    await to_everyone(held, "Nouvelle ligne", "Tout le monde", "Une seule fois", "Bonjour à tous")
    await held.sees("248 destinataires, et MsgFlash en conseillait 100 au plus")
    await held.is_checked()
    await held.taps("Envoyer à 248")
    await held.taps("Oui, envoyer")
    await held.sees("Campagne créée", "je la mets d’abord en pause")
    await held.taps("Envoyer à 100 seulement")
    await held.sees("En pause. Voici un envoi à 100", "ne la reprenez pas", "Récapitulatif")
    await held.taps("Envoyer à 100")
    await held.sees("Campagne créée")

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
    await held.sees("connecté", "248 destinataires, en pause", "100 destinataires", "L’image montre")
    assert await held.page.get_by_test_id("message").last.locator("img").count() == 1


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
