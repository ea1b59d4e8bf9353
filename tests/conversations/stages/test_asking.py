"""A question is open: answering, going back, giving up, and what could not be read."""

from collections.abc import Callable

import pytest

from conversations.contents import Body
from conversations.conversation import Asking, Dropping, Home, Recap
from conversations.draft import Draft
from conversations.needs import TemplatePage, Templates
from conversations.steps.recipients import Recipients
from conversations.steps.tags import Tags
from conversations.words import LANGUAGES, Language
from conversations.workspace import Template, TemplateId
from tests.conversations.walk import AUDIENCES, CONTENTS, Walk

PAIRS = [
    *((to, "text") for to in AUDIENCES),
    *(("tags", sending) for sending in CONTENTS if sending != "text"),
]
CALENDAR = ("15/04/2026 11:00", "!none")


def replies(to: str, sending: str) -> tuple[str, ...]:
    return (*AUDIENCES[to], *CALENDAR, *CONTENTS[sending])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sending", CONTENTS)
@pytest.mark.parametrize("to", AUDIENCES)
def test_every_audience_and_every_content_can_be_sent(
    walks: Callable[..., Walk], to: str, sending: str, language: Language
) -> None:
    walk = walks(language)
    walk.completes(to, sending)

    assert walk.stage() == Recap()
    walk.finishes()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("to", "sending"), PAIRS)
def test_back_from_each_question_leads_to_the_one_before_and_forward_again(
    walks: Callable[..., Walk], to: str, sending: str, language: Language
) -> None:
    for given in range(len(replies(to, sending))):
        walk = walks(language)
        walk.types("/new")
        walk.replies(*replies(to, sending)[:given])
        here, draft = walk.stage(), walk.draft()
        walk.chooses("back")

        assert isinstance(here, Asking)
        assert walk.stage() != here
        assert walk.draft() == draft
        walk.chooses("keep" if isinstance(walk.stage(), Asking) else "resume")
        assert walk.stage() == here


@pytest.mark.parametrize(("to", "sending"), PAIRS)
def test_cancel_at_each_question_asks_once_and_keeping_leads_back(walk: Walk, to: str, sending: str) -> None:
    walk.types("/new")
    for reply in replies(to, sending):
        walk.replies(reply)
        here, draft = walk.stage(), walk.draft()
        walk.chooses("/cancel")

        assert walk.stage() == Dropping(draft.reference)
        walk.chooses("keep")
        assert (walk.stage(), walk.draft()) == (here, draft)


@pytest.mark.parametrize(("to", "sending"), PAIRS)
def test_back_from_the_recap_walks_through_all_questions_to_home(walk: Walk, to: str, sending: str) -> None:
    walk.completes(to, sending)
    draft, seen = walk.draft(), list[str]()
    while "back" in walk.choices():
        walk.chooses("back")
        match walk.stage():
            case Asking(step):
                seen.append(step)
                assert "keep" in walk.choices(), step
            case _:
                break

    assert walk.stage() == Home()
    assert len(seen) == len(set(seen))
    assert seen[-1] == "number"
    assert walk.draft() == draft
    walk.chooses("resume")
    assert walk.stage() == Recap()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screen_counts_the_parts_and_shows_what_is_settled(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    walk.types("/new")
    walk.sees("2/6 · " + ("Recipients" if language == "en" else "Destinataires"), "Boutique (+33639980001)")
    walk.replies("!tags", "vip")
    walk.sees("3/6 · ", "vip")
    walk.replies(*CALENDAR[:1])
    walk.sees("4/6 · ", "15")
    walk.replies(*CALENDAR[1:])
    walk.sees("5/6 · ")
    walk.replies("Hello")
    walk.sees("6/6 · ")


def test_a_bad_reply_keeps_the_question_and_quotes_what_was_typed(walk: Walk) -> None:
    walk.types("/new")
    walk.replies("!tags", "#, ,#")

    assert walk.stage() == Asking("tags")
    walk.sees("no tag in “#, ,#”", "Write a tag, or several")
    walk.replies("vip")
    assert walk.stage() != Asking("tags")


def test_an_answer_given_again_replaces_the_first(walk: Walk) -> None:
    walk.types("/new")
    walk.replies("!tags", "vip", "!back", "!back", "client")

    assert walk.draft().find(Tags) == Tags(("client",))


def test_a_changed_audience_asks_only_for_what_it_needs(walk: Walk) -> None:
    walk.completes("tags")
    walk.changes("recipients", "!group")

    assert walk.stage() == Asking("group")
    walk.presses("VIPs")
    assert walk.stage() == Recap()
    assert walk.draft().find(Recipients) == Recipients("group")
    walk.sees("VIPs (42 contacts)")


def test_a_text_written_right_away_is_the_message(walk: Walk) -> None:
    walk.types("/new")
    walk.replies("!tags", "vip", *CALENDAR, "Hello")

    assert walk.stage() == Recap()
    assert walk.draft().find(Body) == Body("Hello")


def test_a_template_with_variables_asks_for_each(walk: Walk) -> None:
    walk.types("/new")
    walk.replies("!tags", "vip", *CALENDAR, "!template")
    walk.presses("Basket")
    walk.sees("What goes in the place of “code”?")
    walk.types("SPRING")
    walk.sees("What goes in the place of “day”?")
    walk.types("Sunday")

    walk.sees("Hello Awa, SPRING until Sunday")
    walk.finishes()


def test_another_template_asks_for_its_own_variables(walk: Walk) -> None:
    walk.completes("tags", "template")
    other = Template(TemplateId("0d7b8f0e-8a43-4c0b-8f0e-3c9f3e2a1d57"), "Other", "text", "{{custom.day}}", ("day",))
    walk.findings[Templates] = TemplatePage((other,))
    walk.changes("template")
    walk.presses("Other")

    walk.sees("What goes in the place of “day”?")
    walk.types("Monday")
    walk.finishes()


def test_variables_can_be_filled_anew(walk: Walk) -> None:
    walk.completes("tags", "template")
    walk.changes("variables", "!anew", "SUMMER", "Monday")

    assert walk.stage() == Recap()
    walk.sees("code = SUMMER ; day = Monday")


def test_a_draft_is_not_touched_by_questions_that_were_only_looked_at(walk: Walk) -> None:
    walk.completes()
    draft: Draft = walk.draft()
    for step in ("number", "recipients", "tags", "schedule", "repeat", "content", "body", "name"):
        walk.changes(step)
        walk.chooses("back")

        assert (walk.stage(), walk.draft()) == (Recap(), draft)


def test_an_answer_that_no_longer_holds_cannot_be_kept(walk: Walk) -> None:
    walk.completes()
    walk.changes("schedule")
    walk.chooses("back")
    walk.passes(days=2)
    while walk.stage() != Asking("schedule"):
        walk.chooses("back")

    assert "keep" not in walk.choices()
    walk.types("tomorrow 11:00")
    assert walk.stage() == Recap()
