"""Which tags choose the recipients."""

from collections.abc import Callable

import pytest

from conversations.replies import EMPTY, KINDS, PRESS_A_BUTTON, TOO_LONG, WRITE_IT
from conversations.screen import Warned
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Reply
from conversations.steps.tags import MANY_TAGS, STEP, UNCOUNTED, Tags
from conversations.tagging import ANY_OR_ALL, LONG_TAG, LONGEST, NO_TAG

MANY = tuple(f"client {number}" for number in range(400))


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("vip", Answered(Tags(("vip",)))),
        ("vip, client", Answered(Tags(("vip", "client")))),
        ("vip\nclient\n", Answered(Tags(("vip", "client")))),
        (" vip ,, client ,vip", Answered(Tags(("vip", "client")))),
        ("#vip, # client", Answered(Tags(("vip", "client")))),
        ("bons   clients", Answered(Tags(("bons clients",)))),
        ("VIP, vip", Answered(Tags(("VIP", "vip")))),
        ("\n".join(MANY), Answered(Tags(MANY))),
        ("😀, 🎉", Answered(Tags(("😀", "🎉")))),
        ("<b>vip</b>, *x*", Answered(Tags(("<b>vip</b>", "*x*")))),
        ("عميل, مهم", Answered(Tags(("عميل", "مهم")))),
        ("x" * 100, Answered(Tags(("x" * 100,)))),
        ("x" * 101, Problem(LONG_TAG(tag="x" * 59 + "…", length=101, most=LONGEST))),
        ("vip, " + "x" * 5000, Problem(LONG_TAG(tag="x" * 59 + "…", length=5000, most=LONGEST))),
        ("x" * 100_001, Problem(TOO_LONG(length=100_001, most=100_000))),
        (",", Problem(NO_TAG(value=","))),
        ("#, ,#", Problem(NO_TAG(value="#, ,#"))),
        ("", Problem(EMPTY())),
        (" \n ", Problem(EMPTY())),
        (Attached("sticker"), Problem(WRITE_IT(kind=KINDS["sticker"]()))),
        (Attached("poll"), Problem(WRITE_IT(kind=KINDS["poll"]()))),
        (Attached("photo", "album"), Problem(WRITE_IT(kind=KINDS["photo"]()))),
        (Chosen("vip"), Problem(PRESS_A_BUTTON(value="vip"))),
    ],
)
def test_a_reply_is_the_tags_or_a_problem(reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome) -> None:
    assert reads(STEP, reply) == outcome


@pytest.mark.parametrize("typed", ["vip; client", "عميل، مهم", "vip، client"])
def test_other_commas_separate_too(reads: Callable[..., Outcome], typed: str) -> None:
    outcome = reads(STEP, typed)

    assert isinstance(outcome, Answered)
    assert [len(answer.names) for answer in outcome.answers if isinstance(answer, Tags)] == [2]


def test_the_recap_names_a_few_and_counts_many(context: Callable[..., Context]) -> None:
    assert STEP.recap(Tags(MANY[:8]), context()) == ", ".join(MANY[:8])
    assert STEP.recap(Tags(MANY), context()) == MANY_TAGS(400, some=", ".join(MANY[:8]))


def test_several_tags_may_mean_any_or_all(context: Callable[..., Context]) -> None:
    assert STEP.notes(Tags(("vip",)), context()) == (Warned(UNCOUNTED()),)
    assert STEP.notes(Tags(("vip", "client")), context()) == (Warned(UNCOUNTED()), Warned(ANY_OR_ALL()))
