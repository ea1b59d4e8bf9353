"""What kind of message is sent: a text, a media, reply buttons, or a template."""

from collections.abc import Callable
from typing import get_args

import pytest

from conversations.contents import LABELS, Body, Content, Kind
from conversations.handed import LINKS_ONLY, POLL, STICKER
from conversations.replies import EMPTY, KINDS, NOT_TAKEN, PRESS_A_BUTTON, TOO_LONG
from conversations.screen import Button
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply
from conversations.steps.content import STEP


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        *((Chosen(kind), Answered(Content(kind))) for kind in get_args(Kind)),
        ("Hello", Answered(Content("text"), Body("Hello"))),
        (" Hello\n", Answered(Content("text"), Body("Hello"))),
        ("😀", Answered(Content("text"), Body("😀"))),
        ("<b>*a*</b> & {x}", Answered(Content("text"), Body("<b>*a*</b> & {x}"))),
        ("مرحبا", Answered(Content("text"), Body("مرحبا"))),
        ("x" * 4096, Answered(Content("text"), Body("x" * 4096))),
        ("x" * 5000, Problem(TOO_LONG(length=5000, most=4096))),
        ("", Problem(EMPTY())),
        ("   ", Problem(EMPTY())),
        (Chosen("pix"), Problem(PRESS_A_BUTTON(value="pix"))),
        (Chosen(""), Problem(PRESS_A_BUTTON(value=""))),
        (Attached("photo"), Problem(LINKS_ONLY())),
        (Attached("photo", "album"), Problem(LINKS_ONLY())),
        (Attached("sticker"), Problem(STICKER())),
        (Attached("poll"), Problem(POLL())),
        (Attached("contact"), Problem(NOT_TAKEN(kind=KINDS["contact"]()))),
    ],
)
def test_a_reply_is_a_kind_or_a_text_or_a_problem(
    reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome
) -> None:
    assert reads(STEP, reply) == outcome


def test_every_kind_has_its_key(asks: Callable[..., Question]) -> None:
    choices = [key.choice for row in asks(STEP).keys for key in row if isinstance(key, Button)]

    assert sorted(choices) == sorted(get_args(Kind))


@pytest.mark.parametrize("kind", get_args(Kind))
def test_the_recap_names_the_kind(context: Callable[..., Context], kind: Kind) -> None:
    assert STEP.recap(Content(kind), context()) == LABELS[kind]()
