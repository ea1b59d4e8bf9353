"""/stop: everything that runs, in two taps."""

from collections.abc import Callable

import pytest

from conversations.conversation import Stopping
from conversations.deeds import Declined, Each, Missed, PauseAll, Steered, Unsure
from conversations.effects import Track
from conversations.words import LANGUAGES, Language
from tests.conversations.stages.steered import ID, campaign, created, is_done
from tests.conversations.walk import Walk


@pytest.mark.parametrize("language", LANGUAGES)
def test_stop_pauses_everything_in_two_taps_and_says_what_became_of_each(
    walks: Callable[..., Walk], language: Language
) -> None:
    walk = walks(language)
    created(walk)
    walk.types("/stop")
    name = walk.kept[0].name
    walk.sees(name)
    walk.chooses("yes")
    assert walk.deeds == [PauseAll(((ID, name),))]
    transition = is_done(walk, Each((Steered(campaign()),)))

    walk.sees({"en": f"{name}: paused", "fr": f"{name}\u00a0: en pause"}[language])
    assert Track(campaign()) in transition.effects


@pytest.mark.parametrize(
    ("result", "text"),
    [
        (Declined("BAD_REQUEST"), "NOT stopped, MsgFlash refused (BAD_REQUEST)"),
        (Missed(), "NOT stopped, MsgFlash is out of reach"),
        (Unsure(), "MsgFlash did not answer, look in the console"),
    ],
)
def test_what_is_not_stopped_is_said_plainly(walk: Walk, result: Declined | Missed | Unsure, text: str) -> None:
    created(walk)
    walk.types("/stop")
    walk.chooses("yes")
    is_done(walk, Each((result,)))

    walk.sees(text)
    walk.chooses("again")
    assert walk.stage() == Stopping()


def test_where_nothing_runs_there_is_nothing_to_stop(walk: Walk) -> None:
    walk.types("/stop")

    walk.sees("None of your campaigns is running or scheduled")
    assert "yes" not in walk.choices()


def test_a_restart_while_everything_is_stopped_names_what_nobody_knows(walk: Walk) -> None:
    created(walk)
    walk.types("/stop")
    walk.chooses("yes")
    walk.restarts()

    walk.sees("MsgFlash did not answer, look in the console")


def test_who_goes_elsewhere_meanwhile_hears_how_many_are_paused(walk: Walk) -> None:
    created(walk)
    walk.types("/stop")
    walk.chooses("yes")
    walk.types("/help")
    is_done(walk, Each((Steered(campaign()),)))

    walk.sees("1 of 1 campaign is paused")
