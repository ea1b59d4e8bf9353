"""Where the image, video, audio, document or voice note is to be found."""

from collections.abc import Callable

import pytest

from conversations.replies import EMPTY, KINDS, PRESS_A_BUTTON, TOO_LONG, WRITE_IT
from conversations.screen import Small
from conversations.step import Answered, Attached, Chosen, Outcome, Problem, Question, Reply
from conversations.steps.content import LABELS, Content, Kind
from conversations.steps.media import FORMATS, LIMITS, NOT_A_LINK, NOT_PUBLIC, QUESTION, STEP, Media
from conversations.steps.media import KINDS as SENT_BY_LINK

LINK = "https://cdn.example.com/poster.jpg"


def no_link(value: str) -> Problem:
    return Problem(NOT_A_LINK(value=value))


def private(host: str) -> Problem:
    return Problem(NOT_PUBLIC(value=host))


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (LINK, Answered(Media(LINK))),
        (f"  {LINK}\n", Answered(Media(LINK))),
        ("https://example.com", Answered(Media("https://example.com"))),
        ("https://example.com:8443/a?b=c&d=%20#e", Answered(Media("https://example.com:8443/a?b=c&d=%20#e"))),
        ("HTTPS://Example.com/A", Answered(Media("HTTPS://Example.com/A"))),
        ("http://example.com/a.jpg", no_link("http://example.com/a.jpg")),
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
        (Attached("photo"), Problem(WRITE_IT(kind=KINDS["photo"]()))),
        (Attached("photo", "album"), Problem(WRITE_IT(kind=KINDS["photo"]()))),
        (Attached("sticker"), Problem(WRITE_IT(kind=KINDS["sticker"]()))),
        (Attached("poll"), Problem(WRITE_IT(kind=KINDS["poll"]()))),
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


@pytest.mark.parametrize("kind", SENT_BY_LINK)
def test_the_question_names_the_kind_and_its_limits(asks: Callable[..., Question], kind: Kind) -> None:
    question = asks(STEP, Content(kind))
    formats, megabytes = LIMITS[kind]

    assert question.said == QUESTION(kind=LABELS[kind]())
    assert question.blocks == (Small(FORMATS(formats=formats, megabytes=megabytes)),)


def test_the_link_is_what_the_recap_shows() -> None:
    assert STEP.message(Media(LINK)) == LINK
