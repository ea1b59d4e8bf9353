from datetime import UTC, datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient

from bot.demo.events import Events
from bot.demo.msgflash.options import Failure, Options
from bot.demo.msgflash.sandbox import Sandbox
from bot.demo.trouble import Switches

Client = TestClient[web.Request, web.Application]
DOCUMENTED = {
    "GET": """/instances /instances/{id} /instances/{id}/state /instances/{id}/health /campaigns/{id} /templates
        /templates/{id} /contacts /contacts/{id} /contacts/{id}/groups /contacts/groups /contacts/groups/{groupId}
        /contacts/groups/{groupId}/members /contacts/bulk-jobs /contacts/bulk-jobs/{jobId}
        /contacts/bulk-jobs/{jobId}/progress /messages /messages/{id} /me /usage /billing/usage /billing/plans
        /billing/subscription /billing/payments /webhooks /number-lookups /number-lookups/{id}
        /number-lookups/{id}/progress""",
    "POST": """/campaigns /campaigns/{id}/pause /campaigns/{id}/resume /templates /templates/{id}/preview /contacts
        /contacts/bulk-delete /contacts/groups /contacts/groups/{groupId}/members
        /contacts/bulk-jobs/{jobId}/cancel /messages/send /messages/schedule /webhooks /number-lookups
        /number-lookups/{id}/cancel /number-lookups/{id}/import-contacts""",
    "PUT": "/templates/{id} /contacts/{id} /contacts/groups/{groupId}",
    "DELETE": """/templates/{id} /contacts/{id} /contacts/groups/{groupId} /contacts/groups/{groupId}/members
        /webhooks/{id}""",
    "*": "/{nowhere:.*}",
}


def test_the_routes_are_those_of_the_documentation_and_no_others(sandbox: Sandbox) -> None:
    mounted = sandbox.routes("/somewhere")

    assert {(route.method, route.path) for route in mounted} == {
        ("GET", "/demo/traffic"),
        *((method, f"/somewhere/api/v1{path}") for method, paths in DOCUMENTED.items() for path in paths.split()),
    }
    assert len(mounted) == len({(route.method, route.path) for route in mounted})


async def test_groups_and_bulk_jobs_are_not_taken_for_contacts(client: Client, key: str) -> None:
    """Their paths look like that of one contact."""
    for path, name in (("groups", "groups"), ("bulk-jobs", "jobs")):
        async with client.get(f"/msgflash/api/v1/contacts/{path}", headers={"x-api-key": key}) as response:
            answer = await response.json()

        assert name in answer["data"]


def test_a_route_that_does_not_exist_cannot_be_chosen_to_fail() -> None:
    with pytest.raises(ValueError, match="GET /api/v1/campaigns"):
        Sandbox(
            now=lambda: datetime(2026, 10, 1, tzinfo=UTC),
            key="msgf_live_" + "ab" * 32,
            switches=Switches(),
            events=Events(),
            options=Options(failing={"GET /api/v1/campaigns": Failure.INTERNAL}),
        )
