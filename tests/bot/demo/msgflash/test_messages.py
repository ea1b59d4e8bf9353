from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.demo.msgflash.sandbox import Sandbox

Ask = Callable[..., Awaitable[tuple[int, Any]]]
Find = Callable[[str], str]
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def body(instance: Find) -> dict[str, object]:
    return {"instanceId": instance("Boutique Cotonou"), "to": "+33639989001", "type": "text", "text": "Bonjour"}


async def test_a_message_is_accepted_as_queued_and_goes_out_later(
    ask: Ask, body: dict[str, object], pass_time: Callable[[float], None]
) -> None:
    status, sent = await ask("POST", "/messages/send", body)
    path = f"/messages/{sent['data']['id']}"
    pass_time(2)
    _, later = await ask("GET", path)

    assert (status, sent["data"]["status"], sent["data"]["meta"]) == (201, "queued", {})
    assert sent["data"]["safety"]["decision"] == "allow"
    assert later["data"]["status"] in {"sent", "failed"}
    assert set(later["data"]["meta"]["workerSafety"]) == {"decision", "riskLevel", "score", "state"}


async def test_a_scheduled_message_waits_for_its_time(
    ask: Ask, body: dict[str, object], pass_time: Callable[[float], None]
) -> None:
    status, planned = await ask("POST", "/messages/schedule", {**body, "scheduledAt": "2026-10-01T10:00:00.000Z"})
    path = f"/messages/{planned['data']['id']}"
    seen = []
    for seconds in (3599, 1, 3600):
        pass_time(seconds)
        seen.append((await ask("GET", path))[1]["data"]["status"])

    assert (status, planned["data"]["status"]) == (201, "scheduled")
    assert planned["data"]["scheduledAt"] == "2026-10-01T10:00:00.000Z"
    assert seen[:2] == ["scheduled", "queued"]
    assert seen[2] not in {"scheduled", "queued"}


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"text": ""}, (400, "VALIDATION_ERROR")),
        ({"text": "x" * 4097}, (400, "VALIDATION_ERROR")),
        ({"body": "Bonjour"}, (400, "VALIDATION_ERROR")),
        ({"templateId": NOBODY}, (400, "VALIDATION_ERROR")),
        ({"type": "location"}, (400, "VALIDATION_ERROR")),
        ({"scheduledAt": "2026-10-01T10:00:00.000Z"}, (400, "VALIDATION_ERROR")),
        ({"to": 33639989001}, (400, "VALIDATION_ERROR")),
        ({"to": "0639989001"}, (422, "INVALID_DESTINATION")),
        ({"to": "+12"}, (422, "INVALID_DESTINATION")),
        ({"instanceId": NOBODY}, (404, "NOT_FOUND")),
    ],
)
async def test_a_wrong_message_is_refused(
    ask: Ask, body: dict[str, object], change: dict[str, object], refusal: tuple[int, str]
) -> None:
    status, answer = await ask("POST", "/messages/send", {**body, **change})

    assert (status, answer["error"]["code"]) == refusal


@pytest.mark.parametrize("when", [None, "tomorrow", "2026-10-01T10:00:00"])
async def test_a_message_for_later_needs_a_certain_instant(ask: Ask, body: dict[str, object], when: str | None) -> None:
    asked = body if when is None else {**body, "scheduledAt": when}

    status, answer = await ask("POST", "/messages/schedule", asked)

    assert (status, answer["error"]["details"][0]["path"]) == (400, ["scheduledAt"])


@pytest.mark.parametrize(
    "content",
    [
        {"type": "location", "latitude": 6.37, "longitude": 2, "locationName": "Cotonou"},
        {"type": "image", "mediaUrl": "https://cdn.example.com/a.jpg", "text": "Regardez"},
        {"type": "voice_note", "mediaUrl": "https://cdn.example.com/a.ogg"},
        {
            "type": "buttons",
            "title": "Venez",
            "description": "Ce samedi",
            "buttons": [{"type": "reply", "displayText": "Oui", "id": "yes"}],
        },
    ],
)
async def test_messages_of_other_kinds_are_taken(ask: Ask, body: dict[str, object], content: dict[str, object]) -> None:
    common = {name: body[name] for name in ("instanceId", "to")}

    status, answer = await ask("POST", "/messages/send", {**common, **content})

    assert (status, answer["data"]["type"]) == (201, content["type"])


@pytest.mark.parametrize("latitude", ["6.37", True, 91, None])
async def test_a_latitude_is_a_number_on_earth(ask: Ask, body: dict[str, object], latitude: object) -> None:
    common = {name: body[name] for name in ("instanceId", "to")}

    status, answer = await ask(
        "POST", "/messages/send", {**common, "type": "location", "latitude": latitude, "longitude": 2.4}
    )

    assert (status, answer["error"]["details"][0]["path"]) == (400, ["latitude"])


async def test_one_message_is_found_among_several(ask: Ask, body: dict[str, object]) -> None:
    sent = [(await ask("POST", "/messages/send", body))[1]["data"]["id"] for _ in range(2)]

    found = [(await ask("GET", f"/messages/{message}"))[1]["data"]["id"] for message in sent]

    assert found == sent


async def test_a_contact_is_shared_only_if_it_exists(ask: Ask, sandbox: Sandbox, body: dict[str, object]) -> None:
    common = {name: body[name] for name in ("instanceId", "to")} | {"type": "contact"}

    shared, _ = await ask("POST", "/messages/send", {**common, "contactId": next(iter(sandbox.world.contacts))})
    unknown, _ = await ask("POST", "/messages/send", {**common, "contactId": NOBODY})

    assert (shared, unknown) == (201, 404)


async def test_buttons_need_a_business_number(ask: Ask, body: dict[str, object], instance: Find) -> None:
    common = {"instanceId": instance("Nouvelle ligne"), "to": body["to"]}
    buttons = [{"type": "reply", "displayText": "Oui", "id": "yes"}]

    status, answer = await ask(
        "POST",
        "/messages/send",
        {**common, "type": "buttons", "title": "Venez", "description": "Samedi", "buttons": buttons},
    )

    assert (status, answer["error"]["code"]) == (403, "UNSUPPORTED_FEATURE")


async def test_a_template_is_rendered_for_the_contact_given_and_needs_every_value(
    ask: Ask, sandbox: Sandbox, body: dict[str, object]
) -> None:
    template = next(kept.id for kept in sandbox.world.templates.values() if kept.name == "Rappel panier")
    common = {name: body[name] for name in ("instanceId", "to")} | {"templateId": template, "variables": {"code": "A1"}}

    _, sent = await ask("POST", "/messages/send", {**common, "contactId": next(iter(sandbox.world.contacts))})
    missing = await ask("POST", "/messages/send", common)
    nobody = await ask("POST", "/messages/send", {**common, "contactId": NOBODY})

    assert sent["data"]["body"] == "Bonjour Awa, votre code est A1."
    assert [(status, answer["error"]["code"]) for status, answer in (missing, nobody)] == [
        (400, "TEMPLATE_VARIABLES_MISSING"),
        (400, "TEMPLATE_CONTEXT_UNAVAILABLE"),
    ]


async def test_the_messages_of_a_campaign_agree_with_its_counters(
    ask: Ask, sandbox: Sandbox, campaign_body: dict[str, object], pass_time: Callable[[float], None]
) -> None:
    template = next(kept.id for kept in sandbox.world.templates.values() if kept.name == "Bienvenue")
    direct = {"type", "body"}
    asked = {name: value for name, value in campaign_body.items() if name not in direct} | {
        "templateId": template,
        "schedule": "2026-10-01T09:00:00.000Z",
        "recipients": {"type": "all"},
    }
    _, created = await ask("POST", "/campaigns", asked)
    pass_time(90)

    _, campaign = await ask("GET", f"/campaigns/{created['data']['id']}")
    counted = {}
    for status in ("queued", "failed", "read"):
        _, page = await ask("GET", f"/messages?status={status}&limit=100")
        counted[status] = len(page["data"]["messages"])
    _, page = await ask("GET", "/messages?limit=1")

    assert counted == {name: campaign["data"]["stats"][name] for name in counted}
    assert page["data"]["messages"][0]["campaignId"] == created["data"]["id"]
    assert page["data"]["messages"][0]["body"].endswith("bienvenue chez Boutique Cotonou !")
    assert "{{" not in page["data"]["messages"][0]["body"]


async def test_messages_are_filtered_by_number_and_walked_by_cursor(
    ask: Ask, body: dict[str, object], instance: Find, pass_time: Callable[[float], None]
) -> None:
    for _ in range(3):
        await ask("POST", "/messages/send", body)
        pass_time(1)
    await ask("POST", "/messages/send", {**body, "instanceId": instance("Nouvelle ligne")})

    _, first = await ask("GET", f"/messages?instanceId={body['instanceId']}&limit=2")
    _, rest = await ask(
        "GET", f"/messages?instanceId={body['instanceId']}&limit=2&cursor={first['data']['nextCursor']}"
    )

    created = [message["createdAt"] for page in (first, rest) for message in page["data"]["messages"]]
    assert created == [f"2026-10-01T09:00:0{second}.000Z" for second in (2, 1, 0)]
    assert rest["data"]["hasMore"] is False


@pytest.mark.parametrize("query", ["status=lost", "instanceId=main-shop", "limit=0"])
async def test_a_wrong_filter_is_refused(ask: Ask, query: str) -> None:
    status, _ = await ask("GET", f"/messages?{query}")

    assert status == 400


async def test_an_unknown_message_is_not_found(ask: Ask) -> None:
    status, answer = await ask("GET", f"/messages/{NOBODY}")

    assert (status, answer["error"]["code"]) == (404, "NOT_FOUND")
