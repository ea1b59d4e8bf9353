"""A template is shown as a real contact reads it, and as the next one does."""

from collections.abc import Callable

import pytest

from conversations.effects import Fetch
from conversations.needs import ContactSample, Nothing, Preview, SampleContacts
from conversations.people import Contact
from conversations.stages.sampling import EXAMPLE, NEXT, READ_BY, SOMEBODY
from conversations.steps.tags import Tags
from conversations.words import LANGUAGES, Language
from conversations.workspace import ContactId
from tests.conversations.people import AWA, SAM
from tests.conversations.walk import Walk


def contacts(walk: Walk) -> list[ContactId | None]:
    needs = [effect.need for effect in walk.effects if isinstance(effect, Fetch)]
    return [need.contact for need in needs if isinstance(need, Preview)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_tap_shows_the_message_as_another_contact_reads_it(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    walk.completes(sending="template")
    walk.sees(READ_BY.in_language(language).format(name="Awa Doe"), "Hello Awa")
    walk.presses(NEXT.in_language(language).format(name="Sam"))

    walk.sees(READ_BY.in_language(language).format(name="Sam"))
    assert contacts(walk) == [AWA.id, SAM.id]
    walk.chooses("swipe")
    walk.sees(READ_BY.in_language(language).format(name="Awa Doe"))
    walk.finishes()


@pytest.mark.parametrize("found", [ContactSample(()), Nothing()])
def test_without_contacts_the_template_is_filled_for_nobody_in_particular(
    walks: Callable[..., Walk], found: ContactSample | Nothing
) -> None:
    walk = walks()
    walk.findings[SampleContacts] = found
    walk.completes(sending="template")

    walk.sees("Hello Awa")
    assert contacts(walk) == [None]
    assert "swipe" not in walk.choices()


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_not_known_to_be_a_recipient_is_called_an_example(
    walks: Callable[..., Walk], language: Language
) -> None:
    walk = walks(language)
    walk.findings[SampleContacts] = ContactSample((AWA, SAM), chosen=False)
    walk.completes(sending="template")

    walk.sees(EXAMPLE.in_language(language).format(name="Awa Doe"))
    walk.chooses("swipe")
    walk.sees(EXAMPLE.in_language(language).format(name="Sam"))


def test_it_is_read_with_the_eyes_of_those_it_is_for(walk: Walk) -> None:
    walk.completes(sending="template")
    recipients = walk.draft().find(Tags)
    asked = [effect.need for effect in walk.effects if isinstance(effect, Fetch)]

    assert recipients is not None
    assert SampleContacts(tags=recipients.names) in asked


def test_a_contact_without_a_name_is_somebody(walks: Callable[..., Walk]) -> None:
    walk = walks()
    walk.findings[SampleContacts] = ContactSample((Contact(ContactId("1"), " ", ""),))
    walk.completes(sending="template")

    walk.sees(SOMEBODY.en)
    assert "swipe" not in walk.choices()


def test_a_text_needs_no_contacts(walks: Callable[..., Walk]) -> None:
    walk = walks()
    walk.completes()

    assert not any(isinstance(effect, Fetch) and isinstance(effect.need, SampleContacts) for effect in walk.effects)
