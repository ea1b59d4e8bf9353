"""The opt-out line."""

from collections.abc import Callable

import pytest

from bot.wire import to_request
from conversations.contents import Body, Caption, Content
from conversations.conversation import Asking, Recap
from conversations.replies import EMPTY, TOO_LONG
from conversations.step import Answered, Chosen, Outcome, Problem, Reply
from conversations.steps.optout import STEP, TOO_MUCH, USUAL, OptOut
from conversations.words import LANGUAGES, Language
from tests.conversations.walk import Walk


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (Chosen("usual"), Answered(OptOut(USUAL.en))),
        (Chosen("without"), Answered(OptOut(None))),
        ("Stop: reply NO", Answered(OptOut("Stop: reply NO"))),
        ("", Problem(EMPTY())),
        ("x" * 301, Problem(TOO_LONG(length=301, most=300))),
    ],
)
def test_a_reply_is_a_line_or_none_or_a_problem(
    reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome
) -> None:
    assert reads(STEP, reply, Content("text"), Body("Hello")) == outcome


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("sending", "field"), [("text", "body"), ("image", "body"), ("buttons", "description")])
def test_one_tap_adds_the_line_and_one_takes_it_away(
    walks: Callable[..., Walk], language: Language, sending: str, field: str
) -> None:
    walk = walks(language)
    walk.completes(sending=sending)
    before = to_request(walk.draft(), "N")
    walk.chooses("optout")

    walk.sees(USUAL.in_language(language))
    assert to_request(walk.draft(), "N")[field] == f"{before[field]}\n\n{USUAL.in_language(language)}"
    walk.chooses("no optout")
    assert to_request(walk.draft(), "N") == before
    assert "optout" in walk.choices()


def test_without_a_caption_the_line_is_the_caption(walks: Callable[..., Walk]) -> None:
    walk = walks()
    walk.completes(sending="video")
    walk.chooses("optout")

    assert walk.draft().find(Caption) == Caption(None)
    assert to_request(walk.draft(), "N")["body"] == USUAL.en


@pytest.mark.parametrize("sending", ["template", "audio", "voice_note"])
def test_where_no_text_is_written_there_is_no_such_key(walks: Callable[..., Walk], sending: str) -> None:
    walk = walks()
    walk.completes(sending=sending)

    assert "optout" not in walk.choices()


def test_the_operators_own_wording_is_remembered_for_the_next_campaign(walks: Callable[..., Walk]) -> None:
    walk = walks()
    walk.completes()
    walk.changes("optout", "Text NO to leave")
    walk.finishes()
    walk.completes()
    walk.chooses("optout")

    assert walk.draft().find(OptOut) == OptOut("Text NO to leave")


def test_a_line_that_makes_the_message_too_long_is_asked_about(walks: Callable[..., Walk]) -> None:
    walk = walks()
    walk.completes()
    walk.changes("body", "x" * 4090)
    walk.chooses("optout")
    length = 4092 + len(USUAL.en)

    assert walk.stage() == Asking("optout")
    walk.sees(f"{length:,} characters", "4,096")
    walk.types("another line")
    assert walk.conversation.problem == TOO_MUCH(length=4104, most=4096)
    walk.chooses("without")
    assert walk.stage() == Recap()
    walk.finishes()


def test_a_text_that_grows_afterwards_is_never_sent_too_long(walks: Callable[..., Walk]) -> None:
    walk = walks()
    walk.completes()
    walk.chooses("optout")
    walk.changes("body", "x" * 4090)

    assert walk.stage() == Asking("optout")
