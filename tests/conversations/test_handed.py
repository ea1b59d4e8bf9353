"""Whatever is handed over as the message becomes a campaign of its own kind, or it is said why not."""

from collections.abc import Callable

import pytest

from conversations.contents import Body, Caption, Content, Media
from conversations.conversation import Asking, Recap
from conversations.effects import Fetch
from conversations.files import FileOf, Hosted, LinkOf, TurnedDown
from conversations.handed import (
    AS_VIDEO,
    FIRST_OF_ALBUM,
    LINKS_ONLY,
    NO_CAPTION,
    NOT_LOOKED_AT,
    POLL,
    STICKER,
    TAKING,
    TRYING,
)
from conversations.markup import Span
from conversations.needs import Nothing
from conversations.refusals import FILE_GONE
from conversations.step import Attached, SentFile
from conversations.words import LANGUAGES, Language, Text
from tests.conversations.walk import POSTER, Walk

FILE = SentFile("telegram's id", "poster.jpg", "image/jpeg", 1_234_567)
HOSTED = Hosted("https://bot.example.com/media/a/0/b.jpg", POSTER)
TOO_SLOW = Text(fr="Trop lent.", en="Too slow.")
LINK = "https://cdn.example.com/poster.jpg"


@pytest.fixture
def open_walk(walks: Callable[..., Walk]) -> Callable[..., Walk]:
    """A talk with a bot that hands files out, at the question what is sent."""

    def walk(language: Language = "en", *, hosts: bool = True) -> Walk:
        made = walks(language, hosts=hosts)
        made.types("/new")
        made.replies("!tags", "vip", "15/04/2026 11:00", "!none")
        return made

    return walk


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("sent", "kind", "note"),
    [
        ("photo", "image", None),
        ("video", "video", None),
        ("video_note", "video", AS_VIDEO),
        ("animation", "video", AS_VIDEO),
        ("audio", "audio", None),
        ("voice", "voice_note", None),
        ("document", "image", None),
    ],
)
def test_what_is_sent_chooses_its_own_kind(
    open_walk: Callable[..., Walk], language: Language, sent: str, kind: str, note: Text | None
) -> None:
    walk = open_walk(language)
    walk.gives(Attached(sent, file=FILE))
    if note is not None:
        walk.sees(note.in_language(language))
    if "without" in walk.choices():
        walk.chooses("without")

    assert walk.stage() == Recap()
    assert (walk.draft().find(Content), walk.draft().find(Media)) == (Content(kind), Media(HOSTED.url, POSTER))  # type: ignore[arg-type] # the table's texts are kinds
    walk.sees("poster.jpg")
    walk.finishes()


@pytest.mark.parametrize(
    ("mime", "kind"),
    [("application/pdf", "document"), ("video/mp4", "video"), ("audio/mpeg", "audio"), (None, "document")],
)
def test_a_file_is_the_kind_its_type_says(open_walk: Callable[..., Walk], mime: str | None, kind: str) -> None:
    walk = open_walk()
    walk.waits = True
    walk.gives(Attached("document", file=SentFile("id", mime=mime)))

    assert walk.conversation.fetching == (FileOf("id", kind, walk.draft().reference, None, mime),)  # type: ignore[arg-type] # the table's texts are kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_caption_becomes_the_body_in_whatsapps_signs(open_walk: Callable[..., Walk], language: Language) -> None:
    walk = open_walk(language)
    walk.gives(Attached("photo", file=FILE, caption="🎉 Soldes", spans=(Span("bold", 3, 6),)))

    assert walk.stage() == Recap()
    assert walk.draft().find(Caption) == Caption("🎉 *Soldes*")
    walk.sees("🎉 Soldes")


def test_a_caption_that_is_too_long_is_said_before_the_file_is_taken(open_walk: Callable[..., Walk]) -> None:
    walk = open_walk()
    walk.gives(Attached("photo", file=FILE, caption="x" * 5000))

    walk.sees("5,000 characters")
    assert walk.conversation.fetching == ()


def test_under_a_voice_note_there_is_no_caption(open_walk: Callable[..., Walk]) -> None:
    walk = open_walk()
    walk.gives(Attached("voice", file=FILE, caption="Listen"))

    walk.sees(NO_CAPTION.en)
    assert walk.draft().find(Caption) is None


def test_of_an_album_the_first_is_taken_and_the_rest_is_left(open_walk: Callable[..., Walk]) -> None:
    walk = open_walk()
    for at in range(3):
        walk.gives(Attached("photo", "album", file=SentFile(f"id {at}"), caption="Look"))

    assert walk.stage() == Recap()
    walk.sees(FIRST_OF_ALBUM.en)
    needs = [effect.need for effect in walk.effects if isinstance(effect, Fetch)]
    assert [need.id for need in needs if isinstance(need, FileOf)] == ["id 0"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("sent", "said"), [("sticker", STICKER), ("poll", POLL)])
def test_what_cannot_be_sent_is_explained(
    open_walk: Callable[..., Walk], language: Language, sent: str, said: Text
) -> None:
    walk = open_walk(language)
    walk.gives(Attached(sent, file=FILE))

    walk.sees(said.in_language(language))
    assert walk.stage() == Asking("content")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bot_without_a_public_address_says_that_it_takes_links_only(
    open_walk: Callable[..., Walk], language: Language
) -> None:
    walk = open_walk(language, hosts=False)
    walk.gives(Attached("photo", file=FILE))

    walk.sees(LINKS_ONLY.in_language(language))
    assert walk.conversation.fetching == ()
    walk.replies("!image", LINK, "!without")
    walk.finishes()


@pytest.mark.parametrize("step", ["body", "caption", "media"])
def test_at_any_question_about_the_message_a_file_becomes_the_message(walks: Callable[..., Walk], step: str) -> None:
    walk = walks(hosts=True)
    walk.completes(sending="text" if step == "body" else "image")
    walk.changes(step)
    walk.gives(Attached("voice", file=FILE))

    assert walk.stage() == Recap()
    assert walk.draft().find(Content) == Content("voice_note")
    walk.finishes()


def test_a_voice_message_is_an_audio_where_an_audio_was_chosen(open_walk: Callable[..., Walk]) -> None:
    walk = open_walk()
    walk.chooses("audio")
    walk.gives(Attached("voice", file=FILE))

    assert walk.draft().find(Content) == Content("audio")


@pytest.mark.parametrize("language", LANGUAGES)
def test_while_the_file_is_taken_it_is_said_and_writing_a_text_instead_is_fine(
    open_walk: Callable[..., Walk], language: Language
) -> None:
    walk = open_walk(language)
    walk.waits = True
    walk.gives(Attached("photo", file=FILE))
    need = walk.conversation.fetching[0]
    walk.sees(TAKING.in_language(language))
    walk.types("Hello")
    walk.answers(need, HOSTED)

    assert walk.stage() == Recap()
    assert walk.draft().find(Body) == Body("Hello")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_or_link_that_is_turned_down_can_be_mended(open_walk: Callable[..., Walk], language: Language) -> None:
    walk = open_walk(language)
    walk.findings[FileOf] = walk.findings[LinkOf] = TurnedDown(TOO_SLOW())
    walk.gives(Attached("photo", file=FILE))
    walk.sees(TOO_SLOW.in_language(language))
    walk.replies("!image", LINK)
    walk.sees(TOO_SLOW.in_language(language))

    assert walk.stage() == Asking("media")
    walk.findings[FileOf] = HOSTED
    walk.gives(Attached("photo", file=FILE, caption="Look"))
    walk.finishes()


def test_a_link_is_tried_before_it_is_taken(open_walk: Callable[..., Walk]) -> None:
    walk = open_walk()
    walk.chooses("image")
    walk.waits = True
    walk.types(LINK)

    walk.sees(TRYING.en)
    assert walk.conversation.fetching == (LinkOf(LINK, "image"),)
    walk.answers(LinkOf(LINK, "image"), Nothing())
    walk.sees(NOT_LOOKED_AT.en)
    assert walk.draft().find(Media) is None


def test_after_a_restart_what_was_being_tried_is_tried_again(open_walk: Callable[..., Walk]) -> None:
    walk = open_walk()
    walk.chooses("image")
    walk.waits = True
    walk.types(LINK)
    walk.waits = False
    walk.restarts()

    assert walk.draft().find(Media) == Media(LINK)


def test_from_the_recap_another_link_is_tried_and_taken(walks: Callable[..., Walk]) -> None:
    walk = walks()
    walk.completes(sending="image")
    walk.changes("media", "https://cdn.example.com/other.jpg")

    assert walk.stage() == Recap()
    assert walk.draft().find(Media) == Media("https://cdn.example.com/other.jpg")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_that_was_lost_is_asked_for_again(open_walk: Callable[..., Walk], language: Language) -> None:
    walk = open_walk(language)
    walk.gives(Attached("photo", file=FILE, caption="Look"))
    walk.confirms()
    walk.refuses("FILE_GONE", "mediaUrl")

    walk.sees(FILE_GONE.in_language(language))
    assert "FILE_GONE" not in walk.reads()
    assert walk.stage() == Asking("media", from_recap=True)
    walk.gives(Attached("photo", file=FILE, caption="Look"))
    walk.finishes()
