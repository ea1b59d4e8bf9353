"""The name under which a file is handed out repeats nothing that is not safe."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.media.kinds import FORMATS
from bot.media.names import disposition, safe

PDF = "application/pdf"
TOKEN = "123456789:AAF-canary_canary-canary_canary-canar"
KEY = "msgf_live_" + "c0ffee42" * 8


@pytest.mark.parametrize(
    ("given_name", "mime", "expected"),
    [
        ("Tarifs été 2026.pdf", PDF, "Tarifs été 2026.pdf"),
        ("Tarifs.PDF", PDF, "Tarifs.pdf"),
        ("prix (1).docx", PDF, "prix (1).pdf"),
        ("../../etc/passwd", PDF, "passwd.pdf"),
        ("C:\\Users\\awa\\menu.pdf", PDF, "menu.pdf"),
        ('a"b\r\nSet-Cookie: x=1.pdf', PDF, "a b Set-Cookie x 1.pdf"),
        ("Menu. Semaine 12", PDF, "Menu. Semaine 12.pdf"),
        ("😀🎉", "image/jpeg", "image.jpg"),
        ("", "video/mp4", "video.mp4"),
        (".htaccess", PDF, "htaccess.pdf"),
        ("half \ud83d a letter.pdf", PDF, "half a letter.pdf"),
        ("evil.pdf\u202efdp.exe", PDF, "evil.pdf fdp.pdf"),
        ("x" * 31 + " " + "y" * 30 + ".pdf", PDF, "x" * 31 + " " + "y" * 28 + ".pdf"),
        (f"{TOKEN}.pdf", PDF, "document.pdf"),
        (f"facture {TOKEN} mars.pdf", PDF, "facture mars.pdf"),
        (f"{KEY}.pdf", PDF, "document.pdf"),
        (f"devis {KEY.upper()}.pdf", PDF, "devis.pdf"),
        ("devis " + "c0ffee42" * 8 + ".pdf", PDF, "devis.pdf"),
    ],
)
def test_a_name_keeps_what_is_readable_and_says_what_the_file_is(given_name: str, mime: str, expected: str) -> None:
    assert safe(given_name, mime) == expected


@given(st.text(max_size=200), st.sampled_from(sorted(FORMATS)))
def test_no_name_can_leave_its_header(name: str, mime: str) -> None:
    header = disposition(safe(name, mime), mime)

    assert re.fullmatch(
        r"(inline|attachment); filename=\"[A-Za-z0-9_ .,()&+-]+\"; filename\*=UTF-8''[A-Za-z0-9_.~%-]+", header
    )


def test_a_document_is_saved_and_a_picture_is_shown() -> None:
    assert disposition("a.pdf", PDF).startswith("attachment;")
    assert disposition("a.jpg", "image/jpeg").startswith("inline;")


def test_a_name_with_accents_is_given_in_both_ways() -> None:
    expected = "attachment; filename=\"ete.pdf\"; filename*=UTF-8''%C3%A9t%C3%A9.pdf"

    assert disposition("été.pdf", PDF) == expected
