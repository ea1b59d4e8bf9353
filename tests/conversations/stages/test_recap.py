"""All is answered: everything in words, each answer to be changed alone, and the one key that sends."""

from collections.abc import Callable

import pytest

from conversations.conversation import Asking, Dropping, Home, Recap, Sending
from conversations.needs import (
    ContactTotal,
    InstanceList,
    Instances,
    LiveState,
    Nothing,
    Preview,
    Rendering,
    TemplatePage,
    Templates,
    Total,
)
from conversations.stages.recap import NOT_ADDED
from conversations.words import LANGUAGES, Language
from conversations.workspace import Template, TemplateId
from tests.conversations.walk import OLD, Walk

CHANGES = {
    "number": ("!id:6f1d2a74-0c55-4c7e-9a2f-0b8f6f1f9b12",),
    "tags": ("client",),
    "schedule": ("16/04/2026 11:00",),
    "repeat": ("!weekly",),
    "body": ("Another",),
    "name": ("Mine",),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", CHANGES)
def test_each_answer_can_be_changed_alone(walks: Callable[..., Walk], step: str, language: Language) -> None:
    walk = walks(language)
    walk.completes()
    before = set(walk.draft().answers)
    walk.changes(step, *CHANGES[step])
    after = set(walk.draft().answers)

    assert walk.stage() == Recap()
    assert len(after - before) == 1
    assert len(before - after) == (step != "name")
    walk.finishes()


@pytest.mark.parametrize(
    ("sending", "step", "reply"),
    [
        ("image", "media", "https://cdn.example.com/other.jpg"),
        ("image", "caption", "Other"),
        ("image", "caption", "!without"),
        ("buttons", "title", "Other"),
        ("buttons", "description", "Other"),
        ("buttons", "footer", "Other"),
        ("buttons", "choices", "Yes\nNo"),
    ],
)
def test_each_part_of_the_message_can_be_changed_alone(walk: Walk, sending: str, step: str, reply: str) -> None:
    walk.completes("tags", sending)
    before = set(walk.draft().answers)
    walk.changes(step, reply)

    assert walk.stage() == Recap()
    assert len(set(walk.draft().answers) - before) == 1
    walk.finishes()


def test_another_kind_of_message_asks_for_its_parts_and_leaves_in_one_mode(walk: Walk) -> None:
    walk.completes("tags", "buttons")
    walk.changes("content", "!image", "https://cdn.example.com/a.jpg", "Look")
    walk.changes("content", "!template")
    walk.presses("Hello · Hello!")
    walk.changes("content", "Just a text")

    assert walk.stage() == Recap()
    walk.sees("Just a text")
    walk.finishes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_recap_says_who_when_from_where_and_what(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    walk.completes("group")
    said = {
        "en": ("Boutique (+33639980001)", "VIPs (42 contacts)", "Wed 15 Apr 2026, 11:00", "Once only", "Hello"),
        "fr": (
            "Boutique (+33639980001)",
            "VIPs (42 contacts)",
            "mer. 15 avr. 2026, 11:00",
            "Une seule fois",
            "Hello",
        ),
    }[language]

    walk.sees("6/6 · ", *said, walk.draft().reference)


@pytest.mark.parametrize(
    ("to", "label"),
    [("all", "Send to 240"), ("group", "Send to 42"), ("explicit", "Send to 1"), ("tags", "Send (size unknown)")],
)
def test_the_send_key_carries_the_number_where_it_is_known(walk: Walk, to: str, label: str) -> None:
    walk.completes(to)

    assert walk.labels()[0] == label


def test_sending_to_everyone_takes_a_second_gesture_elsewhere(walk: Walk) -> None:
    walk.completes("all")
    walk.presses("Send to 240")

    assert walk.submitted == []
    walk.sees("to all your contacts: 240 people", "cannot be recalled")
    assert walk.labels() == ["◀ No, look again", "Yes, send to 240"]
    walk.presses("No, look again")
    assert walk.stage() == Recap()
    walk.finishes()


def test_a_single_contact_is_no_crowd(walks: Callable[..., Walk]) -> None:
    walk = walks("fr")
    walk.findings[ContactTotal] = Total(1)
    walk.completes("all")
    walk.presses("Envoyer à 1")

    walk.sees("à tous vos contacts\u00a0: 1 personne.")


def test_a_text_typed_at_the_confirmation_calls_it_off(walk: Walk) -> None:
    walk.completes("all")
    walk.chooses("sure")
    walk.types("no!")

    assert walk.stage() == Recap()
    assert walk.conversation.problem == NOT_ADDED()
    assert "send" not in walk.choices()


def test_a_text_typed_at_the_recap_is_not_added(walk: Walk) -> None:
    walk.completes()
    draft = walk.draft()
    walk.types("PS: come early")

    assert (walk.stage(), walk.draft()) == (Recap(), draft)
    walk.sees("Your text was not added")
    walk.finishes()


def test_something_sent_at_the_recap_is_not_added(walk: Walk) -> None:
    walk.completes()
    walk.sends("photo")

    walk.sees("I am not expecting anything here (a photo)")
    walk.finishes()


def test_back_from_the_list_of_answers_leads_to_the_recap(walk: Walk) -> None:
    walk.completes()
    walk.chooses("change", "back")

    assert walk.stage() == Recap()


def test_back_from_the_recap_leads_to_the_last_question(walk: Walk) -> None:
    walk.completes("tags", "buttons")
    walk.chooses("back")

    assert walk.stage() == Asking("choices")
    walk.sees("Current answer: [Good] · [Bad]")
    walk.chooses("keep")
    assert walk.stage() == Recap()


def test_cancel_at_the_recap_asks_once(walk: Walk) -> None:
    walk.completes()
    walk.chooses("/cancel")
    assert walk.stage() == Dropping(walk.draft().reference)
    walk.chooses("drop")

    assert (walk.stage(), walk.conversation.draft) == (Home(), None)


def test_a_question_opened_from_the_recap_is_left_by_cancel_too(walk: Walk) -> None:
    walk.completes()
    walk.changes("tags")
    walk.chooses("/cancel", "keep")

    assert walk.stage() == Recap()


def test_the_name_is_proposed_until_another_is_given_and_can_be_taken_back(walk: Walk) -> None:
    walk.completes()
    proposed = f"client, vip · 15/04 11:00 · {walk.draft().reference}"
    walk.sees(proposed)
    walk.changes("name", "Newsletter")
    walk.sees("Name: Newsletter")
    walk.changes("name", "!proposed")
    walk.sees(f"Name: {proposed}")

    assert walk.confirms().name == proposed


def test_the_name_given_is_the_name_sent(walk: Walk) -> None:
    walk.completes()
    walk.changes("name", "Newsletter Avril")

    assert walk.confirms().name == "Newsletter Avril"


def test_a_number_that_is_not_connected_is_warned_of(walk: Walk) -> None:
    walk.findings[Instances] = InstanceList((OLD,))
    walk.findings[LiveState] = Nothing()
    walk.types("/new")
    walk.presses("Ancien")
    walk.replies("!tags", "vip")
    walk.chooses(*[choice for choice in walk.choices() if choice == "zone:Europe/Paris"])
    walk.replies("15/04/2026 11:00", "!none", "Hello")

    walk.sees("Ancien was not connected when you chose it")
    walk.finishes()


def test_a_template_is_shown_as_msgflash_fills_it(walk: Walk) -> None:
    walk.completes("tags", "template")

    walk.sees("Hello Awa, SPRING until Sunday", "Template: Basket")


def test_a_template_that_lacks_a_value_is_warned_of(walk: Walk) -> None:
    walk.findings[Preview] = Rendering("Hello", ("contact.firstName", "custom.code", "instance.city"))
    walk.completes("tags", "template")

    walk.sees("MsgFlash has no value for custom.code and instance.city")


def test_what_each_recipient_fills_for_himself_is_not_missing(walk: Walk) -> None:
    walk.findings[Preview] = Rendering("Hello {{contact.firstName}}", ("contact.firstName",))
    walk.completes("tags", "template")

    assert "no value" not in walk.reads()


def test_a_template_that_could_not_be_filled_is_shown_raw_and_can_be_sent(walk: Walk) -> None:
    walk.findings[Preview] = Nothing("TEMPLATE_INVALID")
    walk.completes("tags", "template")

    walk.sees("The template’s text, before it is filled in", "{{custom.code}} until {{custom.day}}")
    walk.finishes()


def test_the_raw_text_of_a_template_is_not_called_what_will_be_read(walk: Walk) -> None:
    walk.types("/new")
    walk.replies("!tags", "vip", "15/04/2026 11:00", "!none", "!template")
    walk.presses("Basket")
    walk.types("SPRING")
    walk.waits = True
    walk.types("Sunday")

    assert "as it will be read" not in walk.reads()
    walk.sees("before it is filled in", "{{custom.code}}")


def test_a_template_without_a_text_is_not_shown_as_an_empty_message(walk: Walk) -> None:
    bare = Template(TemplateId("0d7b8f0e-8a43-4c0b-8f0e-3c9f3e2a1d58"), "Bare", "image", None, ())
    walk.findings[Templates] = TemplatePage((bare,))
    walk.findings[Preview] = Nothing()
    walk.types("/new")
    walk.replies("!tags", "vip", "15/04/2026 11:00", "!none", "!template")
    walk.presses("Bare")

    walk.sees("did not give the text of this template")
    walk.finishes()


def test_a_restart_at_the_confirmation_sends_nothing(walk: Walk) -> None:
    walk.completes("all")
    walk.chooses("sure")
    walk.restarts()

    assert walk.submitted == []
    walk.presses("Yes, send to 240")
    assert walk.stage() == Sending(walk.submitted[0].reference)


def test_what_expired_at_the_confirmation_is_asked_again(walk: Walk) -> None:
    walk.completes("all")
    walk.chooses("sure")
    walk.passes(days=3)
    walk.presses("Yes, send to 240")

    assert walk.submitted == []
    assert walk.stage() == Asking("schedule")
    walk.sees("is already past")
