"""A new draft of a campaign: the same answers, its time asked anew."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from conversations.conversation import Asking, Drafts, Recap
from conversations.draft import Draft
from conversations.events import Pressed
from conversations.steps.place import Place
from conversations.steps.schedule import Schedule
from conversations.words import LANGUAGES, Language
from conversations.workspace import Reference
from tests.conversations.walk import Walk


def created(walk: Walk) -> Reference:
    walk.completes()
    reference = walk.confirms().reference
    walk.accepts()
    return reference


@pytest.mark.parametrize("language", LANGUAGES)
def test_repeating_keeps_every_answer_but_the_time(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    reference = created(walk)
    before = walk.submitted[0].draft
    walk.passes(days=3)
    walk.gives(Pressed(None, f"/again {reference}"))

    assert walk.stage() == Asking("schedule")
    assert set(walk.draft().answers) == set(before.without(Schedule).answers)
    assert walk.draft().reference != reference
    walk.types("25/04/2026 11:00")
    assert walk.stage() == Recap()
    walk.finishes()


@pytest.mark.parametrize("command", ["again", "copy"])
def test_who_has_moved_since_is_asked_the_time_of_a_copy_once(walk: Walk, command: str) -> None:
    reference = created(walk)
    walk.passes(days=3)
    walk.types("/timezone")
    walk.types("Tokyo")
    walk.chooses(*(choice for choice in walk.choices()[:1]))
    walk.gives(Pressed(None, f"/{command} {reference}"))
    if walk.stage() == Recap("change"):
        walk.chooses("edit:schedule")
    walk.types("25/04/2026 11:00")

    assert walk.stage() == Recap()
    assert walk.submitted[0].draft.find(Place) != walk.draft().find(Place)


def test_a_copy_of_a_campaign_that_left_opens_on_what_to_change_and_cannot_be_sent_with_its_old_time(
    walk: Walk,
) -> None:
    reference = created(walk)
    walk.passes(days=3)
    walk.gives(Pressed(None, f"/copy {reference}"))

    assert walk.stage() == Recap("change")
    walk.chooses("back")
    walk.chooses(*("sure",) if "sure" in walk.choices() else ("send",))
    assert walk.stage() == Asking("schedule")
    assert len(walk.submitted) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", ["again", "copy"])
def test_copying_a_campaign_still_to_leave_says_that_people_would_be_written_to_twice(
    walks: Callable[..., Walk], language: Language, command: str
) -> None:
    walk = walks(language)
    reference = created(walk)
    walk.gives(Pressed(None, f"/{command} {reference}"))

    said = {"en": "is not over (scheduled)", "fr": "n’est pas finie (programmée)"}[language]
    assert said in walk.reads().replace("\u00a0", " ")
    assert walk.stage() == (Asking("schedule") if command == "again" else Recap("change"))


def test_an_open_draft_that_goes_aside_for_a_copy_is_named(walk: Walk) -> None:
    reference = created(walk)
    walk.reaches_recap()
    walk.gives(Pressed(None, f"/again {reference}"))

    walk.sees("Your open draft is put aside: /drafts.")


def test_a_draft_without_an_answer_is_not_worth_putting_aside(walk: Walk) -> None:
    reference = created(walk)
    walk.types("/new")
    walk.gives(Pressed(None, f"/again {reference}"))

    assert walk.conversation.aside == ()
    assert "put aside" not in walk.reads()


def test_an_open_draft_is_put_aside_for_a_copy_and_none_is_lost(walk: Walk) -> None:
    reference = created(walk)
    walk.reaches_recap()
    open_draft = walk.draft()
    walk.gives(Pressed(None, f"/again {reference}"))

    assert open_draft in walk.conversation.aside


def test_with_too_many_drafts_aside_a_copy_is_refused(walk: Walk) -> None:
    reference = created(walk)
    walk.reaches_recap()
    aside = tuple(Draft(Reference(f"{at:05}"), walk.now, walk.draft().answers) for at in range(20))
    walk.conversation = replace(walk.conversation, aside=aside)
    open_draft = walk.draft()
    walk.gives(Pressed(None, f"/again {reference}"))

    assert isinstance(walk.stage(), Drafts)
    assert walk.conversation.draft == open_draft
