"""The words under an image, a video or a document, if any."""

from collections.abc import Callable

import pytest

from conversations.contents import Caption
from conversations.handed import LINKS_ONLY, POLL, STICKER
from conversations.replies import EMPTY, OTHER_KIND, PRESS_A_BUTTON, TOO_LONG, WRITE_IT
from conversations.screen import Button
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply
from conversations.steps.caption import STEP, WITHOUT


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("Hello", Answered(Caption("Hello"))),
        ("  Hello \n", Answered(Caption("Hello"))),
        ("Two\nlines", Answered(Caption("Two\nlines"))),
        ("😀🎉", Answered(Caption("😀🎉"))),
        ("<b>-20 %</b> & *now* _here_ {name} {}", Answered(Caption("<b>-20 %</b> & *now* _here_ {name} {}"))),
        ("مرحبا، خصم ٢٠٪", Answered(Caption("مرحبا، خصم ٢٠٪"))),
        ("x" * 4096, Answered(Caption("x" * 4096))),
        ("x" * 4097, Problem(TOO_LONG(length=4097, most=4096))),
        ("x" * 5000, Problem(TOO_LONG(length=5000, most=4096))),
        ("😀" * 2049, Problem(TOO_LONG(length=4098, most=4096))),
        ("", Problem(EMPTY())),
        (" \n\t ", Problem(EMPTY())),
        (Attached("sticker"), Problem(STICKER())),
        (Attached("poll"), Problem(POLL())),
        (Attached("photo", "album"), Problem(LINKS_ONLY())),
        (Attached("hologram"), Problem(WRITE_IT(kind=OTHER_KIND()))),
        (Chosen("text"), Problem(PRESS_A_BUTTON(value="text"))),
        (Chosen("without"), Answered(Caption(None))),
    ],
)
def test_a_reply_is_the_text_or_a_problem(reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome) -> None:
    assert reads(STEP, reply) == outcome


def test_it_can_be_done_without(asks: Callable[..., Question]) -> None:
    assert asks(STEP).keys == ((Button(WITHOUT(), "without"),),)


def test_the_recipient_reads_it_as_it_was_written() -> None:
    assert STEP.message(Caption("-20 % {name} {}")) == "-20 % {name} {}"


def test_without_it_the_recipient_reads_nothing_and_the_recap_says_so(context: Callable[..., Context]) -> None:
    assert STEP.message(Caption(None)) is None
    assert STEP.recap(Caption(None), context()) == WITHOUT()
