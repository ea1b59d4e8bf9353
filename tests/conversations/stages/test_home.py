"""Where the talk starts and returns to, and its help."""

from collections.abc import Callable

import pytest

from conversations.conversation import Asking, Helping, Home
from conversations.screen import Button
from conversations.stages.home import NOT_SENT
from conversations.words import LANGUAGES, Language
from tests.conversations.walk import Walk


@pytest.mark.parametrize("language", LANGUAGES)
def test_start_says_who_the_bot_is_and_offers_what_it_does(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    walk.types("/start")

    walk.sees("MsgFlash", "Nothing is sent before" if language == "en" else "Rien ne part avant")
    assert walk.choices() == ("/new", "/campaigns", "/help", "/language")


def test_the_open_draft_is_offered_first(walk: Walk) -> None:
    walk.types("/new")
    walk.types("/start")

    assert walk.choices()[:2] == ("resume", "/new")
    styles = [key.style for row in walk.screen.keys for key in row if isinstance(key, Button)]
    assert styles.count("primary") == 1
    walk.chooses("resume")
    assert walk.stage() == Asking("recipients")


def test_drafts_put_aside_are_offered(walk: Walk) -> None:
    assert "/drafts" not in walk.choices()
    walk.types("/new")
    walk.replies("!tags", "vip")
    walk.types("/new")
    walk.chooses("aside")
    walk.types("/start")

    assert "/drafts" in walk.choices()


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_names_every_command(walks: Callable[..., Walk], language: Language) -> None:
    walk = walks(language)
    walk.types("/help")

    assert walk.stage() == Helping()
    walk.sees("/new", "/campaigns", "/drafts", "/cancel", "/language", "/timezone")


def test_help_leads_back(walk: Walk) -> None:
    walk.types("/help")
    walk.chooses("back")
    assert walk.stage() == Home()
    walk.types("/new")
    walk.types("/help")
    walk.chooses("back")

    assert walk.stage() == Asking("recipients")


@pytest.mark.parametrize("text", ["Hello", "😀", "<b>x</b>", "x" * 5000, "مرحبا", "vip\n" * 400])
def test_a_text_at_home_was_sent_to_nobody(walk: Walk, text: str) -> None:
    walk.types(text)

    assert (walk.stage(), walk.conversation.problem) == (Home(), NOT_SENT())
    walk.sees("tap New campaign")


@pytest.mark.parametrize("kind", ["photo", "sticker", "poll", "something new"])
def test_something_sent_at_home_was_sent_to_nobody(walk: Walk, kind: str) -> None:
    walk.sends(kind)

    walk.sees("I am not expecting anything here", "it was sent to nobody")


def test_a_campaign_under_way_leaves_home_as_it_is(walk: Walk) -> None:
    walk.completes()
    walk.confirms()
    walk.types("/start")

    assert walk.choices() == ("/new", "/campaigns", "/help", "/language")
    walk.accepts()
    assert walk.stage() == Home()
    assert len(walk.hears_news()) == 1
