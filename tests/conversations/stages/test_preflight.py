"""The checks on the recap: what they say, and what they do to the keys."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from conversations.conversation import Conversation, Recap, Sending
from conversations.effects import Show, Submit
from conversations.events import Pressed
from conversations.ledger import Audience, Entries, Entry, SentBefore, Verdicts
from conversations.needs import (
    Check,
    Health,
    InstanceList,
    Instances,
    LiveState,
    MonthLeft,
    Nothing,
    NumberHealth,
    NumberState,
    Usage,
)
from conversations.people import Members
from conversations.words import LANGUAGES, Language
from conversations.workspace import CampaignId, Reference, Safety
from tests.conversations.walk import NOW, OLD, SHOP, Walk

WARNED = Safety(
    "warn", "medium", 56, "warming", max_recipients=100, max_cold_ratio=0.4, total_recipients=120, cold_ratio=0.625
)
EARLIER = Entry(
    SHOP.id,
    NOW - timedelta(days=2),
    Reference("ABCDE"),
    CampaignId("9"),
    "Spring",
    NOW + timedelta(days=1),
    safety=WARNED,
    audience=Audience("all"),
)


def waiting(walk: Walk) -> Walk:
    """Reach the recap with every check still under way."""
    walk.types("/new")
    walk.replies("!group")
    walk.chooses(next(choice for choice in walk.choices() if choice.startswith("id:")))
    walk.replies("15/04/2026 11:00", "!none")
    walk.waits = True
    walk.types("Hello")
    for sample in walk.conversation.fetching:
        if isinstance(sample, Members):
            walk.answers(sample)
    return walk


def need(conversation: Conversation, kind: type[Check]) -> Check:
    return next(found for found in conversation.fetching if isinstance(found, kind))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_well_folds_into_one_line(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    walk.completes("group")

    walk.sees({"en": "✓ 7 checks fine", "fr": "✓ 7 vérifications sans souci"}[language])
    assert "⚠" not in walk.reads()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_can_be_read_with_its_kind_and_its_age(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    walk.findings[Verdicts] = Entries((EARLIER,))
    walk.completes("group")
    walk.chooses("checks")
    said = {
        "en": (
            "Fact, 10:30: the number is connected to WhatsApp.",
            "Fact, 10:30: 48,675 messages are left this month.",
            "Estimate, Sun 12 Apr: 42 recipients, of 100 at most",
            "Estimate: few capitals.",
            "stable, score 72",
        ),
        "fr": (
            "Fait, 10:30\u00a0: le numéro est connecté à WhatsApp.",
            "Fait, 10:30\u00a0: 48\u202f675 messages restent ce mois-ci.",
            "Estimation, dim. 12 avr.\u00a0: 42 destinataires, pour 100 au plus",
            "Estimation\u00a0: peu de majuscules.",
            "stable, score 72",
        ),
    }[language]

    walk.sees(*said)
    walk.chooses("back")
    assert walk.stage() == Recap()
    walk.finishes()


def test_the_recap_does_not_wait_for_its_checks(walk: Walk) -> None:
    waiting(walk)
    shown = [effect for effect in walk.effects if isinstance(effect, Show)][-1]

    assert not shown.passing
    walk.sees("Recap", "5 under way…")
    walk.chooses("send")
    assert isinstance(walk.stage(), Sending)


def test_a_check_that_goes_well_leaves_the_keys_good(walk: Walk) -> None:
    """The screen is edited under the operator's finger: nothing that is confirmed has changed."""
    waiting(walk)
    turn = walk.conversation.turn
    walk.answers(need(walk.conversation, LiveState), NumberState("connected", NOW))
    walk.answers(need(walk.conversation, Usage), MonthLeft(500, 500, NOW))

    assert walk.conversation.turn == turn + 2
    sent = walk.gives(Pressed(turn, "send"))
    assert any(isinstance(effect, Submit) for effect in sent.effects)
    assert len(walk.submitted) == 1
    walk.gives(Pressed(turn, "send"))
    assert walk.toast() == "Already taken into account."
    assert len(walk.submitted) == 1


def test_a_check_that_warns_makes_the_earlier_send_void_and_says_why(walk: Walk) -> None:
    waiting(walk)
    turn = walk.conversation.turn
    walk.answers(need(walk.conversation, LiveState), NumberState("disconnected", NOW))
    walk.gives(Pressed(turn, "send"))

    assert walk.submitted == []
    assert walk.toast() == "A check has just changed this screen: read it again, then tap Send."
    walk.sees("Fact, 10:30: number Boutique is not connected (disconnected)", "Boutique · disconnected ⚠")
    walk.finishes()


@pytest.mark.parametrize("choice", ["change", "checks", "back", "optout", "/cancel", "test"])
def test_a_check_that_warns_leaves_every_key_but_send_good(walk: Walk, choice: str) -> None:
    waiting(walk)
    turn = walk.conversation.turn
    walk.answers(need(walk.conversation, LiveState), NumberState("disconnected", NOW))
    walk.answers(need(walk.conversation, Usage), MonthLeft(3, 500, NOW))
    assert choice in walk.choices()
    before = walk.conversation.turn
    walk.gives(Pressed(turn, choice))

    assert walk.toast() is None
    assert walk.conversation.turn == before + 1


def test_a_key_of_a_recap_that_was_left_is_not_good_on_another(walk: Walk) -> None:
    """The same key stands on both, but the operator has been elsewhere in between."""
    waiting(walk)
    turn = walk.conversation.turn
    walk.answers(need(walk.conversation, LiveState), NumberState("disconnected", NOW))
    walk.chooses("change", "back")
    walk.gives(Pressed(turn, "optout"))

    assert walk.toast() == "This screen is out of date. Use the last message."


def test_a_grave_sending_is_confirmed_only_from_the_screen_that_warns(walk: Walk) -> None:
    walk.types("/new")
    walk.replies("!all", "15/04/2026 11:00", "!none")
    walk.waits = True
    walk.types("Hello")
    turn = walk.conversation.turn
    walk.answers(need(walk.conversation, LiveState), NumberState("disconnected", NOW))
    walk.gives(Pressed(turn, "sure"))

    assert walk.stage() == Recap()
    walk.gives(Pressed(walk.conversation.turn, "sure"))
    assert walk.stage() == Recap("sure")


def test_checks_that_come_in_together_are_shown_together(walk: Walk) -> None:
    waiting(walk)
    passing = []
    while walk.conversation.fetching:
        transition = walk.answers(walk.conversation.fetching[0])
        passing += [effect.passing for effect in transition.effects if isinstance(effect, Show)]

    assert passing == [True, True, True, True, False]


def test_a_second_gesture_is_not_taken_from_the_first_screen(walk: Walk) -> None:
    walk.completes("all")
    turn = walk.conversation.turn
    walk.chooses("sure")
    walk.gives(Pressed(turn, "sure"))

    assert walk.submitted == []
    assert walk.stage() == Recap("sure")


def test_a_restart_while_checks_are_under_way_reads_them_again(walk: Walk) -> None:
    waiting(walk)
    walk.waits = False
    walk.restarts()

    walk.sees("✓ 7 checks fine")
    walk.finishes()


def test_a_number_connected_since_it_was_chosen_is_no_longer_warned_of(walk: Walk) -> None:
    walk.findings[Instances] = InstanceList((OLD,))
    walk.types("/new")
    walk.presses("Ancien")
    walk.replies("!tags", "vip")
    walk.chooses(*[choice for choice in walk.choices() if choice == "zone:Europe/Paris"])
    walk.replies("15/04/2026 11:00", "!none", "Hello")

    assert "not connected" not in walk.reads()
    walk.sees("Number: Ancien")


def test_checks_without_an_answer_are_counted_and_said(walk: Walk) -> None:
    walk.findings |= dict.fromkeys((LiveState, Usage, Health, Verdicts, SentBefore), Nothing())
    walk.completes("group")

    walk.sees("✓ 3 checks fine, 3 without an answer")
    walk.chooses("checks")
    walk.sees(
        "• MsgFlash did not say whether the number is connected.",
        "• MsgFlash did not say how many messages are left this month.",
        "• I could not look whether this message has left before.",
    )
    walk.chooses("back")
    walk.finishes()


def test_a_team_key_that_may_not_read_the_quota_is_no_failure(walk: Walk) -> None:
    walk.findings[Usage] = Nothing("TEAM_KEY_NOT_ALLOWED")
    walk.completes("group")

    walk.sees("✓ 6 checks fine")
    assert "without an answer" not in walk.reads()


def test_a_health_that_cannot_be_read_is_left_out(walk: Walk) -> None:
    walk.findings[Health] = NumberHealth(NOW)
    walk.completes("group")

    walk.sees("✓ 6 checks fine")


def test_several_warnings_stay_beside_the_send_key(walk: Walk) -> None:
    walk.findings[LiveState] = NumberState("disconnected", NOW)
    walk.findings[Usage] = MonthLeft(3, 500, NOW)
    walk.findings[SentBefore] = Entries((EARLIER,))
    walk.completes("group")

    walk.sees(
        "To know before you send",
        "• Fact, 10:30: number Boutique is not connected",
        "• Fact, 10:30: only 3 messages are left this month, for 42 recipients.",
        "this same message is already planned for these people",
    )
    assert walk.choices()[0] == "send"
