"""Whether the campaign is sent again every day or every week."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from conversations.replies import KINDS, NOT_TAKEN, PRESS_A_BUTTON
from conversations.screen import Button, Warned
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply
from conversations.steps.repeat import CLOCKS_CHANGE, DAILY, NEXT_ONES, NO_END, ON_DAY, ONCE, STEP, WEEKLY, Repeat
from conversations.steps.schedule import Schedule
from conversations.words import Clock, Day, Said, Several, When

NINE = datetime(2026, 4, 15, 7, tzinfo=UTC)
PARIS = "Europe/Paris"


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Chosen("none"), Answered(Repeat("none"))),
        (Chosen("daily"), Answered(Repeat("daily"))),
        (Chosen("weekly"), Answered(Repeat("weekly"))),
        (Chosen("monthly"), Problem(PRESS_A_BUTTON(value="monthly"))),
        (Chosen("noe"), Problem(PRESS_A_BUTTON(value="noe"))),
        ("every monday", Problem(PRESS_A_BUTTON(value="every monday"))),
        ("", Problem(PRESS_A_BUTTON(value=""))),
        ("😀", Problem(PRESS_A_BUTTON(value="😀"))),
        ("<b>*", Problem(PRESS_A_BUTTON(value="<b>*"))),
        ("كل يوم", Problem(PRESS_A_BUTTON(value="كل يوم"))),
        ("x" * 5000, Problem(PRESS_A_BUTTON(value="x" * 59 + "…"))),
        (Attached("sticker"), Problem(NOT_TAKEN(kind=KINDS["sticker"]()))),
        (Attached("poll"), Problem(NOT_TAKEN(kind=KINDS["poll"]()))),
        (Attached("photo", "album"), Problem(NOT_TAKEN(kind=KINDS["photo"]()))),
    ],
)
def test_a_reply_is_a_repetition_or_a_problem(
    reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome
) -> None:
    assert reads(STEP, reply) == outcome


def test_each_repetition_has_its_key_and_its_line(
    asks: Callable[..., Question], context: Callable[..., Context]
) -> None:
    keys = [(key.label, key.choice) for row in asks(STEP).keys for key in row if isinstance(key, Button)]

    assert keys == [(ONCE(), "none"), (DAILY(), "daily"), (WEEKLY(), "weekly")]
    assert [STEP.recap(Repeat(every), context()) for every in ("none", "daily", "weekly")] == [
        ONCE(),
        DAILY(),
        WEEKLY(),
    ]


def test_once_needs_no_remark(context: Callable[..., Context]) -> None:
    assert STEP.notes(Repeat("none"), context(Schedule(NINE, PARIS))) == ()
    assert STEP.notes(Repeat("daily"), context()) == ()


def test_a_repetition_shows_its_first_sendings_and_when_the_clocks_move_them(context: Callable[..., Context]) -> None:
    def on(day: int, month: int = 4) -> Said:
        at = datetime(2026, month, day, 7, tzinfo=UTC)
        return ON_DAY(day=Day(date(2026, month, day)), clock=Clock(at, PARIS))

    daily = STEP.notes(Repeat("daily"), context(Schedule(NINE, PARIS)))
    weekly = STEP.notes(Repeat("weekly"), context(Schedule(NINE, PARIS)))

    assert daily == (
        Warned(NEXT_ONES(sendings=Several((on(15), on(16), on(17))))),
        Warned(CLOCKS_CHANGE(when=When(datetime(2026, 10, 25, 7, tzinfo=UTC), PARIS))),
        Warned(NO_END()),
    )
    assert weekly == (
        Warned(NEXT_ONES(sendings=Several((on(15), on(22), on(29))))),
        Warned(CLOCKS_CHANGE(when=When(NINE + timedelta(weeks=28), PARIS))),
        Warned(NO_END()),
    )


def test_where_the_clocks_never_change_nothing_moves(context: Callable[..., Context]) -> None:
    around = replace(context(Schedule(NINE, "Africa/Porto-Novo")), zone="Africa/Porto-Novo")

    assert [type(note) for note in STEP.notes(Repeat("weekly"), around)] == [Warned, Warned]
