"""Several lists sent at once, as contacts shared from the address book are: all of them count."""

from collections.abc import Callable

import pytest

from conversations.effects import Fetch
from conversations.listing import MOST_LISTS, TOO_MANY_LISTS
from conversations.people import Gather, ListId, NoList, OneList, Pasted, SharedCard, Source, Together, Unmatched
from conversations.step import Attached, SharedContact
from conversations.steps.contacts import Contacts
from conversations.words import LANGUAGES, Language, Text
from tests.conversations.people import LISTED
from tests.conversations.walk import Walk

NUMBERS = "06 39 98 00 01\n06 39 98 00 02"
CARD = Attached("contact", contact=SharedContact("+33639980003", "Zoé", None))
SHARED = SharedCard("+33639980003", "Zoé", None)


def at_contacts(walk: Walk) -> None:
    walk.types("/new")
    walk.chooses("explicit")
    walk.waits = True


def asked(walk: Walk) -> Source:
    """Return the lists that are looked for at last."""
    return [fetch.need.source for fetch in walk.effects if isinstance(fetch, Fetch) and isinstance(fetch.need, Gather)][
        -1
    ]


def test_what_comes_while_a_list_is_looked_for_is_looked_for_with_it(walk: Walk) -> None:
    at_contacts(walk)
    walk.types(NUMBERS)
    walk.gives(CARD)
    walk.gives(CARD)

    lists: tuple[OneList, ...] = (Pasted(NUMBERS), SHARED, SHARED)
    assert asked(walk) == Together(lists)
    walk.answers(Gather(Together(lists), None, "+33639980001"), LISTED)
    walk.chooses("continue")
    assert walk.draft().find(Contacts) == Contacts(ListId("listed"), 120, ("Awa Doe", "Zoé Diop"))


def test_what_comes_before_the_contacts_are_read_waits_with_it(walk: Walk) -> None:
    at_contacts(walk)
    walk.types(NUMBERS)
    walk.answers(Gather(Pasted(NUMBERS), None, "+33639980001"), Unmatched(2))
    walk.gives(CARD)
    both = Together((Pasted(NUMBERS), SHARED))
    walk.answers(Gather(both, None, "+33639980001"), Unmatched(3))

    walk.sees("these 3 numbers")
    walk.chooses("read")
    assert asked(walk) == both


def test_a_list_that_was_turned_down_is_left_behind(walk: Walk) -> None:
    at_contacts(walk)
    walk.types(NUMBERS)
    refused = NoList(Text(fr="Illisible.", en="Unreadable.")())
    walk.answers(Gather(Pasted(NUMBERS), None, "+33639980001"), refused)
    walk.gives(CARD)

    assert asked(walk) == SHARED


def test_after_a_list_was_found_the_next_is_put_to_it(walk: Walk) -> None:
    at_contacts(walk)
    walk.types(NUMBERS)
    walk.answers(Gather(Pasted(NUMBERS), None, "+33639980001"), LISTED)
    walk.gives(CARD)

    assert walk.conversation.fetching[-1] == Gather(SHARED, ListId("listed"), "+33639980001")


@pytest.mark.parametrize("language", LANGUAGES)
def test_more_than_can_wait_is_said_and_nothing_of_it_is_lost(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    at_contacts(walk)
    for _ in range(MOST_LISTS):
        walk.gives(CARD)
    waiting = asked(walk)
    walk.gives(CARD)

    assert (waiting, asked(walk)) == (Together((SHARED,) * MOST_LISTS),) * 2
    walk.sees(TOO_MANY_LISTS.in_language(language))


def test_ids_are_not_mixed_with_numbers(walk: Walk) -> None:
    at_contacts(walk)
    walk.types(NUMBERS)
    walk.types("0b3e3b52-30a5-4d3c-8f0a-6f0f2f3c9d11")

    assert asked(walk) == Pasted(NUMBERS)
    walk.sees("Wait for what is found")
