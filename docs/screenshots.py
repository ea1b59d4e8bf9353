"""Take the pictures of docs/pictures: each kind of screen of the demo, at phone width. Run `make screenshots`."""

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Page, async_playwright, expect

from bot.demo.run import Stage, free_port, started

PICTURES = Path(__file__).parent / "pictures"
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SETTLE_MILLISECONDS = 700

# What an operator does, one thing a line: "> text" types, "tap" taps, "see" waits, "shot" takes the picture; "trouble"
# turns one of the demo's troubles on or off. What docs/operators.*.md shows is taken in both languages.
FRENCH = """
> /start
see une question à la fois
shot home-fr
tap Nouvelle campagne
see De quel numéro
shot number-fr
tap Boutique Cotonou
see Qui reçoit
shot recipients-fr
tap étiquettes
see plusieurs séparées
> client, vip
see Dans quelle ville
shot city-fr
tap Porto-Novo
see Quand part
shot when-fr
tap Un autre jour
see Quel jour
shot calendar-fr
tap Retour
see Quand part
> 30/02 à 9h
see 30
shot refused-date-fr
tap Un autre jour
tap ›
tap 16
see à quelle heure
shot hours-fr
tap 10 h
tap 10:30
see Faut-il répéter
tap Chaque semaine
see Qu’envoyez-vous
shot content-fr
> Bonjour ! Les *nouveautés* de la semaine sont arrivées 🎉
see Récapitulatif
shot recap-fr
tap Envoyer
see Campagne créée
shot verdict-fr
tap Mes campagnes
see Touchez une campagne
shot campaigns-fr
> /new
tap Boutique Cotonou
tap Tout le monde
see Quand part
> dimanche 10h
see beaucoup de gens
shot quiet-fr
tap Garder cette heure
tap Une seule fois
> Bonjour !
see Récapitulatif
trouble server_error on
tap Envoyer
see Non, relire
shot everyone-fr
tap Oui, envoyer
see Résultat inconnu
shot unknown-fr
trouble server_error off
"""
ENGLISH = """
> /start
see one question at a time
shot home-en
tap New campaign
see Which number
shot number-en
tap Boutique Cotonou
see Who receives
shot recipients-en
tap A group
see Which group
shot group-en
tap VIP
see Which city
tap Porto-Novo
see should it be sent
shot when-en
tap Another day
see Which day
shot calendar-en
tap Back
see should it be sent
> 30/02 at 9am
see 30
shot refused-date-en
> tomorrow 10:30
see sent again
tap Every week
see What are you sending
shot content-en
tap A template
see Which template
shot template-en
tap Back
> Hello! This week’s *new arrivals* are in 🎉
see Recap
shot recap-en
tap Send
see Campaign created
shot verdict-en
tap My campaigns
see Tap a campaign
shot campaigns-en
> /new
tap Boutique Cotonou
tap A group
tap VIP
> tomorrow 10:30
see sent again
tap Once only
tap Reply buttons
see Write the heading
> How was it?
see Write the text
> One tap is enough.
see footer
tap No footer
see one or two buttons
> Good
see Recap
shot buttons-en
> /cancel
tap Yes, drop it
> /new
tap Boutique Cotonou
tap Everyone
> Sunday 10am
see many people
shot quiet-en
tap Keep this time
tap Once only
> Hello!
see Recap
trouble server_error on
tap Send
see No, look again
shot everyone-en
tap Yes, send
see Outcome unknown
shot unknown-en
trouble server_error off
> /help
see five answers
shot help-en
"""


async def main() -> int:
    """Take every picture; return the exit code."""
    path = shutil.which("chromium")
    if path is None:
        sys.stderr.write("Chromium is needed: make browser\n")
        return 1
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with (
            started(free_port(0), folder, folder / "demo.db") as stage,
            async_playwright() as playwright,
        ):
            browser = await playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
            for user, locale, deeds in ((1001, "fr-FR", FRENCH), (1002, "en-GB", ENGLISH)):
                context = await browser.new_context(
                    viewport={"width": 390, "height": 844}, device_scale_factor=2, locale=locale
                )
                await _play(await context.new_page(), stage, user, deeds)
            await browser.close()
    return 0


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
                await page.get_by_test_id("inline-button").filter(has_text=rest).last.click()
            case "see":
                await expect(page.get_by_test_id("message").last).to_contain_text(rest, timeout=20_000)
            case "trouble":
                name, _, turned = rest.partition(" ")
                await page.request.post(f"{stage.address}/demo/trouble", data={name: turned == "on"})
            case _:
                await page.wait_for_timeout(SETTLE_MILLISECONDS)
                await page.screenshot(path=PICTURES / f"{rest}.png")
                sys.stdout.write(f"docs/pictures/{rest}.png\n")


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
