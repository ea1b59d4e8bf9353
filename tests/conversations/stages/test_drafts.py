"""Drafts: beginning one, putting it aside, taking it up again, dropping it."""

from collections.abc import Callable

import pytest

from conversations.conversation import MOST_ASIDE, Asking, Drafts, Dropping, Home, NewOrOn, Recap
from conversations.stages.drafts import DROPPED, NO_DRAFT
from conversations.steps.tags import Tags
from conversations.words import LANGUAGES, Language
from tests.conversations.walk import Walk


def begins(walk: Walk, tag: str) -> str:
    """Begin a draft, putting the open one aside, and answer two questions."""
    walk.types("/new")
    walk.chooses(*["aside"] if "aside" in walk.choices() else [])
    walk.replies("!tags", tag)
    return walk.draft().reference


def asides(walk: Walk) -> list[str]:
    return [draft.reference for draft in walk.conversation.aside]


def test_new_begins_a_draft_at_the_first_open_question(walk: Walk) -> None:
    walk.types("/new")

    assert walk.stage() == Asking("recipients")
    assert walk.conversation.begun == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_new_while_one_is_open_asks_and_going_on_leads_back(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    begins(walk, "vip")
    here, draft = walk.stage(), walk.draft()
    walk.types("/new")

    assert walk.stage() == NewOrOn()
    walk.sees("vip")
    walk.chooses("resume")
    assert (walk.stage(), walk.draft()) == (here, draft)


def test_new_while_one_is_open_can_put_it_aside(walk: Walk) -> None:
    first = begins(walk, "vip")
    walk.types("/new")
    walk.chooses("aside")

    assert asides(walk) == [first]
    assert walk.draft().reference != first
    assert walk.stage() == Asking("recipients")


def test_new_over_a_draft_without_an_answer_asks_nothing(walk: Walk) -> None:
    walk.types("/new")
    walk.types("/new")

    assert walk.stage() == Asking("recipients")
    assert asides(walk) == []


def test_the_question_what_becomes_of_the_draft_can_be_left_for_home(walk: Walk) -> None:
    first = begins(walk, "vip")
    walk.types("/new")
    walk.chooses("/start")

    assert walk.stage() == Home()
    walk.chooses("resume")
    assert walk.draft().reference == first


def test_a_text_typed_at_that_question_changes_nothing(walk: Walk) -> None:
    begins(walk, "vip")
    walk.types("/new")
    walk.types("go on")

    assert walk.stage() == NewOrOn()
    walk.sees("it was sent to nobody")


def test_drafts_put_aside_are_taken_up_again_with_all_their_answers(walk: Walk) -> None:
    first, second = begins(walk, "vip"), begins(walk, "client")
    walk.types("/drafts")
    walk.chooses(f"open:{first}")

    assert walk.draft().reference == first
    assert walk.draft().find(Tags) == Tags(("vip",))
    assert asides(walk) == [second]
    walk.replies("tomorrow 11:00", "!none", "Hello")
    walk.finishes()
    walk.types("/drafts")
    walk.chooses(f"open:{second}")
    walk.replies("tomorrow 11:00", "!none", "Hello")
    walk.finishes()
    assert (asides(walk), walk.conversation.draft) == ([], None)


def test_the_newest_draft_stands_first_and_five_are_on_a_page(walk: Walk) -> None:
    references = [begins(walk, f"tag {number}") for number in range(13)]
    waiting = references[:-1][::-1]
    walk.types("/drafts")
    pages = []
    for turn in ("later", "later", "earlier", "earlier"):
        pages.append([choice.removeprefix("open:") for choice in walk.choices() if choice.startswith("open:")])
        walk.chooses(turn)

    assert pages == [waiting[:5], waiting[5:10], waiting[10:], waiting[5:10]]
    assert walk.stage() == Drafts()
    assert "earlier" not in walk.choices()


def test_the_last_page_leads_no_further(walk: Walk) -> None:
    for number in range(6):
        begins(walk, f"tag {number}")
    walk.types("/drafts")

    assert len([choice for choice in walk.choices() if choice.startswith("open:")]) == 5
    assert "later" not in walk.choices()


def test_each_draft_is_called_by_what_was_answered_first(walk: Walk) -> None:
    first = begins(walk, "vip")
    begins(walk, "client")
    walk.types("/drafts")

    assert walk.labels()[:2] == [f"vip · {first}", "Drop"]


def test_no_drafts_is_said_so(walk: Walk) -> None:
    walk.types("/drafts")

    walk.sees("No draft is put aside")
    assert walk.choices() == ("back", "/start")


def test_a_draft_put_aside_is_dropped_after_one_question(walk: Walk) -> None:
    first, second = begins(walk, "vip"), begins(walk, "client")
    walk.types("/drafts")
    walk.chooses(f"bin:{first}")
    assert walk.stage() == Dropping(walk.conversation.aside[0].reference)
    walk.sees("vip", "Its answers will be lost")
    walk.chooses("drop")

    assert asides(walk) == []
    assert walk.conversation.notice == DROPPED()
    walk.chooses("back")
    assert walk.draft().reference == second


def test_a_draft_put_aside_is_kept_on_second_thoughts(walk: Walk) -> None:
    first = begins(walk, "vip")
    begins(walk, "client")
    walk.types("/drafts")
    walk.chooses(f"bin:{first}", "keep")

    assert (walk.stage(), asides(walk)) == (Drafts(), [first])


@pytest.mark.parametrize("language", LANGUAGES)
def test_cancel_asks_once_before_it_drops_a_draft_with_content(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    reference = begins(walk, "vip")
    walk.types("/cancel")
    assert walk.stage() == Dropping(walk.draft().reference)
    walk.types("/cancel")
    assert walk.stage() == Dropping(walk.draft().reference)
    walk.chooses("drop")

    assert (walk.stage(), walk.conversation.draft, asides(walk)) == (Home(), None, [])
    assert reference not in walk.reads()
    assert walk.conversation.notice == DROPPED()


def test_cancel_does_not_ask_about_a_draft_without_content(walk: Walk) -> None:
    walk.types("/new")
    walk.chooses("/cancel")

    assert (walk.stage(), walk.conversation.draft) == (Home(), None)


def test_cancel_without_a_draft_says_so(walk: Walk) -> None:
    walk.types("/cancel")

    assert (walk.stage(), walk.conversation.problem) == (Home(), NO_DRAFT())


@pytest.mark.parametrize("outcome", [None, "loses_sight", "accepts"])
def test_cancel_after_sending_does_not_say_that_nothing_has_left(walk: Walk, outcome: str | None) -> None:
    walk.completes()
    walk.confirms()
    if outcome is not None:
        getattr(walk, outcome)()
    walk.types("/cancel")

    assert "no message has left" not in walk.reads()


def test_going_on_at_the_recap_leads_back_to_the_recap(walk: Walk) -> None:
    walk.completes()
    walk.types("/new")
    walk.chooses("resume")

    assert walk.stage() == Recap()
    walk.finishes()


def test_no_more_than_twenty_drafts_are_put_aside_by_hand(walk: Walk) -> None:
    for number in range(MOST_ASIDE + 1):
        begins(walk, f"tag {number}")
    open_draft = walk.draft()
    walk.types("/new")
    walk.chooses("aside")

    walk.sees("20 drafts are waiting already", "Drop one, then try again")
    assert len(walk.conversation.aside) == MOST_ASIDE
    assert walk.draft() == open_draft
    walk.chooses(next(choice for choice in walk.choices() if choice.startswith("bin:")), "drop")
    walk.types("/new")
    walk.chooses("aside")
    assert len(walk.conversation.aside) == MOST_ASIDE


def test_taking_one_of_twenty_up_keeps_twenty_aside(walk: Walk) -> None:
    references = [begins(walk, f"tag {number}") for number in range(MOST_ASIDE + 1)]
    walk.types("/drafts")
    walk.chooses(f"open:{references[-2]}")

    assert len(walk.conversation.aside) == MOST_ASIDE
    assert sorted([*asides(walk), walk.draft().reference]) == sorted(references)


@pytest.mark.parametrize("outcome", ["loses_sight", "cannot_reach", "refuses"])
def test_a_draft_that_comes_back_never_makes_more_than_twenty(walk: Walk, outcome: str) -> None:
    for number in range(MOST_ASIDE + 1):
        begins(walk, f"tag {number}")
    walk.replies("tomorrow 11:00", "!none", "Hello")
    walk.confirms()
    if outcome == "loses_sight":
        walk.loses_sight()
        walk.chooses("give up")
    else:
        walk.types("/help")
        _ = walk.cannot_reach() if outcome == "cannot_reach" else walk.refuses("UNAUTHORIZED")

    assert len(walk.conversation.aside) <= MOST_ASIDE


def test_none_is_begun_while_one_being_sent_may_make_it_one_too_many(walk: Walk) -> None:
    for number in range(MOST_ASIDE + 1):
        begins(walk, f"tag {number}")
    walk.replies("tomorrow 11:00", "!none", "Hello")
    walk.confirms()
    walk.types("/new")

    walk.sees("drafts are waiting already", "Drop one, then try again")
    assert walk.conversation.draft is None
    walk.cannot_reach()
    assert len(walk.conversation.aside) == MOST_ASIDE
    assert walk.draft().reference == walk.submitted[0].reference


def test_references_differ(walk: Walk) -> None:
    references = {begins(walk, f"tag {number}") for number in range(15)}

    assert len(references) == 15
    assert all(len(reference) == 5 and reference.isalnum() for reference in references)


def test_a_draft_taken_up_again_does_not_move_the_operator(walk: Walk) -> None:
    first = begins(walk, "vip")
    begins(walk, "client")
    walk.types("/timezone")
    walk.types("Montréal")
    walk.types("/drafts")
    moved = walk.conversation.zone
    walk.chooses(f"open:{first}")

    assert moved != "Europe/Paris"
    assert walk.conversation.zone == moved


def test_the_list_names_the_draft_that_is_open_and_leads_back_to_it(walk: Walk) -> None:
    begins(walk, "vip")
    open_one = walk.draft()
    walk.types("/drafts")

    walk.sees("Open", open_one.reference)
    walk.chooses("resume")
    assert (walk.draft(), walk.stage()) == (open_one, Asking("schedule"))
