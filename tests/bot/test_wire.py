"""What is sent to MsgFlash, and what is read of its answers."""

import json
from datetime import UTC, datetime, timedelta, timezone
from functools import reduce
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wire import (
    CampaignModel,
    ErrorModel,
    GroupModel,
    IncompleteDraftError,
    InstanceModel,
    RenderingModel,
    TemplateModel,
    each,
    in_utc,
    opened,
    to_request,
)
from conversations.contents import Body, Caption, Content, Kind, Media
from conversations.draft import Draft
from conversations.people import ListId
from conversations.steps.choices import Choices
from conversations.steps.contacts import Contacts
from conversations.steps.description import Description
from conversations.steps.footer import Footer
from conversations.steps.group import InGroup
from conversations.steps.number import Number
from conversations.steps.recipients import Recipients
from conversations.steps.repeat import Repeat
from conversations.steps.schedule import Schedule
from conversations.steps.tags import Tags
from conversations.steps.template import FromTemplate
from conversations.steps.title import Title
from conversations.steps.variables import Variables
from conversations.workspace import (
    Campaign,
    CampaignId,
    ContactId,
    Group,
    GroupId,
    Instance,
    InstanceId,
    Reference,
    Safety,
    Template,
    TemplateId,
)

SAMPLES = Path(__file__).parent / "samples"
SHOP = Instance(InstanceId("6f1d2a74-0c55-4c7e-9a2f-0b8f6f1f9b11"), "main-shop", "+33612345678", "connected")
VIPS = Group(GroupId("c7f5a3ce-55d0-4c39-9b41-5a5d4b1c7a02"), "VIPs", 42)
AWA = ContactId("3b9e5f5e-2f77-4a44-9c9b-0a1c7c3f8d10")
SALE = Template(TemplateId("0d7b8f0e-8a43-4c0b-8f0e-3c9f3e2a1d55"), "Sale", "text", "{{custom.code}}", ("code",))
PLAIN = Template(TemplateId("0d7b8f0e-8a43-4c0b-8f0e-3c9f3e2a1d56"), "Hello", "text", "Hello", ())
AT = datetime(2026, 10, 2, 10, tzinfo=UTC)
LEAVES = {
    "instanceId": SHOP.id,
    "name": "Autumn sale",
    "schedule": "2026-10-02T10:00:00.000Z",
    "repeat": "none",
    "recipients": {"type": "all"},
}
EVERYTHING: tuple[object, ...] = (
    Number(SHOP),
    Schedule(AT, "Europe/Paris"),
    Repeat("none"),
    Recipients("all", 3),
    Tags(("newsletter",)),
    InGroup(VIPS),
    Contacts(ListId("one"), 1),
    Body("Hello"),
    Media("https://cdn.example.com/poster.jpg"),
    Caption("This week's offer"),
    Title("How was it?"),
    Description("One tap is enough."),
    Footer("Thank you"),
    Choices(("Good", "Not so good")),
    FromTemplate(SALE),
    Variables((("code", "AUTUMN10"),)),
)
CONTENTS: dict[Kind, dict[str, object]] = {
    "text": {"type": "text", "body": "Hello"},
    "image": {"type": "image", "mediaUrl": "https://cdn.example.com/poster.jpg", "body": "This week's offer"},
    "video": {"type": "video", "mediaUrl": "https://cdn.example.com/poster.jpg", "body": "This week's offer"},
    "document": {"type": "document", "mediaUrl": "https://cdn.example.com/poster.jpg", "body": "This week's offer"},
    "audio": {"type": "audio", "mediaUrl": "https://cdn.example.com/poster.jpg"},
    "voice_note": {"type": "voice_note", "mediaUrl": "https://cdn.example.com/poster.jpg"},
    "template": {"templateId": SALE.id, "variables": {"code": "AUTUMN10"}},
    "buttons": {
        "type": "buttons",
        "title": "How was it?",
        "description": "One tap is enough.",
        "footer": "Thank you",
        "buttons": [
            {"type": "reply", "displayText": "Good", "id": "k7q2x-1"},
            {"type": "reply", "displayText": "Not so good", "id": "k7q2x-2"},
        ],
    },
}


def sample(name: str) -> object:
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def draft(*answers: object) -> Draft:
    """Return a draft in which everything was tried before; `answers` came last."""
    return reduce(Draft.having, answers, Draft(Reference("K7Q2X"), AT, EVERYTHING))


@pytest.mark.parametrize("kind", CONTENTS)
def test_exactly_one_content_leaves_whatever_was_tried_before(kind: Kind) -> None:
    request = to_request(draft(Content(kind)), "Autumn sale")

    assert request == {**LEAVES, **CONTENTS[kind]}


def test_every_kind_of_content_is_in_the_table_above() -> None:
    assert set(CONTENTS) == set(get_args(Kind))


@pytest.mark.parametrize(
    ("recipients", "expected"),
    [
        (Recipients("all"), {"type": "all"}),
        (Recipients("tags"), {"type": "tags", "value": ["newsletter"]}),
        (Recipients("group"), {"type": "group", "groupId": VIPS.id}),
        (Recipients("explicit"), {"type": "explicit", "value": [AWA]}),
    ],
)
def test_exactly_one_audience_leaves_whatever_was_tried_before(
    recipients: Recipients, expected: dict[str, object]
) -> None:
    request = to_request(draft(Content("text"), recipients), "Autumn sale", (AWA,))

    assert request["recipients"] == expected


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        ((Content("template"), Recipients("tags")), "create_from_template"),
        ((Content("image"), Recipients("group")), "create_image"),
        ((Content("buttons"), Recipients("explicit")), "create_buttons"),
    ],
)
def test_documented_requests_are_met_word_for_word(answers: tuple[object, ...], name: str) -> None:
    documented = sample(name)
    assert isinstance(documented, dict)
    request = to_request(draft(*answers), documented["name"], (AWA,))
    buttons = request.get("buttons", [])
    assert isinstance(buttons, list)
    for made, shown in zip(buttons, documented.get("buttons", []), strict=True):
        shown["id"] = made["id"]  # ids are ours to choose

    assert request == {"repeat": "none", **documented}


@pytest.mark.parametrize("chosen", [(), (AWA, AWA)])
def test_nothing_leaves_for_others_than_those_confirmed(chosen: tuple[ContactId, ...]) -> None:
    with pytest.raises(IncompleteDraftError):
        to_request(draft(Content("text"), Recipients("explicit")), "N", chosen)


def test_a_caption_and_a_footer_that_were_skipped_do_not_leave() -> None:
    image = to_request(draft(Content("image"), Caption(None)), "N")
    buttons = to_request(draft(Content("buttons"), Footer(None)), "N")

    assert "body" not in image
    assert "footer" not in buttons


def test_values_typed_for_another_template_do_not_leave() -> None:
    request = to_request(draft(Content("template"), FromTemplate(PLAIN)), "N")

    assert "variables" not in request


@pytest.mark.parametrize(
    "missing", [Number, Schedule, Repeat, Recipients, Content, Body], ids=lambda answer: str(answer.__name__)
)
def test_a_draft_with_a_hole_never_becomes_a_request(missing: type[object]) -> None:
    with pytest.raises(IncompleteDraftError, match=missing.__name__):
        to_request(draft(Content("text")).without(missing), "N")


zones = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
instants = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=zones)  # noqa: DTZ001 - hypothesis adds the zone


@given(instants)
def test_any_instant_is_written_in_utc_with_milliseconds_and_read_back(at: datetime) -> None:
    written = in_utc(at)

    assert written.endswith("Z")
    assert len(written) == len("2026-10-02T10:00:00.000Z")
    assert datetime.fromisoformat(written) == at.replace(microsecond=at.microsecond // 1000 * 1000)


def test_the_documented_creation_is_read_whole() -> None:
    model = opened(sample("campaign_created"), "data", CampaignModel)

    assert model is not None
    assert model.value() == Campaign(
        CampaignId("9a0c1c52-0b8e-4f0a-b5b5-2f1d8f6f7e33"),
        "Autumn sale",
        "scheduled",
        AT,
        "none",
        Safety(
            "warn",
            "medium",
            56,
            "warming",
            ("(English text: why the risk was raised)",),
            ("(English text: what to do about it)",),
            100,
            0.4,
            120,
            0.625,
        ),
        tuple((name, 0) for name in ("planned", "queued", "sent", "delivered", "read", "failed", "cancelled")),
        instance=InstanceId("6f1d2a74-0c55-4c7e-9a2f-0b8f6f1f9b11"),
    )


def test_the_documented_reading_of_a_campaign_has_its_counters_and_no_verdict() -> None:
    model = opened(sample("campaign_read"), "data", CampaignModel)

    assert model is not None
    campaign = model.value()
    assert (campaign.status, campaign.safety, campaign.completed_at, campaign.cancelled_at) == (
        "running",
        None,
        None,
        None,
    )
    assert dict(campaign.counts) == {
        "planned": 500,
        "queued": 120,
        "sent": 350,
        "delivered": 330,
        "read": 210,
        "failed": 30,
        "cancelled": 0,
    }


def test_a_campaign_says_when_it_ended() -> None:
    ends = {"completedAt": "2026-10-02T11:00:00.000Z", "cancelledAt": "2026-10-02T12:00:00+02:00"}

    campaign = CampaignModel.model_validate({"id": "c", "stats": ends}).value()

    assert campaign.completed_at == datetime(2026, 10, 2, 11, tzinfo=UTC)
    assert campaign.cancelled_at == datetime(2026, 10, 2, 10, tzinfo=UTC)


def test_the_documented_lists_are_read() -> None:
    instances, groups = sample("instances"), sample("groups")
    assert isinstance(instances, dict)
    assert isinstance(groups, dict)

    assert [model.value() for model in each(instances["data"], InstanceModel)] == [SHOP]
    assert [model.value() for model in each(groups["data"]["groups"], GroupModel)] == [VIPS]


def test_the_documented_template_asks_only_for_its_own_variables() -> None:
    model = opened(sample("template"), "data", TemplateModel)

    assert model is not None
    assert model.value() == Template(
        SALE.id,
        "Basket reminder",
        "text",
        "Hello {{contact.firstName}}, your code is {{custom.code}}.",
        ("code",),
    )


def test_the_documented_preview_is_read() -> None:
    model = opened(sample("preview"), "data", RenderingModel)

    assert model is not None
    assert (model.rendered, model.missing) == ("Hello Awa, your code is AUTUMN10.", ())


def test_the_documented_error_is_read() -> None:
    error = opened(sample("error"), "error", ErrorModel)

    assert error is not None
    assert (error.code, error.field()) == ("VALIDATION_ERROR", None)
