from typing import Any

import pytest

from bot.demo.msgflash.campaign_form import read_campaign
from bot.demo.msgflash.faults import Fault

ID = "6f1d2a74-0c55-4c7e-9a2f-0b8f6f1f9b11"
COMMON: dict[str, Any] = {
    "instanceId": ID,
    "name": "Autumn sale",
    "schedule": "2026-10-02T10:00:00.000Z",
    "recipients": {"type": "all"},
}
TEXT = {**COMMON, "type": "text", "body": "Hello"}
IMAGE = {**COMMON, "type": "image", "mediaUrl": "https://cdn.example.com/poster.jpg"}
TEMPLATE = {**COMMON, "templateId": ID}
REPLY = {"type": "reply", "displayText": "Good", "id": "good"}
BUTTONS = {**COMMON, "type": "buttons", "title": "How?", "description": "One tap.", "buttons": [REPLY]}


def without(body: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in names}


def refused(body: object) -> list[tuple[str | int, ...]]:
    """Tell at which places the body is wrong."""
    with pytest.raises(Fault) as caught:
        read_campaign(body)
    assert caught.value.code == "VALIDATION_ERROR"
    assert all(flaw.message for flaw in caught.value.flaws)
    return [flaw.path for flaw in caught.value.flaws]


@pytest.mark.parametrize(
    "body",
    [
        TEXT,
        IMAGE,
        TEMPLATE,
        BUTTONS,
        {**TEMPLATE, "variables": {"code": "A", "count": 3, "share": 0.5, "new": True}},
        {**IMAGE, "body": "A caption"},
        {**COMMON, "type": "voice_note", "mediaUrl": "http://cdn.example.com:8080/voice.ogg?x=1#y"},
        {**BUTTONS, "footer": "Thank you", "buttons": [REPLY, {**REPLY, "id": "bad"}]},
        {**BUTTONS, "buttons": [{"type": "url", "displayText": "See", "url": "https://example.com/a"}]},
        {**BUTTONS, "buttons": [{"type": "call", "displayText": "Call", "phoneNumber": "+33639980001"}]},
        {**BUTTONS, "buttons": [{"type": "copy", "displayText": "Copy", "copyCode": "AUTUMN10"}]},
        {
            **BUTTONS,
            "buttons": [{"type": "pix", "currency": "BRL", "name": "Loja", "keyType": "email", "key": "a@example.com"}],
        },
        {**TEXT, "body": "x" * 4096},
        {**TEXT, "repeat": "none"},
        {**TEXT, "repeat": "daily"},
        {**TEXT, "repeat": "weekly"},
        {**TEXT, "schedule": "2026-10-02T10:00:00Z"},
        {**TEXT, "schedule": "2026-10-02T10:00:00.5+05:30"},
        {**TEXT, "instanceId": ID.upper()},
        {**TEXT, "recipients": {"type": "tags", "value": ["Porto-Novo", "vip"]}},
        {**TEXT, "recipients": {"type": "explicit", "value": [ID]}},
        {**TEXT, "recipients": {"type": "group", "groupId": ID}},
    ],
)
def test_a_documented_body_is_taken(body: dict[str, Any]) -> None:
    assert read_campaign(body).name == "Autumn sale"


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (None, [()]),
        ([], [()]),
        ("text", [()]),
        ({}, [("instanceId",), ("name",), ("schedule",), ("recipients",)]),
        (COMMON, [("type",)]),
        ({**TEXT, "templateId": ID}, [("templateId",)]),
        ({**TEMPLATE, "body": "Hello"}, [("body",)]),
        ({**TEMPLATE, "footer": "Thank you"}, [("footer",)]),
        ({**COMMON, "body": "Hello"}, [("type",), ("body",)]),
        ({**TEXT, "variables": {"code": "A"}}, [("variables",)]),
        (without(TEXT, "body"), [("body",)]),
        ({**TEXT, "body": ""}, [("body",)]),
        ({**TEXT, "body": "x" * 4097}, [("body",)]),
        ({**TEXT, "body": None}, [("body",)]),
        ({**TEXT, "mediaUrl": "https://example.com/a.jpg"}, [("mediaUrl",)]),
        (without(IMAGE, "mediaUrl"), [("mediaUrl",)]),
        ({**IMAGE, "type": "audio", "body": "A caption"}, [("body",)]),
        ({**IMAGE, "type": "voice_note", "body": "A caption"}, [("body",)]),
        ({**IMAGE, "mediaUrl": "cdn.example.com/a.jpg"}, [("mediaUrl",)]),
        ({**IMAGE, "mediaUrl": "ftp://example.com/a.jpg"}, [("mediaUrl",)]),
        ({**IMAGE, "mediaUrl": "https:///a.jpg"}, [("mediaUrl",)]),
        ({**IMAGE, "mediaUrl": "https://example.com:0/a.jpg"}, [("mediaUrl",)]),
        ({**IMAGE, "mediaUrl": "https://example.com:99999/a.jpg"}, [("mediaUrl",)]),
        ({**IMAGE, "mediaUrl": "https://[x/a.jpg"}, [("mediaUrl",)]),
        ({**IMAGE, "mediaUrl": "https://example.com/a b.jpg"}, [("mediaUrl",)]),
        ({**TEXT, "type": "location"}, [("type",)]),
        ({**TEXT, "type": None}, [("type",)]),
        ({**TEXT, "repeat": "noe"}, [("repeat",)]),
        ({**TEXT, "repeat": "monthly"}, [("repeat",)]),
        ({**TEXT, "instanceId": "main-shop"}, [("instanceId",)]),
        ({**TEXT, "instanceId": ID.replace("-", "")}, [("instanceId",)]),
        ({**TEXT, "name": ""}, [("name",)]),
        ({**TEXT, "name": 3}, [("name",)]),
        ({**TEXT, "text": "Hello"}, [("text",)]),
        ({**TEXT, "instance_id": ID}, [("instance_id",)]),
        ({**TEMPLATE, "variables": {"code": None}}, [("variables", "code")]),
        ({**TEMPLATE, "variables": []}, [("variables",)]),
        (without(BUTTONS, "title"), [("title",)]),
        (without(BUTTONS, "description", "buttons"), [("description",), ("buttons",)]),
        ({**BUTTONS, "body": "Hello"}, [("body",)]),
        ({**BUTTONS, "buttons": []}, [("buttons",)]),
        ({**BUTTONS, "buttons": [REPLY, REPLY, REPLY]}, [("buttons",)]),
        ({**BUTTONS, "buttons": [{"title": "reply", "displayText": "Good", "id": "good"}]}, [("buttons", 0)]),
        ({**BUTTONS, "buttons": [REPLY, {"type": "reply", "displayText": "Bad"}]}, [("buttons", 1, "id")]),
        ({**BUTTONS, "buttons": [{"type": "url", "displayText": "See", "url": "see"}]}, [("buttons", 0, "url")]),
        (
            {**BUTTONS, "buttons": [{"type": "call", "displayText": "Call", "phoneNumber": "0639980001"}]},
            [("buttons", 0, "phoneNumber")],
        ),
        ({**TEXT, "recipients": None}, [("recipients",)]),
        ({**TEXT, "recipients": {"type": "everyone"}}, [("recipients",)]),
        ({**TEXT, "recipients": {"type": ["all"]}}, [("recipients",)]),
        ({**TEXT, "recipients": {"type": "all", "value": ["vip"]}}, [("recipients", "value")]),
        ({**TEXT, "recipients": {"type": "tags"}}, [("recipients", "value")]),
        ({**TEXT, "recipients": {"type": "tags", "value": []}}, [("recipients", "value")]),
        ({**TEXT, "recipients": {"type": "tags", "value": "vip"}}, [("recipients", "value")]),
        ({**TEXT, "recipients": {"type": "tags", "value": ["vip", 3]}}, [("recipients", "value", 1)]),
        ({**TEXT, "recipients": {"type": "explicit", "value": ["+33639980001"]}}, [("recipients", "value", 0)]),
        ({**TEXT, "recipients": {"type": "group", "groupId": "VIP"}}, [("recipients", "groupId")]),
        (
            {**TEXT, "recipients": {"type": "group", "value": [ID]}},
            [("recipients", "groupId"), ("recipients", "value")],
        ),
    ],
)
def test_a_wrong_body_is_refused_at_the_place_where_it_is_wrong(
    body: object, places: list[tuple[str | int, ...]]
) -> None:
    assert refused(body) == places


@pytest.mark.parametrize(
    "schedule",
    [
        "",
        "now",
        "2026-10-02",
        "2026-10-02T10:00",
        "2026-10-02T10:00:00",
        "2026-10-02 10:00:00Z",
        "2026-13-02T10:00:00Z",
        "2026-02-30T10:00:00Z",
        "2026-10-02T24:00:01Z",
        "2026-10-02T10:00:00+25:00",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
        "２０２６-10-02T10:00:00Z",
        1_790_000_000,
        None,
    ],
)
def test_a_schedule_without_a_certain_instant_is_refused(schedule: object) -> None:
    assert refused({**TEXT, "schedule": schedule}) == [("schedule",)]
