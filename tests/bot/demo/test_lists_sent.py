"""Numbers pasted, shared and sent as files, in a real browser with the real bot: found, given back, looked up."""

from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import Any, TypeAlias

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]  # openpyxl publishes no types
from playwright.async_api import expect

from tests.bot.demo.test_audiences import BOTH, finish
from tests.bot.demo.test_handed_over import sends

pytestmark = pytest.mark.asyncio(loop_scope="session")

Phone: TypeAlias = Any  # the fixture's class lives in conftest, which tests do not import
Open: TypeAlias = Callable[..., Awaitable[Phone]]

UNKNOWN = tuple(f"+33639981{at:03}" for at in range(4))
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(*numbers: str) -> bytes:
    written = Workbook()
    for number in ("Téléphone", *numbers):
        written.active.append([number])
    octets = BytesIO()
    written.save(octets)
    return octets.getvalue()


def card(number: str) -> bytes:
    return f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jean\r\nTEL;TYPE=CELL:{number}\r\nEND:VCARD\r\n".encode()


async def to_the_contacts(held: Phone, *, french: bool) -> None:
    await held.types("/new")
    await held.taps("Boutique Cotonou")
    await held.taps("Contacts choisis" if french else "Chosen contacts")
    await held.sees("vCard")


async def counts(held: Phone, *, french: bool, **counted: int) -> None:
    """Wait until each count stands on the screen."""
    names = {
        "found": ("Trouvés\u00a0: ", "Found: "),
        "already": ("Déjà choisis\u00a0: ", "Already chosen: "),
        "twice": ("En double\u00a0: ", "Listed twice: "),
        "unknown": ("Absents de MsgFlash\u00a0: ", "Not in MsgFlash: "),
        "invalid": ("Illisibles\u00a0: ", "Not numbers: "),
    }
    await held.sees(*(f"{names[name][0 if french else 1]}{number}" for name, number in counted.items()))


def look_ups(held: Phone) -> list[Any]:
    return [one for one in held.stage.sandbox.exchanges if one.path.endswith("/number-lookups")]


@BOTH
async def test_pasted_numbers_a_card_and_files_are_put_together(phone: Open, user: int, *, french: bool) -> None:
    held = await phone(user)
    people = list(held.stage.sandbox.world.contacts.values())
    beninese = [one for one in people if one.phone.startswith("+229")][:3]
    french_ones = [one for one in people if one.phone.startswith("+33")][:3]
    await to_the_contacts(held, french=french)
    # National forms are those of the sender's country.
    national = [f"01 {one.phone[6:8]} {one.phone[8:10]} {one.phone[10:12]} {one.phone[12:]}" for one in beninese]
    await held.types("\n".join((*national, national[0], "12", french_ones[0].phone)))
    await held.taps("Lire mes contacts" if french else "Read my contacts")
    await counts(held, french=french, found=4, twice=1, invalid=1)
    await sends(held, "contact", phone_number=french_ones[1].phone, first_name="Zoé")
    await held.sees("5 contacts ch")
    await counts(held, french=french, found=1)
    await sends(held, "document", ("clients.vcf", "text/vcard", card(french_ones[2].phone)))
    await held.sees("6 contacts ch")
    await counts(held, french=french, found=1)
    await sends(held, "document", ("clients.xlsx", SHEET, workbook(people[20].phone, beninese[0].phone, UNKNOWN[0])))
    await counts(held, french=french, found=1, already=1, unknown=1)
    await held.taps("Continuer avec 7" if french else "Continue with 7")
    await finish(held, french=french)

    (body,) = await held.campaigns(1)
    chosen = (*beninese, *french_ones, people[20])
    assert body["recipients"] == {"type": "explicit", "value": [one.id for one in chosen]}


@BOTH
async def test_the_rest_of_a_list_comes_back_and_is_looked_up_on_request_alone(
    phone: Open, user: int, *, french: bool
) -> None:
    held = await phone(user)
    people = list(held.stage.sandbox.world.contacts.values())
    await to_the_contacts(held, french=french)
    listed = "\n".join((*(one.phone for one in people[:5]), *UNKNOWN, "bonjour 12"))
    await sends(held, "document", ("clients.txt", "text/plain", listed.encode()))
    await held.taps("Lire mes contacts" if french else "Read my contacts")
    await counts(held, french=french, found=5, unknown=4)
    await held.taps("Recevoir le reste" if french else "Get the rest")
    name = "reste.csv" if french else "rest.csv"
    await expect(held.page.get_by_test_id("message").filter(has_text=name)).to_be_visible()
    await counts(held, french=french, found=5, unknown=4)
    await held.taps("Vérifier sur WhatsApp" if french else "Check on WhatsApp")
    await held.sees("bloquer votre numéro" if french else "get your number banned", "20")
    assert look_ups(held) == []
    await held.taps("Vérifier 4 numéros" if french else "Check 4 numbers")
    await held.sees("de ces 4 numéros" if french else "of these 4 numbers")
    assert [one.request["numbers"] for one in look_ups(held)] == [list(UNKNOWN)]
    await held.taps("Continuer avec 5" if french else "Continue with 5")
    await finish(held, french=french)

    (body,) = await held.campaigns(1)
    assert body["recipients"] == {"type": "explicit", "value": [one.id for one in people[:5]]}
