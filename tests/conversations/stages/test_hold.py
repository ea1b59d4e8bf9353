"""A confirmed campaign waits here, where MsgFlash pauses nothing that has not started."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from conversations.advance import resume
from conversations.airlock import Airlock
from conversations.contents import Body
from conversations.conversation import HeldHere, Home, Recap, Sending
from conversations.deeds import Pause
from conversations.effects import Hold, Submit
from conversations.events import Ripe
from conversations.steps.schedule import Schedule
from conversations.words import LANGUAGES, Language
from conversations.workspace import CampaignId
from tests.conversations.walk import Walk

MINUTES = 3


@pytest.fixture
def holding(walks: Callable[..., Walk]) -> Callable[..., Walk]:
    """An operator whose campaigns wait here, at the moment after Send."""

    def begin(language: Language = "en", at: str = "!now") -> Walk:
        walk = walks(language)
        walk.conversation = replace(walk.conversation, airlock=Airlock(MINUTES, here=True))
        walk.types("/new")
        walk.replies("!tags", "vip", at, "!none", "!text", "Hello")
        walk.sees({"en": "it waits here for 3 minutes", "fr": "elle attend ici 3 minutes"}[language])
        walk.chooses("send")
        return walk

    return begin


def ripens(walk: Walk) -> None:
    held = walk.conversation.submissions[0]
    walk.gives(Ripe(held.reference, held.attempt))


@pytest.mark.parametrize("language", LANGUAGES)
def test_after_send_nothing_has_reached_msgflash_and_the_screen_says_until_when(
    holding: Callable[..., Walk], language: Language
) -> None:
    walk = holding(language)

    assert walk.submitted == []
    assert isinstance(walk.stage(), HeldHere)
    walk.sees("10:33", {"en": "Nothing has reached MsgFlash", "fr": "Rien n’est encore arrivé"}[language])
    assert walk.choices() == ("take back", "go", "/start")
    assert [effect.submission.reference for effect in walk.effects if isinstance(effect, Hold)] == [
        walk.conversation.submissions[0].reference
    ]


def test_when_the_wait_is_over_it_leaves_by_itself_once(holding: Callable[..., Walk]) -> None:
    walk = holding()
    walk.passes(minutes=MINUTES)
    ripens(walk)
    ripens(walk)

    assert len(walk.submitted) == 1
    assert isinstance(walk.stage(), Sending)
    walk.accepts()
    walk.sees("Campaign created")


def test_before_its_time_a_wait_is_not_over(holding: Callable[..., Walk]) -> None:
    walk = holding()
    walk.passes(seconds=MINUTES * 60 - 1)
    ripens(walk)

    assert walk.submitted == []


def test_now_is_a_minute_after_it_was_let_go(holding: Callable[..., Walk]) -> None:
    walk = holding()
    walk.passes(seconds=20)
    walk.chooses("go")
    (submission,) = walk.submitted

    assert submission.schedule == walk.now.replace(second=0) + timedelta(minutes=2)
    schedule = submission.draft.find(Schedule)
    assert schedule is not None
    assert schedule.at == submission.schedule


def test_taken_back_it_is_a_draft_again_and_nothing_was_sent(holding: Callable[..., Walk]) -> None:
    walk = holding()
    walk.chooses("take back")

    assert walk.stage() == Recap()
    assert walk.submitted == []
    assert walk.conversation.submissions == ()
    walk.passes(minutes=10)
    assert walk.gives(Ripe(walk.draft().reference, 1)).effects == ()


def test_one_taken_back_and_sent_again_is_sent_once(holding: Callable[..., Walk]) -> None:
    walk = holding()
    first = walk.conversation.submissions[0]
    walk.chooses("take back", "send")
    walk.passes(minutes=1)
    walk.gives(Ripe(first.reference, first.attempt))
    assert walk.submitted == []
    walk.passes(minutes=2)
    ripens(walk)

    assert len(walk.submitted) == 1


def test_a_campaign_with_a_time_keeps_it_and_leaves_here_a_minute_before_at_the_latest(
    holding: Callable[..., Walk],
) -> None:
    walk = holding(at="14/04/2026 10:33")
    (held,) = walk.conversation.submissions

    assert held.until == held.schedule - timedelta(minutes=1)
    walk.passes(minutes=2)
    ripens(walk)
    assert walk.submitted[0].schedule == held.schedule


def test_who_goes_elsewhere_is_told_when_it_was_created(holding: Callable[..., Walk]) -> None:
    walk = holding()
    walk.types("/start")
    assert "held" in walk.choices()
    walk.passes(minutes=MINUTES)
    ripens(walk)
    assert isinstance(walk.stage(), Home)
    walk.accepts()

    assert any("Campaign created" in text for text in walk.hears_news())


def test_the_way_back_to_a_held_campaign_is_at_home(holding: Callable[..., Walk]) -> None:
    walk = holding()
    walk.types("/start")
    walk.chooses("held", "take back")

    assert walk.stage() == Recap()


def test_of_two_that_wait_a_key_moves_the_one_on_the_screen_and_the_other_waits_on(
    holding: Callable[..., Walk],
) -> None:
    walk = holding()
    (first,) = walk.conversation.submissions
    walk.types("/new")
    walk.replies("!tags", "regulars", "!now", "!none", "!text", "Another", "!send")
    walk.chooses("take back")

    assert walk.conversation.submissions == (first,)
    walk.sees("Another")
    walk.chooses("send", "go")
    assert [submission.draft.find(Body) for submission in walk.submitted] == [Body("Another")]
    assert first in walk.conversation.submissions


@pytest.mark.parametrize("language", LANGUAGES)
def test_when_it_is_learned_meanwhile_that_it_waits_here_send_says_so_first(
    walks: Callable[..., Walk], language: Language
) -> None:
    walk = walks(language)
    walk.completes()
    walk.conversation = replace(walk.conversation, airlock=Airlock(MINUTES, here=True))
    walk.chooses("send")

    assert walk.stage() == Recap()
    assert walk.conversation.submissions == ()
    walk.sees({"en": "how campaigns leave has changed", "fr": "la façon de partir a changé"}[language])
    walk.sees({"en": "it waits here for 3 minutes", "fr": "elle attend ici 3 minutes"}[language])
    walk.chooses("send")
    assert isinstance(walk.stage(), HeldHere)


def test_the_minutes_promised_are_those_it_takes_with_the_wait(holding: Callable[..., Walk]) -> None:
    walk = holding()
    (held,) = walk.conversation.submissions
    walk.chooses("take back")
    walk.sees("now, 4 minutes after Send")
    walk.chooses("send")
    walk.passes(minutes=MINUTES)
    ripens(walk)

    assert walk.submitted[0].schedule == held.schedule
    assert "10:34" in walk.submitted[0].name


def test_a_restart_waits_on(holding: Callable[..., Walk]) -> None:
    walk = holding()
    walk.passes(minutes=1)
    transition = walk.restarts()

    assert [type(effect) for effect in transition.effects if isinstance(effect, Hold | Submit)] == [Hold]


def test_a_restart_tells_nothing_of_one_that_only_waits_here(holding: Callable[..., Walk]) -> None:
    walk = holding()
    walk.passes(minutes=1)
    walk.restarts()

    assert walk.told == []


def test_a_restart_just_after_the_wait_lets_it_go(holding: Callable[..., Walk]) -> None:
    walk = holding()
    walk.passes(minutes=MINUTES + 1)
    walk.restarts()

    assert len(walk.submitted) == 1
    assert not any(isinstance(effect, Submit) for effect in resume(walk.conversation, walk.now).effects)


def test_one_whose_time_went_by_while_nobody_ran_is_not_sent_and_comes_back(holding: Callable[..., Walk]) -> None:
    walk = holding()
    walk.types("/start")
    walk.passes(hours=5)
    walk.restarts()

    assert walk.submitted == []
    assert any("was not running" in text for text in walk.hears_news())
    assert walk.draft().find(Schedule) is not None


def test_one_that_was_looked_at_comes_back_on_its_recap_which_says_so(holding: Callable[..., Walk]) -> None:
    walk = holding()
    walk.passes(hours=5)
    walk.restarts()

    assert walk.stage() == Recap()
    walk.sees("was not running")
    assert walk.hears_news() == []
    walk.chooses("send")
    assert isinstance(walk.stage(), HeldHere)


def test_each_of_several_held_campaigns_can_be_come_to(holding: Callable[..., Walk]) -> None:
    walk = holding()
    assert "held" not in walk.choices()
    walk.types("/new")
    walk.replies("!tags", "client", "!now", "!none", "!text", "Other", "!send")
    shown = [walk.stage()]
    for _ in range(2):
        walk.chooses("held")
        shown.append(walk.stage())

    assert shown[0] == shown[2] != shown[1]


def test_stop_takes_back_what_is_held_even_while_something_else_is_under_way(holding: Callable[..., Walk]) -> None:
    walk = holding()
    walk.conversation = replace(walk.conversation, doing=Pause(CampaignId("other")))
    walk.types("/stop")
    walk.chooses("yes")

    walk.sees("taken back, nothing has left")
    assert walk.conversation.submissions == ()


def test_stop_takes_back_what_is_held(holding: Callable[..., Walk]) -> None:
    walk = holding()
    walk.types("/stop")
    walk.sees("held here: will be taken back")
    walk.chooses("yes")

    walk.sees("taken back, nothing has left")
    assert walk.conversation.submissions == ()
    assert walk.draft() is not None
