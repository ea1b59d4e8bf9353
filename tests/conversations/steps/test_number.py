"""From which WhatsApp number the campaign leaves."""

from collections.abc import Callable

import pytest

from bot.render import say
from conversations.needs import InstanceList, Instances, Nothing
from conversations.replies import KINDS, NOT_TAKEN, PRESS_A_BUTTON
from conversations.screen import Button, Warned
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply
from conversations.steps.number import (
    CONNECTED,
    CONNECTING,
    DISCONNECTED,
    GONE,
    NONE_AT_ALL,
    NONE_CONNECTED,
    NOT_CONNECTED,
    OTHERWISE,
    STEP,
    Number,
)
from conversations.workspace import Instance, InstanceId

SHOP = Instance(InstanceId("1"), "Shop", "+33639980001", "connected")
OLD = Instance(InstanceId("2"), "Old", None, "disconnected")
NEW = Instance(InstanceId("3"), "New", None, "connecting")
ODD = Instance(InstanceId("4"), "Odd", None, "banned")
ALL = InstanceList((OLD, NEW, ODD, SHOP))


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Chosen("id:1"), Answered(Number(SHOP))),
        (Chosen("id:2"), Answered(Number(OLD))),
        (Chosen("id:9"), Problem(GONE())),
        (Chosen("1"), Problem(PRESS_A_BUTTON(value="1"))),
        ("Shop", Problem(PRESS_A_BUTTON(value="Shop"))),
        ("+33639980001", Problem(PRESS_A_BUTTON(value="+33639980001"))),
        ("", Problem(PRESS_A_BUTTON(value=""))),
        ("😀", Problem(PRESS_A_BUTTON(value="😀"))),
        ("<b>*", Problem(PRESS_A_BUTTON(value="<b>*"))),
        ("رقم", Problem(PRESS_A_BUTTON(value="رقم"))),
        ("x" * 5000, Problem(PRESS_A_BUTTON(value="x" * 59 + "…"))),
        (Attached("sticker"), Problem(NOT_TAKEN(kind=KINDS["sticker"]()))),
        (Attached("poll"), Problem(NOT_TAKEN(kind=KINDS["poll"]()))),
        (Attached("photo", "album"), Problem(NOT_TAKEN(kind=KINDS["photo"]()))),
    ],
)
def test_a_reply_is_a_number_or_a_problem(reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome) -> None:
    assert reads(STEP, reply, finding=ALL) == outcome


def test_nothing_can_be_chosen_from_a_list_that_was_not_read(reads: Callable[..., Outcome]) -> None:
    assert reads(STEP, Chosen("id:1"), finding=Nothing()) == Problem(GONE())


def test_the_connected_number_stands_first_and_each_says_how_it_is(asks: Callable[..., Question]) -> None:
    keys = [key for row in asks(STEP, finding=ALL).keys for key in row if isinstance(key, Button)]

    assert [(key.label, key.choice) for key in keys] == [
        (CONNECTED(name="Shop"), "id:1"),
        (DISCONNECTED(name="Old"), "id:2"),
        (CONNECTING(name="New"), "id:3"),
        (OTHERWISE(name="Odd", status="banned"), "id:4"),
    ]


def test_the_only_connected_number_is_taken_without_asking(context: Callable[..., Context]) -> None:
    twin = Instance(InstanceId("5"), "Twin", None, "connected")

    assert STEP.suggest(context(finding=ALL)) == Number(SHOP)
    assert STEP.suggest(context(finding=InstanceList((SHOP, twin)))) is None
    assert STEP.suggest(context(finding=InstanceList((OLD,)))) is None
    assert STEP.suggest(context(finding=Nothing())) is None


def test_without_any_number_the_operator_is_told_what_to_do(asks: Callable[..., Question]) -> None:
    question = asks(STEP, finding=InstanceList(()))

    assert Warned(NONE_AT_ALL()) in question.blocks
    assert [key.choice for row in question.keys for key in row if isinstance(key, Button)] == ["again"]


def test_without_a_connected_number_there_is_a_warning_and_still_a_choice(asks: Callable[..., Question]) -> None:
    question = asks(STEP, finding=InstanceList((OLD, NEW)))

    assert Warned(NONE_CONNECTED()) in question.blocks
    assert [key.choice for row in question.keys for key in row if isinstance(key, Button)] == ["id:2", "id:3", "again"]


def test_what_could_not_be_read_is_not_called_empty(asks: Callable[..., Question]) -> None:
    question = asks(STEP, finding=Nothing("UNAUTHORIZED"))

    assert question.blocks == ()
    assert question.keys == ()


def test_the_list_is_read_anew(context: Callable[..., Context]) -> None:
    assert STEP.needs(context()) == Instances()


def test_the_recap_shows_name_and_phone_and_warns_of_a_number_that_is_not_connected(
    context: Callable[..., Context],
) -> None:
    assert STEP.recap(Number(SHOP), context()) == "Shop (+33639980001)"
    assert say(STEP.recap(Number(OLD), context()), "en") == "Old · disconnected ⚠"
    assert STEP.notes(Number(SHOP), context()) == ()
    assert STEP.notes(Number(OLD), context()) == (Warned(NOT_CONNECTED(name="Old")),)
