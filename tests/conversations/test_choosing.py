"""Choosing contacts as an operator does: looked for, ticked across searches, and never lost on the way."""

from collections.abc import Callable

import pytest

from conversations.choosing import Adding, Checked, Checking, Choosing, Matched, Matching, Tagging, kept, source_of, up
from conversations.conversation import Asking, Helping
from conversations.needs import Nothing
from conversations.people import (
    ContactPage,
    ContactSearch,
    Gather,
    ListId,
    LookedUp,
    NoList,
    Pasted,
    Selection,
    SentList,
    Settle,
    SharedCard,
    Source,
)
from conversations.step import Attached, SentFile, SharedContact, Wrote
from conversations.steps.contacts import Contacts
from conversations.words import LANGUAGES, Language, Text
from tests.conversations.people import AWA, LISTED, ONE_CHOSEN, ZOE
from tests.conversations.walk import Walk

GONE = NoList(Text(fr="Plus là.", en="No longer kept.")())
LOOKED = LookedUp(8, 3, 1, ListId("on"))


def at_contacts(walk: Walk) -> None:
    walk.types("/new")
    walk.chooses("explicit")


def beside(walk: Walk) -> object:
    return walk.conversation.found[1].need


def test_it_is_said_how_contacts_are_chosen(walks: Callable[..., Walk]) -> None:
    said = {
        "en": ("Write a name or part of a number", "CSV, TXT, XLSX or vCard"),
        "fr": ("Écrivez un nom ou un bout de numéro", "CSV, TXT, XLSX ou vCard"),
    }
    for language in LANGUAGES:
        walk = walks(language)
        at_contacts(walk)

        walk.sees(*said[language])


def test_contacts_are_ticked_across_searches(walk: Walk) -> None:
    at_contacts(walk)
    walk.types("awa")
    assert walk.conversation.found[0].need == ContactSearch("awa")
    walk.presses("☐ Awa Doe …0001")
    assert beside(walk) == Settle(None, AWA.id, (AWA.id, ZOE.id))
    assert walk.button("☑ Awa Doe").choice == "pick:0"
    walk.types("zoé")
    assert walk.conversation.found[0].need == ContactSearch("zoé")
    assert beside(walk) == Settle(ListId("one"), None, (AWA.id, ZOE.id))
    walk.findings[Settle] = Selection(ListId("two"), 2, ("Awa Doe", "Zoé Diop"), (AWA.id, ZOE.id))
    walk.presses("☐ Zoé Diop")
    assert beside(walk) == Settle(ListId("one"), ZOE.id, (AWA.id, ZOE.id))
    walk.sees("2 contacts chosen: Awa Doe and Zoé Diop")
    walk.presses("Continue (2)")

    assert walk.draft().find(Contacts) == Contacts(ListId("two"), 2, ("Awa Doe", "Zoé Diop"))


def test_a_search_goes_page_by_page(walk: Walk) -> None:
    at_contacts(walk)
    walk.findings[ContactSearch] = ContactPage((AWA,), "b3BhcXVl")
    walk.types("a")
    walk.chooses("later")
    assert walk.conversation.found[0].need == ContactSearch("a", "b3BhcXVl")
    walk.chooses("earlier")

    assert walk.conversation.found[0].need == ContactSearch("a")


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_tap_leads_from_a_search_back_to_all_contacts(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    at_contacts(walk)
    walk.types("awa")
    walk.chooses("pick:0")
    ticked = beside(walk)
    walk.presses({"fr": "Tous les contacts", "en": "All contacts"}[language])

    assert walk.conversation.found[0].need == ContactSearch("")
    assert "all contacts" not in walk.choices()
    assert (ticked, beside(walk)) == (
        Settle(None, AWA.id, (AWA.id, ZOE.id)),
        Settle(ListId("one"), None, (AWA.id, ZOE.id)),
    )


def test_a_search_that_finds_nobody_says_so(walk: Walk) -> None:
    at_contacts(walk)
    walk.findings[ContactSearch] = ContactPage(())
    walk.types("nobody")

    walk.sees("No contact holds “nobody”")


def test_a_search_that_fails_can_be_tried_again_and_loses_nobody(walk: Walk) -> None:
    at_contacts(walk)
    walk.chooses("pick:0")
    walk.findings[ContactSearch] = Nothing("API_RATE_LIMIT_EXCEEDED")
    walk.types("zoé")
    walk.sees("too many requests at once", "API_RATE_LIMIT_EXCEEDED")
    walk.findings[ContactSearch] = ContactPage((ZOE,))
    walk.chooses("again")

    assert beside(walk) == Settle(ListId("one"), None, (ZOE.id,))


def test_nobody_at_all_cannot_be_gone_on_with(walk: Walk) -> None:
    at_contacts(walk)
    assert "continue" not in walk.choices()
    walk.chooses("pick:0")
    walk.chooses("anew")

    assert "continue" not in walk.choices()
    walk.findings[Settle] = Selection(ListId(""), 0)
    walk.chooses("pick:0")
    assert "continue" not in walk.choices()


def test_a_selection_that_is_gone_says_so_and_begins_anew(walk: Walk) -> None:
    at_contacts(walk)
    walk.findings[Settle] = GONE
    walk.chooses("pick:0")
    walk.sees("No longer kept.")
    walk.findings[Settle] = ONE_CHOSEN
    walk.chooses("anew", "pick:0", "continue")

    assert walk.draft().find(Contacts) == Contacts(ListId("one"), 1, ("Awa Doe",))


def test_what_is_ticked_survives_a_look_elsewhere_and_back(walk: Walk) -> None:
    at_contacts(walk)
    walk.chooses("pick:0")
    walk.types("/help")
    assert walk.stage() == Helping()
    walk.chooses("back")
    walk.sees("1 contact chosen")
    walk.chooses("back")
    assert walk.stage() == Asking("recipients")
    walk.chooses("keep")
    walk.presses("Continue (1)")

    assert walk.draft().find(Contacts) is not None


def test_changed_from_the_recap_those_chosen_before_are_ticked(walk: Walk) -> None:
    walk.completes("explicit")
    walk.sees("Chosen contacts: 1 contact", "Among them: Awa Doe")
    walk.changes("contacts")

    assert beside(walk) == Settle(ListId("one"), None, (AWA.id, ZOE.id))
    walk.findings[Settle] = Selection(ListId("two"), 2)
    walk.chooses("pick:1", "continue")
    walk.sees("Recap", "Chosen contacts: 2 contacts")
    walk.finishes()


def test_a_selection_forgotten_before_it_was_sent_is_chosen_again(walk: Walk) -> None:
    walk.completes("explicit")
    walk.confirms()
    walk.refuses("SELECTION_FORGOTTEN", "recipients.value")

    assert walk.stage() == Asking("contacts", from_recap=True)
    walk.sees("no longer keeps the contacts you chose")
    walk.chooses("anew", "pick:0", "continue")
    walk.finishes()


@pytest.mark.parametrize(
    ("reply", "source"),
    [
        (Wrote("Awa"), None),
        (Wrote("06 39 98"), None),
        (Wrote("8001"), None),
        (Wrote("Boutique 2026"), None),
        (Wrote("06 39 98 00 01"), Pasted("06 39 98 00 01")),
        (Wrote("Awa\nZoé"), Pasted("Awa\nZoé")),
        (Wrote("Awa\n\n"), None),
        (Wrote("٠٦٣٩٩٨٠٠٠١"), Pasted("٠٦٣٩٩٨٠٠٠١")),
        (Wrote(AWA.id), Pasted(AWA.id)),
        (Attached("document", file=SentFile("f", "list.csv", "text/csv", 9)), SentList("f", "list.csv", 9)),
        (Attached("document", file=SentFile("f")), SentList("f", "", None)),
        (Attached("document"), None),
        (Attached("contact", contact=SharedContact("0639", "Awa", "V")), SharedCard("0639", "Awa", "V")),
        (Attached("photo", file=SentFile("f")), None),
    ],
)
def test_what_is_a_list_and_what_a_search(reply: Wrote | Attached, source: Source | None) -> None:
    assert source_of(reply) == source


def test_a_list_is_put_to_those_ticked_before(walk: Walk) -> None:
    at_contacts(walk)
    walk.chooses("pick:0")
    walk.types("06 39 98 00 01\n06 39 98 00 02")

    found = walk.conversation.found[0].need
    assert found == Gather(Pasted("06 39 98 00 01\n06 39 98 00 02"), ListId("one"), "+33639980001")


def test_what_cannot_be_a_list_is_explained(walk: Walk) -> None:
    at_contacts(walk)
    walk.sends("sticker")

    walk.sees("I cannot use this here (a sticker)")


BASE = Choosing(ListId("listed"))
MATCHED = Matched(LISTED)


@pytest.mark.parametrize(
    ("memo", "higher", "left"),
    [
        (Choosing(ListId("a"), "awa"), Choosing(ListId("a"), "awa"), Choosing(ListId("a"), "awa")),
        (Matching(None, Pasted("x")), Choosing(), Matching(None, Pasted("x"))),
        (Matching(ListId("a"), Pasted("x"), 2), Choosing(ListId("a")), Choosing(ListId("a"))),
        (MATCHED, BASE, MATCHED),
        (Tagging(LISTED), MATCHED, MATCHED),
        (Adding(LISTED, "vip"), BASE, Adding(LISTED, "vip", going=False)),
        (Checking(LISTED, asked=True), MATCHED, MATCHED),
        (Checked(LISTED, LOOKED, LISTED), MATCHED, Checked(LISTED, LOOKED, LISTED)),
    ],
)
def test_back_leads_up_and_nothing_goes_on_by_itself(memo: object, higher: object, left: object) -> None:
    assert up(memo) == higher
    assert kept(memo) == left
