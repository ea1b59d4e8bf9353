"""What MsgFlash does not promise never breaks the reading of the rest."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render import say
from bot.wire import CampaignModel, ErrorModel, GroupModel, InstanceModel, SafetyModel, TemplateModel, each, opened
from conversations.screen import Line
from conversations.stages.verdict import verdict
from conversations.workspace import Group, GroupId, Instance, InstanceId, Safety, Template, TemplateId

SAFETY: dict[str, object] = {
    "decision": "warn",
    "riskLevel": "medium",
    "score": 56,
    "state": "warming",
    "reasons": ["why"],
    "recommendations": ["what"],
    "appliedLimits": {"maxCampaignRecipients": 100, "maxColdRatio": 0.4},
    "audience": {"totalRecipients": 120, "coldRatio": 0.625},
}
WHOLE = Safety("warn", "medium", 56, "warming", ("why",), ("what",), 100, 0.4, 120, 0.625)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def verdict_of(safety: object) -> Safety | None:
    return CampaignModel.model_validate({"id": "c", "safety": safety}).value().safety


@pytest.mark.parametrize("name", SAFETY)
def test_each_part_of_the_verdict_may_be_missing(name: str) -> None:
    part = verdict_of({key: value for key, value in SAFETY.items() if key != name})

    assert part is not None
    assert part != WHOLE
    assert part.decision == (None if name == "decision" else "warn")
    assert part.total_recipients == (None if name == "audience" else 120)


def test_parts_and_values_nobody_documented_are_taken_as_they_come() -> None:
    safety = verdict_of({**SAFETY, "decision": "block", "riskLevel": "extreme", "advice": {"new": 1}})

    assert safety is not None
    assert (safety.decision, safety.risk) == ("block", "extreme")


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("decision", 1),
        ("riskLevel", ["high"]),
        ("score", "56"),
        ("score", True),
        ("state", {}),
        ("reasons", "why"),
        ("reasons", None),
        ("recommendations", {"0": "what"}),
        ("appliedLimits", 100),
        ("appliedLimits", {"maxCampaignRecipients": "100", "maxColdRatio": [0.4]}),
        ("audience", []),
        ("audience", {"totalRecipients": 1.5, "coldRatio": None}),
    ],
)
def test_a_part_of_the_wrong_kind_counts_as_missing(name: str, wrong: object) -> None:
    damaged, without = verdict_of({**SAFETY, name: wrong}), verdict_of({**SAFETY, name: None})

    assert damaged == without
    assert damaged is not None
    assert damaged.decision == (None if name == "decision" else "warn")


def test_reasons_that_are_no_text_are_left_out_and_the_others_stay() -> None:
    safety = verdict_of({"reasons": ["one", 2, None, "three"]})

    assert safety == Safety(reasons=("one", "three"))


@pytest.mark.parametrize("safety", [None, "warn", [], 5])
def test_a_verdict_of_the_wrong_kind_counts_as_none(safety: object) -> None:
    assert verdict_of(safety) is None


@given(st.sampled_from(list(SAFETY)), anything)
def test_whatever_one_part_of_a_verdict_is_the_others_are_read(name: str, junk: object) -> None:
    of_part = {"riskLevel": ("risk",), "appliedLimits": ("max_recipients", "max_cold_ratio")}
    own = {**of_part, "audience": ("total_recipients", "cold_ratio")}.get(name, (name,))
    read = verdict_of({**SAFETY, name: junk})

    assert read is not None
    assert replace(read, **{part: getattr(WHOLE, part) for part in own}) == WHOLE


@given(anything)
def test_any_campaign_with_an_id_is_read(junk: object) -> None:
    names = ("name", "status", "schedule", "repeat", "safety", "stats", "templateId")

    assert CampaignModel.model_validate({"id": "c", **dict.fromkeys(names, junk)}).value().id == "c"


@pytest.mark.parametrize(
    "body", [None, [], "data", {}, {"data": None}, {"data": {}}, {"data": {"id": ""}}, {"data": {"id": 5}}]
)
def test_an_answer_without_an_id_is_no_campaign(body: object) -> None:
    assert opened(body, "data", CampaignModel) is None


@pytest.mark.parametrize("schedule", ["tomorrow", "2026-10-02T10:00:00", 1_790_000_000, None, ""])
def test_a_stored_date_that_cannot_be_understood_counts_as_missing(schedule: object) -> None:
    assert CampaignModel.model_validate({"id": "c", "schedule": schedule}).value().schedule is None


def test_a_campaign_without_status_has_an_unknown_one() -> None:
    assert CampaignModel.model_validate({"id": "c"}).value().status == "?"


def test_counters_that_are_no_numbers_are_left_out() -> None:
    stats = {"planned": "500", "sent": 350, "read": None, "bounced": 3}

    assert CampaignModel.model_validate({"id": "c", "stats": stats}).value().counts == (("sent", 350),)


def test_a_counter_that_is_true_or_false_is_left_out() -> None:
    assert CampaignModel.model_validate({"id": "c", "stats": {"sent": True}}).value().counts == ()


def test_a_score_beyond_measure_does_not_hide_that_the_campaign_was_created() -> None:
    assert opened({"data": {"id": "c", "safety": {"score": 10**400}}}, "data", CampaignModel) is not None


@pytest.mark.parametrize("safety", [{"score": 1e308}, {"audience": {"totalRecipients": 10**40}}])
def test_a_number_of_any_size_can_be_shown(safety: dict[str, object]) -> None:
    blocks = verdict(SafetyModel.model_validate(safety).value(), "en")

    assert [say(block.value, "en") for block in blocks if isinstance(block, Line)]


def test_a_score_is_shown_without_a_needless_fraction() -> None:
    safety = SafetyModel.model_validate({"score": 56}).value()

    shown = [say(block.value, "en") for block in verdict(safety, "en") if isinstance(block, Line)]
    assert shown == ["56"]


@pytest.mark.parametrize(
    ("number", "phone"),
    [("+33612345678", "+33612345678"), ("33612345678", "+33612345678"), (None, None), ("", None), (336, None)],
)
def test_a_number_is_read_with_or_without_its_plus(number: object, phone: str | None) -> None:
    instance = InstanceModel.model_validate({"id": "i", "name": "Shop", "waNumber": number}).value()

    assert instance == Instance(InstanceId("i"), "Shop", phone, "?")


@pytest.mark.parametrize(
    ("given_parts", "name"), [({"waNumber": "336"}, "+336"), ({}, "i"), ({"name": ""}, "i"), ({"name": 7}, "i")]
)
def test_a_number_without_a_name_goes_by_what_there_is(given_parts: dict[str, object], name: str) -> None:
    assert InstanceModel.model_validate({"id": "i", **given_parts}).value().name == name


def test_a_group_and_a_template_without_their_parts_go_by_their_ids() -> None:
    assert GroupModel.model_validate({"id": "g", "contactCount": "42"}).value() == Group(GroupId("g"), "g", None)
    assert TemplateModel.model_validate({"id": "t", "variables": None}).value() == Template(
        TemplateId("t"), "t", "?", None, ()
    )


def test_a_variable_used_twice_is_asked_once() -> None:
    names = ["custom.code", "contact.firstName", "custom.day", "custom.code", "user.name", "instance.name"]

    assert TemplateModel.model_validate({"id": "t", "variables": names}).value().custom == ("code", "day")


@given(anything)
def test_a_list_of_anything_gives_what_can_be_read(junk: object) -> None:
    assert each([junk, {"id": "i"}, junk], InstanceModel)[-1].id == "i"


@pytest.mark.parametrize("items", [None, {}, "instances", 3])
def test_what_is_no_list_has_no_items(items: object) -> None:
    assert each(items, InstanceModel) == ()


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ([{"path": "schedule"}], "schedule"),
        ([{"path": ["recipients", "value", 0]}], "recipients.value.0"),
        ([{"field": "mediaUrl"}], "mediaUrl"),
        ([{"property": "body"}], "body"),
        ([{"message": "no"}, {"path": "name"}], "name"),
        ([{"path": "", "field": "name"}], "name"),
        ([{"path": [], "property": "name"}], "name"),
        (["schedule is required"], None),
        ([{"path": 5}], None),
        ({"path": "schedule"}, None),
        ("schedule", None),
        ([], None),
        (None, None),
    ],
)
def test_the_field_an_error_names_is_found_in_any_likely_shape(details: object, field: str | None) -> None:
    error = opened({"error": {"code": "VALIDATION_ERROR", "details": details}}, "error", ErrorModel)

    assert error is not None
    assert error.field() == field


@pytest.mark.parametrize("code", [None, "", "not a code", "<b>X</b>", "lower_case", 400])
def test_a_code_of_another_form_is_none(code: object) -> None:
    assert opened({"error": {"code": code, "message": "no"}}, "error", ErrorModel) is None
