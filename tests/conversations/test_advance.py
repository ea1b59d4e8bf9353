"""The laws of the talk, told as an operator would meet them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from conversations.advance import ALREADY, NOT_CURRENT, advance, resume
from conversations.conversation import Asking, Conversation, Helping, Home, Recap, Sending, begin
from conversations.effects import Fetch, Show, Submit, Tell, Toast, Transition
from conversations.events import Commanded, Edited, Fetched, Pressed, Told
from conversations.look import look
from conversations.needs import ContactTotal, Found, Groups, InstanceList, Instances, Nothing, Total
from conversations.operator import EDITED, NOT_HERE
from conversations.replies import KINDS, PRESS_A_BUTTON, WRITE_IT
from conversations.stages.home import NOT_SENT
from conversations.steps.tags import Tags
from tests.conversations.walk import Walk


def shown(transition: Transition) -> list[Show]:
    return [effect for effect in transition.effects if isinstance(effect, Show)]


def test_nothing_said_is_home_without_anything_to_press() -> None:
    conversation = begin("operator", "fr", "Europe/Paris")

    assert (conversation.stage, conversation.turn, conversation.offered) == (Home(), 0, ())


def test_the_same_arguments_give_the_same_result(walk: Walk) -> None:
    walk.completes()
    event = Pressed(walk.conversation.turn, "send")

    assert advance(walk.conversation, event, walk.now) == advance(walk.conversation, event, walk.now)
    assert resume(walk.conversation, walk.now) == resume(walk.conversation, walk.now)


def test_every_change_is_a_new_turn_and_every_key_of_it_is_offered(walk: Walk) -> None:
    before = walk.conversation.turn
    walk.types("/new")

    assert walk.conversation.turn > before
    assert walk.conversation.offered == walk.choices()


def test_a_press_on_an_older_screen_changes_nothing_and_says_why(walk: Walk) -> None:
    walk.types("/new")
    old = Pressed(walk.conversation.turn, "tags")
    walk.chooses("tags")
    before = walk.conversation

    assert walk.gives(old) == Transition(before, (Toast(NOT_CURRENT()),))


@pytest.mark.parametrize("turn", [-1, 0, 10**15])
def test_a_press_with_a_turn_that_never_was_changes_nothing(walk: Walk, turn: int) -> None:
    walk.types("/new")
    before = walk.conversation

    assert walk.gives(Pressed(turn, "tags")) == Transition(before, (Toast(NOT_CURRENT()),))


@pytest.mark.parametrize(
    "choice",
    ["", "send", "sure", "edit:name", "edit:nothing", "id:1", "drop", "aside", "/start", "at:0", "zone:UTC", "😀"],
)
def test_a_forged_choice_changes_nothing(walk: Walk, choice: str) -> None:
    walk.types("/new")
    before = walk.conversation

    assert walk.gives(Pressed(before.turn, choice)) == Transition(before, (Toast(NOT_CURRENT()),))


def test_a_second_press_on_send_sends_once(walk: Walk) -> None:
    walk.completes()
    press = Pressed(walk.conversation.turn, "send")
    walk.gives(press)
    second = walk.gives(press)

    assert len(walk.submitted) == 1
    assert second.effects == (Toast(ALREADY()),)


def test_a_late_press_on_send_after_the_outcome_sends_nothing(walk: Walk) -> None:
    walk.completes()
    press = Pressed(walk.conversation.turn, "send")
    walk.gives(press)
    walk.accepts()
    late = walk.gives(press)

    assert len(walk.submitted) == 1
    assert late.effects == (Toast(ALREADY()),)


def test_sending_is_part_of_the_conversation_before_anything_leaves(walk: Walk) -> None:
    walk.completes()
    transition = walk.gives(Pressed(walk.conversation.turn, "send"))

    assert transition.conversation.stage == Sending(walk.submitted[0].reference)
    assert transition.conversation.submissions == (walk.submitted[0],)
    assert transition.conversation.draft is None
    assert [effect.submission for effect in transition.effects if isinstance(effect, Submit)] == walk.submitted


def test_a_press_is_answered_and_what_was_typed_gets_the_screen_below_it(walk: Walk) -> None:
    walk.types("/new")
    pressed = walk.gives(Pressed(walk.conversation.turn, "tags"))
    typed = walk.types("vip")

    assert pressed.effects[0] == Toast()
    assert [show.below for show in shown(pressed)] == [False]
    assert [show.below for show in shown(typed)] == [True]


def test_an_unknown_command_is_named_and_explained_and_the_draft_stays(walk: Walk) -> None:
    walk.types("/new")
    walk.replies("!tags", "vip")
    walk.types("/pause")

    walk.sees("“/pause”", "/new: new campaign")
    assert walk.stage() == Helping()
    walk.chooses("back")
    walk.sees("Tags: vip")
    assert walk.draft().find(Tags) == Tags(("vip",))


@pytest.mark.parametrize("name", ["", "NEW", "start now", "é", "x" * 32])
def test_what_is_almost_a_command_is_none(walk: Walk, name: str) -> None:
    walk.gives(Commanded(name))

    walk.sees(f"“/{name}”")


def test_an_edited_message_is_not_read_again(walk: Walk) -> None:
    walk.types("/new")
    walk.replies("!tags")
    walk.gives(Edited())

    assert walk.conversation.problem == EDITED()
    walk.sees("as a new message", "Write a tag")
    walk.types("vip")
    assert walk.draft().find(Tags) == Tags(("vip",))


def test_an_edited_message_at_the_recap_leaves_everything_as_it_was(walk: Walk) -> None:
    walk.completes()
    draft = walk.draft()
    walk.gives(Edited())

    assert (walk.draft(), walk.stage()) == (draft, Recap())
    walk.finishes()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_something_sent_where_a_text_is_wanted_is_named(walk: Walk, kind: str) -> None:
    walk.types("/new")
    walk.replies("!tags")
    walk.sends(kind)

    assert walk.conversation.problem == WRITE_IT(kind=KINDS[kind]())
    walk.sees("Write a tag")


def test_an_album_is_answered_once(walk: Walk) -> None:
    walk.types("/new")
    walk.replies("!tags")
    first = walk.sends("photo", "album 1")
    others = [walk.sends("photo", "album 1") for _ in range(9)]
    another = walk.sends("video", "album 2")

    assert len(shown(first)) == 1
    assert [transition.effects for transition in others] == [()] * 9
    assert len(shown(another)) == 1


def test_an_album_at_home_is_answered_once(walk: Walk) -> None:
    first = walk.sends("photo", "album 1")

    assert len(shown(first)) == 1
    assert walk.sends("photo", "album 1").effects == ()
    walk.sees("I am not expecting anything here (a photo)")


@pytest.mark.parametrize(
    ("command", "text"),
    [("/help", "Aide"), ("/campaigns", "Mes campagnes"), ("/drafts", "Brouillons"), ("/language", "Langue")],
)
def test_a_text_where_none_is_expected_went_to_nobody(walks: Callable[..., Walk], command: str, text: str) -> None:
    walk = walks("fr")
    walk.types(command)
    walk.types("Bonjour")

    assert walk.conversation.problem == NOT_SENT()
    walk.sees(text, "n’a été envoyé à personne")


def test_a_text_beside_an_open_draft_went_to_nobody(walk: Walk) -> None:
    walk.types("/new")
    walk.replies("!tags", "vip")
    walk.types("/help")
    walk.types("Hello")

    assert walk.conversation.problem is not None
    assert walk.conversation.problem.text == NOT_HERE
    walk.sees("it was sent to nobody")


def test_the_reason_goes_with_the_next_reply(walk: Walk) -> None:
    walk.types("/new")
    walk.types("everybody")
    assert walk.conversation.problem == PRESS_A_BUTTON(value="everybody")

    walk.chooses("tags")

    assert walk.conversation.problem is None


def test_what_is_needed_is_asked_once_and_shown_when_it_comes(walk: Walk) -> None:
    walk.waits = True
    asked = walk.types("/new")

    assert [effect.need for effect in asked.effects if isinstance(effect, Fetch)] == [Instances()]
    walk.sees("Asking MsgFlash")
    assert walk.types("hello?").effects[-1] != Fetch(Instances())
    walk.answers(Instances(), InstanceList(()))
    walk.sees("No WhatsApp number is linked")


def test_a_finding_nobody_waits_for_any_more_is_dropped(walk: Walk) -> None:
    walk.waits = True
    walk.types("/new")
    walk.types("/start")
    before = walk.conversation

    assert walk.gives(Fetched((Found(Instances(), InstanceList(())),))) == Transition(before)
    assert walk.gives(Fetched((Found(ContactTotal(), Total(3)),))) == Transition(before)


def test_a_finding_for_another_question_is_dropped(walk: Walk) -> None:
    walk.waits = True
    walk.types("/new")
    before = walk.conversation

    assert walk.gives(Fetched((Found(Groups(), Nothing()),))) == Transition(before)


def test_the_same_finding_twice_counts_once(walk: Walk) -> None:
    walk.waits = True
    walk.types("/new")
    walk.answers(Instances())
    before = walk.conversation

    assert walk.answers(Instances()) == Transition(before)


def test_news_is_owed_until_it_is_told(walk: Walk) -> None:
    walk.completes()
    walk.confirms()
    walk.types("/start")
    walk.accepts()
    news = walk.conversation.news

    assert len(news) == 1
    assert [effect.news for effect in resume(walk.conversation, walk.now).effects if isinstance(effect, Tell)] == [
        *news
    ]
    walk.gives(Told(news[0]))
    assert walk.conversation.news == ()
    assert walk.gives(Told(news[0])) == Transition(walk.conversation)


def test_a_stage_without_its_draft_shows_home(walk: Walk) -> None:
    """No event leads there; a screen is shown all the same rather than none."""
    for stage in (Asking("tags"), Recap()):
        astray: Conversation = replace(walk.conversation, stage=stage, draft=None)

        assert look(astray, walk.now) == look(replace(astray, stage=Home()), walk.now)


def test_an_expired_schedule_is_asked_again_instead_of_sent(walk: Walk) -> None:
    walk.completes()
    walk.passes(days=2)
    walk.chooses("send")

    assert walk.submitted == []
    walk.sees("is already past", "When should it be sent?")
    walk.replies("tomorrow 11:00")
    walk.finishes()


def test_a_schedule_that_has_come_too_close_is_asked_again(walk: Walk) -> None:
    walk.completes()
    walk.now += timedelta(days=1, minutes=29)
    walk.chooses("send")

    assert walk.submitted == []
    walk.sees("is too close")
