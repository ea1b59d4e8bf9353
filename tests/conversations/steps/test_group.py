"""Which contact group receives the message."""

from collections.abc import Callable

import pytest

from conversations.needs import GroupPage, Groups, Nothing
from conversations.replies import KINDS, NOT_TAKEN, PRESS_A_BUTTON
from conversations.screen import Button, Warned
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply, Still
from conversations.steps.group import EMPTY_GROUP, GONE, MEMBERS, NO_GROUPS, STEP, InGroup, Pages
from conversations.workspace import Group, GroupId

VIPS = Group(GroupId("1"), "VIPs", 42)
EMPTY = Group(GroupId("2"), "Empty", 0)
UNCOUNTED = Group(GroupId("3"), "Uncounted", None)
FIRST = GroupPage((VIPS, EMPTY, UNCOUNTED), "next")
LAST = GroupPage((VIPS,))


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Chosen("id:1"), Answered(InGroup(VIPS))),
        (Chosen("id:3"), Answered(InGroup(UNCOUNTED))),
        (Chosen("id:2"), Problem(EMPTY_GROUP(name="Empty"))),
        (Chosen("id:4"), Problem(GONE())),
        (Chosen("later"), Still(Pages(("next",)))),
        (Chosen("earlier"), Still(None)),
        (Chosen("other"), Problem(PRESS_A_BUTTON(value="other"))),
        ("VIPs", Problem(PRESS_A_BUTTON(value="VIPs"))),
        ("", Problem(PRESS_A_BUTTON(value=""))),
        ("😀", Problem(PRESS_A_BUTTON(value="😀"))),
        ("<b>*", Problem(PRESS_A_BUTTON(value="<b>*"))),
        ("x" * 5000, Problem(PRESS_A_BUTTON(value="x" * 59 + "…"))),
        (Attached("sticker"), Problem(NOT_TAKEN(kind=KINDS["sticker"]()))),
        (Attached("poll"), Problem(NOT_TAKEN(kind=KINDS["poll"]()))),
        (Attached("photo", "album"), Problem(NOT_TAKEN(kind=KINDS["photo"]()))),
    ],
)
def test_a_reply_is_a_group_or_a_problem(reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome) -> None:
    assert reads(STEP, reply, finding=FIRST) == outcome


def test_each_page_asks_for_its_own_groups(context: Callable[..., Context]) -> None:
    assert STEP.needs(context()) == Groups(None)
    assert STEP.needs(context(memo=Pages(("a", "b")))) == Groups("b")


def test_turning_pages_forth_and_back_leads_to_the_first(reads: Callable[..., Outcome]) -> None:
    second = reads(STEP, Chosen("later"), finding=FIRST)

    assert second == Still(Pages(("next",)))
    assert reads(STEP, Chosen("earlier"), finding=LAST, memo=second.memo) == Still(None)


def test_pages_can_be_turned_only_where_there_are_more(asks: Callable[..., Question]) -> None:
    def turns(question: Question) -> list[str]:
        keys = [key for row in question.keys for key in row if isinstance(key, Button)]
        return [key.choice for key in keys if not key.choice.startswith("id:")]

    assert turns(asks(STEP, finding=FIRST)) == ["later"]
    assert turns(asks(STEP, finding=GroupPage((VIPS,), "b"), memo=Pages(("a",)))) == ["earlier", "later"]
    assert turns(asks(STEP, finding=LAST, memo=Pages(("a",)))) == ["earlier"]
    assert turns(asks(STEP, finding=LAST)) == []


def test_a_page_that_is_the_last_has_no_later_one(reads: Callable[..., Outcome]) -> None:
    assert reads(STEP, Chosen("later"), finding=LAST) == Problem(PRESS_A_BUTTON(value="later"))


def test_no_groups_at_all_says_what_to_do(asks: Callable[..., Question]) -> None:
    assert asks(STEP, finding=GroupPage(())).blocks == (Warned(NO_GROUPS()),)
    assert asks(STEP, finding=Nothing()).blocks == ()


def test_the_size_is_shown_where_it_is_known(context: Callable[..., Context]) -> None:
    assert STEP.recap(InGroup(VIPS), context()) == MEMBERS(42, name="VIPs")
    assert STEP.recap(InGroup(UNCOUNTED), context()) == "Uncounted"
    assert (STEP.size(InGroup(VIPS)), STEP.size(InGroup(UNCOUNTED))) == (42, None)
