"""Recipients picked in a real browser, with the real bot: tags that were read, a group looked for, a list matched."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

Phone: TypeAlias = Any  # the fixture's class lives in conftest, which tests do not import
Open: TypeAlias = Callable[..., Awaitable[Phone]]


async def finish(held: Phone, *, french: bool) -> None:
    """Answer what comes after the recipients, and send."""
    await held.sees("Dans quelle ville" if french else "Which city are you in")
    await held.taps("Porto-Novo")
    await held.taps("Dans 15 minutes" if french else "In 15 minutes")
    await held.taps("Une seule fois" if french else "Once only")
    await held.sees("Qu’envoyez-vous" if french else "What are you sending")
    await held.types("Bonjour" if french else "Hello")
    await held.sees("Récapitulatif" if french else "Recap", "Parmi eux" if french else "Among them")
    await held.is_checked()
    await held.taps("Envoyer à" if french else "Send to")
    await held.sees("Campagne créée" if french else "Campaign created")


async def attach(held: Phone, file: Path) -> None:
    """Send a file as a document. The page speaks the browser's language, French, whoever is on the phone."""
    async with held.page.expect_file_chooser() as chooser:
        await held.page.get_by_role("button", name="Joindre").click()
        await held.page.get_by_role("menuitem", name="Document").click()
    await (await chooser.value).set_files(file)
    await held.page.get_by_test_id("send").click()


BOTH = pytest.mark.parametrize(("user", "french"), [(1001, True), (1002, False)])


@BOTH
async def test_tags_are_read_ticked_and_counted(phone: Open, user: int, *, french: bool) -> None:
    held = await phone(user)
    await held.types("/new")
    await held.taps("Boutique Cotonou")
    await held.taps("étiquettes" if french else "By tags")
    await held.sees("248 contacts", "environ 3 demandes" if french else "about 3 of your plan’s API requests")
    await held.taps("Lire mes contacts" if french else "Read my contacts")
    await held.sees("248 contacts lus à l’instant" if french else "248 contacts read just now")
    # As a phone writes it, with a capital.
    await held.types("Vip")
    await held.page.get_by_test_id("inline-button").filter(has_text="☑ vip").wait_for()
    await held.taps("Toutes les étiquettes" if french else "All tags")
    await held.taps("newsletter")
    await held.sees(*(("Une au moins", "Toutes à la fois") if french else ("At least one of them", "All of them")))
    await held.taps("Continuer" if french else "Continue")
    await finish(held, french=french)

    (body,) = await held.campaigns(1)
    assert body["recipients"] == {"type": "tags", "value": ["vip", "newsletter"]}


@BOTH
async def test_a_group_is_looked_for(phone: Open, user: int, *, french: bool) -> None:
    held = await phone(user)
    await held.types("/new")
    await held.taps("Boutique Cotonou")
    await held.taps("Un groupe" if french else "A group")
    await held.sees("écrivez un mot de son nom" if french else "write a word of its name")
    await held.types("fidèles")
    await held.sees("Groupes contenant" if french else "Groups that hold")
    await held.taps("Clientes fidèles")
    await finish(held, french=french)

    (body,) = await held.campaigns(1)
    group = next(one for one in held.stage.sandbox.world.groups.values() if one.name == "Clientes fidèles")
    assert body["recipients"] == {"type": "group", "groupId": group.id}


@BOTH
async def test_a_file_of_numbers_is_matched_and_the_unknown_created(
    phone: Open, tmp_path: Path, user: int, *, french: bool
) -> None:
    held = await phone(user)
    contacts = list(held.stage.sandbox.world.contacts.values())
    file = tmp_path / "clients.csv"
    rows = ["Nom;Téléphone", *(f"{one.name};{one.phone}" for one in contacts[:5]), "Jean;+33639981234"]
    file.write_text("\n".join(rows), encoding="latin-1", errors="replace")
    await held.types("/new")
    await held.taps("Boutique Cotonou")
    await held.taps("Contacts choisis" if french else "Chosen contacts")
    await held.sees("vCard")
    await attach(held, file)
    await held.sees("Pour trouver ces 6 numéros" if french else "To find these 6 numbers")
    await held.taps("Lire mes contacts" if french else "Read my contacts")
    await held.sees(*(("Trouvés : 5", "Absents de MsgFlash : 1") if french else ("Found: 5", "Not in MsgFlash: 1")))
    await held.taps("Créer ce contact" if french else "Create this contact")
    await held.types("Printemps")
    await held.sees("Créés : 1" if french else "Created: 1")
    await held.taps("Continuer avec 6" if french else "Continue with 6")
    await finish(held, french=french)

    (body,) = await held.campaigns(1)
    made = next(one for one in held.stage.sandbox.world.contacts.values() if one.phone == "+33639981234")
    assert (made.name, made.tags) == ("Jean", ("Printemps",))
    assert body["recipients"] == {"type": "explicit", "value": [*(one.id for one in contacts[:5]), made.id]}


@BOTH
async def test_contacts_ticked_across_searches_survive_a_killed_bot(phone: Open, user: int, *, french: bool) -> None:
    held = await phone(user)
    await held.types("/new")
    await held.taps("Boutique Cotonou")
    await held.taps("Contacts choisis" if french else "Chosen contacts")
    await held.types("Awa Doe")
    await held.taps("Awa Doe")
    await held.sees("1 contact choisi" if french else "1 contact chosen")
    await held.stage.bot.kill()
    await held.types("Traoré")
    await held.stage.bot.start()
    await held.sees("contenant « Traoré »" if french else "that hold “Traoré”", "1 contact ch")
    await held.page.get_by_test_id("inline-button").filter(has_text="Traoré").first.click()
    # Of those ticked before the kill no name was kept.
    await held.sees("2 contacts ch")
    await held.taps("Continuer (2)" if french else "Continue (2)")
    await finish(held, french=french)

    (body,) = await held.campaigns(1)
    recipients = body["recipients"]
    assert recipients["type"] == "explicit"
    assert len(recipients["value"]) == 2
