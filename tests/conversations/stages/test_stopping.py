"""/stop: everything that runs, in two taps."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from conversations.conversation import Stopping, Submission
from conversations.deeds import Declined, Each, End, Missed, PauseAll, Resume, Steered, Unsure
from conversations.draft import Draft
from conversations.effects import Learn, Show, Track
from conversations.events import Pressed
from conversations.words import LANGUAGES, Language
from conversations.workspace import Reference
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
        (Declined("BAD_REQUEST", "running"), "NOT stopped, MsgFlash refused (BAD_REQUEST)"),
        (Declined("BAD_REQUEST", "scheduled"), "NOT stopped, MsgFlash does not stop what has not started"),
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


@pytest.mark.parametrize("elsewhere", ["/stop", "/help"])
def test_that_a_restart_broke_off_the_stopping_rings(walk: Walk, elsewhere: str) -> None:
    created(walk)
    walk.types("/stop")
    walk.chooses("yes")
    walk.types(elsewhere)
    transition = walk.restarts()

    assert [effect.below for effect in transition.effects if isinstance(effect, Show)] == [True]


def test_who_goes_elsewhere_meanwhile_hears_how_many_are_paused(walk: Walk) -> None:
    created(walk)
    walk.types("/stop")
    walk.chooses("yes")
    walk.types("/help")
    is_done(walk, Each((Steered(campaign()),)))

    walk.sees("Campaigns stopped: 1 of 1")


@pytest.mark.parametrize(
    ("standing", "said"), [("paused", "already paused"), ("completed", "already completed"), ("cancelled", "already")]
)
def test_what_goes_no_further_already_is_no_failure(walk: Walk, standing: str, said: str) -> None:
    created(walk)
    walk.types("/stop")
    walk.chooses("yes")
    is_done(walk, Each((Declined("BAD_REQUEST", standing),)))

    walk.sees(said)
    assert "NOT stopped" not in walk.reads()


def test_who_went_elsewhere_is_rung_when_something_is_not_stopped(walk: Walk) -> None:
    created(walk)
    walk.types("/stop")
    walk.chooses("yes")
    walk.types("/help")
    transition = is_done(walk, Each((Missed(),)))

    walk.sees("Campaigns stopped: 0 of 1", "Tap /stop")
    assert [effect.below for effect in transition.effects if isinstance(effect, Show)] == [True]


def test_a_server_that_stops_nothing_early_is_remembered(walk: Walk) -> None:
    created(walk)
    walk.types("/stop")
    walk.chooses("yes")
    transition = is_done(walk, Each((Declined("BAD_REQUEST", "scheduled"),)))

    assert Learn("late pause only") in transition.effects


def test_what_cannot_be_stopped_is_named_beside_what_is(walk: Walk) -> None:
    created(walk)
    lost = Submission(
        Reference("ZZZZZ"), 1, Draft(Reference("ZZZZZ"), walk.now), "Autumn", walk.now, walk.now, "unknown"
    )
    walk.conversation = replace(walk.conversation, submissions=(lost,))
    walk.types("/stop")
    walk.chooses("yes")
    is_done(walk, Each((Steered(campaign()),)))

    walk.sees(f"{walk.kept[0].name}: paused", "I cannot stop these", "Autumn")


def test_what_is_done_besides_does_not_keep_everything_from_being_stopped(walk: Walk) -> None:
    reference = created(walk)
    walk.conversation = replace(walk.conversation, doing=End(reference))
    walk.types("/stop")
    walk.chooses("yes")
    assert walk.deeds == [PauseAll(((ID, walk.kept[0].name),))]
    is_done(walk, Each((Steered(campaign()),)))

    walk.sees(f"{walk.kept[0].name}: paused")
    assert walk.conversation.doing == End(reference)


def test_another_stop_while_the_first_is_under_way_shows_what_becomes_of_it(walk: Walk) -> None:
    created(walk)
    walk.types("/stop")
    walk.chooses("yes")
    walk.types("/stop")
    walk.sees("Stopping…")
    is_done(walk, Each((Steered(campaign()),)))

    walk.sees(f"{walk.kept[0].name}: paused")
    assert len(walk.deeds) == 1


def test_a_hold_that_cannot_be_asked_for_yet_says_so(walk: Walk) -> None:
    reference = created(walk)
    walk.conversation = replace(walk.conversation, doing=End(reference))
    walk.chooses("hold")

    walk.sees("Try again in a moment")
    assert walk.deeds == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_stop_goes_through_as_soon_as_what_was_under_way_has_ended(
    walks: Callable[..., Walk], language: Language
) -> None:
    walk = walks(language)
    reference = created(walk)
    walk.gives(Pressed(None, f"/resume {reference}"))
    walk.chooses("yes")
    walk.types("/stop")
    walk.chooses("yes")
    walk.sees({"en": "I stop everything as soon as it has", "fr": "j’arrête tout dès que c’est fait"}[language])
    assert walk.deeds == [Resume(ID)]
    is_done(walk, Steered(campaign("running")))
    assert walk.deeds == [Resume(ID), PauseAll(((ID, walk.kept[0].name),))]
    is_done(walk, Each((Steered(campaign()),)))

    walk.sees({"en": f"{walk.kept[0].name}: paused", "fr": f"{walk.kept[0].name}\u00a0: en pause"}[language])


def test_a_stop_that_waits_goes_through_whatever_else_is_looked_at_meanwhile(walk: Walk) -> None:
    reference = created(walk)
    walk.gives(Pressed(None, f"/resume {reference}"))
    walk.chooses("yes")
    walk.types("/stop")
    walk.chooses("yes")
    walk.types("/help")
    is_done(walk, Steered(campaign("running")))
    assert walk.deeds == [Resume(ID), PauseAll(((ID, walk.kept[0].name),))]
    is_done(walk, Each((Steered(campaign()),)))

    walk.sees("Campaigns stopped: 1 of 1")
    assert walk.conversation.stopping is None


def test_while_everything_is_being_stopped_nothing_is_resumed(walk: Walk) -> None:
    reference = created(walk)
    walk.types("/stop")
    walk.chooses("yes")
    walk.gives(Pressed(None, f"/resume {reference}"))
    walk.chooses("yes")

    walk.sees("has not answered the request before this one")
    assert walk.deeds == [PauseAll(((ID, walk.kept[0].name),))]
