"""What in a message may get it reported or lost."""

from datetime import UTC, datetime

import pytest

from conversations.checks.message import expiry, links, media, shouting
from conversations.contents import Body, Content, Media
from conversations.conversation import begin
from conversations.draft import Draft
from conversations.steps.repeat import Repeat
from conversations.steps.schedule import Schedule
from conversations.workspace import Reference

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
TOMORROW = datetime(2026, 4, 15, 9, 0, tzinfo=UTC)
TALK = begin("operator", "en", "Europe/Paris")


def text(words: str) -> Draft:
    return Draft(Reference("ABCDE"), NOW, (Content("text"), Body(words)))


@pytest.mark.parametrize(
    ("words", "raised"),
    [
        ("Hello", False),
        ("See https://example.com/a and https://example.com/b", False),
        ("https://a.example https://b.example www.c.example", True),
        ("Here: https://bit.ly/3xyz", True),
        ("Here: www.bit.ly/3xyz", True),
        ("Here: https://me@bit.ly/3", True),
        ("Not habit.ly at all", False),
        ("https://[broken", False),
    ],
)
def test_links_in_excess_are_raised(words: str, *, raised: bool) -> None:
    (check,) = links(TALK, text(words), NOW)

    assert (type(check).__name__ == "Raised", check) == (raised, check)


@pytest.mark.parametrize(
    ("words", "raised"),
    [
        ("Hello everybody, welcome", False),
        ("HELLO EVERYBODY, WELCOME TO THE SHOP", True),
        ("SALE", False),
        ("مرحبا بكم في متجرنا الجديد اليوم", False),
        ("hello {{contact.firstName}} HELLO EVERYBODY AND ALL", True),
        ("a calm text {{CONTACT.FIRSTNAME.AND.MORE.AND.MORE}}", False),
        ("", False),
    ],
)
def test_capitals_in_excess_are_raised(words: str, *, raised: bool) -> None:
    (check,) = shouting(TALK, text(words), NOW)

    assert (type(check).__name__ == "Raised", check) == (raised, check)


@pytest.mark.parametrize(
    ("url", "end"),
    [
        ("https://cdn.example.com/a.jpg", None),
        (
            "https://b.s3.amazonaws.com/a?X-Amz-Date=20260414T080000Z&X-Amz-Expires=3600&X-Amz-Signature=0",
            datetime(2026, 4, 14, 9, 0, tzinfo=UTC),
        ),
        (
            "https://storage.googleapis.com/b/a?X-Goog-Date=20260414T080000Z&X-Goog-Expires=60&X-Goog-Signature=0",
            datetime(2026, 4, 14, 8, 1, tzinfo=UTC),
        ),
        ("https://b.s3.amazonaws.com/a?Expires=1776153600&Signature=0", datetime(2026, 4, 14, 8, 0, tzinfo=UTC)),
        ("https://b.blob.core.windows.net/a?se=2026-04-14T08%3A00%3A00Z&sig=0", datetime(2026, 4, 14, 8, tzinfo=UTC)),
        ("https://b.blob.core.windows.net/a?se=2026-04-14T08%3A00%3A00&sig=0", None),
        ("https://b.example/a?X-Amz-Date=yesterday&X-Amz-Expires=60", None),
        ("https://b.example/a?Expires=99999999999999999999&Signature=0", None),
        ("https://[broken", None),
    ],
)
def test_a_signed_link_tells_when_it_ends(url: str, end: datetime | None) -> None:
    assert expiry(url) == end


@pytest.mark.parametrize(
    ("url", "repeat", "kind"),
    [
        ("https://cdn.example.com/a.jpg", Repeat("none"), "Passed"),
        ("https://cdn.example.com/a.jpg", Repeat("daily"), "Raised"),
        ("https://b.example/a?Expires=1776153600&Signature=0", Repeat("none"), "Raised"),
        ("https://b.example/a?Expires=1879053600&Signature=0", Repeat("none"), "Passed"),
        ("https://b.example/a?Expires=1879053600&Signature=0", Repeat("weekly"), "Raised"),
    ],
)
def test_a_file_must_outlive_the_sending(url: str, repeat: Repeat, kind: str) -> None:
    answers = (Content("image"), Media(url), Schedule(TOMORROW, "Europe/Paris"), repeat)
    (check,) = media(TALK, Draft(Reference("ABCDE"), NOW, answers), NOW)

    assert type(check).__name__ == kind


def test_a_file_left_from_another_kind_of_message_is_not_looked_at() -> None:
    answers = (Content("text"), Body("Hi"), Media("https://a.example/b"), Schedule(TOMORROW, "Europe/Paris"))

    assert media(TALK, Draft(Reference("ABCDE"), NOW, answers), NOW) == ()
