"""The heading of a message with reply buttons."""

from collections.abc import Callable

import pytest

from conversations.replies import EMPTY, KINDS, OTHER_KIND, PRESS_A_BUTTON, TOO_LONG, WRITE_IT
from conversations.step import Answered, Attached, Chosen, Outcome, Problem, Question, Reply
from conversations.steps.title import QUESTION, STEP, Title


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("Hello", Answered(Title("Hello"))),
        ("  Hello \n", Answered(Title("Hello"))),
        ("Two\nlines", Answered(Title("Two\nlines"))),
        ("😀🎉", Answered(Title("😀🎉"))),
        ("<b>-20 %</b> & *now* _here_ {name} {}", Answered(Title("<b>-20 %</b> & *now* _here_ {name} {}"))),
        ("مرحبا، خصم ٢٠٪", Answered(Title("مرحبا، خصم ٢٠٪"))),
        ("x" * 120, Answered(Title("x" * 120))),
        ("x" * 121, Problem(TOO_LONG(length=121, most=120))),
        ("x" * 5000, Problem(TOO_LONG(length=5000, most=120))),
        ("😀" * 61, Problem(TOO_LONG(length=122, most=120))),
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
    assert STEP.message(Title("-20 % {name} {}")) == "*-20 % {name} {}*"
