"""Nobody knows whether the campaign arrived: the operator looks, and says so."""

from collections.abc import Callable

import pytest

from conversations.conversation import Home, Recap, Unsettled
from conversations.effects import Show
from conversations.events import Pressed
from conversations.screen import Warned
from conversations.stages.recap import MAY_HAVE_ARRIVED
from conversations.stages.sending import NOW_SURE
from conversations.workspace import Record
from tests.conversations.walk import Walk


def sent(walk: Walk) -> None:
    walk.completes()
    walk.confirms()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_unknown_outcome_shows_where_to_look_and_what_for(walks: Callable[..., Walk], language: str) -> None:
    walk = walks(language)
    sent(walk)
    walk.loses_sight()

    assert walk.stage() == Unsettled(walk.submitted[0].reference)
    walk.sees(walk.submitted[0].name, walk.submitted[0].reference, "MsgFlash")
    assert walk.choices() == ("there", "later", "absent", "give up")


def test_a_campaign_seen_in_the_console_is_kept_without_an_id(walk: Walk) -> None:
    sent(walk)
    walk.loses_sight()
    walk.chooses("there")
    submission = walk.submitted[0]

    assert walk.kept == [Record(submission.reference, None, submission.name, submission.schedule, walk.now)]
    assert (walk.stage(), walk.conversation.submissions, walk.conversation.aside) == (Home(), (), ())


def test_a_campaign_not_in_the_console_is_read_again_before_it_is_sent_again(walk: Walk) -> None:
    sent(walk)
    walk.loses_sight()
    walk.chooses("absent")

    assert walk.stage() == Recap()
    assert walk.conversation.problem == NOW_SURE()
    assert len(walk.submitted) == 1
    walk.finishes()
    assert [submission.attempt for submission in walk.submitted] == [1, 2]


def test_each_of_several_uncertain_sendings_can_be_come_to(walk: Walk) -> None:
    for _ in range(2):
        sent(walk)
        walk.loses_sight()
    shown = [walk.stage()]
    for _ in range(2):
        walk.chooses("doubt")
        shown.append(walk.stage())

    assert shown[0] == shown[2] != shown[1]
    walk.chooses("there")
    walk.chooses("doubt")
    assert "doubt" not in walk.choices()


def test_giving_up_keeps_the_draft(walk: Walk) -> None:
    sent(walk)
    walk.loses_sight()
    walk.chooses("give up")

    assert walk.stage() == Home()
    assert walk.draft().reference == walk.submitted[0].reference
    walk.chooses("resume")
    walk.finishes()


def test_giving_up_beside_an_open_draft_keeps_it_aside(walk: Walk) -> None:
    sent(walk)
    walk.loses_sight()
    walk.types("/new")
    walk.types("/start")
    walk.chooses("doubt", "give up")

    assert [draft.reference for draft in walk.conversation.aside] == [walk.submitted[0].reference]
    assert walk.draft().reference != walk.submitted[0].reference


def test_later_leaves_the_doubt_under_home(walk: Walk) -> None:
    sent(walk)
    walk.loses_sight()
    walk.chooses("later")

    assert walk.stage() == Home()
    walk.chooses("doubt")
    assert walk.stage() == Unsettled(walk.submitted[0].reference)
    walk.chooses("absent")
    walk.finishes()


def test_several_doubts_are_settled_one_by_one(walk: Walk) -> None:
    for _ in range(2):
        sent(walk)
        walk.loses_sight()
        walk.chooses("later")
    first, second = walk.submitted

    walk.presses("Uncertain sendings (2)")
    walk.sees(first.name)
    walk.chooses("there")
    walk.presses("Uncertain sending (1)")
    walk.sees(second.name)
    walk.chooses("there")
    assert "doubt" not in walk.choices()


def test_the_operator_looks_only_for_what_the_campaign_is_called(walk: Walk) -> None:
    walk.completes()
    walk.changes("name", "Newsletter")
    walk.confirms()
    walk.loses_sight()

    assert f"mark {walk.submitted[0].reference}" not in walk.reads()


def test_a_draft_given_up_in_doubt_warns_before_it_is_sent_again(walk: Walk) -> None:
    """Otherwise a second campaign leaves without a word: nobody has looked for the first."""
    sent(walk)
    walk.loses_sight()
    walk.chooses("give up", "resume")

    assert Warned(MAY_HAVE_ARRIVED()) in walk.screen.blocks


def test_looking_too_early_is_possible_so_the_doubt_is_told_until_the_campaign_is_created(walk: Walk) -> None:
    sent(walk)
    walk.loses_sight()
    walk.chooses("absent")
    assert Warned(MAY_HAVE_ARRIVED()) in walk.screen.blocks
    walk.types("/start")
    walk.chooses("resume")

    assert Warned(MAY_HAVE_ARRIVED()) in walk.screen.blocks


def test_who_gives_up_an_unknown_campaign_is_told_that_it_may_go_out_all_the_same(walk: Walk) -> None:
    sent(walk)
    walk.loses_sight()
    walk.chooses("give up")

    walk.sees("it still goes out: Wed 15 Apr 2026, 11:00 (Paris)", "pause it in the console")


def test_stopping_names_what_it_cannot_stop(walk: Walk) -> None:
    sent(walk)
    walk.loses_sight()
    walk.chooses("later")
    walk.types("/stop")

    walk.sees("I cannot stop these", "4KNPN", "Other operators’ campaigns are not among them")
    assert "yes" not in walk.choices()


@pytest.mark.parametrize("outcome", ["refuses", "cannot_reach"])
def test_a_later_refusal_does_not_settle_an_earlier_doubt(walk: Walk, outcome: str) -> None:
    sent(walk)
    walk.loses_sight()
    walk.chooses("give up", "resume")
    walk.confirms()
    _ = walk.refuses("UNAUTHORIZED") if outcome == "refuses" else walk.cannot_reach()

    assert walk.stage() == Recap()
    assert Warned(MAY_HAVE_ARRIVED()) in walk.screen.blocks


def test_dropping_a_draft_in_doubt_does_not_say_that_nothing_has_left(walk: Walk) -> None:
    sent(walk)
    walk.loses_sight()
    walk.chooses("give up")
    walk.types("/cancel")

    assert "No message has left" not in walk.reads()
    walk.chooses("drop")
    assert "No message has left" not in walk.reads()


@pytest.mark.parametrize("own", [None, "Spring sale"])
def test_a_second_sending_bears_a_name_of_its_own(walk: Walk, own: str | None) -> None:
    walk.completes()
    if own is not None:
        walk.changes("name", own)
    walk.confirms()
    walk.loses_sight()
    walk.chooses("absent")
    first = walk.submitted[0].name

    walk.sees(f"Name: {first} (2)")
    walk.confirms()
    assert walk.submitted[1].name == f"{first} (2)"
    walk.loses_sight()
    walk.sees(f"{first} (2)")


def test_what_nobody_knows_is_heard(walk: Walk) -> None:
    sent(walk)
    walk.loses_sight()

    assert [effect.below for effect in walk.effects if isinstance(effect, Show)][-1]


def test_after_a_death_while_sending_the_doubt_is_heard(walk: Walk) -> None:
    sent(walk)
    shown = [effect for effect in walk.restarts().effects if isinstance(effect, Show)]

    assert [effect.below for effect in shown] == [True]


def test_the_notice_of_a_doubt_leads_to_it(walk: Walk) -> None:
    sent(walk)
    walk.types("/help")
    walk.loses_sight()
    reference = walk.submitted[0].reference
    assert walk.told[-1].screen.choices() == (f"/settle {reference}",)
    walk.gives(Pressed(None, f"/settle {reference}"))
    assert walk.stage() == Unsettled(reference)
    walk.chooses("there")
    walk.gives(Pressed(None, f"/settle {reference}"))

    assert walk.stage() == Home()
    walk.sees("settled already")


def test_a_word_while_sending_is_told_that_the_answer_is_awaited(walk: Walk) -> None:
    sent(walk)
    walk.types("hello?")

    walk.sees("Your text was sent to nobody: I am still waiting for MsgFlash to answer.")


def test_a_draft_that_holds_only_its_number_is_not_put_aside_for_one_that_comes_back(walk: Walk) -> None:
    sent(walk)
    walk.loses_sight()
    walk.types("/new")
    walk.types("/start")
    walk.chooses("doubt", "absent")

    assert walk.draft().reference == walk.submitted[0].reference
    assert walk.conversation.aside == ()
