from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

import pytest

from bot.demo.msgflash.sandbox import Sandbox

Ask = Callable[..., Awaitable[tuple[int, Any]]]
NOBODY = "00000000-0000-4000-8000-000000000000"


async def walked(ask: Ask, query: str) -> list[dict[str, Any]]:
    """Follow the cursor to the end."""
    contacts: list[dict[str, Any]] = []
    cursor = ""
    while True:
        status, answer = await ask("GET", f"/contacts?{query}{cursor}")
        assert status == 200
        contacts += answer["data"]["contacts"]
        assert answer["data"]["hasMore"] == (answer["data"]["nextCursor"] is not None)
        if not answer["data"]["hasMore"]:
            return contacts
        cursor = f"&cursor={quote(answer['data']['nextCursor'])}"


@pytest.mark.parametrize("limit", [1, 37, 100])
async def test_a_walk_meets_every_contact_once_newest_first(ask: Ask, sandbox: Sandbox, limit: int) -> None:
    contacts = await walked(ask, f"limit={limit}")

    assert {contact["id"] for contact in contacts} == set(sandbox.world.contacts)
    assert len(contacts) == len(sandbox.world.contacts) == 248
    assert [contact["createdAt"] for contact in contacts] == sorted(
        (contact["createdAt"] for contact in contacts), reverse=True
    )


async def test_a_walk_by_name_goes_from_a_to_z(ask: Ask) -> None:
    names = [contact["name"].casefold() for contact in await walked(ask, "sort=name_asc&limit=100")]

    assert names == sorted(names)
    assert len(names) == 248


async def test_a_contact_deleted_during_a_walk_does_not_shift_the_rest(ask: Ask, sandbox: Sandbox) -> None:
    _, first = await ask("GET", "/contacts?limit=100")
    await ask("DELETE", f"/contacts/{first['data']['contacts'][0]['id']}")
    _, second = await ask("GET", f"/contacts?limit=100&cursor={first['data']['nextCursor']}")

    newest_first = [*reversed(sandbox.world.contacts)]
    assert [contact["id"] for contact in second["data"]["contacts"]] == newest_first[99:199]


async def test_unasked_a_page_has_fifty(ask: Ask) -> None:
    _, answer = await ask("GET", "/contacts")

    assert (len(answer["data"]["contacts"]), answer["data"]["limit"]) == (50, 50)


@pytest.mark.parametrize("words", ["awa doe", "AWA DOE"])
async def test_a_search_finds_names_in_any_case(ask: Ask, sandbox: Sandbox, words: str) -> None:
    found = await walked(ask, f"search={quote(words)}")

    expected = {contact.id for contact in sandbox.world.contacts.values() if contact.name == "Awa Doe"}
    assert {contact["id"] for contact in found} == expected != set()


async def test_a_search_finds_part_of_a_number(ask: Ask) -> None:
    found = await walked(ask, "search=3363998000")

    assert [contact["phone"] for contact in found] == ["+33639980009", "+33639980006", "+33639980003"]


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=many", "limit"),
        ("limit=-1", "limit"),
        ("limit=", "limit"),
        ("sort=phone", "sort"),
        ("search=", "search"),
        (f"search={'x' * 101}", "search"),
        ("cursor=made-up", "cursor"),
        ("cursor=é", "cursor"),
    ],
)
async def test_a_wrong_question_is_refused_with_its_place(ask: Ask, query: str, place: str) -> None:
    status, answer = await ask("GET", f"/contacts?{query}")

    assert (status, answer["error"]["code"]) == (400, "VALIDATION_ERROR")
    assert [detail["path"] for detail in answer["error"]["details"]] == [[place]]


async def test_a_cursor_carries_the_order_it_was_made_for(ask: Ask) -> None:
    _, answer = await ask("GET", "/contacts?sort=name_asc")

    status, refusal = await ask("GET", f"/contacts?cursor={answer['data']['nextCursor']}")

    assert (status, refusal["error"]["details"][0]["path"]) == (400, ["cursor"])


async def test_a_new_contact_can_be_read_and_a_second_with_its_number_conflicts(ask: Ask) -> None:
    body = {"name": "Noé Soglo", "phone": "+33639989001", "tags": ["vip", "vip"], "meta": {"shop": 1}}

    created, contact = await ask("POST", "/contacts", body)
    _, read = await ask("GET", f"/contacts/{contact['data']['id']}")
    again, conflict = await ask("POST", "/contacts", body)

    assert created == 201
    assert (read["data"]["tags"], read["data"]["meta"], read["data"]["temperature"]) == (["vip"], {"shop": 1}, None)
    assert (again, conflict["error"]["code"]) == (409, "CONFLICT")


async def test_tags_and_meta_are_replaced_and_the_rest_is_kept(ask: Ask, sandbox: Sandbox) -> None:
    contact = next(kept for kept in sandbox.world.contacts.values() if kept.tags)

    _, first = await ask("PUT", f"/contacts/{contact.id}", {"meta": {"a": 1}})
    _, second = await ask("PUT", f"/contacts/{contact.id}", {"tags": [], "meta": {"b": 2}})
    _, answer = await ask("PUT", f"/contacts/{contact.id}", {"meta": {}})

    assert (first["data"]["tags"], first["data"]["meta"]) == (list(contact.tags), {"a": 1})
    assert (second["data"]["tags"], second["data"]["meta"]) == ([], {"b": 2})
    assert (answer["data"]["tags"], answer["data"]["meta"]) == ([], {})
    assert (answer["data"]["name"], answer["data"]["phone"]) == (contact.name, contact.phone)


async def test_a_contact_may_not_take_anothers_number_but_may_keep_its_own(ask: Ask, sandbox: Sandbox) -> None:
    first, second, *_ = sandbox.world.contacts.values()

    taken, answer = await ask("PUT", f"/contacts/{first.id}", {"phone": second.phone})
    kept, _ = await ask("PUT", f"/contacts/{first.id}", {"phone": first.phone})

    assert (taken, answer["error"]["code"]) == (409, "CONFLICT")
    assert kept == 200


@pytest.mark.parametrize(
    "body",
    [{}, {"name": "A"}, {"name": "A", "phone": "0639980001"}, {"name": "A", "phone": "+33639989001", "tags": "vip"}],
)
async def test_a_wrong_contact_is_refused(ask: Ask, body: dict[str, object]) -> None:
    status, answer = await ask("POST", "/contacts", body)

    assert (status, answer["error"]["code"]) == (400, "VALIDATION_ERROR")


async def test_a_deleted_contact_leaves_its_groups(ask: Ask, sandbox: Sandbox) -> None:
    group = next(kept for kept in sandbox.world.groups.values() if kept.name == "Équipe")
    contact = group.members[0]

    _, groups = await ask("GET", f"/contacts/{contact}/groups")
    await ask("DELETE", f"/contacts/{contact}")
    gone, _ = await ask("GET", f"/contacts/{contact}")
    _, after = await ask("GET", f"/contacts/groups/{group.id}")

    assert group.id in {kept["id"] for kept in groups["data"]}
    assert (gone, after["data"]["contactCount"]) == (404, len(group.members) - 1)


async def test_few_contacts_are_deleted_at_once_and_the_unknown_are_named(ask: Ask, sandbox: Sandbox) -> None:
    first, second, *_ = sandbox.world.contacts

    status, answer = await ask("POST", "/contacts/bulk-delete", {"contactIds": [first, NOBODY, second, first]})

    assert (status, answer["data"]) == (200, {"requested": 4, "deleted": 2, "notFound": [NOBODY]})
    assert len(sandbox.world.contacts) == 246
