"""The one or two reply buttons under the message, and the numbered text that can stand in for them."""

from collections.abc import Callable

import pytest

from conversations.contents import Body, Content
from conversations.replies import EMPTY, KINDS, PRESS_A_BUTTON, TOO_LONG, WRITE_IT
from conversations.screen import Button
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply
from conversations.steps.choices import AS_TEXT, LONG_LABEL, MOST, OTHER_NUMBER, STEP, TOO_MANY, TWICE, Choices
from conversations.steps.description import Description
from conversations.steps.footer import Footer
from conversations.steps.title import Title

TWO = Choices(("Good", "Bad"))
MESSAGE = (Title("Well?"), Description("One tap is enough."), Footer("Thanks"), TWO)


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("Good", Answered(Choices(("Good",)))),
        ("Good\nBad", Answered(TWO)),
        ("  Good  \n\n  Bad  ", Answered(TWO)),
        ("Very   good", Answered(Choices(("Very good",)))),
        ("😀\n🎉", Answered(Choices(("😀", "🎉")))),
        ("<b>Yes</b>\n*No*", Answered(Choices(("<b>Yes</b>", "*No*")))),
        ("نعم\nلا", Answered(Choices(("نعم", "لا")))),
        ("x" * 25, Answered(Choices(("x" * 25,)))),
        ("x" * 26, Problem(LONG_LABEL(value="x" * 26, length=26, most=MOST))),
        ("😀" * 12 + "x", Answered(Choices(("😀" * 12 + "x",)))),
        ("😀" * 13, Problem(LONG_LABEL(value="😀" * 13, length=26, most=MOST))),
        ("x" * 999, Problem(LONG_LABEL(value="x" * 59 + "…", length=999, most=MOST))),
        ("x" * 5000, Problem(TOO_LONG(length=5000, most=1000))),
        ("one\ntwo\nthree", Problem(TOO_MANY(count=3))),
        ("tag\n" * 200, Problem(TOO_MANY(count=200))),
        ("Yes\nyes", Problem(TWICE(value="Yes"))),
        ("Yes\n YES ", Problem(TWICE(value="Yes"))),
        ("", Problem(EMPTY())),
        ("\n \n", Problem(EMPTY())),
        (Attached("sticker"), Problem(WRITE_IT(kind=KINDS["sticker"]()))),
        (Attached("poll"), Problem(WRITE_IT(kind=KINDS["poll"]()))),
        (Attached("photo", "album"), Problem(WRITE_IT(kind=KINDS["photo"]()))),
        (Chosen("numbered"), Problem(PRESS_A_BUTTON(value="numbered"))),
    ],
)
def test_a_reply_is_the_labels_or_a_problem(
    reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome
) -> None:
    assert reads(STEP, reply) == outcome


def test_a_numbered_text_is_offered_once_there_are_labels(asks: Callable[..., Question]) -> None:
    assert asks(STEP).keys == ()
    assert asks(STEP, TWO).keys == ((Button(AS_TEXT(), "numbered"),), (Button(OTHER_NUMBER(), "edit:number"),))


def test_the_numbered_text_says_all_that_the_buttons_said(reads: Callable[..., Outcome]) -> None:
    text = "*Well?*\n\nOne tap is enough.\n\nReply 1 for: Good\nReply 2 for: Bad\n\n_Thanks_"

    assert reads(STEP, Chosen("numbered"), *MESSAGE) == Answered(Content("text"), Body(text))


def test_the_numbered_text_is_in_the_language_of_the_operator(reads: Callable[..., Outcome]) -> None:
    outcome = reads(STEP, Chosen("numbered"), Choices(("Oui",)), Footer(None), language="fr")

    assert outcome == Answered(Content("text"), Body("Répondez 1 pour\u00a0: Oui"))


def test_the_labels_are_shown_as_buttons(context: Callable[..., Context]) -> None:
    assert STEP.recap(TWO, context()) == "[Good] · [Bad]"
    assert STEP.message(TWO) == "[ Good ]\n[ Bad ]"
