"""A confirmed campaign on its way: what MsgFlash answers, what it does not, and what becomes of the draft."""

from collections.abc import Callable

import pytest

from conversations.conversation import CameBack, InDoubt, Recap, Receipt, Sending, Unsettled
from conversations.effects import Keep, Submit, Transition
from conversations.events import Accepted, Pressed, Refused, Unconfirmed, Unreachable
from conversations.stages.sending import NEVER_LEFT
from conversations.workspace import Campaign, CampaignId, Record, Reference
from tests.conversations.walk import Walk


def sent(walk: Walk, to: str = "tags", sending: str = "text") -> None:
    walk.completes(to, sending)
    walk.confirms()


def test_a_campaign_that_never_left_is_offered_again_untouched(walk: Walk) -> None:
    walk.completes()
    answers = walk.draft().answers
    walk.confirms()
    walk.cannot_reach()

    assert walk.stage() == Recap()
    assert walk.conversation.problem == NEVER_LEFT()
    assert walk.draft().answers == answers
    walk.finishes()


def test_a_created_campaign_is_kept_and_shown(walk: Walk) -> None:
    sent(walk)
    submission = walk.submitted[0]
    transition = walk.accepts()

    assert isinstance(walk.stage(), Receipt)
    assert walk.conversation.submissions == ()
    assert [effect.record for effect in transition.effects if isinstance(effect, Keep)] == [
        Record(submission.reference, CampaignId("9a0c1c52"), submission.name, submission.schedule, walk.now)
    ]


def test_an_answer_that_comes_while_in_doubt_settles_it(walk: Walk) -> None:
    sent(walk)
    walk.loses_sight()
    walk.accepts()

    walk.sees("Campaign created")
    assert walk.conversation.submissions == ()


@pytest.mark.parametrize("outcome", ["accepts", "refuses", "cannot_reach", "loses_sight"])
def test_an_outcome_that_comes_twice_counts_once(walk: Walk, outcome: str) -> None:
    sent(walk)
    _comes(walk, outcome)
    before, told = walk.conversation, len(walk.told)
    again = _comes(walk, outcome)

    assert again == Transition(before)
    assert len(walk.told) == told


@pytest.mark.parametrize("outcome", ["accepts", "refuses", "cannot_reach"])
def test_an_outcome_elsewhere_that_comes_twice_is_told_once(walk: Walk, outcome: str) -> None:
    sent(walk)
    walk.types("/help")
    _comes(walk, outcome)
    walk.hears_news()
    _comes(walk, outcome)

    assert len(walk.told) == 1
    assert walk.conversation.news == ()


def test_a_doubt_elsewhere_that_comes_twice_is_told_once(walk: Walk) -> None:
    sent(walk)
    walk.types("/help")
    walk.loses_sight()
    walk.hears_news()
    walk.loses_sight()

    assert len(walk.told) == 1
    assert walk.conversation.news == ()


@pytest.mark.parametrize("other", ["reference", "attempt"])
def test_an_outcome_of_another_submission_changes_nothing(walk: Walk, other: str) -> None:
    sent(walk)
    submission = walk.submitted[0]
    reference, attempt = (submission.reference, 7) if other == "attempt" else (Reference("ZZZZZ"), 1)
    before = walk.conversation
    campaign = Campaign(CampaignId("9"), "Other", "scheduled", None, None)
    strangers = (
        Accepted(reference, attempt, campaign),
        Refused(reference, attempt, "NOT_FOUND"),
        Unreachable(reference, attempt),
        Unconfirmed(reference, attempt),
    )

    assert [walk.gives(stranger) for stranger in strangers] == [Transition(before)] * 4


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("outcome", ["accepts", "refuses", "cannot_reach", "loses_sight"])
def test_what_becomes_known_while_the_operator_is_elsewhere_is_told_beside_it(
    walks: Callable[..., Walk], outcome: str, language: str
) -> None:
    walk = walks(language)
    sent(walk)
    walk.types("/new")
    walk.replies("!tags")
    stage, turn = walk.stage(), walk.conversation.turn
    _comes(walk, outcome)

    assert walk.stage() == stage
    assert walk.conversation.turn == turn + 1
    assert [walk.submitted[0].name in read for read in walk.hears_news()] == [True]
    walk.replies("vip", "tomorrow 11:00", "!none", "Hello")
    walk.finishes()


@pytest.mark.parametrize("outcome", ["refuses", "cannot_reach"])
def test_a_draft_that_comes_back_while_elsewhere_waits_aside(walk: Walk, outcome: str) -> None:
    sent(walk)
    walk.types("/new")
    _comes(walk, outcome)
    reference = walk.submitted[0].reference

    assert [draft.reference for draft in walk.conversation.aside] == [reference]
    assert isinstance(walk.conversation.news[0], CameBack)
    walk.types("/drafts")
    walk.chooses(f"open:{reference}")
    walk.finishes()


def test_a_doubt_while_elsewhere_names_the_campaign(walk: Walk) -> None:
    sent(walk)
    walk.types("/new")
    walk.loses_sight()
    submission = walk.submitted[0]

    assert walk.conversation.news == (InDoubt(submission.reference, submission.name),)


def test_while_sending_the_operator_waits_and_can_go_elsewhere(walk: Walk) -> None:
    sent(walk)

    assert walk.stage() == Sending(walk.submitted[0].reference)
    assert walk.choices() == ()
    walk.sees("Sending to MsgFlash", walk.submitted[0].name)
    walk.types("Is it done?")
    assert walk.stage() == Sending(walk.submitted[0].reference)
    walk.accepts()
    walk.sees("Campaign created")


def test_two_campaigns_can_be_on_their_way_at_once(walk: Walk) -> None:
    sent(walk)
    walk.types("/new")
    walk.replies("!tags", "b", "tomorrow 11:00", "!none", "Hello")
    transition = walk.gives(Pressed(walk.conversation.turn, "send"))
    first, second = walk.submitted

    assert [effect.submission for effect in transition.effects if isinstance(effect, Submit)] == [second]
    assert first.reference != second.reference
    walk.gives(Accepted(first.reference, 1, Campaign(CampaignId("1"), first.name, "scheduled", None, None)))
    assert [read.splitlines()[0] for read in walk.hears_news()] == ["Campaign created"]
    walk.gives(Unconfirmed(second.reference, 1))
    assert walk.stage() == Unsettled(second.reference)


def test_news_speaks_of_no_key_that_is_not_there(walk: Walk) -> None:
    sent(walk)
    walk.types("/new")
    walk.cannot_reach()

    assert "Tap Send" not in walk.hears_news()[0]


def test_news_of_an_unknown_number_does_not_say_that_the_list_was_read_again(walk: Walk) -> None:
    sent(walk)
    walk.types("/help")
    walk.refuses("NOT_FOUND")

    assert "has just been read again" not in walk.hears_news()[0]


def _comes(walk: Walk, outcome: str) -> Transition:
    transition: Transition = walk.refuses("UNAUTHORIZED") if outcome == "refuses" else getattr(walk, outcome)()
    return transition
