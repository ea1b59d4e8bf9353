"""Which contact group receives the message."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from conversations.needs import GroupPage, Groups, Nothing
from conversations.people import Members, Sample
from conversations.replies import EMPTY as EMPTY_TEXT
from conversations.replies import KINDS, NOT_TAKEN, PRESS_A_BUTTON, TOO_LONG
from conversations.screen import Button, Paragraph, Warned
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply, Still
from conversations.steps.group import (
    ALL_GROUPS,
    EMPTY_GROUP,
    GONE,
    MEMBERS,
    NO_GROUPS,
    NO_MATCH,
    STEP,
    InGroup,
    Pages,
)
from conversations.steps.recipients import among
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
        ("VIPs", Still(Pages((), "VIPs"))),
        ("  clientes \n fidèles ", Still(Pages((), "clientes fidèles"))),
        ("😀", Still(Pages((), "😀"))),
        ("<b>*", Still(Pages((), "<b>*"))),
        ("x" * 100, Still(Pages((), "x" * 100))),
        ("x" * 101, Problem(TOO_LONG(length=101, most=100))),
        ("", Problem(EMPTY_TEXT())),
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


def test_a_search_is_asked_of_msgflash_page_by_page_and_left_with_one_key(
    reads: Callable[..., Outcome], asks: Callable[..., Question], context: Callable[..., Context]
) -> None:
    memo = Pages(("a",), "vip")

    assert STEP.needs(context(memo=memo)) == Groups("a", "vip")
    assert reads(STEP, Chosen("later"), finding=FIRST, memo=memo) == Still(Pages(("a", "next"), "vip"))
    assert reads(STEP, Chosen("earlier"), finding=LAST, memo=memo) == Still(Pages((), "vip"))
    assert reads(STEP, Chosen("all groups"), finding=LAST, memo=memo) == Still(None)
    assert asks(STEP, finding=LAST, memo=memo).keys[-1] == (ALL_GROUPS,)


def test_a_search_that_finds_nothing_says_so(asks: Callable[..., Question]) -> None:
    question = asks(STEP, finding=GroupPage(()), memo=Pages((), "vpi"))

    assert question.blocks == (Paragraph(NO_MATCH(words="vpi")),)
    assert question.keys == ((ALL_GROUPS,),)


def test_a_few_members_are_named_before_sending_where_msgflash_tells(context: Callable[..., Context]) -> None:
    answered = context(InGroup(VIPS))

    assert STEP.sample(answered.draft) == Members(VIPS.id)
    assert STEP.notes(InGroup(VIPS), replace(answered, beside=Sample(("Awa", "Zoé")))) == among(("Awa", "Zoé"))
    assert STEP.notes(InGroup(VIPS), replace(answered, beside=Nothing())) == ()


def test_no_groups_at_all_says_what_to_do(asks: Callable[..., Question]) -> None:
    assert asks(STEP, finding=GroupPage(())).blocks == (Warned(NO_GROUPS()),)
    assert asks(STEP, finding=Nothing()).blocks == ()


def test_the_size_is_shown_where_it_is_known(context: Callable[..., Context]) -> None:
    assert STEP.recap(InGroup(VIPS), context()) == MEMBERS(42, name="VIPs")
    assert STEP.recap(InGroup(UNCOUNTED), context()) == "Uncounted"
    assert (STEP.size(InGroup(VIPS)), STEP.size(InGroup(UNCOUNTED))) == (42, None)


def test_a_long_name_is_cut_on_its_key_so_that_the_size_stays_in_sight(asks: Callable[..., Question]) -> None:
    group = Group(GroupId("9"), "Clientes et clients rencontrés pendant le marché", 8)
    (row,) = asks(STEP, finding=GroupPage((group,))).keys
    (key,) = row

    assert isinstance(key, Button)
    assert key.label == MEMBERS(8, name="Clientes et clients ren…")
