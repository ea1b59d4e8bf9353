"""Who receives the message: everyone, tags, a group, or chosen contacts."""

from collections.abc import Callable

import pytest

from conversations.needs import ContactTotal, Nothing, Total
from conversations.replies import KINDS, NOT_TAKEN, PRESS_A_BUTTON
from conversations.screen import Button
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply
from conversations.steps.recipients import (
    ALL_CONTACTS,
    BY_TAGS,
    CHOSEN,
    EVERYONE,
    EVERYONE_OF,
    NOBODY,
    ONE_GROUP,
    STEP,
    UNCOUNTED,
    Recipients,
)


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Chosen("all"), Answered(Recipients("all", 240))),
        (Chosen("tags"), Answered(Recipients("tags"))),
        (Chosen("group"), Answered(Recipients("group"))),
        (Chosen("explicit"), Answered(Recipients("explicit"))),
        (Chosen("everyone"), Problem(PRESS_A_BUTTON(value="everyone"))),
        ("vip", Problem(PRESS_A_BUTTON(value="vip"))),
        ("vip\nclient\n" * 200, Problem(PRESS_A_BUTTON(value="vip client " * 5 + "vip…"))),
        ("", Problem(PRESS_A_BUTTON(value=""))),
        ("😀", Problem(PRESS_A_BUTTON(value="😀"))),
        ("<b>*", Problem(PRESS_A_BUTTON(value="<b>*"))),
        ("الكل", Problem(PRESS_A_BUTTON(value="الكل"))),
        ("x" * 5000, Problem(PRESS_A_BUTTON(value="x" * 59 + "…"))),
        (Attached("contact"), Problem(NOT_TAKEN(kind=KINDS["contact"]()))),
        (Attached("sticker"), Problem(NOT_TAKEN(kind=KINDS["sticker"]()))),
        (Attached("poll"), Problem(NOT_TAKEN(kind=KINDS["poll"]()))),
        (Attached("photo", "album"), Problem(NOT_TAKEN(kind=KINDS["photo"]()))),
    ],
)
def test_a_reply_is_an_audience_or_a_problem(
    reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome
) -> None:
    assert reads(STEP, reply, finding=Total(240)) == outcome


def test_everyone_is_refused_when_there_is_nobody(reads: Callable[..., Outcome]) -> None:
    assert reads(STEP, Chosen("all"), finding=Total(0)) == Problem(NOBODY())


def test_everyone_can_be_chosen_when_their_number_is_not_known(reads: Callable[..., Outcome]) -> None:
    assert reads(STEP, Chosen("all"), finding=Nothing()) == Answered(Recipients("all", None))
    assert STEP.asked_without


def test_the_key_says_how_many_everyone_is(asks: Callable[..., Question], context: Callable[..., Context]) -> None:
    def labels(question: Question) -> list[object]:
        return [key.label for row in question.keys for key in row if isinstance(key, Button)]

    assert STEP.needs(context()) == ContactTotal()
    assert labels(asks(STEP, finding=Total(240))) == [BY_TAGS(), ONE_GROUP(), CHOSEN(), EVERYONE_OF(count=240)]
    assert labels(asks(STEP, finding=Nothing())) == [BY_TAGS(), ONE_GROUP(), CHOSEN(), EVERYONE()]


@pytest.mark.parametrize(
    ("answer", "said", "size", "grave"),
    [
        (Recipients("all", 240), ALL_CONTACTS(240), 240, True),
        (Recipients("all", 1), ALL_CONTACTS(1), 1, True),
        (Recipients("all"), UNCOUNTED(), None, True),
        (Recipients("tags"), BY_TAGS(), None, False),
        (Recipients("group"), ONE_GROUP(), None, False),
        (Recipients("explicit"), CHOSEN(), None, False),
    ],
)
def test_everyone_is_grave_and_the_others_are_said_by_a_later_answer(
    context: Callable[..., Context], answer: Recipients, said: object, size: int | None, *, grave: bool
) -> None:
    assert STEP.recap(answer, context()) == said
    assert STEP.size(answer) == size
    assert STEP.grave(answer) is grave
    assert STEP.implied(answer) is not grave
