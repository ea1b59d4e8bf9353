from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.demo.msgflash.sandbox import Sandbox

Ask = Callable[..., Awaitable[tuple[int, Any]]]
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def group(sandbox: Sandbox) -> str:
    """The empty group."""
    return next(kept.id for kept in sandbox.world.groups.values() if not kept.members)


async def test_a_hundred_members_are_added_in_the_background_bit_by_bit(
    ask: Ask, sandbox: Sandbox, group: str, pass_time: Callable[[float], None]
) -> None:
    chosen = [*list(sandbox.world.contacts)[:149], NOBODY]
    status, begun = await ask("POST", f"/contacts/groups/{group}/members", {"contactIds": chosen})
    path = f"/contacts/bulk-jobs/{begun['data']['jobId']}"
    seen = []

    for seconds in (0.5, 1.5, 2.5):
        pass_time(seconds)
        _, job = await ask("GET", f"{path}/progress")
        _, told = await ask("GET", f"/contacts/groups/{group}")
        seen.append((job["data"]["status"], job["data"]["progress"], told["data"]["contactCount"]))

    assert (status, begun["data"]["operation"], begun["data"]["requestedCount"]) == (202, "add_to_group", 150)
    assert seen == [("pending", 0, 0), ("processing", 33, 50), ("done", 100, 149)]
    assert job["data"]["summary"] == {"succeeded": 149, "skipped": 1}
    assert job["data"]["completedAt"] == "2026-10-01T09:00:04.000Z"


async def test_ninety_nine_are_done_at_once(ask: Ask, sandbox: Sandbox, group: str) -> None:
    status, _ = await ask(
        "POST", f"/contacts/groups/{group}/members", {"contactIds": list(sandbox.world.contacts)[:99]}
    )

    assert (status, len(sandbox.world.groups[group].members)) == (200, 99)


async def test_many_contacts_are_deleted_and_many_members_removed_in_the_background(
    ask: Ask, sandbox: Sandbox, group: str, pass_time: Callable[[float], None]
) -> None:
    chosen = list(sandbox.world.contacts)[:100]
    await ask("POST", f"/contacts/groups/{group}/members", {"contactIds": chosen})
    pass_time(60)
    _, removal = await ask("DELETE", f"/contacts/groups/{group}/members", {"contactIds": chosen})
    pass_time(60)
    _, after = await ask("GET", f"/contacts/groups/{group}")
    _, deletion = await ask("POST", "/contacts/bulk-delete", {"contactIds": chosen})
    pass_time(60)
    _, contacts = await ask("GET", "/contacts")

    assert (removal["data"]["operation"], deletion["data"]["operation"]) == (
        "remove_from_group",
        "bulk_delete_contacts",
    )
    assert deletion["data"]["groupId"] is None
    assert (after["data"]["contactCount"], contacts["data"]["total"]) == (0, 148)


async def test_a_cancelled_job_stops_where_it_is_and_cannot_be_cancelled_again(
    ask: Ask, sandbox: Sandbox, pass_time: Callable[[float], None]
) -> None:
    _, begun = await ask("POST", "/contacts/bulk-delete", {"contactIds": list(sandbox.world.contacts)[:200]})
    path = f"/contacts/bulk-jobs/{begun['data']['jobId']}"
    pass_time(2)
    _, cancelled = await ask("POST", f"{path}/cancel")
    pass_time(60)
    _, later = await ask("GET", path)
    again, refusal = await ask("POST", f"{path}/cancel")

    assert (cancelled["data"]["status"], cancelled["data"]["processedCount"]) == ("cancelled", 50)
    assert later["data"] == cancelled["data"]
    assert len(sandbox.world.contacts) == 198
    assert (again, refusal["error"]["code"]) == (400, "BAD_REQUEST")


async def test_jobs_are_listed_newest_first_with_the_last_id_as_cursor(ask: Ask, sandbox: Sandbox) -> None:
    chosen = list(sandbox.world.contacts)[:100]
    begun = [(await ask("POST", "/contacts/bulk-delete", {"contactIds": chosen}))[1] for _ in range(3)]
    ids = [job["data"]["jobId"] for job in begun]

    _, first = await ask("GET", "/contacts/bulk-jobs?limit=2")
    _, rest = await ask("GET", f"/contacts/bulk-jobs?limit=2&cursor={first['data']['nextCursor']}")
    wrong, _ = await ask("GET", f"/contacts/bulk-jobs?cursor={NOBODY}")

    assert [job["id"] for job in first["data"]["jobs"]] == [ids[2], ids[1]]
    assert (first["data"]["nextCursor"], first["data"]["hasMore"]) == (ids[1], True)
    assert [job["id"] for job in rest["data"]["jobs"]] == [ids[0]]
    assert (rest["data"]["nextCursor"], rest["data"]["hasMore"], wrong) == (None, False, 400)


@pytest.mark.parametrize(
    "chosen",
    [[], ["+33639980001"], [NOBODY] * 10_001, "all", None],
    ids=["none", "numbers", "too many", "word", "null"],
)
async def test_a_wrong_choice_is_refused(ask: Ask, chosen: object) -> None:
    status, answer = await ask("POST", "/contacts/bulk-delete", {"contactIds": chosen})

    assert (status, answer["error"]["code"]) == (400, "VALIDATION_ERROR")


async def test_ten_thousand_ids_are_taken(ask: Ask) -> None:
    status, answer = await ask("POST", "/contacts/bulk-delete", {"contactIds": [NOBODY] * 10_000})

    assert (status, answer["data"]["requestedCount"]) == (202, 10_000)


async def test_an_unknown_job_is_not_found(ask: Ask) -> None:
    status, answer = await ask("GET", f"/contacts/bulk-jobs/{NOBODY}/progress")

    assert (status, answer["error"]["code"]) == (404, "NOT_FOUND")
