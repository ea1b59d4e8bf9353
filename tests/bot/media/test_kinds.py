"""Which files MsgFlash takes for each kind of message, and what is said of the others."""

import re
from typing import get_args

import pytest
from telegram.constants import FileSizeLimit

from bot.media import fetch, kinds, links
from bot.media.kinds import (
    EMPTY,
    KINDS,
    RULES,
    TAKE_THE_OTHER_KIND,
    TOO_LARGE,
    UNKNOWN_FORMAT,
    WRONG_CODING,
    WRONG_FORMAT,
    Format,
    MediaKind,
    endless,
    fits,
    suits,
)
from bot.media.sniffed import Sniffed
from bot.render import say
from conversations.contents import MEDIA
from conversations.step import Problem
from conversations.steps.media import LIMITS
from conversations.words import LANGUAGES, Language, Text, Value

MB = 1_000_000
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(problem: Problem, language: Language) -> str:
    return say(problem.message, language)


def value(problem: Problem, name: str) -> Value:
    return dict(problem.message.values)[name]


@pytest.mark.parametrize(
    ("kind", "mime", "size"),
    [
        ("image", "image/jpeg", 5 * MB),
        ("image", "IMAGE/PNG", 1),
        ("image", "image/webp", 100),
        ("image", "image/gif", 100),
        ("image", "image/jpg", 100),
        ("document", "application/pdf", 10 * MB),
        ("document", DOCX, 100),
        ("document", "application/octet-stream", 100),
        ("video", "video/mp4", 16 * MB),
        ("video", "video/3gpp", 100),
        ("audio", "audio/mpeg", 16 * MB),
        ("audio", "audio/x-m4a", 100),
        ("voice_note", "audio/ogg; codecs=opus", 16 * MB),
        ("voice_note", "audio/webm", 100),
        ("video", None, None),
        ("video", "video/mp4", None),
        ("video", None, 100),
        ("audio", "", 100),
    ],
)
def test_what_fits_as_far_as_it_is_known_may_be_downloaded(kind: MediaKind, mime: str | None, size: int | None) -> None:
    assert fits(kind, mime, size) is None


@pytest.mark.parametrize(
    ("kind", "mime", "size", "text"),
    [
        ("image", "image/jpeg", 5 * MB + 1, TOO_LARGE),
        ("document", "application/pdf", 10 * MB + 1, TOO_LARGE),
        ("video", "video/mp4", 16 * MB + 1, TOO_LARGE),
        ("audio", "audio/mpeg", 16 * MB + 1, TOO_LARGE),
        ("voice_note", "audio/ogg", 16 * MB + 1, TOO_LARGE),
        ("video", None, 16 * MB + 1, TOO_LARGE),
        ("image", "image/jpeg", 0, EMPTY),
        ("image", "image/heic", 100, WRONG_FORMAT),
        ("image", "image/svg+xml", 100, WRONG_FORMAT),
        ("document", "text/csv", 100, WRONG_FORMAT),
        ("document", "application/vnd.ms-word.document.macroenabled.12", 100, WRONG_FORMAT),
        ("video", "video/quicktime", None, WRONG_FORMAT),
        ("audio", "audio/webm", 100, WRONG_FORMAT),
        ("audio", "audio/x-wav", 100, WRONG_FORMAT),
        ("voice_note", "audio/flac", 100, WRONG_FORMAT),
    ],
)
def test_what_does_not_fit_is_refused_before_any_download(
    kind: MediaKind, mime: str | None, size: int | None, text: Text
) -> None:
    problem = fits(kind, mime, size)

    assert problem is not None
    assert problem.message.text == text


@pytest.mark.parametrize("mime", ["image/heic", "image/heif"])
def test_an_iphones_photo_is_named_as_people_know_it(mime: str) -> None:
    problem = fits("image", mime, 100)

    assert problem is not None
    assert dict(problem.message.values)["format"] == "HEIC"


@pytest.mark.parametrize(
    ("kind", "found", "expected"),
    [
        ("image", Sniffed("image/jpeg"), kinds.JPEG),
        ("video", Sniffed("video/mp4", ("H.264", "AAC")), kinds.MP4),
        ("video", Sniffed("video/mp4", ("H.264",)), kinds.MP4),
        ("video", Sniffed("video/mp4", ("HEVC", "AAC")), WRONG_CODING),
        ("video", Sniffed("video/mp4", ("H.264", "Opus")), WRONG_CODING),
        ("video", Sniffed("video/quicktime", ("H.264",)), WRONG_FORMAT),
        ("voice_note", Sniffed("audio/ogg", ("Opus",)), kinds.OGG),
        ("voice_note", Sniffed("audio/ogg", ("Vorbis",)), WRONG_CODING),
        ("audio", Sniffed("audio/ogg", ("Vorbis",)), WRONG_CODING),
        ("audio", Sniffed("audio/mp4", ("ALAC",)), WRONG_CODING),
        ("document", Sniffed("application/zip"), WRONG_FORMAT),
        ("image", None, UNKNOWN_FORMAT),
    ],
)
def test_the_bytes_have_the_last_word(kind: MediaKind, found: Sniffed | None, expected: Format | Text) -> None:
    said = suits(kind, found, 100)

    assert (said.message.text if isinstance(said, Problem) else said) == expected


def test_a_file_of_another_kind_is_offered_as_that_kind() -> None:
    problem = fits("image", "video/mp4", 100)

    assert problem is not None
    assert value(problem, "mend") == TAKE_THE_OTHER_KIND(other=RULES["video"].said())


def test_a_size_just_over_the_limit_does_not_read_as_the_limit() -> None:
    problem = fits("image", "image/jpeg", 5 * MB + 1)

    assert problem is not None
    assert value(problem, "size") == 5.1


def test_a_refusal_names_the_value_and_the_way_to_mend_it_in_french() -> None:
    problem = fits("image", "image/jpeg", 7_240_000)

    assert problem is not None
    assert read(problem, "fr") == (
        "Ce fichier fait 7,3 Mo\N{NO-BREAK SPACE}; une image ne peut pas dépasser 5 Mo. "
        "Renvoyez-la ici comme photo plutôt que comme fichier\N{NO-BREAK SPACE}: Telegram la réduit et la convertit."
    )


def test_a_refusal_names_the_value_and_the_way_to_mend_it_in_english() -> None:
    problem = suits("video", Sniffed("video/quicktime", ("H.264",)), 100)

    assert isinstance(problem, Problem)
    assert read(problem, "en") == (
        "This file’s format is QuickTime (MOV), which MsgFlash does not take for a video. "
        "Possible formats: MP4 and 3GPP. "
        "Send it here as a video rather than as a file, or convert it to MP4 (H.264 and AAC)."
    )


def test_a_type_made_up_by_a_sender_is_repeated_on_one_line_and_cut() -> None:
    problem = fits("image", "x/" + "y" * 20 + "\n" + "z" * 500, 100)

    assert problem is not None
    assert value(problem, "format") == "x/" + "y" * 20 + " " + "z" * 16 + "…"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_all_its_sentences_in_both_languages(kind: MediaKind, language: Language) -> None:
    problems = [
        fits(kind, None, 99 * MB),
        fits(kind, "image/tiff", 1),
        suits(kind, None, 1),
        endless(kind),
    ]
    read_out = [read(problem, language) for problem in problems if isinstance(problem, Problem)]

    assert len(set(read_out)) == len(problems)
    assert all("{" not in line for line in read_out)


def test_the_question_and_the_rules_name_the_same_formats_and_sizes() -> None:
    asked = {kind: LIMITS[kind] for kind in MEDIA}
    ruled = {kind: (", ".join(form.name for form in rule.formats), rule.megabytes) for kind, rule in RULES.items()}

    assert ruled == asked


def test_every_kind_has_a_rule() -> None:
    assert tuple(RULES) == KINDS == get_args(MediaKind)


def test_no_format_is_named_twice_with_another_ending() -> None:
    mimes = [(form.mime, form.ending) for rule in RULES.values() for form in rule.formats]

    assert len(dict(mimes)) == len(set(mimes))


def test_telegram_gives_no_more_than_its_documented_limit() -> None:
    assert fetch.MOST == 20 * 1024 * 1024
    assert int(FileSizeLimit.FILESIZE_DOWNLOAD) <= fetch.MOST


@pytest.mark.parametrize("module", [kinds, fetch, links])
def test_french_keeps_its_signs_on_the_line_of_their_word(module: object) -> None:
    """Checked over all texts at once: an ordinary space before ; : ! ? would let the sign begin a line."""
    texts = [text for text in vars(module).values() if isinstance(text, Text)]
    broken = [text.fr for text in texts if re.search(r" [;:!?»]|« ", text.fr)]

    assert texts
    assert broken == []
