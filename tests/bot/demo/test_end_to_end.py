"""Whole campaigns in a real browser, with the real bot, at the width of a phone."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

Phone: TypeAlias = Any  # the fixture's class lives in conftest, which tests do not import
Open: TypeAlias = Callable[..., Awaitable[Phone]]


async def to_the_recap(held: Phone) -> None:
    """Answer everything in French: a text to a tag, tomorrow at nine."""
    await held.types("/start")
    await held.taps("Nouvelle campagne")
    await held.taps("Boutique Cotonou")
    await held.taps("étiquettes")
    await held.sees("étiquette, ou plusieurs")
    await held.types("client")
    await held.sees("Dans quelle ville")
    await held.taps("Porto-Novo")
    await held.sees("Quand part le message")
    await held.types("après-demain à 9h30")
    await settle(held)
    await held.taps("Une seule fois")
    await held.sees("Qu’envoyez-vous")
    await held.types("Bonjour <b>&</b> bienvenue 🎉")
    await held.sees("Récapitulatif", "Bonjour <b>&</b> bienvenue 🎉")


async def settle(held: Phone) -> None:
    """The day after tomorrow may be a Sunday: then the bot asks whether it should be."""
    await held.sees(":")
    await held.page.get_by_text("Une seule fois").or_(held.page.get_by_text("Garder cette heure")).last.wait_for()
    if await held.page.get_by_text("Garder cette heure").count():
        await held.taps("Garder cette heure")


async def test_a_text_campaign_in_french(phone: Open) -> None:
    held = await phone(1001)
    await to_the_recap(held)
    await held.is_checked()
    await held.taps("Envoyer")
    await held.sees("Campagne créée", "Avis de MsgFlash", "Risque", "Nombre")

    (body,) = await held.campaigns(1)
    assert body["type"] == "text"
    assert body["body"] == "Bonjour <b>&</b> bienvenue 🎉"
    assert body["recipients"] == {"type": "tags", "value": ["client"]}
    assert str(body["schedule"]).endswith("T08:30:00.000Z")


async def test_a_buttons_campaign_in_english(phone: Open) -> None:
    held = await phone(1002)
    await held.types("/new")
    await held.taps("Boutique Cotonou")
    await held.taps("Everyone")
    await held.sees("Which city are you in")
    await held.taps("Porto-Novo")
    await held.taps("In 15 minutes")
    await held.taps("Once only")
    await held.taps("Reply buttons")
    await held.sees("Write the heading")
    await held.types("How was it?")
    await held.sees("Write the text")
    await held.types("One tap is enough.")
    await held.sees("footer")
    await held.taps("No footer")
    await held.sees("one or two buttons")
    await held.types("Good\nNot so good")
    await held.sees("Recap")
    await held.is_checked()
    await held.taps("Send to")
    await held.sees("all your contacts")
    await held.taps("Yes, send to")
    await held.sees("Campaign created")

    (body,) = await held.campaigns(1)
    assert body["type"] == "buttons"
    assert body["recipients"] == {"type": "all"}
    assert [button["displayText"] for button in body["buttons"]] == ["Good", "Not so good"]


async def test_a_double_click_on_send_creates_one_campaign(phone: Open) -> None:
    held = await phone(1001)
    await to_the_recap(held)
    await held.is_checked()
    await held.button("Envoyer").dblclick()
    await held.sees("Campagne créée")

    await held.campaigns(1)


async def test_a_reload_in_the_middle_goes_on_where_it_was(phone: Open) -> None:
    held = await phone(1001)
    await to_the_recap(held)
    await held.page.reload()
    await held.sees("Récapitulatif", "bienvenue 🎉")
    await held.is_checked()
    await held.taps("Envoyer")
    await held.sees("Campagne créée")

    await held.campaigns(1)


async def test_a_bot_killed_and_restarted_in_the_middle_goes_on_where_it_was(phone: Open) -> None:
    held = await phone(1001)
    await to_the_recap(held)
    await held.is_checked()
    await held.stage.bot.kill()
    await held.taps("Envoyer")
    await held.stage.bot.start()
    await held.sees("Campagne créée")

    await held.campaigns(1)


async def test_an_answer_that_never_comes_is_called_unknown_and_settled_by_a_person(phone: Open) -> None:
    held = await phone(1001)
    await to_the_recap(held)
    await held.is_checked()
    held.stage.telegram.switches.turn({"timeout_after_recording": True})
    await held.taps("Envoyer")
    await held.sees("Envoi à MsgFlash")
    await held.stage.bot.kill()
    await held.stage.bot.start()
    await held.sees("Résultat inconnu", "La campagne existe peut-être")
    await held.taps("Elle y est")
    await held.sees("une question à la fois")

    await held.campaigns(1)


async def test_a_stranger_learns_his_own_number_and_nothing_else(phone: Open) -> None:
    held = await phone(1003)
    await held.types("/start")
    await held.sees("1003", "réservé")

    assert await held.page.get_by_test_id("inline-button").count() == 0
