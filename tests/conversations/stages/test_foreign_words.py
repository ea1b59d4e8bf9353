"""Names and sentences that come from MsgFlash have no known limit: none of them may keep a screen from being shown."""

import pytest

from conversations.needs import (
    CampaignState,
    GroupPage,
    Groups,
    InstanceList,
    Instances,
    LiveState,
    Nothing,
    Preview,
    Rendering,
    State,
    TemplatePage,
    Templates,
)
from conversations.workspace import (
    Campaign,
    CampaignId,
    Group,
    GroupId,
    Instance,
    InstanceId,
    Record,
    Reference,
    Safety,
    Template,
    TemplateId,
)
from tests.conversations.walk import NOW, Walk

LONG = "Interminable <b>&amp; 😀 " * 300
CALENDAR = ("15/04/2026 11:00", "!none")


def receives(walk: Walk, safety: Safety) -> None:
    walk.completes()
    submission = walk.confirms()
    walk.accepts(Campaign(CampaignId("9"), LONG, LONG, submission.schedule, "none", safety))


def test_a_long_name_and_an_unknown_word_of_any_length_are_cut(walk: Walk) -> None:
    receives(walk, Safety(decision=LONG, risk=LONG, state=LONG))

    walk.sees("Campaign created", "Interminable")


def test_a_single_long_reason_is_cut(walk: Walk) -> None:
    receives(walk, Safety(reasons=(LONG,), recommendations=(LONG,)))

    walk.sees("Campaign created", "Interminable")


def test_the_name_of_an_empty_group_is_cut(walk: Walk) -> None:
    walk.findings[Groups] = GroupPage((Group(GroupId("1"), LONG, 0),))
    walk.types("/new")
    walk.chooses("group", "id:1")

    walk.sees("is empty")


def test_the_name_of_a_number_that_is_not_connected_is_cut(walk: Walk) -> None:
    walk.findings[Instances] = InstanceList((Instance(InstanceId("1"), LONG, "+33639980001", "disconnected"),))
    walk.findings[LiveState] = Nothing()
    walk.types("/new")
    walk.chooses("id:1")
    walk.replies("!tags", "vip", *CALENDAR, "Hello")

    walk.sees("was not connected when you chose it")


def test_the_name_of_a_variable_is_cut(walk: Walk) -> None:
    walk.findings[Templates] = TemplatePage((Template(TemplateId("1"), LONG, "text", LONG, (LONG,)),))
    walk.types("/new")
    walk.replies("!tags", "vip", *CALENDAR, "!template", "!id:1")

    walk.sees("What goes in the place of")


def test_the_names_of_variables_without_a_value_are_cut(walk: Walk) -> None:
    walk.findings[Preview] = Rendering(LONG, tuple(f"custom.{number} {LONG[:60]}" for number in range(100)))
    walk.completes("tags", "template")

    walk.sees("MsgFlash has no value for")


def test_the_code_of_a_refusal_is_cut(walk: Walk) -> None:
    walk.completes()
    walk.confirms()
    walk.refuses("UNHEARD_OF_" * 500)

    walk.sees("MsgFlash refused", "UNHEARD_OF")


def test_the_state_of_a_campaign_is_cut(walk: Walk) -> None:
    walk.kept = [Record(Reference("AAAAA"), CampaignId("1"), LONG, NOW, NOW)]
    walk.findings[State] = CampaignState(
        Campaign(CampaignId("1"), LONG, LONG, NOW, None, None, (("sent", 10**400), ("failed", -1), ("odd", 0)))
    )
    walk.types("/campaigns")
    walk.chooses("see:AAAAA")

    walk.sees("Failed: -1")


def test_a_long_text_of_a_template_leaves_room_for_the_question(walk: Walk) -> None:
    walk.findings[Templates] = TemplatePage((Template(TemplateId("1"), "T", "text", LONG, ("code",)),))
    walk.types("/new")
    walk.replies("!tags", "vip", *CALENDAR, "!template", "!id:1")

    walk.sees("What goes in the place of “code”?", "Interminable")


@pytest.mark.parametrize("name", [" ", "\u00a0", "\n"])
def test_a_group_with_a_blank_name_can_be_chosen(walk: Walk, name: str) -> None:
    walk.findings[Groups] = GroupPage((Group(GroupId("1"), name, None),))
    walk.types("/new")
    walk.chooses("group", "id:1")

    assert "back" in walk.choices()
