"""Questions that need something read first: what comes, what does not, and page after page of it."""

import pytest

from conversations.conversation import Asking, Recap
from conversations.needs import GroupPage, Groups, InstanceList, Instances, Nothing, TemplatePage, Templates
from conversations.steps.number import Number
from conversations.workspace import Group, GroupId, Instance, InstanceId, Template, TemplateId
from tests.conversations.walk import SHOP, Walk

CALENDAR = ("15/04/2026 11:00", "!none")
# The steps that read from MsgFlash: what, the answers before, and the step after.
READ: dict[str, tuple[type, tuple[str, ...], str]] = {
    "number": (Instances, (), "recipients"),
    "group": (Groups, ("!group",), "schedule"),
    "template": (Templates, ("!tags", "vip", *CALENDAR, "!template"), "variables"),
}


def test_the_only_connected_number_is_taken_and_can_be_changed(walk: Walk) -> None:
    walk.types("/new")

    assert walk.draft().find(Number) == Number(SHOP)
    walk.chooses("back")
    walk.sees("Which number should it be sent from?")
    walk.presses("Ancien")
    assert walk.stage() == Asking("recipients")
    walk.sees("Ancien")


def test_several_connected_numbers_are_a_question(walk: Walk) -> None:
    twin = Instance(InstanceId("6f1d2a74-0c55-4c7e-9a2f-0b8f6f1f9b13"), "Twin", "+33639980002", "connected")
    walk.findings[Instances] = InstanceList((SHOP, twin))
    walk.types("/new")

    assert walk.stage() == Asking("number")
    walk.presses("Twin")
    assert walk.draft().find(Number) == Number(twin)


def test_a_number_linked_meanwhile_is_found_by_refreshing(walk: Walk) -> None:
    walk.findings[Instances] = InstanceList(())
    walk.types("/new")
    walk.sees("Link one in the MsgFlash console")
    walk.findings[Instances] = InstanceList((SHOP,))
    walk.presses("Refresh")

    assert walk.draft().find(Number) == Number(SHOP)
    assert walk.stage() == Asking("recipients")


@pytest.mark.parametrize("step", READ)
@pytest.mark.parametrize("code", [None, "UNAUTHORIZED", "MONTHLY_API_REQUEST_QUOTA_EXCEEDED", "INTERNAL_ERROR"])
def test_what_could_not_be_read_can_be_tried_again(walk: Walk, step: str, code: str | None) -> None:
    need, before, afterwards = READ[step]
    works, walk.findings[need] = walk.findings[need], Nothing(code)
    walk.types("/new")
    walk.replies(*before)

    assert walk.stage() == Asking(step)
    walk.sees(code or "MsgFlash is not answering right now")
    assert walk.choices() == ("again", "back", "/cancel")
    walk.findings[need] = works
    walk.chooses("again")
    if step != "number":
        walk.chooses(next(choice for choice in walk.choices() if choice.startswith("id:")))
    assert walk.stage() == Asking(afterwards)


def test_the_number_of_contacts_is_not_needed_to_choose_an_audience(walk: Walk) -> None:
    walk.findings.clear()
    walk.findings[Instances] = InstanceList((SHOP,))
    walk.completes("all")

    walk.sees("Everyone (number unknown)")
    walk.presses("Send")
    walk.sees("I do not know how many")
    walk.presses("Yes, send")
    assert len(walk.submitted) == 1


def test_groups_are_paged_forth_and_back(walk: Walk) -> None:
    def group(number: int) -> Group:
        return Group(GroupId(f"c7f5a3ce-55d0-4c39-9b41-{number:012x}"), f"Group {number}", number)

    pages = {None: GroupPage((group(1),), "b"), "b": GroupPage((group(2),), "c"), "c": GroupPage((group(3),))}
    walk.types("/new")
    walk.waits = True
    walk.chooses("group")
    seen: list[list[str]] = []
    for turn in ("later", "later", "earlier", "earlier", "later"):
        walk.answers(Groups(_cursor(walk)), pages[_cursor(walk)])
        seen.append([label for label in walk.labels() if "Group" in label])
        walk.chooses(turn)
    walk.answers(Groups(_cursor(walk)), pages[_cursor(walk)])
    walk.presses("Group 2")

    assert [label for labels in seen for label in labels] == [
        f"Group {number} ({number} contact{'s' * (number > 1)})" for number in (1, 2, 3, 2, 1)
    ]
    assert walk.stage() == Asking("schedule")


def test_templates_are_paged_forth_and_back(walk: Walk) -> None:
    def template(number: int) -> Template:
        return Template(TemplateId(f"c7f5a3ce-55d0-4c39-9b41-{number:012x}"), f"T{number}", "text", "Hi", ())

    walk.types("/new")
    walk.replies("!tags", "vip", *CALENDAR)
    walk.waits = True
    walk.chooses("template")
    walk.answers(Templates(1), TemplatePage((template(1),), more=True))
    walk.chooses("later")
    walk.answers(Templates(2), TemplatePage((template(2),)))

    assert [label for label in walk.labels() if label.startswith("T")] == ["T2 · Hi"]
    assert "later" not in walk.choices()
    walk.chooses("earlier")
    walk.answers(Templates(1), TemplatePage((template(1),), more=True))
    walk.presses("T1")
    assert walk.stage() == Recap()


@pytest.mark.parametrize("step", ["group", "template"])
def test_back_from_the_first_page_leads_to_the_question_before_at_once(walk: Walk, step: str) -> None:
    walk.findings[Groups] = GroupPage((Group(GroupId("1"), "G", 1),), "next")
    walk.findings[Templates] = TemplatePage((Template(TemplateId("1"), "T", "text", "Hi", ()),), more=True)
    walk.types("/new")
    walk.replies(*READ[step][1])
    walk.chooses("later", "earlier", "back")

    assert walk.stage() != Asking(step)
    assert isinstance(walk.stage(), Asking)
    assert "later" not in walk.choices()


def _cursor(walk: Walk) -> str | None:
    (need,) = walk.conversation.fetching
    assert isinstance(need, Groups)
    return need.cursor
