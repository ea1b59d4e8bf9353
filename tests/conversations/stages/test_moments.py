"""Choosing the moment: typed, tapped, unusual, or one that comes twice."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from conversations.conversation import Asking, Recap
from conversations.effects import Fetch
from conversations.needs import InstanceList, Instances
from conversations.step import Attached
from conversations.steps.place import MayBe, Place
from conversations.steps.schedule import Schedule
from conversations.words import LANGUAGES, Language
from tests.conversations.walk import OLD, Walk


def asks_when(walk: Walk) -> None:
    walk.types("/new")
    walk.replies("!tags", "vip")


def moment(walk: Walk) -> str:
    schedule = walk.draft().find(Schedule)
    assert schedule is not None
    return f"{schedule.at:%d/%m %H:%M}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_moment_is_picked_from_the_calendar(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    asks_when(walk)
    walk.chooses("month:2026-04-01", "month:2026-05-01", "day:2026-05-12", "hour:18")
    walk.presses("18:15")

    assert moment(walk) == "12/05 16:15"
    assert walk.stage() == Asking("repeat")


def test_a_day_without_a_time_asks_for_the_time(walk: Walk) -> None:
    asks_when(walk)
    walk.types("17/04")
    walk.sees("Fri 17 Apr: at what time?")
    walk.types("9h20")

    assert moment(walk) == "17/04 07:20"


def test_back_from_the_calendar_leads_to_the_presets_and_then_to_the_question_before(walk: Walk) -> None:
    asks_when(walk)
    presets = walk.choices()
    walk.chooses("month:2026-04-01", "day:2026-04-17", "back")
    assert (walk.stage(), walk.choices()) == (Asking("schedule"), presets)
    walk.chooses("back")

    assert walk.stage() != Asking("schedule")


def test_an_empty_place_in_the_calendar_does_nothing(walk: Walk) -> None:
    asks_when(walk)
    walk.chooses("month:2026-04-01")
    choices = walk.choices()
    walk.chooses("idle")

    assert walk.choices() == choices


@pytest.mark.parametrize(("choice", "expected"), [("same", "15/04 21:00"), (None, "16/04 07:00")])
def test_an_unusual_hour_is_kept_or_moved_but_never_refused(walk: Walk, choice: str | None, expected: str) -> None:
    asks_when(walk)
    walk.types("15/04 23h")
    walk.sees("many people are resting")
    walk.chooses(choice or walk.choices()[0])

    assert moment(walk) == expected


@pytest.mark.parametrize(("which", "expected"), [("The first", "25/10 00:30"), ("The second", "25/10 01:30")])
def test_an_hour_that_comes_twice_is_asked_about(walk: Walk, which: str, expected: str) -> None:
    asks_when(walk)
    walk.types("25/10 02:30")
    walk.sees("this time comes twice")
    walk.presses(which)
    walk.chooses("same")

    assert moment(walk) == expected


def test_a_repetition_is_taken_to_its_own_question(walk: Walk) -> None:
    asks_when(walk)
    walk.types("every monday")

    walk.sees("“every monday” is a repetition", "When should it be sent?")


def test_a_moment_past_when_its_key_is_pressed_is_refused(walk: Walk) -> None:
    asks_when(walk)
    evening = next(choice for choice in walk.choices() if choice.startswith("at:"))
    walk.now = datetime(2026, 4, 14, 18, tzinfo=UTC)
    walk.chooses(evening)

    assert walk.stage() == Asking("schedule")
    walk.sees("is already past")
    assert evening not in walk.choices()


@pytest.mark.parametrize("given", ["key", "city", "slip", "location"])
def test_an_operator_whose_city_is_in_doubt_is_asked_once(walk: Walk, given: str) -> None:
    walk.findings[Instances] = InstanceList((OLD,))
    walk.types("/new")
    walk.presses("Ancien")
    walk.replies("!tags", "vip")

    assert walk.stage() == Asking("place")
    match given:
        case "key":
            walk.chooses("zone:Europe/Paris")
        case "city":
            walk.types("Paris")
        case "slip":
            walk.types("Pariss")
            assert walk.stage() == Asking("place", MayBe(("Europe/Paris",), "Pariss", "Paris"))
            walk.sees("I read “Pariss” as Paris.")
            walk.chooses("zone:Europe/Paris")
        case _:
            walk.gives(Attached("location", None, ("Europe/Paris", "Europe/London")))
            walk.chooses("zone:Europe/Paris")
    assert walk.stage() == Asking("schedule")
    assert walk.draft().find(Place) == Place("Europe/Paris")
    walk.replies("tomorrow 11:00", "!none", "Hello")
    walk.finishes()
    walk.types("/new")
    walk.presses("Ancien")
    walk.replies("!tags", "vip")
    assert walk.stage() == Asking("schedule")


def test_a_city_put_right_counts_for_the_times_typed_afterwards(walk: Walk) -> None:
    asks_when(walk)
    walk.chooses("back")
    walk.types("Tokyo")
    walk.types("tomorrow 9am")

    assert walk.conversation.zone == "Asia/Tokyo"
    assert moment(walk) == "15/04 00:00"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_old_recap_is_read_anew_before_it_is_sent(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    walk.completes()
    walk.passes(minutes=9)
    walk.chooses("change", "back")
    walk.passes(minutes=2)
    asked = len([effect for effect in walk.effects if isinstance(effect, Fetch)])
    walk.chooses("send")

    assert walk.submitted == []
    assert walk.stage() == Recap()
    walk.sees({"en": "This recap was old", "fr": "Ce récapitulatif était ancien"}[language])
    assert len([effect for effect in walk.effects if isinstance(effect, Fetch)]) > asked
    walk.chooses("send")
    assert len(walk.submitted) == 1


@pytest.mark.parametrize("to", ["all", "group"])
def test_people_who_were_counted_long_ago_are_said_to_be(walk: Walk, to: str) -> None:
    walk.completes(to)
    assert "were counted" not in walk.reads()
    walk.passes(hours=3)
    walk.chooses("change", "back")

    walk.sees("These contacts were counted 3 hours ago")


def test_now_is_judged_by_when_it_is_sent_not_by_when_it_was_chosen(walk: Walk) -> None:
    walk.types("/new")
    walk.replies("!tags", "vip", "!now", "!none", "!text", "Hello")
    walk.passes(hours=12)
    walk.types("/start")
    walk.chooses("resume")

    walk.sees("many people are resting", "14/04 22:33")
    walk.chooses("send")
    assert "14/04 22:33" in walk.submitted[0].name
    assert walk.submitted[0].schedule == walk.now + timedelta(minutes=3)
