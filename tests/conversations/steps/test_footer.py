"""The small line under a message with reply buttons, if any."""

from collections.abc import Callable

import pytest

from conversations.replies import EMPTY, KINDS, OTHER_KIND, PRESS_A_BUTTON, TOO_LONG, WRITE_IT
from conversations.screen import Button
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply
from conversations.steps.footer import STEP, WITHOUT, Footer


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("Hello", Answered(Footer("Hello"))),
        ("  Hello \n", Answered(Footer("Hello"))),
        ("Two\nlines", Answered(Footer("Two\nlines"))),
        ("😀🎉", Answered(Footer("😀🎉"))),
        ("<b>-20 %</b> & *now* _here_ {name} {}", Answered(Footer("<b>-20 %</b> & *now* _here_ {name} {}"))),
        ("مرحبا، خصم ٢٠٪", Answered(Footer("مرحبا، خصم ٢٠٪"))),
        ("x" * 120, Answered(Footer("x" * 120))),
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
        (Chosen("without"), Answered(Footer(None))),
    ],
)
def test_a_reply_is_the_text_or_a_problem(reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome) -> None:
    assert reads(STEP, reply) == outcome


def test_it_can_be_done_without(asks: Callable[..., Question]) -> None:
    assert asks(STEP).keys == ((Button(WITHOUT(), "without"),),)


def test_the_recipient_reads_it_as_it_was_written() -> None:
    assert STEP.message(Footer("-20 % {name} {}")) == "_-20 % {name} {}_"


def test_without_it_the_recipient_reads_nothing_and_the_recap_says_so(context: Callable[..., Context]) -> None:
    assert STEP.message(Footer(None)) is None
    assert STEP.recap(Footer(None), context()) == WITHOUT()
