"""Numbers that MsgFlash does not know, created on request."""

from dataclasses import replace

import pytest

from conversations.conversation import Asking
from conversations.people import (
    Add,
    ListId,
)
from conversations.steps.contacts import Contacts
from tests.conversations.left_over import ALL, KEPT, SOME, begun, sends_list
from tests.conversations.walk import Walk


def test_unknown_numbers_are_created_a_few_at_a_time_with_a_tag_until_all_are_done(walk: Walk) -> None:
    sends_list(walk)
    walk.chooses("create")
    walk.sees("12 contacts will be created", "people who agreed to it")
    walk.types("spring 26")
    walk.sees("Creating the contacts: ▱▱▱▱▱▱▱▱ 0 of 12")
    walk.does(SOME)
    walk.sees("▰▰▰▰▰▰▰▱ 10 of 12")
    walk.does(ALL)

    rest = ListId("rest")
    assert begun(walk) == [Add(rest, "spring 26", ListId("listed"), 1), Add(rest, "spring 26", ListId("listed"), 2)]
    walk.sees("Creating done: 12 of 12", "Created: 9", "Already in MsgFlash: 2", "Refused by MsgFlash: 1")
    walk.presses("Continue with 131")
    assert walk.draft().find(Contacts) == Contacts(ListId("all"), 131, ("Awa Doe",))


def test_creating_can_be_stopped_and_gone_on_with(walk: Walk) -> None:
    sends_list(walk)
    walk.chooses("create", "untagged", "stop")
    walk.sees("Creating stopped: 0 of 12")
    walk.chooses("go on")
    walk.sees("I am still doing what you asked before")
    walk.does(SOME)
    assert begun(walk)[1:] == [Add(ListId("rest"), None, ListId("listed"), 2, keeps=True)]
    walk.does(KEPT)
    walk.sees("Creating stopped: 10 of 12", "Left to create: 2", "128 contacts chosen")
    assert len(begun(walk)) == 2
    walk.chooses("go on")
    walk.does(ALL)

    assert begun(walk)[-1] == Add(ListId("rest"), None, ListId("more"), 3)
    walk.sees("Creating done")


def test_creating_ends_early_when_msgflash_refuses_it(walk: Walk) -> None:
    sends_list(walk)
    walk.chooses("create", "untagged")
    walk.does(replace(KEPT, code="MONTHLY_API_REQUEST_QUOTA_EXCEEDED"))

    walk.sees("Creating stopped: 10 of 12", "This month’s requests", "MONTHLY_API_REQUEST_QUOTA_EXCEEDED")
    assert {"go on", "continue", "rest"} <= set(walk.choices())


def test_after_a_restart_creating_does_not_go_on_by_itself(walk: Walk) -> None:
    sends_list(walk)
    walk.chooses("create", "untagged")
    walk.does(SOME)
    before = len(begun(walk))
    walk.restarts()

    assert begun(walk)[before:] == [Add(ListId("rest"), None, ListId("listed"), 3, keeps=True)]
    walk.does(KEPT)
    walk.sees("Creating stopped: 10 of 12", "nothing is created twice", "128 contacts chosen")
    walk.chooses("go on")
    walk.does(ALL)
    walk.sees("Creating done")


def test_leaving_ends_the_creating_and_a_tap_puts_those_created_to_the_choice(walk: Walk) -> None:
    sends_list(walk)
    walk.chooses("create", "untagged")
    walk.does(SOME)
    walk.types("/help")
    walk.does(SOME)
    assert len(begun(walk)) == 2
    walk.chooses("back")
    walk.sees("Creating stopped")
    assert "continue" not in walk.choices()
    walk.chooses("join")
    walk.does(KEPT)

    assert begun(walk)[2:] == [Add(ListId("rest"), None, ListId("listed"), 3, keeps=True)]
    walk.presses("Continue with 128")


def test_a_deed_that_comes_back_late_changes_no_other_list(walk: Walk) -> None:
    sends_list(walk)
    walk.chooses("create", "untagged", "back", "back")
    walk.does(SOME)

    assert walk.stage() == Asking("recipients")


@pytest.mark.parametrize("tag", ["#, #", "x" * 101, "  "])
def test_a_tag_that_is_none_is_asked_again(walk: Walk, tag: str) -> None:
    sends_list(walk)
    walk.chooses("create")
    walk.types(tag)

    assert begun(walk) == []
    walk.sees("12 contacts will be created")
