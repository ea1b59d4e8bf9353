"""When the campaign starts: tapped, or typed as the operator says it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from conversations.airlock import Airlock
from conversations.bounds import PAST, TOO_FAR, TOO_SOON
from conversations.draft import Draft
from conversations.elsewhere import THERE
from conversations.picker import AtHour, OnDate, OnMonth
from conversations.replies import EMPTY, KINDS, PRESS_A_BUTTON, TOO_LONG, WRITE_IT
from conversations.screen import Button, Paragraph, Small
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply, Still
from conversations.steps.number import Number
from conversations.steps.schedule import (
    BETTER,
    HOW,
    ONE_MOMENT,
    STEP,
    UNUSUAL,
    WHAT_TIME,
    WHICH_DAY,
    WHICH_OF_TWO,
    Schedule,
    Twice,
    Unusual,
)
from conversations.words import Clock, Day, When
from conversations.workspace import Instance, InstanceId, Reference

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
PARIS = "Europe/Paris"
FIRST, SECOND = datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def at(day: int, hour: int, minute: int = 0, month: int = 4) -> datetime:
    """An instant by the clock of Paris in summer."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=2)


def chosen(instant: datetime) -> Answered:
    return Answered(Schedule(instant, PARIS))


def key(instant: datetime) -> Chosen:
    return Chosen(f"at:{int(instant.timestamp())}")


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("demain 9h", chosen(at(15, 9))),
        ("tomorrow 9am", chosen(at(15, 9))),
        ("15/04 18h30", chosen(at(15, 18, 30))),
        ("2026-04-16T09:00:00Z", chosen(at(16, 11))),
        ("dans 2 heures", chosen(at(14, 12, 30))),
        ("17/04", Still(OnDate(date(2026, 4, 17)))),
        ("25/10 02:30", Still(Twice(FIRST, SECOND))),
        ("15/04 23h", Still(Unusual(at(15, 23)))),
        ("15/04 3h", Still(Unusual(at(15, 3)))),
        ("19/04/2026 11:00", Still(Unusual(at(19, 11)))),
        ("tous les lundis", Problem(ONE_MOMENT(phrase="tous les lundis"))),
        ("x" * 5000, Problem(TOO_LONG(length=5000, most=200))),
        ("", Problem(EMPTY())),
        (" \n", Problem(EMPTY())),
        (Attached("sticker"), Problem(WRITE_IT(kind=KINDS["sticker"]()))),
        (Attached("poll"), Problem(WRITE_IT(kind=KINDS["poll"]()))),
        (Attached("photo", "album"), Problem(WRITE_IT(kind=KINDS["photo"]()))),
        (Chosen("in15"), chosen(at(14, 10, 46))),
        (key(at(15, 9)), chosen(at(15, 9))),
        (key(at(14, 10, 30)), Problem(PAST(when=When(at(14, 10, 30), PARIS)))),
        (key(at(13, 9)), Problem(PAST(when=When(at(13, 9), PARIS)))),
        (key(at(14, 10, 32)), Problem(TOO_SOON(when=When(at(14, 10, 32), PARIS), minutes=3))),
        (key(at(14, 10, 33)), chosen(at(14, 10, 33))),
        (Chosen("now"), Answered(Schedule(NOW, PARIS, at_once=True))),
        ("maintenant", Answered(Schedule(NOW, PARIS, at_once=True))),
        ("right now", Answered(Schedule(NOW, PARIS, at_once=True))),
        (key(at(16, 9) + timedelta(days=365)), Problem(TOO_FAR(when=When(at(16, 9) + timedelta(days=365), PARIS)))),
        (Chosen("month:2026-05-01"), Still(OnMonth(date(2026, 5, 1)))),
        (Chosen("day:2026-04-17"), Still(OnDate(date(2026, 4, 17)))),
        (Chosen("hour:9"), Problem(PRESS_A_BUTTON(value="hour:9"))),
        (Chosen("idle"), Problem(PRESS_A_BUTTON(value="idle"))),
        (Chosen("same"), Problem(PRESS_A_BUTTON(value="same"))),
    ],
)
def test_a_reply_is_an_instant_or_more_to_ask_or_a_problem(
    reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome
) -> None:
    assert reads(STEP, reply) == outcome


@pytest.mark.parametrize("typed", ["sometime", "😀", "<b>9h</b>", "9", "32/04 9h", "hier 9h", "غدا", "9h\n" * 40])
def test_what_is_no_instant_is_refused_with_what_was_typed(reads: Callable[..., Outcome], typed: str) -> None:
    outcome = reads(STEP, typed)

    assert isinstance(outcome, Problem)
    assert outcome.message.values, "the reason quotes nothing"


@pytest.mark.parametrize(
    ("reply", "memo", "outcome"),
    [
        ("9h", OnDate(date(2026, 4, 17)), chosen(at(17, 9))),
        ("9h", AtHour(date(2026, 4, 17), 12), chosen(at(17, 9))),
        ("18/04 9h", OnDate(date(2026, 4, 17)), chosen(at(18, 9))),
        (Chosen("hour:9"), OnDate(date(2026, 4, 17)), Still(AtHour(date(2026, 4, 17), 9))),
        (key(at(17, 9, 15)), AtHour(date(2026, 4, 17), 9), chosen(at(17, 9, 15))),
        (Chosen("idle"), OnMonth(date(2026, 4, 1)), Still(OnMonth(date(2026, 4, 1)))),
        (Chosen("same"), Unusual(at(15, 23)), chosen(at(15, 23))),
        (Chosen("same"), Unusual(at(13, 23)), Problem(PAST(when=When(at(13, 23), PARIS)))),
        (key(at(16, 9)), Unusual(at(15, 23)), chosen(at(16, 9))),
        (key(SECOND), Twice(FIRST, SECOND), Still(Unusual(SECOND))),
        ("tomorrow 9am", Unusual(at(15, 23)), chosen(at(15, 9))),
    ],
)
def test_a_reply_goes_on_from_what_is_known_so_far(
    reads: Callable[..., Outcome], reply: Reply | str, memo: object, outcome: Outcome
) -> None:
    assert reads(STEP, reply, memo=memo) == outcome


def test_each_question_says_what_is_still_to_be_known(asks: Callable[..., Question]) -> None:
    def choices(question: Question) -> list[str]:
        return [key.choice for row in question.keys for key in row if isinstance(key, Button)]

    day = date(2026, 4, 17)
    assert asks(STEP).blocks == (Small(HOW(city="Paris")),)
    assert choices(asks(STEP))[:2] == ["now", "in15"]
    assert asks(STEP, memo=OnMonth(date(2026, 4, 1))).said == WHICH_DAY()
    assert asks(STEP, memo=OnDate(day)).said == WHAT_TIME(day=Day(day))
    assert asks(STEP, memo=AtHour(day, 9)).said == WHAT_TIME(day=Day(day))
    assert asks(STEP, memo=Twice(FIRST, SECOND)).said == WHICH_OF_TWO()
    assert choices(asks(STEP, memo=Twice(FIRST, SECOND))) == [key(FIRST).choice, key(SECOND).choice]
    assert asks(STEP, memo=Unusual(at(15, 23))).said == UNUSUAL(when=When(at(15, 23), PARIS))
    assert choices(asks(STEP, memo=Unusual(at(15, 23)))) == [key(at(16, 9)).choice, "same"]


@pytest.mark.parametrize(
    ("ahead", "problem"),
    [
        (timedelta(0), PAST),
        (timedelta(minutes=-1), PAST),
        (timedelta(seconds=179), TOO_SOON),
        (timedelta(minutes=3), None),
        (timedelta(days=366), None),
        (timedelta(days=366, seconds=1), TOO_FAR),
    ],
)
def test_an_instant_is_checked_again_when_it_matters(ahead: timedelta, problem: object) -> None:
    found = STEP.check(Schedule(NOW + ahead, PARIS), NOW)

    assert (found and found.message.text) == problem


def test_the_time_in_the_country_of_the_number_is_told_where_it_is_another(context: Callable[..., Context]) -> None:
    def notes(phone: str | None) -> tuple[object, ...]:
        number = Number(Instance(InstanceId("1"), "Shop", phone, "connected"))
        return STEP.notes(Schedule(at(15, 9), PARIS), context(number))

    assert notes("+22990000001") == (Paragraph(THERE(when=When(at(15, 9), "Africa/Porto-Novo"))),)
    assert notes("+33639980001") == ()
    assert notes(None) == ()
    assert STEP.notes(Schedule(at(15, 9), PARIS), context()) == ()


def test_the_zone_is_the_one_of_the_operator(context: Callable[..., Context], reads: Callable[..., Outcome]) -> None:
    tokyo = replace(context(), zone="Asia/Tokyo")

    assert STEP.read(key(at(15, 9)), tokyo) == Answered(Schedule(at(15, 9), "Asia/Tokyo"))
    assert reads(STEP, key(at(15, 9))) == chosen(at(15, 9))


def test_now_holds_for_as_long_as_it_is_not_sent() -> None:
    assert STEP.check(Schedule(NOW, PARIS, at_once=True), NOW + timedelta(days=3)) is None


def test_how_far_ahead_it_must_be_is_as_the_bot_is_set_up() -> None:
    context = Context(Draft(Reference("ABCDE"), NOW), NOW, PARIS, "en", airlock=Airlock(15))

    assert STEP.read(key(at(14, 10, 44)), context) == Problem(TOO_SOON(when=When(at(14, 10, 44), PARIS), minutes=15))
    assert STEP.read(Chosen("now"), context) == Answered(Schedule(NOW, PARIS, 15, at_once=True))


def test_now_in_quiet_hours_is_asked_about_and_stays_now() -> None:
    night = at(14, 23)
    context = Context(Draft(Reference("ABCDE"), night), night, PARIS, "en")
    later = replace(context, memo=Unusual(night, at_once=True), now=night + timedelta(hours=1))

    assert STEP.read(Chosen("now"), context) == Still(Unusual(night, at_once=True))
    assert STEP.read(Chosen("same"), later) == Answered(Schedule(night, PARIS, at_once=True))
    # What is named is when it would leave.
    assert STEP.ask(later).said == UNUSUAL(when=When(later.airlock.soonest(night), PARIS))


def test_now_just_before_the_quiet_hours_would_leave_in_them() -> None:
    evening = at(14, 20, 58)
    context = Context(Draft(Reference("ABCDE"), evening), evening, PARIS, "en")
    unusual = Unusual(evening, at_once=True)
    asked = STEP.ask(replace(context, memo=unusual))

    assert STEP.read(Chosen("now"), context) == Still(unusual)
    assert asked.said == UNUSUAL(when=When(at(14, 21, 1), PARIS))
    assert asked.keys[0][0].label == BETTER(day=Day(date(2026, 4, 15)), clock=Clock(at(15, 9), PARIS))
