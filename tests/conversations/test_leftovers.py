"""What became of a list, and what is done with the numbers MsgFlash does not know: as an operator goes through it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from conversations.choosing import Checked, Checking, Matched
from conversations.conversation import Asking
from conversations.deeds import Declined, Missed, Result, Unsure
from conversations.effects import Show
from conversations.needs import Nothing
from conversations.people import (
    Add,
    Gather,
    Gathered,
    HandBack,
    Handed,
    ListId,
    LookedUp,
    LookUp,
    NoList,
    Unmatched,
)
from conversations.steps.contacts import Contacts
from conversations.words import LANGUAGES, Language, Text
from tests.conversations.left_over import begun, sends_list
from tests.conversations.people import LISTED
from tests.conversations.walk import SHOP, Walk


@pytest.mark.parametrize("language", LANGUAGES)
def test_found_not_found_twice_and_unreadable_are_counted_before_going_on(
    walks: Callable[..., Walk], language: Language
) -> None:
    walk = walks(language)
    sends_list(walk)

    walk.sees(
        *{
            "en": (
                "Found: 118",
                "Already chosen: 2",
                "Listed twice: 4",
                "Not in MsgFlash: 12",
                "Not numbers: 3",
                "120 contacts chosen, among them Awa Doe and Zoé Diop",
            ),
            "fr": (
                "Trouvés\u00a0: 118",
                "Déjà choisis\u00a0: 2",
                "En double\u00a0: 4",
                "Absents de MsgFlash\u00a0: 12",
                "Illisibles\u00a0: 3",
                "120 contacts choisis, dont Awa Doe et Zoé Diop",
            ),
        }[language]
    )
    walk.presses({"en": "Continue with 120", "fr": "Continuer avec 120"}[language])
    assert walk.draft().find(Contacts) == Contacts(ListId("listed"), 120, ("Awa Doe", "Zoé Diop"))
    walk.replies("15/04/2026 11:00", "!none", "Hello")
    assert walk.labels()[0] == {"en": "Send to 120", "fr": "Envoyer à 120"}[language]


def test_a_list_with_nobody_in_msgflash_cannot_be_gone_on_with(walk: Walk) -> None:
    sends_list(walk, Gathered(ListId(""), 0, 0, 0, 0, 12, 0, ListId("rest"), (), LISTED.at))

    walk.sees("Found: 0", "the message would go to nobody")
    assert "continue" not in walk.choices()


def test_reading_the_contacts_for_a_list_is_priced_first(walk: Walk) -> None:
    sends_list(walk, Unmatched(38))

    walk.sees("To find these 38 numbers I have to read your 240 contacts", "about 3 of your plan’s API requests")
    walk.findings[Gather] = LISTED
    walk.chooses("read")
    walk.sees("Found: 118")


def test_reading_the_contacts_for_a_list_can_be_stopped(walk: Walk) -> None:
    sends_list(walk, Unmatched(38))
    walk.waits = True
    walk.chooses("read")
    walk.sees("Reading your 240 contacts")
    walk.chooses("stop")

    walk.answers(walk.conversation.fetching[0])
    walk.sees("Write a name or part of a number")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (NoList(Text(fr="Aucun numéro.", en="No number in it.")()), "No number in it."),
        (Nothing("UNAUTHORIZED"), "MsgFlash refuses the bot’s key"),
        (Nothing(), "MsgFlash is not answering"),
    ],
)
def test_a_list_that_gives_nothing_leads_back_to_choosing(walk: Walk, found: object, said: str) -> None:
    sends_list(walk, found)

    walk.sees(said)
    walk.chooses("more", "pick:0", "continue")
    assert walk.draft().find(Contacts) is not None


def test_another_list_can_be_added_to_the_first(walk: Walk) -> None:
    sends_list(walk)
    walk.types("06 39 98 00 03\n06 39 98 00 04")

    need = walk.conversation.found[0].need
    assert isinstance(need, Gather)
    assert need.base == ListId("listed")


@pytest.mark.parametrize(("language", "name"), [("en", "rest.csv"), ("fr", "reste.csv")])
def test_the_rest_comes_back_as_a_file_and_the_screen_below_it(
    walks: Callable[..., Walk], language: Language, name: str
) -> None:
    walk = walks(language)
    sends_list(walk)
    walk.chooses("rest")
    assert begun(walk) == [HandBack(ListId("rest"), name)]
    walk.does(Handed())

    assert [effect.below for effect in walk.effects if isinstance(effect, Show)][-1]
    assert "continue" in walk.choices()


@pytest.mark.parametrize(
    ("result", "said"),
    [(Missed(), "Telegram did not take the file"), (Unsure(), "Telegram did not"), (Declined("X"), "no longer kept")],
)
def test_a_file_that_was_not_sent_is_said(walk: Walk, result: Result, said: str) -> None:
    sends_list(walk)
    walk.chooses("rest")
    walk.does(result)

    walk.sees(said, "Found: 118")


def test_numbers_are_looked_up_only_when_asked_after_a_warning_and_few_of_them(walk: Walk) -> None:
    sends_list(walk, replace(LISTED, unknown=300))
    assert begun(walk) == []
    walk.chooses("check")
    walk.sees("too many checks get your number banned", "20 numbers at most")
    assert begun(walk) == []
    walk.presses("Check 20 numbers")
    assert begun(walk) == [LookUp(ListId("rest"), SHOP.id)]
    walk.sees("Asking WhatsApp")
    walk.does(LookedUp(14, 5, 1, ListId("on")))

    walk.sees("of the first 20 numbers", "On WhatsApp: 14", "Not on WhatsApp: 5")
    walk.presses("Create the 14 absent")
    walk.chooses("untagged")
    assert begun(walk)[-1] == Add(ListId("on"), None, ListId("listed"), 1)


@pytest.mark.parametrize("result", [LookedUp(14, 5, 1, ListId("on")), Missed()])
def test_what_comes_of_a_look_up_is_not_put_on_another_list(walk: Walk, result: Result) -> None:
    sends_list(walk)
    walk.chooses("check", "look up")
    stage = walk.stage()
    assert isinstance(stage, Asking)
    other = Checking(replace(LISTED, rest=ListId("other")))
    walk.conversation = replace(walk.conversation, stage=replace(stage, memo=other))
    walk.does(result)

    assert walk.stage() == Asking("contacts", other)


def test_after_a_look_up_back_leads_to_the_whole_list(walk: Walk) -> None:
    sends_list(walk)
    walk.chooses("check", "look up")
    walk.does(LookedUp(8, 3, 1, ListId("on")))
    walk.sees("of these 12 numbers")
    stage = walk.stage()
    assert isinstance(stage, Asking)
    assert isinstance(stage.memo, Checked)
    walk.chooses("back")

    assert walk.stage() == Asking("contacts", Matched(LISTED))


@pytest.mark.parametrize("result", [Missed(), Unsure(), Declined("PROVIDER_ERROR")])
def test_a_look_up_that_was_not_done_leaves_the_list_as_it_was(walk: Walk, result: Result) -> None:
    sends_list(walk)
    walk.chooses("check", "look up")
    walk.does(result)

    walk.sees("The numbers were not checked")
    assert {"continue", "create", "rest"} <= set(walk.choices())


def test_a_number_that_may_not_be_looked_up_need_not_be(walk: Walk) -> None:
    sends_list(walk)
    walk.chooses("check", "result")

    assert begun(walk) == []
    walk.sees("Found: 118")
