"""A chosen instant on the clocks of two places."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from conversations.conversation import Asking, Recap
from conversations.words import LANGUAGES, Language
from tests.conversations.walk import Walk


def moves(walk: Walk, city: str) -> None:
    """Say to be elsewhere, and go back to where one was."""
    walk.types("/timezone")
    walk.types(city)
    walk.chooses("right")


def sends_at(walk: Walk) -> datetime:
    walk.finishes()
    return walk.submitted[-1].schedule


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_city_corrected_after_the_time_asks_for_the_time_again(
    walks: Callable[..., Walk], language: Language
) -> None:
    """Eleven o'clock in Paris was asked for; in Porto-Novo that is ten."""
    walk = walks(language)
    walk.completes()
    moves(walk, "Cotonou")

    assert walk.stage() == Asking("schedule")
    walk.sees("11:00 (Paris)", "10:00 (Porto-Novo)")
    walk.presses("Keep 11:00 (Porto-Novo)" if language == "en" else "Garder 11:00 (Porto-Novo)")
    assert walk.stage() == Recap()
    walk.sees("11:00 (Porto-Novo)")
    assert sends_at(walk) == datetime(2026, 4, 15, 10, tzinfo=UTC)


def test_the_instant_itself_can_be_kept(walk: Walk) -> None:
    walk.completes()
    moves(walk, "Cotonou")
    walk.presses("Same instant: 10:00")

    assert walk.stage() == Recap()
    walk.sees("10:00 (Porto-Novo)")
    assert sends_at(walk) == datetime(2026, 4, 15, 9, tzinfo=UTC)


def test_another_time_can_be_given_by_the_new_clock(walk: Walk) -> None:
    walk.completes()
    moves(walk, "Cotonou")
    walk.types("15/04/2026 9:30")

    assert sends_at(walk) == datetime(2026, 4, 15, 8, 30, tzinfo=UTC)


def test_a_city_whose_clocks_agree_changes_nothing(walk: Walk) -> None:
    walk.completes()
    moves(walk, "Bruxelles")

    assert walk.stage() == Recap()
    walk.sees("11:00 (Brussels)")


def test_the_city_changed_from_the_recap_asks_too(walk: Walk) -> None:
    walk.completes()
    walk.changes("place", "Tokyo")

    assert walk.stage() == Asking("schedule")
    walk.sees("11:00 (Paris)", "18:00 (Tokyo)")


def test_a_time_of_day_that_is_over_in_the_new_city_is_not_offered(walk: Walk) -> None:
    """At 10:30 in Paris noon is to come there, and over in Tokyo, where it is 17:30."""
    walk.types("/new")
    walk.replies("!tags", "vip", "14/04/2026 12:00")
    moves(walk, "Tokyo")

    assert walk.stage() == Asking("schedule")
    assert [label for label in walk.labels() if "12:00" in label] == []
    walk.presses("Same instant: 19:00")
    assert walk.stage() == Asking("repeat")


@pytest.mark.parametrize("typed", ["01/11/2026 1:30", "14/03/2027 2:30"])
def test_a_time_that_the_clocks_of_the_new_city_repeat_or_skip_is_not_offered(walk: Walk, typed: str) -> None:
    walk.types("/new")
    walk.replies("!tags", "vip", typed, "!same")
    moves(walk, "New York")

    assert walk.stage() == Asking("schedule")
    assert [label for label in walk.labels() if "(New York)" in label] == []
    walk.button("Same instant")


def test_until_it_is_chosen_again_a_time_is_shown_as_it_was_chosen(walk: Walk) -> None:
    walk.completes()
    moves(walk, "Tokyo")
    walk.types("/drafts")
    walk.types("/new")

    walk.sees("11:00 (Paris)")


def test_a_draft_put_aside_asks_when_it_is_taken_up_elsewhere(walk: Walk) -> None:
    walk.completes()
    reference = walk.draft().reference
    walk.types("/new")
    walk.chooses("aside")
    moves(walk, "Tokyo")
    walk.types("/drafts")
    walk.chooses(f"open:{reference}")

    assert walk.stage() == Asking("schedule")
    walk.sees("11:00 (Paris)", "18:00 (Tokyo)")


def test_a_campaign_that_comes_back_asks_when_the_operator_has_moved_meanwhile(walk: Walk) -> None:
    walk.completes()
    walk.confirms()
    moves(walk, "Tokyo")
    walk.cannot_reach()
    walk.types("/start")
    walk.chooses("resume")

    assert walk.stage() == Asking("schedule")
    walk.sees("11:00 (Paris)", "18:00 (Tokyo)")
