from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.demo.msgflash.options import Options
from bot.demo.msgflash.sandbox import Sandbox

Ask = Callable[..., Awaitable[tuple[int, Any]]]
NOBODY = "00000000-0000-4000-8000-000000000000"
TEXT = {"name": "Rappel", "type": "text", "body": "Bonjour {{contact.firstName}}"}
IMAGE = {"name": "Affiche", "type": "image", "mediaUrl": "https://cdn.example.com/a.jpg"}


@pytest.fixture
def basket(sandbox: Sandbox) -> str:
    """The template with contact.firstName and custom.code."""
    return next(kept.id for kept in sandbox.world.templates.values() if kept.name == "Rappel panier")


async def test_templates_come_in_pages_of_twenty(ask: Ask, sandbox: Sandbox) -> None:
    _, first = await ask("GET", "/templates")
    _, second = await ask("GET", "/templates?page=2")
    _, third = await ask("GET", "/templates?page=3")

    pages = [[template["id"] for template in page["data"]["templates"]] for page in (first, second, third)]
    assert [len(page) for page in pages] == [20, 7, 0]
    assert {*pages[0], *pages[1]} == set(sandbox.world.templates)
    assert {name: first["data"][name] for name in ("page", "limit", "total", "totalPages")} == {
        "page": 1,
        "limit": 20,
        "total": 27,
        "totalPages": 2,
    }


@pytest.mark.parametrize("options", [Options(requests_per_second=None, template_array=True)])
async def test_the_list_may_be_a_bare_array_instead(ask: Ask) -> None:
    _, answer = await ask("GET", "/templates?limit=100")

    assert len(answer["data"]) == 27


@pytest.mark.parametrize("query", ["page=0", "limit=101", "page=two"])
async def test_a_page_that_cannot_be_is_refused(ask: Ask, query: str) -> None:
    status, _ = await ask("GET", f"/templates?{query}")

    assert status == 400


async def test_the_variables_are_worked_out_from_the_body_each_named_once(ask: Ask) -> None:
    body = "{{custom.b}} {{contact.firstName}} {{custom.a}} {{custom.b}} {not.one} {{instance.name}}{{user.name}}"

    _, answer = await ask("POST", "/templates", {**TEXT, "body": body})

    assert answer["data"]["variables"] == [
        "custom.b",
        "contact.firstName",
        "custom.a",
        "instance.name",
        "user.name",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "{{code}}",
        "{{shop.name}}",
        "{{custom.}}",
        "{{custom.code}",
        "{{custom.code",
        "custom.code}}",
        "{{ custom.code }}",
        "{{custom.1}}",
        "{{custom.a}} {{custom.b",
        "{{{{custom.a}}}}",
    ],
)
async def test_a_malformed_placeholder_makes_the_template_invalid(ask: Ask, body: str) -> None:
    status, answer = await ask("POST", "/templates", {**TEXT, "body": body})

    assert (status, answer["error"]["code"]) == (400, "TEMPLATE_INVALID")
    assert "details" not in answer["error"]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({**TEXT, "body": ""}, "body"),
        ({"name": "Rappel", "type": "text"}, "body"),
        ({**TEXT, "mediaUrl": "https://cdn.example.com/a.jpg"}, "mediaUrl"),
        ({"name": "Affiche", "type": "image"}, "mediaUrl"),
        ({**IMAGE, "mediaUrl": "a.jpg"}, "mediaUrl"),
        ({**TEXT, "type": "buttons"}, "type"),
        ({**IMAGE, "type": "voice_note"}, "type"),
        ({**TEXT, "name": ""}, "name"),
        ({**TEXT, "variables": []}, "variables"),
    ],
)
async def test_a_wrong_template_is_refused_with_its_place(ask: Ask, body: dict[str, object], place: str) -> None:
    status, answer = await ask("POST", "/templates", body)

    assert (status, answer["error"]["code"]) == (400, "VALIDATION_ERROR")
    assert [detail["path"] for detail in answer["error"]["details"]] == [[place]]


async def test_a_template_is_changed_as_a_whole_that_makes_sense(ask: Ask) -> None:
    _, created = await ask("POST", "/templates", TEXT)
    path = f"/templates/{created['data']['id']}"

    refused, _ = await ask("PUT", path, {"type": "image"})
    _, image = await ask("PUT", path, {"type": "image", "mediaUrl": "https://cdn.example.com/a.jpg"})
    _, text = await ask("PUT", path, {"type": "text", "body": "{{custom.code}}"})
    _, read = await ask("GET", path)

    assert refused == 400
    assert (image["data"]["type"], image["data"]["body"]) == ("image", TEXT["body"])
    assert (text["data"]["mediaUrl"], text["data"]["variables"]) == (None, ["custom.code"])
    assert read["data"] == text["data"]


async def test_a_deleted_template_is_gone(ask: Ask, basket: str) -> None:
    deleted, _ = await ask("DELETE", f"/templates/{basket}")
    gone, answer = await ask("GET", f"/templates/{basket}")

    assert (deleted, gone, answer["error"]["code"]) == (200, 404, "NOT_FOUND")


async def test_a_preview_fills_in_contact_number_and_custom_values(ask: Ask, sandbox: Sandbox, basket: str) -> None:
    contact = next(iter(sandbox.world.contacts))

    _, answer = await ask("POST", f"/templates/{basket}/preview", {"contactId": contact, "variables": {"code": "A1"}})

    assert answer["data"] == {
        "rendered": "Bonjour Awa, votre code est A1.",
        "variables": ["contact.firstName", "custom.code"],
        "missingVariables": [],
        "valid": True,
    }


@pytest.mark.parametrize(
    "body", [None, {}, {"variables": {"custom.code": "A1", "cod": "A1"}}, {"variables": {"code": ""}}]
)
async def test_a_preview_without_values_names_what_is_missing(
    ask: Ask, basket: str, body: dict[str, object] | None
) -> None:
    status, answer = await ask("POST", f"/templates/{basket}/preview", body)

    assert (status, answer["data"]["valid"]) == (200, False)
    assert answer["data"]["missingVariables"] == ["contact.firstName", "custom.code"]
    assert answer["data"]["rendered"] == "Bonjour {{contact.firstName}}, votre code est {{custom.code}}."


@pytest.mark.parametrize("context", ["instanceId", "contactId"])
async def test_a_preview_for_somebody_unknown_has_no_context(ask: Ask, basket: str, context: str) -> None:
    status, answer = await ask("POST", f"/templates/{basket}/preview", {context: NOBODY})

    assert (status, answer["error"]["code"]) == (400, "TEMPLATE_CONTEXT_UNAVAILABLE")


async def test_values_are_put_in_as_they_are_and_never_filled_in_again(ask: Ask) -> None:
    _, created = await ask("POST", "/templates", {**TEXT, "body": "{{custom.a}}{{custom.b}}{{custom.c}}"})

    _, answer = await ask(
        "POST",
        f"/templates/{created['data']['id']}/preview",
        {"variables": {"a": "{{custom.b}}", "b": r"\1", "c": True}},
    )

    assert answer["data"]["rendered"] == r"{{custom.b}}\1true"
