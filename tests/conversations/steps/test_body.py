"""The words of a text campaign."""

from collections.abc import Callable

import pytest

from conversations.contents import Body
from conversations.handed import LINKS_ONLY, POLL, STICKER
from conversations.replies import EMPTY, OTHER_KIND, PRESS_A_BUTTON, TOO_LONG, WRITE_IT
from conversations.step import Answered, Attached, Chosen, Outcome, Problem, Question, Reply
from conversations.steps.body import QUESTION, STEP
from tests.conversations.walk import Walk


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("Hello", Answered(Body("Hello"))),
        ("  Hello \n", Answered(Body("Hello"))),
        ("Two\nlines", Answered(Body("Two\nlines"))),
        ("😀🎉", Answered(Body("😀🎉"))),
        ("<b>-20 %</b> & *now* _here_ {name} {}", Answered(Body("<b>-20 %</b> & *now* _here_ {name} {}"))),
        ("مرحبا، خصم ٢٠٪", Answered(Body("مرحبا، خصم ٢٠٪"))),
        ("x" * 4096, Answered(Body("x" * 4096))),
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
    ],
)
def test_a_reply_is_the_text_or_a_problem(reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome) -> None:
    assert reads(STEP, reply) == outcome


def test_there_is_nothing_to_press_but_back(asks: Callable[..., Question]) -> None:
    question = asks(STEP)

    assert question.said == QUESTION()
    assert question.keys == ()


def test_the_recipient_reads_it_as_it_was_written() -> None:
    assert STEP.message(Body("-20 % {name} {}")) == "-20 % {name} {}"


@pytest.mark.parametrize(("text", "said"), [("Hello {{contact.firstName}}!", True), ("Hello {name}", False)])
def test_a_variable_in_a_text_of_ones_own_is_said_to_be_read_as_it_stands(walk: Walk, text: str, *, said: bool) -> None:
    walk.types("/new")
    walk.replies("!all", "15/04/2026 11:00", "!none", "!text", text)

    assert ("only a template fills in variables" in walk.reads()) == said
