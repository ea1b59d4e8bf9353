"""A message as its recipient reads it."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.formatted import as_read
from conversations.markup import read_whatsapp
from conversations.replies import units


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("*gras* et _italique_", "<b>gras</b> et <i>italique</i>"),
        ("~barré~ et ```fixe```", "<s>barré</s> et <code>fixe</code>"),
        ("*_les deux_*", "<b><i>les deux</i></b>"),
        ("`*fixe*`", "<code>*fixe*</code>"),
        ("2 * 3 * 4, snake_case_names", "2 * 3 * 4, snake_case_names"),
        ("> cité\n> encore\nnon", "┃ cité\n┃ encore\nnon"),
        ("<b>*&*</b>", "&lt;b&gt;<b>&amp;</b>&lt;/b&gt;"),
        ("🇫🇷 *👩‍👧 fête*", "🇫🇷 <b>👩‍👧 fête</b>"),
        ("", ""),
    ],
)
def test_signs_become_the_looks_they_stand_for(written: str, html: str) -> None:
    assert as_read(written, 4096) == html


def test_a_long_message_is_cut_outside_its_characters_and_its_tags() -> None:
    assert as_read("*" + "😀" * 50 + "*", 12) == "<b>😀😀😀😀😀</b>…"


@given(st.text(alphabet="ab *_~`\n<&>😀", max_size=60), st.integers(0, 60))
def test_whatever_is_written_its_words_are_shown_as_far_as_there_is_room(text: str, most: int) -> None:
    shown = unescape(re.sub(r"<[^>]*>", "", as_read(text, most))).replace("┃ ", "")
    whole = "".join(piece.text for piece in read_whatsapp(text))

    if units(whole) < most:
        assert shown == whole
    else:
        assert units(shown) <= max(most, 1)
        assert shown == whole or shown.endswith("…")
