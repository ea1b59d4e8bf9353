from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.demo.msgflash.options import Numbers, Options
from bot.demo.msgflash.sandbox import Sandbox
from bot.demo.trouble import Switches

Ask = Callable[..., Awaitable[tuple[int, Any]]]
Find = Callable[[str], str]
NOBODY = "00000000-0000-4000-8000-000000000000"


async def test_each_campaign_is_recorded_with_the_exact_body_that_was_sent(
    ask: Ask, sandbox: Sandbox, campaign_body: dict[str, object]
) -> None:
    first = {**campaign_body, "name": "Un"}
    second = {**campaign_body, "name": "Deux 🎉", "repeat": "daily"}

    for body in (first, second):
        status, _ = await ask("POST", "/campaigns", body)
        assert status == 201

    assert [campaign.request for campaign in sandbox.campaigns] == [first, second]


async def test_a_refused_campaign_is_not_recorded_but_its_request_is_remembered(
    ask: Ask, sandbox: Sandbox, campaign_body: dict[str, object]
) -> None:
    await ask("POST", "/campaigns", {**campaign_body, "schedule": "tomorrow"})

    assert sandbox.campaigns == ()
    assert [(seen.method, seen.path, seen.status) for seen in sandbox.exchanges] == [("POST", "/api/v1/campaigns", 400)]
    assert sandbox.exchanges[0].request == {**campaign_body, "schedule": "tomorrow"}


async def test_the_schedule_comes_back_in_utc_with_milliseconds(ask: Ask, campaign_body: dict[str, object]) -> None:
    _, answer = await ask("POST", "/campaigns", {**campaign_body, "schedule": "2026-10-02T10:00:00+01:00"})

    assert answer["data"]["schedule"] == "2026-10-02T09:00:00.000Z"


async def test_a_template_campaign_keeps_no_direct_content_and_tells_its_variables_when_read(
    ask: Ask, sandbox: Sandbox, campaign_body: dict[str, object]
) -> None:
    template = next(kept for kept in sandbox.world.templates.values() if kept.name == "Rappel panier")
    body = {name: value for name, value in campaign_body.items() if name not in {"type", "body"}}

    _, created = await ask("POST", "/campaigns", {**body, "templateId": template.id, "variables": {"code": "A1"}})
    _, read = await ask("GET", f"/campaigns/{created['data']['id']}")

    assert [created["data"][name] for name in ("templateId", "type", "body", "mediaUrl")] == [
        template.id,
        None,
        None,
        None,
    ]
    assert "templateVariables" not in created["data"]
    assert read["data"]["templateVariables"] == {"code": "A1"}


async def test_a_template_whose_custom_value_is_missing_is_refused(
    ask: Ask, sandbox: Sandbox, campaign_body: dict[str, object]
) -> None:
    template = next(kept for kept in sandbox.world.templates.values() if kept.name == "Rappel panier")
    body = {name: value for name, value in campaign_body.items() if name not in {"type", "body"}}

    status, answer = await ask("POST", "/campaigns", {**body, "templateId": template.id, "variables": {"cod": "A1"}})

    assert (status, answer["error"]["code"]) == (400, "TEMPLATE_VARIABLES_MISSING")
    assert "custom.code" in answer["error"]["message"]


async def test_several_tags_select_contacts_with_any_of_them(
    ask: Ask, sandbox: Sandbox, campaign_body: dict[str, object]
) -> None:
    wanted = {"vip", "Porto-Novo"}

    _, answer = await ask("POST", "/campaigns", {**campaign_body, "recipients": {"type": "tags", "value": [*wanted]}})

    expected = sum(bool(wanted & set(contact.tags)) for contact in sandbox.world.contacts.values())
    assert answer["data"]["safety"]["audience"]["totalRecipients"] == expected


async def test_the_same_contact_chosen_twice_counts_once(
    ask: Ask, sandbox: Sandbox, campaign_body: dict[str, object]
) -> None:
    contact = next(iter(sandbox.world.contacts))

    _, answer = await ask(
        "POST", "/campaigns", {**campaign_body, "recipients": {"type": "explicit", "value": [contact, contact.upper()]}}
    )

    assert answer["data"]["safety"]["audience"]["totalRecipients"] == 1


async def test_everyone_and_a_group_count_as_contacts_and_groups_tell(
    ask: Ask, sandbox: Sandbox, campaign_body: dict[str, object]
) -> None:
    group = next(kept for kept in sandbox.world.groups.values() if kept.name == "VIP")

    _, everyone = await ask("POST", "/campaigns", {**campaign_body, "recipients": {"type": "all"}})
    _, members = await ask(
        "POST", "/campaigns", {**campaign_body, "recipients": {"type": "group", "groupId": group.id}}
    )

    assert everyone["data"]["safety"]["audience"]["totalRecipients"] == len(sandbox.world.contacts)
    assert members["data"]["safety"]["audience"]["totalRecipients"] == len(group.members)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"instanceId": NOBODY}, (404, "NOT_FOUND")),
        ({"recipients": {"type": "group", "groupId": NOBODY}}, (404, "NOT_FOUND")),
        ({"recipients": {"type": "explicit", "value": [NOBODY]}}, (400, "VALIDATION_ERROR")),
    ],
)
async def test_what_nobody_has_is_refused(
    ask: Ask, campaign_body: dict[str, object], change: dict[str, object], refusal: tuple[int, str]
) -> None:
    status, answer = await ask("POST", "/campaigns", {**campaign_body, **change})

    assert (status, answer["error"]["code"]) == refusal


async def test_an_unknown_template_is_not_found(ask: Ask, campaign_body: dict[str, object]) -> None:
    body = {name: value for name, value in campaign_body.items() if name not in {"type", "body"}}

    status, answer = await ask("POST", "/campaigns", {**body, "templateId": NOBODY})

    assert (status, answer["error"]["code"]) == (404, "NOT_FOUND")


async def test_buttons_need_a_business_number(ask: Ask, instance: Find, campaign_body: dict[str, object]) -> None:
    buttons = {
        "type": "buttons",
        "title": "How was it?",
        "description": "One tap.",
        "buttons": [{"type": "reply", "displayText": "Good", "id": "good"}],
    }
    body = {name: value for name, value in campaign_body.items() if name != "body"}

    refused, answer = await ask("POST", "/campaigns", {**body, **buttons, "instanceId": instance("Nouvelle ligne")})
    created, _ = await ask("POST", "/campaigns", {**body, **buttons})

    assert (refused, answer["error"]["code"]) == (403, "UNSUPPORTED_FEATURE")
    assert created == 201


async def test_a_plan_without_campaigns_refuses_before_the_body_is_looked_at(ask: Ask, switches: Switches) -> None:
    switches.no_campaigns_plan = True

    status, answer = await ask("POST", "/campaigns", {})

    assert (status, answer["error"]["code"]) == (403, "CAMPAIGNS_NOT_AVAILABLE_ON_PLAN")


async def test_a_wrong_body_is_refused_before_the_instance_is_looked_for(
    ask: Ask, campaign_body: dict[str, object]
) -> None:
    status, answer = await ask("POST", "/campaigns", {**campaign_body, "instanceId": NOBODY, "name": ""})

    assert (status, answer["error"]["code"]) == (400, "VALIDATION_ERROR")


async def test_there_is_no_list_and_no_way_to_edit_or_delete(ask: Ask, campaign_body: dict[str, object]) -> None:
    _, created = await ask("POST", "/campaigns", campaign_body)
    campaign = f"/campaigns/{created['data']['id']}"

    for method, path in (
        ("GET", "/campaigns"),
        ("PUT", campaign),
        ("DELETE", campaign),
        ("POST", f"{campaign}/cancel"),
    ):
        status, answer = await ask(method, path)

        assert (status, answer["error"]["code"]) == (404, "NOT_FOUND")


@pytest.mark.parametrize("options", [Options(requests_per_second=None, numbers=Numbers.NONE)])
async def test_a_workspace_without_numbers_can_create_nothing(ask: Ask, sandbox: Sandbox) -> None:
    template = next(iter(sandbox.world.templates))
    body = {
        "instanceId": NOBODY,
        "name": "Autumn sale",
        "schedule": "2026-10-02T10:00:00.000Z",
        "templateId": template,
        "recipients": {"type": "all"},
    }

    status, answer = await ask("POST", "/campaigns", body)

    assert (status, answer["error"]["message"]) == (404, "Instance not found")
