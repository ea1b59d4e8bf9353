from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.demo.msgflash.sandbox import Sandbox

Ask = Callable[..., Awaitable[tuple[int, Any]]]
Find = Callable[[str], str]
NOBODY = "00000000-0000-4000-8000-000000000000"
STRANGERS = [f"+3363998{place}" for place in range(5000, 5150)]


@pytest.fixture
def shop(instance: Find) -> str:
    return instance("Boutique Cotonou")


async def test_few_numbers_are_normalised_sorted_and_told_at_once(ask: Ask, sandbox: Sandbox, shop: str) -> None:
    contact = next(kept for kept in sandbox.world.contacts.values() if kept.phone.startswith("+33"))
    spaced = f"00{contact.phone[1:5]} {contact.phone[5:]}"

    status, answer = await ask(
        "POST", "/number-lookups", {"instanceId": shop, "numbers": [spaced, contact.phone, "0639", *STRANGERS[:50]]}
    )

    result = answer["data"].pop("result")
    assert (status, answer["data"]["mode"], answer["data"]["requested"]) == (200, "sync", 53)
    assert (answer["data"]["normalized"], answer["data"]["checked"]) == (51, 51)
    assert contact.phone in result["onWhatsApp"]
    assert result["invalid"] == ["0639"]
    assert sorted(result["onWhatsApp"] + result["notOnWhatsApp"]) == sorted([contact.phone, *STRANGERS[:50]])
    assert len(result["notOnWhatsApp"]) == answer["data"]["notOnWhatsAppCount"] > 0


async def test_a_hundred_numbers_are_checked_in_the_background_twenty_at_a_time(
    ask: Ask, shop: str, pass_time: Callable[[float], None]
) -> None:
    status, begun = await ask("POST", "/number-lookups", {"instanceId": shop, "numbers": STRANGERS})
    path = f"/number-lookups/{begun['data']['lookupId']}"
    seen = []
    for seconds in (0.5, 0.5, 4, 3):
        pass_time(seconds)
        _, told = await ask("GET", f"{path}/progress")
        seen.append((told["data"]["status"], told["data"]["checkedCount"], told["data"]["progress"]))
    _, whole = await ask("GET", path)
    _, every = await ask("GET", "/number-lookups")

    assert (status, begun["data"]["mode"], begun["data"]["status"]) == (202, "async", "pending")
    assert seen == [("pending", 0, 0), ("processing", 20, 13), ("processing", 100, 66), ("done", 150, 100)]
    assert len(whole["data"]["result"]["onWhatsApp"]) == whole["data"]["onWhatsAppCount"]
    assert [lookup["id"] for lookup in every["data"]] == [begun["data"]["lookupId"]]


async def test_a_cancelled_lookup_stays_where_it_was_and_imports_nothing(
    ask: Ask, shop: str, pass_time: Callable[[float], None]
) -> None:
    _, begun = await ask("POST", "/number-lookups", {"instanceId": shop, "numbers": STRANGERS})
    path = f"/number-lookups/{begun['data']['lookupId']}"
    pass_time(2)
    _, cancelled = await ask("POST", f"{path}/cancel")
    pass_time(60)
    _, later = await ask("GET", f"{path}/progress")
    again, _ = await ask("POST", f"{path}/cancel")
    imported, refusal = await ask("POST", f"{path}/import-contacts", {"tag": "verified-whatsapp"})

    assert (cancelled["data"]["status"], cancelled["data"]["checkedCount"]) == ("cancelled", 40)
    assert later["data"] == cancelled["data"]
    assert (again, imported, refusal["error"]["code"]) == (400, 400, "BAD_REQUEST")


async def test_only_numbers_on_whatsapp_become_contacts_with_the_tag(ask: Ask, sandbox: Sandbox, shop: str) -> None:
    known = next(iter(sandbox.world.contacts.values()))
    _, answer = await ask(
        "POST", "/number-lookups", {"instanceId": shop, "numbers": [known.phone, *STRANGERS[:20], "12"]}
    )
    path = f"/number-lookups/{answer['data']['lookupId']}/import-contacts"

    _, imported = await ask("POST", path, {"tag": "verified"})
    _, again = await ask("POST", path, {"tag": "verified"})

    tagged = {kept.phone for kept in sandbox.world.contacts.values() if "verified" in kept.tags}
    found = answer["data"]["onWhatsAppCount"]
    assert tagged == set(answer["data"]["result"]["onWhatsApp"])
    assert (imported["data"]["imported"], imported["data"]["updated"]) == (found - 1, 1)
    assert (again["data"]["imported"], again["data"]["updated"]) == (0, found)
    assert sandbox.world.contacts[known.id].tags == (*known.tags, "verified")


async def test_a_number_that_is_not_connected_can_look_up_nothing(ask: Ask, instance: Find) -> None:
    status, answer = await ask(
        "POST", "/number-lookups", {"instanceId": instance("Ancien numéro"), "numbers": ["+33639980001"]}
    )

    assert (status, answer["error"]["code"]) == (502, "PROVIDER_ERROR")


async def test_a_wrong_lookup_is_refused(ask: Ask, shop: str) -> None:
    empty, _ = await ask("POST", "/number-lookups", {"instanceId": shop, "numbers": []})
    unknown, _ = await ask("POST", "/number-lookups", {"instanceId": NOBODY, "numbers": ["+33639980001"]})
    missing, _ = await ask("GET", f"/number-lookups/{NOBODY}/progress")

    assert (empty, unknown, missing) == (400, 404, 404)


async def test_numbers_that_are_all_wrong_are_done_at_once(ask: Ask, shop: str) -> None:
    _, begun = await ask("POST", "/number-lookups", {"instanceId": shop, "numbers": ["12"] * 100})
    _, told = await ask("GET", f"/number-lookups/{begun['data']['lookupId']}/progress")

    assert (told["data"]["status"], told["data"]["progress"], told["data"]["invalidCount"]) == ("done", 100, 1)
