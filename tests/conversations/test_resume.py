"""A restart in each stage: nothing is lost, nothing is sent twice, and what is owed is paid."""

from collections.abc import Callable

from conversations.conversation import Helping, InDoubt, Receipt, Unsettled
from conversations.effects import Fetch, Show, Submit, Tell, Transition
from conversations.events import Told
from conversations.look import look
from conversations.needs import Instances
from tests.conversations.walk import Walk


def shown(transition: Transition) -> list[Show]:
    return [effect for effect in transition.effects if isinstance(effect, Show)]


def test_a_restart_shows_the_same_question_with_the_same_answers(walk: Walk) -> None:
    walk.types("/new")
    walk.replies("!tags", "vip")
    before = walk.conversation
    transition = walk.restarts()

    assert transition.conversation == before
    assert [show.screen for show in shown(transition)] == [look(before, walk.now)]


def test_a_restart_asks_again_for_what_was_being_read(walk: Walk) -> None:
    walk.waits = True
    walk.types("/new")
    walk.restarts()

    assert walk.conversation.fetching == (Instances(),)
    assert walk.effects[-1] == Fetch(Instances())
    walk.waits = False
    walk.answers(Instances())
    walk.sees("Who receives the message?")


def test_a_restart_while_sending_makes_the_outcome_unknown_and_sends_nothing(walk: Walk) -> None:
    walk.completes()
    walk.confirms()
    transition = walk.restarts()

    assert [effect for effect in transition.effects if isinstance(effect, Submit)] == []
    assert walk.stage() == Unsettled(walk.submitted[0].reference)
    assert [submission.state for submission in walk.conversation.submissions] == ["unknown"]
    walk.sees("Outcome unknown")


def test_a_restart_while_sending_and_elsewhere_is_told_as_news(walk: Walk) -> None:
    walk.completes()
    walk.confirms()
    walk.types("/help")
    walk.restarts()

    assert walk.stage() == Helping()
    assert [read.splitlines()[0] for read in walk.hears_news()] == ["Outcome unknown"]
    walk.types("/start")
    walk.presses("Uncertain sending (1)")
    walk.sees("The campaign may exist, or it may not")


def test_news_that_was_owed_is_told_again_after_a_restart_together_with_the_new(walk: Walk) -> None:
    walk.completes()
    walk.confirms()
    walk.types("/start")
    walk.accepts()
    walk.completes()
    walk.confirms()
    walk.types("/start")
    transition = walk.restarts()

    assert len([effect for effect in transition.effects if isinstance(effect, Tell)]) == 2


def test_a_second_restart_adds_nothing(walk: Walk) -> None:
    walk.completes()
    walk.confirms()
    walk.restarts()
    before = walk.conversation
    walk.restarts()

    assert walk.conversation == before


def test_every_key_shown_after_a_long_stop_can_be_pressed(walk: Walk) -> None:
    walk.types("/new")
    walk.replies("!tags", "vip")
    walk.passes(days=1)
    walk.restarts()

    assert walk.conversation.offered == walk.choices()


def test_each_stage_is_the_same_after_a_restart(walks: Callable[..., Walk]) -> None:
    for command in ("/start", "/new", "/drafts", "/campaigns", "/language", "/timezone", "/help"):
        walk = walks()
        walk.types(command)
        before = walk.conversation
        walk.restarts()

        assert (walk.stage(), walk.conversation.draft) == (before.stage, before.draft)
        assert walk.conversation.offered == walk.choices()


def test_a_restart_at_the_recap_keeps_every_answer_and_they_are_what_is_sent(walk: Walk) -> None:
    walk.completes()
    before = walk.draft()
    walk.restarts()

    assert walk.draft() == before
    walk.finishes()
    assert walk.submitted[-1].draft == before


def test_a_restart_after_the_receipt_shows_it_again(walk: Walk) -> None:
    walk.completes()
    walk.confirms()
    walk.accepts()
    walk.restarts()

    assert isinstance(walk.stage(), Receipt)
    walk.sees("Campaign created")


def test_a_restart_while_a_template_is_being_previewed_shows_it_afterwards(walk: Walk) -> None:
    walk.types("/new")
    walk.replies("!tags", "vip", "tomorrow 11:00", "!none", "!template")
    walk.presses("Basket")
    walk.types("SPRING")
    walk.waits = True
    walk.types("Sunday")
    walk.waits = False
    walk.restarts()

    walk.sees("Hello Awa, SPRING until Sunday")
    walk.finishes()


def test_a_restart_in_doubt_keeps_the_doubt(walk: Walk) -> None:
    walk.completes()
    walk.confirms()
    walk.loses_sight()
    walk.restarts()

    assert isinstance(walk.stage(), Unsettled)
    walk.chooses("absent")
    walk.finishes()


def test_a_restart_in_the_middle_of_a_question_keeps_its_page(walk: Walk) -> None:
    walk.types("/new")
    walk.replies("!tags", "vip", "17/04")
    walk.sees("at what time?")
    walk.restarts()

    walk.sees("at what time?")
    walk.replies("9h", "!none", "Hello")
    walk.finishes()


def test_an_answer_to_a_submission_from_before_the_restart_still_counts(walk: Walk) -> None:
    walk.completes()
    walk.confirms()
    walk.restarts()
    walk.accepts()

    walk.sees("Campaign created")
    assert walk.conversation.submissions == ()


def test_a_doubt_put_off_is_brought_up_after_each_restart(walk: Walk) -> None:
    walk.completes()
    walk.confirms()
    walk.loses_sight()
    walk.chooses("later")
    walk.restarts()

    told = [effect for effect in walk.effects if isinstance(effect, Tell)]
    assert [effect.news for effect in told] == [InDoubt(walk.submitted[0].reference, walk.submitted[0].name)]
    walk.gives(Told(told[0].news))
    walk.restarts()
    assert len([effect for effect in walk.effects if isinstance(effect, Tell)]) == 2
