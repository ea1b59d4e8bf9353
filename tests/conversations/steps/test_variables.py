"""The values of a template's own variables, asked one by one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from conversations.contents import Content
from conversations.draft import Draft
from conversations.habits import Habits
from conversations.needs import Preview
from conversations.replies import EMPTY, KINDS, PRESS_A_BUTTON, TOO_LONG, WRITE_IT
from conversations.screen import Button, Quoted
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply
from conversations.steps.number import Number
from conversations.steps.template import FromTemplate
from conversations.steps.variables import ALL_SET, ANEW, NONE, ONE_TOO_MANY, QUESTION, STEP, Variables
from conversations.workspace import Instance, InstanceId, Reference, Template, TemplateId

BASKET = FromTemplate(Template(TemplateId("1"), "Basket", "text", "Hi {{custom.code}} {{custom.day}}", ("code", "day")))
BARE = FromTemplate(Template(TemplateId("2"), "Bare", "text", None, ()))
SHOP = Number(Instance(InstanceId("9"), "Shop", None, "connected"))
HALF = Variables((("code", "A"),))
FULL = Variables((("code", "A"), ("day", "B")))
NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("SPRING", Answered(Variables((("code", "SPRING"),)))),
        ("  SPRING\n", Answered(Variables((("code", "SPRING"),)))),
        ("😀", Answered(Variables((("code", "😀"),)))),
        ("<b>*{{custom.day}}*", Answered(Variables((("code", "<b>*{{custom.day}}*"),)))),
        ("ربيع", Answered(Variables((("code", "ربيع"),)))),
        ("x" * 1024, Answered(Variables((("code", "x" * 1024),)))),
        ("x" * 1025, Problem(TOO_LONG(length=1025, most=1024))),
        ("x" * 5000, Problem(TOO_LONG(length=5000, most=1024))),
        ("", Problem(EMPTY())),
        (" \n", Problem(EMPTY())),
        (Attached("sticker"), Problem(WRITE_IT(kind=KINDS["sticker"]()))),
        (Attached("poll"), Problem(WRITE_IT(kind=KINDS["poll"]()))),
        (Attached("photo", "album"), Problem(WRITE_IT(kind=KINDS["photo"]()))),
        (Chosen("other"), Problem(PRESS_A_BUTTON(value="other"))),
        (Chosen("anew"), Answered(Variables(()))),
    ],
)
def test_a_reply_is_a_value_or_a_problem(reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome) -> None:
    assert reads(STEP, reply, BASKET) == outcome


def test_the_variables_are_filled_one_after_the_other(
    reads: Callable[..., Outcome], asks: Callable[..., Question]
) -> None:
    assert asks(STEP, BASKET).said == QUESTION(name="code")
    assert asks(STEP, BASKET, HALF).said == QUESTION(name="day")
    assert reads(STEP, "B", BASKET, HALF) == Answered(FULL)


def test_once_all_are_filled_they_can_be_filled_anew(
    reads: Callable[..., Outcome], asks: Callable[..., Question]
) -> None:
    question = asks(STEP, BASKET, FULL)

    assert question.said == ALL_SET()
    assert question.keys == ((Button(ANEW(), "anew"),),)
    assert reads(STEP, "C", BASKET, FULL) == Problem(ONE_TOO_MANY(value="C"))
    assert reads(STEP, Chosen("anew"), BASKET, FULL) == Answered(Variables(()))


def test_the_template_is_shown_beside_the_question(asks: Callable[..., Question]) -> None:
    assert asks(STEP, BASKET).blocks == (Quoted("Hi {{custom.code}} {{custom.day}}"),)
    assert asks(STEP, FromTemplate(BARE.template)).blocks == ()


def test_it_is_asked_only_of_a_template_that_has_variables() -> None:
    def applies(*answers: object) -> bool:
        return STEP.applies(Draft(Reference("ABCDE"), NOW, answers))

    assert applies(Content("template"), BASKET)
    assert not applies(Content("template"), BARE)
    assert not applies(Content("template"))
    assert not applies(Content("text"), BASKET)


def test_it_is_whole_when_each_variable_has_its_value() -> None:
    draft = Draft(Reference("ABCDE"), NOW, (BASKET,))

    assert STEP.whole(FULL, draft)
    assert not STEP.whole(HALF, draft)
    assert STEP.whole(HALF, Draft(Reference("ABCDE"), NOW))


def test_the_recap_has_a_line_for_each_value(context: Callable[..., Context]) -> None:
    assert STEP.recap(FULL, context()) == "code = A ; day = B"
    assert STEP.recap(Variables(()), context()) == NONE()


def test_the_preview_is_made_with_these_values_from_this_number() -> None:
    def preview(*answers: object) -> object:
        return STEP.preview(Draft(Reference("ABCDE"), NOW, answers))

    assert preview(Content("template"), BASKET, SHOP, FULL) == Preview(
        TemplateId("1"), InstanceId("9"), (("code", "A"), ("day", "B"))
    )
    assert preview(Content("template"), BARE, SHOP) == Preview(TemplateId("2"), InstanceId("9"), ())
    assert preview(Content("text"), BASKET, SHOP) is None
    assert preview(Content("template"), SHOP) is None
    assert preview(Content("template"), BASKET) is None


def test_the_last_value_is_offered_and_taken_by_one_tap(context: Callable[..., Context]) -> None:
    around = replace(context(BASKET), habits=Habits(values=(("code", "WINTER"),)))

    assert [key.label for row in STEP.ask(around).keys for key in row] == ["WINTER"]
    assert STEP.read(Chosen("last"), around) == Answered(Variables((("code", "WINTER"),)))
    assert STEP.ask(replace(around, habits=Habits())).keys == ()
