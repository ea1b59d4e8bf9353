from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.demo.msgflash.options import Options
from bot.demo.msgflash.sandbox import Sandbox

Ask = Callable[..., Awaitable[tuple[int, Any]]]
NOBODY = "00000000-0000-4000-8000-000000000000"


async def test_groups_tell_how_many_members_they_have(ask: Ask, sandbox: Sandbox) -> None:
    _, answer = await ask("GET", "/contacts/groups")

    assert {group["id"]: group["contactCount"] for group in answer["data"]["groups"]} == {
        group.id: len(group.members) for group in sandbox.world.groups.values()
    }
    assert (answer["data"]["total"], answer["data"]["hasMore"]) == (7, False)


async def test_groups_come_in_pages_and_can_be_searched_by_description(ask: Ask) -> None:
    _, first = await ask("GET", "/contacts/groups?limit=4")
    _, rest = await ask("GET", f"/contacts/groups?limit=4&cursor={first['data']['nextCursor']}")
    _, found = await ask("GET", "/contacts/groups?search=LIVRAISON")

    assert [len(page["data"]["groups"]) for page in (first, rest)] == [4, 3]
    assert rest["data"]["hasMore"] is False
    assert [group["name"] for group in found["data"]["groups"]] == ["Porto-Novo"]


async def test_members_are_added_once_and_counted(ask: Ask, sandbox: Sandbox) -> None:
    first, second, third, *_ = sandbox.world.contacts
    _, group = await ask("POST", "/contacts/groups", {"name": "Essai"})
    path = f"/contacts/groups/{group['data']['id']}/members"

    _, once = await ask("POST", path, {"contactIds": [first, second]})
    _, again = await ask("POST", path, {"contactIds": [second, third, NOBODY]})
    _, members = await ask("GET", path)

    assert once["data"] == {"added": 2, "alreadyInGroup": 0, "notFound": 0, "total": 2}
    assert again["data"] == {"added": 1, "alreadyInGroup": 1, "notFound": 1, "total": 3}
    assert {member["id"] for member in members["data"]["members"]} == {first, second, third}


async def test_members_are_removed_and_strangers_counted(ask: Ask, sandbox: Sandbox) -> None:
    group = next(kept for kept in sandbox.world.groups.values() if kept.name == "Équipe")

    _, answer = await ask("DELETE", f"/contacts/groups/{group.id}/members", {"contactIds": [group.members[0], NOBODY]})

    assert answer["data"] == {"removed": 1, "notInGroup": 1}
    assert sandbox.world.groups[group.id].members == group.members[1:]


async def test_a_group_is_changed_and_deleted_without_touching_its_contacts(ask: Ask, sandbox: Sandbox) -> None:
    group = next(kept for kept in sandbox.world.groups.values() if kept.name == "VIP")

    _, changed = await ask("PUT", f"/contacts/groups/{group.id}", {"name": "Très VIP", "color": "#00FF00"})
    deleted, _ = await ask("DELETE", f"/contacts/groups/{group.id}")
    gone, _ = await ask("GET", f"/contacts/groups/{group.id}")

    assert (changed["data"]["name"], changed["data"]["color"]) == ("Très VIP", "#00FF00")
    assert changed["data"]["description"] == group.description
    assert (deleted, gone, len(sandbox.world.contacts)) == (200, 404, 248)


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ({}, (400, "VALIDATION_ERROR")),
        ({"name": ""}, (400, "VALIDATION_ERROR")),
        ({"name": "Essai", "color": "yellow"}, (400, "VALIDATION_ERROR")),
        ({"name": "Essai", "color": "#12345g"}, (400, "VALIDATION_ERROR")),
        ({"name": "Essai", "color": "#123456\n"}, (400, "VALIDATION_ERROR")),
        ({"name": "VIP"}, (409, "CONFLICT")),
    ],
)
async def test_a_wrong_group_is_refused(ask: Ask, body: dict[str, object], refusal: tuple[int, str]) -> None:
    status, answer = await ask("POST", "/contacts/groups", body)

    assert (status, answer["error"]["code"]) == refusal


async def test_a_group_may_not_take_anothers_name_but_may_keep_its_own(ask: Ask, sandbox: Sandbox) -> None:
    group = next(kept for kept in sandbox.world.groups.values() if kept.name == "VIP")

    kept, _ = await ask("PUT", f"/contacts/groups/{group.id}", {"name": "VIP"})
    taken, answer = await ask("PUT", f"/contacts/groups/{group.id}", {"name": "Équipe"})

    assert kept == 200
    assert (taken, answer["error"]["code"]) == (409, "CONFLICT")


@pytest.mark.parametrize("options", [Options(requests_per_second=None, plan="free")])
async def test_the_plans_groups_run_out(ask: Ask) -> None:
    answers = [await ask("POST", "/contacts/groups", {"name": f"Groupe {place}"}) for place in range(4)]

    assert [status for status, _ in answers] == [201, 201, 201, 403]
    assert answers[3][1]["error"]["code"] == "MAX_CONTACT_GROUPS_REACHED"


async def test_an_empty_group_has_no_members_and_a_full_one_comes_in_pages(ask: Ask, sandbox: Sandbox) -> None:
    empty = next(kept for kept in sandbox.world.groups.values() if not kept.members)
    full = next(kept for kept in sandbox.world.groups.values() if len(kept.members) > 50)

    _, nobody = await ask("GET", f"/contacts/groups/{empty.id}/members")
    _, first = await ask("GET", f"/contacts/groups/{full.id}/members")
    _, rest = await ask("GET", f"/contacts/groups/{full.id}/members?cursor={first['data']['nextCursor']}&limit=100")

    seen = [member["id"] for page in (first, rest) for member in page["data"]["members"]]
    assert (nobody["data"]["members"], nobody["data"]["total"]) == ([], 0)
    assert sorted(seen) == sorted(full.members)
