"""The questions answered in words of one's own: what a reply to each of them is, and how it is read."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from conversations.contents import Body, Caption
from conversations.handed import LINKS_ONLY, POLL, STICKER
from conversations.replies import EMPTY, KINDS, OTHER_KIND, PRESS_A_BUTTON, TOO_LONG, WRITE_IT
from conversations.screen import Button
from conversations.step import Answered, AnyStep, Attached, Chosen, Context, Outcome, Problem, Question, Step
from conversations.steps import body, caption, description, footer, title
from conversations.steps.description import Description
from conversations.steps.footer import Footer
from conversations.steps.title import Title
from conversations.words import Said, Text

Made = Callable[[str], object]


class Written(NamedTuple):
    step: AnyStep
    made: Made
    most: int


WRITTEN = (
    Written(body.STEP, Body, 4096),
    Written(caption.STEP, Caption, 4096),
    Written(title.STEP, Title, 120),
    Written(description.STEP, Description, 1024),
    Written(footer.STEP, Footer, 120),
)
SKIPPED: tuple[tuple[AnyStep, object, Text], ...] = (
    (caption.STEP, Caption(None), caption.WITHOUT),
    (footer.STEP, Footer(None), footer.WITHOUT),
)
# What is handed over instead of words: a file may become the content where the content was still to be chosen.
WHOLE_MESSAGE = {"sticker": STICKER(), "poll": POLL(), "photo": LINKS_ONLY()}
PART_OF_ONE = {kind: WRITE_IT(kind=KINDS[kind]()) for kind in WHOLE_MESSAGE}


def names(cell: object) -> str | None:
    """Name a case by its step; None leaves the naming to pytest."""
    step = cell.step if isinstance(cell, Written) else cell
    return step.name if isinstance(step, Step) else None


@pytest.mark.parametrize("asked", WRITTEN, ids=names)
@pytest.mark.parametrize(
    ("reply", "text"),
    [
        ("Hello", "Hello"),
        ("  Hello \n", "Hello"),
        ("Two\nlines", "Two\nlines"),
        ("😀🎉", "😀🎉"),
        ("<b>-20 %</b> & *now* _here_ {name} {}", "<b>-20 %</b> & *now* _here_ {name} {}"),
        ("مرحبا، خصم ٢٠٪", "مرحبا، خصم ٢٠٪"),
    ],
)
def test_words_are_the_answer_as_they_were_written(
    reads: Callable[..., Outcome], asked: Written, reply: str, text: str
) -> None:
    assert reads(asked.step, reply) == Answered(asked.made(text))


@pytest.mark.parametrize("asked", WRITTEN, ids=names)
def test_as_many_characters_as_whatsapp_counts_are_taken_and_not_one_more(
    reads: Callable[..., Outcome], asked: Written
) -> None:
    """An emoji counts for two."""
    step, made, most = asked

    assert reads(step, "x" * most) == Answered(made("x" * most))
    assert reads(step, "x" * (most + 1)) == Problem(TOO_LONG(length=most + 1, most=most))
    assert reads(step, "x" * 5000) == Problem(TOO_LONG(length=5000, most=most))
    assert reads(step, "😀" * (most // 2 + 1)) == Problem(TOO_LONG(length=most + 2, most=most))


@pytest.mark.parametrize("asked", WRITTEN, ids=names)
@pytest.mark.parametrize("reply", ["", " \n\t "])
def test_nothing_but_space_is_no_text(reads: Callable[..., Outcome], asked: Written, reply: str) -> None:
    assert reads(asked.step, reply) == Problem(EMPTY())


@pytest.mark.parametrize(
    ("step", "kinds"),
    [
        (body.STEP, WHOLE_MESSAGE),
        (caption.STEP, WHOLE_MESSAGE),
        (title.STEP, PART_OF_ONE),
        (description.STEP, PART_OF_ONE),
        (footer.STEP, PART_OF_ONE),
    ],
    ids=names,
)
def test_what_is_no_text_is_answered_by_its_kind(
    reads: Callable[..., Outcome], step: AnyStep, kinds: dict[str, Said]
) -> None:
    assert {kind: reads(step, Attached(kind)) for kind in kinds} == {
        kind: Problem(said) for kind, said in kinds.items()
    }
    assert reads(step, Attached("photo", "album")) == Problem(kinds["photo"])
    assert reads(step, Attached("hologram")) == Problem(WRITE_IT(kind=OTHER_KIND()))


@pytest.mark.parametrize("asked", WRITTEN, ids=names)
def test_a_button_of_another_question_is_no_answer(reads: Callable[..., Outcome], asked: Written) -> None:
    assert reads(asked.step, Chosen("text")) == Problem(PRESS_A_BUTTON(value="text"))


@pytest.mark.parametrize(
    ("step", "question"),
    [
        (body.STEP, body.QUESTION),
        (title.STEP, title.QUESTION),
        (description.STEP, description.QUESTION),
    ],
    ids=names,
)
def test_there_is_nothing_to_press_but_back(asks: Callable[..., Question], step: AnyStep, question: Text) -> None:
    asked = asks(step)

    assert asked.said == question()
    assert asked.keys == ()


@pytest.mark.parametrize(("step", "none", "without"), SKIPPED, ids=names)
def test_what_can_be_skipped_has_a_key_for_it(
    reads: Callable[..., Outcome], asks: Callable[..., Question], step: AnyStep, none: object, without: Text
) -> None:
    assert asks(step).keys == ((Button(without(), "without"),),)
    assert reads(step, Chosen("without")) == Answered(none)


@pytest.mark.parametrize(("step", "none", "without"), SKIPPED, ids=names)
def test_what_was_skipped_the_recipient_does_not_read_and_the_recap_says_so(
    context: Callable[..., Context], step: AnyStep, none: object, without: Text
) -> None:
    assert step.message(none) is None
    assert step.recap(none, context()) == without()


@pytest.mark.parametrize(
    ("step", "answer", "read"),
    [
        (body.STEP, Body("-20 % {name} {}"), "-20 % {name} {}"),
        (caption.STEP, Caption("-20 % {name} {}"), "-20 % {name} {}"),
        (title.STEP, Title("-20 % {name} {}"), "*-20 % {name} {}*"),
        (description.STEP, Description("-20 % {name} {}"), "-20 % {name} {}"),
        (footer.STEP, Footer("-20 % {name} {}"), "_-20 % {name} {}_"),
    ],
    ids=names,
)
def test_the_recipient_reads_it_as_it_was_written(step: AnyStep, answer: object, read: str) -> None:
    assert step.message(answer) == read


@pytest.mark.parametrize(("step", "answer"), [(step, answer) for step, answer, _ in SKIPPED], ids=names)
def test_what_was_left_out_takes_no_line_of_the_recap(step: AnyStep, answer: object) -> None:
    assert step.implied(answer)
    assert not step.implied(Footer("Shop") if step is footer.STEP else Caption("Hello"))
