"""Where the image, video, audio, document or voice note is to be found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from conversations.contents import LABELS, MEDIA, Content, Media
from conversations.files import Kept, MediaKind
from conversations.handed import LINKS_ONLY, POLL, STICKER, Trying
from conversations.replies import EMPTY, PRESS_A_BUTTON, TOO_LONG
from conversations.screen import Small
from conversations.step import Attached, Chosen, Context, Outcome, Problem, Question, Reply, Still
from conversations.steps.media import (
    FORMATS,
    GONE,
    LIMITS,
    NAMED,
    NOT_A_LINK,
    NOT_HTTPS,
    NOT_PUBLIC,
    QUESTION,
    RECORD,
    SEND_OR_PASTE,
    STEP,
)

KEPT = Kept("0" * 64, "poster.jpg", "image/jpeg", 1_234_567, datetime(2026, 5, 14, tzinfo=UTC))
LINK = "https://cdn.example.com/poster.jpg"


def no_link(value: str) -> Problem:
    return Problem(NOT_A_LINK(value=value))


def private(host: str) -> Problem:
    return Problem(NOT_PUBLIC(value=host))


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (LINK, Still(Trying(LINK, "image"))),
        (f"  {LINK}\n", Still(Trying(LINK, "image"))),
        ("https://example.com", Still(Trying("https://example.com", "image"))),
        ("https://example.com:8443/a?b=c&d=%20#e", Still(Trying("https://example.com:8443/a?b=c&d=%20#e", "image"))),
        ("HTTPS://Example.com/A", Still(Trying("HTTPS://Example.com/A", "image"))),
        ("http://example.com/a.jpg", Problem(NOT_HTTPS())),
        ("example.com/a.jpg", no_link("example.com/a.jpg")),
        ("https://", no_link("https://")),
        ("https:///a.jpg", no_link("https:///a.jpg")),
        ("https://example.com/a b.jpg", no_link("https://example.com/a b.jpg")),
        ("https://a.example/1 https://a.example/2", no_link("https://a.example/1 https://a.example/2")),
        ("https://example.com:99999/", no_link("https://example.com:99999/")),
        ("https://[::1/", no_link("https://[::1/")),
        ("here is my photo", no_link("here is my photo")),
        ("😀", no_link("😀")),
        ("<a href='https://example.com'>", no_link("<a href='https://example.com'>")),
        ("رابط", no_link("رابط")),
        ("https://localhost/a.jpg", private("localhost")),
        ("https://printer/a.jpg", private("printer")),
        ("https://nas.local/a.jpg", private("nas.local")),
        ("https://a.localhost/", private("a.localhost")),
        ("https://cdn.internal/", private("cdn.internal")),
        ("https://127.0.0.1/a.jpg", private("127.0.0.1")),
        ("https://192.168.1.7:8000/a.jpg", private("192.168.1.7")),
        ("https://[::1]/a.jpg", private("::1")),
        ("https://awa:secret@example.com/a.jpg", private("example.com")),
        ("https://awa@example.com/a.jpg", private("example.com")),
        ("https://api.telegram.org/file/bot1:AA/photos/1.jpg", private("api.telegram.org")),
        ("https://example.com/" + "x" * 5000, Problem(TOO_LONG(length=5020, most=2048))),
        ("", Problem(EMPTY())),
        ("  ", Problem(EMPTY())),
        (Attached("photo"), Problem(LINKS_ONLY())),
        (Attached("photo", "album"), Problem(LINKS_ONLY())),
        (Attached("sticker"), Problem(STICKER())),
        (Attached("poll"), Problem(POLL())),
        (Chosen("image"), Problem(PRESS_A_BUTTON(value="image"))),
    ],
)
def test_a_reply_is_a_public_link_or_a_problem(
    reads: Callable[..., Outcome], reply: Reply | str, outcome: Outcome
) -> None:
    assert reads(STEP, reply, Content("image")) == outcome


@pytest.mark.parametrize("link", ["https://...", "https://../a.jpg", "https://.com/a.jpg", "https://a..b/c.jpg"])
def test_a_link_without_a_site_is_refused(reads: Callable[..., Outcome], link: str) -> None:
    assert isinstance(reads(STEP, link, Content("image")), Problem)


@pytest.mark.parametrize("host", ["api.telegram.org.", "localhost.", "nas.local.", "cdn.internal."])
def test_a_dot_after_the_host_does_not_make_it_public(reads: Callable[..., Outcome], host: str) -> None:
    assert isinstance(reads(STEP, f"https://{host}/a.jpg", Content("image")), Problem)


@pytest.mark.parametrize("kind", MEDIA)
def test_the_question_names_the_kind_and_its_limits(asks: Callable[..., Question], kind: MediaKind) -> None:
    question = asks(STEP, Content(kind))
    formats, megabytes = LIMITS[kind]

    assert question.said == QUESTION(kind=LABELS[kind]())
    assert question.blocks == (Small(FORMATS(formats=formats, megabytes=megabytes)),)


def test_the_recap_shows_the_link_or_the_files_name_and_size(context: Callable[..., Context]) -> None:
    assert STEP.recap(Media(LINK), context()) == LINK
    assert STEP.message(Media(LINK)) == f"📎 {LINK}"
    assert STEP.message(Media(LINK, KEPT)) == "📎 poster.jpg"
    assert STEP.recap(Media(LINK, KEPT), context()) == NAMED(name="poster.jpg", megabytes=1.2)


def test_a_file_that_was_kept_too_long_is_asked_for_again() -> None:
    assert STEP.check(Media(LINK, KEPT), KEPT.until - timedelta(seconds=1)) is None
    assert STEP.check(Media(LINK, KEPT), KEPT.until) == Problem(GONE())
    assert STEP.check(Media(LINK), KEPT.until) is None


@pytest.mark.parametrize("kind", MEDIA)
def test_where_files_are_handed_out_the_question_asks_for_the_file_itself(
    context: Callable[..., Context], kind: MediaKind
) -> None:
    around = replace(context(Content(kind)), hosts=True)
    expected = RECORD() if kind == "voice_note" else SEND_OR_PASTE(kind=LABELS[kind]())

    assert STEP.ask(around).said == expected
