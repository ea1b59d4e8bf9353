"""The exact message to the operator's own number first."""

from collections.abc import Callable

import pytest

from conversations.conversation import OwnNumber, Recap
from conversations.deeds import Declined, Missed, Queued, Result, SendTest, Unsure
from conversations.effects import Do
from conversations.events import Did
from conversations.files import TurnedDown
from conversations.needs import Nothing, Phone, PhoneOf
from conversations.refusals import UNSUPPORTED_FEATURE
from conversations.stages.testing import (
    ALREADY,
    NEVER_LEFT,
    NOT_A_NUMBER,
    NOT_READ,
    QUEUED,
    UNDER_WAY,
    UNSURE,
    WHICH,
)
from conversations.step import Attached, SharedContact
from conversations.words import LANGUAGES, Language, Text
from tests.conversations.walk import Walk

MINE = "+33612345678"


def deeds(walk: Walk) -> list[object]:
    return [effect.deed for effect in walk.effects if isinstance(effect, Do)]


def under_way(walks: Callable[..., Walk], language: Language = "en") -> Walk:
    """At the recap, with a first test under way."""
    walk = walks(language)
    walk.completes()
    walk.chooses("test")
    walk.types("06 12 34 56 78")
    return walk


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_is_asked_once_and_then_it_is_one_tap(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    walk.completes()
    walk.chooses("test")
    walk.sees(WHICH.in_language(language))
    walk.types("06 12 34 56 78")
    deed = SendTest(walk.draft(), MINE)

    assert deeds(walk) == [deed]
    assert walk.stage() == Recap()
    walk.sees(UNDER_WAY.in_language(language).format(number=MINE))
    walk.gives(Did(deed, Queued()))
    walk.sees(QUEUED.in_language(language).format(number=MINE))
    walk.chooses("test")
    assert deeds(walk) == [deed, deed]
    assert walk.submitted == []


def test_the_number_is_read_as_in_the_country_where_the_operator_is(walks: Callable[..., Walk]) -> None:
    walk = walks()
    walk.completes()
    walk.waits = True
    walk.chooses("test")
    walk.types(" 06 12 34 56 78 ")

    assert walk.conversation.fetching == (PhoneOf("06 12 34 56 78", "+33"),)


def test_a_shared_contact_card_gives_the_number(walks: Callable[..., Walk]) -> None:
    walk = walks()
    walk.completes()
    walk.chooses("test")
    walk.gives(Attached("contact", contact=SharedContact(MINE, "Awa")))

    assert deeds(walk) == [SendTest(walk.draft(), MINE)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_number_is_asked_again(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    walk.completes()
    walk.chooses("test")
    walk.findings[PhoneOf] = TurnedDown(Text(fr="Non.", en="No.")())
    walk.types("12")
    walk.sees("No." if language == "en" else "Non.")
    walk.findings[PhoneOf] = Nothing()
    walk.types("13")
    walk.sees(NOT_READ.in_language(language))
    walk.gives(Attached("photo"))
    assert walk.stage() == OwnNumber()
    walk.findings[PhoneOf] = Phone(MINE)
    walk.types("06 12 34 56 78")

    assert len(deeds(walk)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("result", "said"),
    [
        (Declined("UNSUPPORTED_FEATURE"), UNSUPPORTED_FEATURE),
        (Declined("INVALID_DESTINATION"), NOT_A_NUMBER),
        (Missed(), NEVER_LEFT),
        (Unsure(), UNSURE),
    ],
)
def test_what_became_of_it_is_said_and_the_campaign_can_still_be_sent(
    walks: Callable[..., Walk], language: Language, result: Result, said: Text
) -> None:
    walk = under_way(walks, language)
    walk.gives(Did(SendTest(walk.draft(), MINE), result))

    walk.sees(said.in_language(language).format(number=MINE))
    walk.finishes()


def test_a_number_that_msgflash_refuses_is_asked_anew(walks: Callable[..., Walk]) -> None:
    walk = under_way(walks)
    walk.gives(Did(SendTest(walk.draft(), MINE), Declined("INVALID_DESTINATION")))
    walk.chooses("test")

    assert walk.stage() == OwnNumber()


def test_a_second_tap_does_not_send_a_second_test(walks: Callable[..., Walk]) -> None:
    walk = under_way(walks)
    walk.chooses("test")

    walk.sees(ALREADY.en)
    assert len(deeds(walk)) == 1


def test_after_a_restart_nobody_knows_and_nothing_is_sent_again(walks: Callable[..., Walk]) -> None:
    walk = under_way(walks)
    walk.restarts()

    walk.sees(UNSURE.en.format(number=MINE))
    assert walk.conversation.notice is None
    assert len(deeds(walk)) == 1


def test_beside_the_receipt_of_the_campaign_itself_nothing_says_that_it_has_not_left(
    walks: Callable[..., Walk],
) -> None:
    walk = under_way(walks)
    walk.confirms()
    walk.accepts()
    walk.does(Queued())

    walk.sees("Campaign created", "look at your WhatsApp")
    assert "has not left" not in walk.reads()


def test_the_number_can_be_changed_and_back_leads_to_the_recap(walks: Callable[..., Walk]) -> None:
    walk = under_way(walks)
    walk.gives(Did(SendTest(walk.draft(), MINE), Queued()))
    walk.chooses("change", "test number")
    assert walk.stage() == OwnNumber()
    walk.chooses("back")

    assert walk.stage() == Recap()
