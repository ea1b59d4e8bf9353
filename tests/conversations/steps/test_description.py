"""The text of a message with reply buttons."""

from collections.abc import Callable

import pytest

from conversations.replies import EMPTY, KINDS, OTHER_KIND, PRESS_A_BUTTON, TOO_LONG, WRITE_IT
from conversations.step import Answered, Attached, Chosen, Outcome, Problem, Question, Reply
from conversations.steps.description import QUESTION, STEP, Description


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("Hello", Answered(Description("Hello"))),
        ("  Hello \n", Answered(Description("Hello"))),
        ("Two\nlines", Answered(Description("Two\nlines"))),
        ("😀🎉", Answered(Description("😀🎉"))),
        ("<b>-20 %</b> & *now* _here_ {name} {}", Answered(Description("<b>-20 %</b> & *now* _here_ {name} {}"))),
        ("مرحبا، خصم ٢٠٪", Answered(Description("مرحبا، خصم ٢٠٪"))),
        ("x" * 1024, Answered(Description("x" * 1024))),
        ("x" * 1025, Problem(TOO_LONG(length=1025, most=1024))),
        ("x" * 5000, Problem(TOO_LONG(length=5000, most=1024))),
        ("😀" * 513, Problem(TOO_LONG(length=1026, most=1024))),
        ("", Problem(EMPTY())),
        (" \n\t ", Problem(EMPTY())),
        (Attached("sticker"), Problem(WRITE_IT(kind=KINDS["sticker"]()))),
        (Attached("poll"), Problem(WRITE_IT(kind=KINDS["poll"]()))),
        (Attached("photo", "album"), Problem(WRITE_IT(kind=KINDS["photo"]()))),
        (Attached("hologram"), Problem(WRITE_IT(kind=OTHER_KIND()))),
        (Chosen("text"), Problem(PRESS_A_BUTTON(value="text"))),
    ],
)
def test_a_reply_is_the_text_or_a_problem(reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome) -> None:
    assert reads(STEP, reply) == outcome


def test_there_is_nothing_to_press_but_back(asks: Callable[..., Question]) -> None:
    question = asks(STEP)

    assert question.said == QUESTION()
    assert question.keys == ()


def test_the_recipient_reads_it_as_it_was_written() -> None:
    assert STEP.message(Description("-20 % {name} {}")) == "-20 % {name} {}"
