"""Telegram's limits: 4,096 UTF-16 code units a message, 64 bytes a button, 256 units to copy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render import (
    LABEL,
    MOST_CALLBACK_BYTES,
    MOST_COPY,
    MOST_TEXT,
    TooLargeError,
    plain,
    render,
)
from conversations.replies import units
from conversations.screen import Block, Button, Copy, Line, Listed, Paragraph, Quoted, Screen, Small, Warned
from conversations.words import Text

TITLE = Text(fr="Titre", en="Heading")
NAME = Text(fr="Nom", en="Name")
ONE = Text(fr="{value}", en="{value}")
# A text of Telegram's has no half characters; a long one is made by repeating a short one.
words = st.builds(
    lambda piece, times: piece * times,
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
    | st.text(st.sampled_from("a<&>\n 🎉👩‍👩‍👧é"), max_size=30),
    st.integers(1, 300),
)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, words),
    st.builds(Small, words),
    st.builds(Quoted, words),
    st.builds(lambda value: Warned(ONE(value=value)), words),
    st.builds(lambda value: Line(NAME(), value), words),
    st.builds(lambda items: Listed(tuple(items), folded=True), st.lists(words, max_size=4)),
)


def length(html: str) -> int:
    return units(plain(html))


@given(words, st.lists(blocks, max_size=6).map(tuple), st.sampled_from(["fr", "en"]))
def test_any_screen_fits_or_fails_loudly(title: str, made: tuple[Block, ...], language: str) -> None:
    try:
        html = render(Screen(title, blocks=made), "fr" if language == "fr" else "en", 1).html
    except TooLargeError:
        return

    assert length(html) <= MOST_TEXT


@given(st.lists(words, min_size=1, max_size=4), st.lists(words, max_size=8))
def test_long_quotations_always_fit_beside_the_facts(texts: list[str], facts: list[str]) -> None:
    """However long: names are cut, quotations share the room that is left."""
    settled = tuple(Line(NAME(), fact) for fact in facts)

    html = render(Screen(TITLE(), settled, tuple(Quoted(text) for text in texts)), "fr", 1).html

    assert length(html) <= MOST_TEXT


def test_a_right_to_left_message_of_many_short_lines_fits() -> None:
    html = render(Screen(TITLE(), blocks=(Quoted("مرحبا\n" * 680),)), "fr", 1).html

    assert length(html) <= MOST_TEXT


def test_a_message_of_full_length_is_shown_with_its_end_cut() -> None:
    html = render(Screen(TITLE(), blocks=(Quoted("🎉" * 2048),)), "en", 1).html

    assert length(html) <= MOST_TEXT
    assert "…</blockquote>" in html
    assert length(html) > MOST_TEXT - 300


@given(st.integers(0, 9), st.integers(3990, 4100))
def test_a_cut_never_falls_inside_a_character(shift: int, times: int) -> None:
    html = render(Screen(TITLE(), blocks=(Quoted("a" * shift + "🎉" * times),)), "en", 1).html

    html.encode("utf-8")
    assert set(plain(html)) <= set("Heading\na🎉…")


def test_a_screen_of_our_own_that_is_too_long_fails() -> None:
    with pytest.raises(TooLargeError, match="characters on one screen"):
        render(Screen(TITLE(), blocks=(Paragraph("x" * 4200),)), "en", 1)


@pytest.mark.parametrize(("choice", "fits"), [("x" * 61, True), ("x" * 62, False), ("é" * 30, True), ("é" * 31, False)])
def test_a_button_carries_64_bytes(choice: str, fits: bool) -> None:  # noqa: FBT001 - a column of the table
    screen = Screen(TITLE(), keys=((Button("Go", choice),),))
    if not fits:
        with pytest.raises(TooLargeError, match="bytes"):
            render(screen, "en", 12)
        return
    keyboard = render(screen, "en", 12).keyboard

    assert keyboard is not None
    assert len(str(keyboard.inline_keyboard[0][0].callback_data).encode()) <= MOST_CALLBACK_BYTES


@pytest.mark.parametrize(
    ("text", "fits"), [("x" * 256, True), ("x" * 257, False), ("🎉" * 128, True), ("🎉" * 129, False)]
)
def test_a_key_copies_256_units(text: str, fits: bool) -> None:  # noqa: FBT001 - a column of the table
    screen = Screen(TITLE(), keys=((Copy("Copy", text),),))
    if not fits:
        with pytest.raises(TooLargeError, match="to copy"):
            render(screen, "en", 1)
        return
    keyboard = render(screen, "en", 1).keyboard

    assert keyboard is not None
    copied = keyboard.inline_keyboard[0][0].copy_text
    assert copied is not None
    assert units(copied.text) <= MOST_COPY


@given(words)
def test_a_label_is_cut_to_what_a_phone_shows(label: str) -> None:
    keyboard = render(Screen(TITLE(), keys=((Button(label, "go"),),)), "en", 1).keyboard

    assert keyboard is not None
    cut = keyboard.inline_keyboard[0][0].text
    assert len(cut) <= LABEL
    assert cut == label or cut.endswith("…")


@given(words)
def test_a_long_value_is_cut_on_its_line(value: str) -> None:
    html = render(Screen(TITLE(), (Line(NAME(), value),)), "en", 1).html

    assert units(plain(html)) < 250
    assert plain(html).count("\n") == 2
