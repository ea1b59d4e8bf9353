"""Which contacts, chosen one by one or from a list, receive the message."""

from collections.abc import Callable

import pytest

from conversations.choosing import Choosing, Matching
from conversations.people import ContactPage, ContactSearch, Gather, ListId, Pasted, Settle
from conversations.replies import EMPTY, KINDS, NOT_TAKEN, PRESS_A_BUTTON, TOO_LONG
from conversations.screen import Small
from conversations.step import Attached, Chosen, Context, Outcome, Problem, Reply, Still
from conversations.steps.contacts import COUNTED, STEP, Contacts
from conversations.steps.number import Number
from conversations.steps.recipients import AMONG
from conversations.words import Several
from tests.conversations.people import AWA, ZOE
from tests.conversations.walk import SHOP

PAGE = ContactPage((AWA, ZOE))


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("awa", Still(Choosing(None, "awa"))),
        ("  awa   doe ", Still(Choosing(None, "awa doe"))),
        ("<b>*", Still(Choosing(None, "<b>*"))),
        ("مرحبا", Still(Choosing(None, "مرحبا"))),
        ("😀", Still(Choosing(None, "😀"))),
        ("x" * 100, Still(Choosing(None, "x" * 100))),
        ("x" * 101, Problem(TOO_LONG(length=101, most=100))),
        ("", Problem(EMPTY())),
        (" \t ", Problem(EMPTY())),
        ("Awa\nZoé", Still(Matching(None, Pasted("Awa\nZoé")))),
        ("+33639980001", Still(Matching(None, Pasted("+33639980001")))),
        (Chosen("pick:1"), Still(Choosing(None, "", (), ZOE.id))),
        (Chosen("pick:2"), Problem(PRESS_A_BUTTON(value="pick:2"))),
        (Chosen("pick:²"), Problem(PRESS_A_BUTTON(value="pick:²"))),
        (Chosen("later"), Problem(PRESS_A_BUTTON(value="later"))),
        (Chosen("rest"), Problem(PRESS_A_BUTTON(value="rest"))),
        (Chosen("anew"), Still(Choosing(ListId("")))),
        (Attached("sticker"), Problem(NOT_TAKEN(kind=KINDS["sticker"]()))),
        (Attached("photo", "album"), Problem(NOT_TAKEN(kind=KINDS["photo"]()))),
    ],
)
def test_a_reply_is_a_search_a_list_a_tick_or_a_problem(
    reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome
) -> None:
    assert reads(STEP, reply, finding=PAGE) == outcome


def test_national_numbers_are_those_of_the_sending_numbers_country(context: Callable[..., Context]) -> None:
    memo = Matching(ListId("a"), Pasted("06"), 2)

    assert STEP.needs(context(Number(SHOP), memo=memo)) == Gather(Pasted("06"), ListId("a"), "+33639980001", 2)
    assert STEP.needs(context(memo=memo)) == Gather(Pasted("06"), ListId("a"), None, 2)


def test_what_was_chosen_before_is_where_choosing_begins(context: Callable[..., Context]) -> None:
    around = context(Contacts(ListId("a"), 3), finding=PAGE)

    assert STEP.needs(around) == ContactSearch()
    assert STEP.beside(around) == Settle(ListId("a"), None, (AWA.id, ZOE.id))
    assert STEP.beside(context(finding=PAGE)) is None


def test_the_number_of_contacts_and_a_few_names_are_known(context: Callable[..., Context]) -> None:
    answer = Contacts(ListId("a"), 2, ("Awa Doe", "x" * 40))

    assert STEP.size(answer) == 2
    assert STEP.recap(answer, context()) == COUNTED(2)
    assert STEP.notes(answer, context()) == (Small(AMONG(names=Several(("Awa Doe", "x" * 29 + "…")))),)
