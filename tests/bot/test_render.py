"""A screen as one reader sees it: language, values, escaping."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render import plain, render, say
from conversations.screen import Block, Button, Line, Listed, Paragraph, Quoted, Screen, Small, Spoken, Warned
from conversations.words import (
    Clock,
    Day,
    Language,
    Plural,
    Several,
    Share,
    Text,
    Value,
    When,
)

AT = datetime(2026, 4, 15, 9, 5, tzinfo=UTC)
TITLE = Text(fr="Titre", en="Heading")
ONE = Text(fr="{value}", en="{value}")
NAME = Text(fr="Nom", en="Name")
CONTACTS = Plural(
    one=Text(fr="{count} contact", en="{count} contact"), many=Text(fr="{count} contacts", en="{count} contacts")
)


def shown(value: Value, language: Language) -> str:
    return say(ONE(value=value), language)


def html(*blocks: Block, language: Language = "en") -> str:
    return render(Screen(TITLE(), blocks=blocks), language, 1).html


@pytest.mark.parametrize(("language", "title"), [("fr", "<b>Titre</b>"), ("en", "<b>Heading</b>")])
def test_a_screen_speaks_its_readers_language(language: Language, title: str) -> None:
    assert render(Screen(TITLE()), language, 1).html == title


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (When(AT, "Europe/Paris"), "mer. 15 avr. 2026, 11:05 (Paris)", "Wed 15 Apr 2026, 11:05 (Paris)"),
        (When(AT, "Africa/Porto-Novo"), "mer. 15 avr. 2026, 10:05 (Porto-Novo)", "Wed 15 Apr 2026, 10:05 (Porto-Novo)"),
        (Day(date(2026, 8, 1)), "sam. 1 août", "Sat 1 Aug"),
        (Clock(AT, "Europe/Paris"), "11:05", "11:05"),
        (Clock(AT, "Asia/Kolkata"), "14:35", "14:35"),
        (12345, "12\u202f345", "12,345"),
        (0.5, "0,5", "0.5"),
        (56.0, "56", "56"),
        (Share(0.625), "62,5 %", "62.5%"),
        (Share(0.4), "40 %", "40%"),
        (Share(1), "100 %", "100%"),
        (Several(("a",)), "a", "a"),
        (Several(("a", "b")), "a et b", "a and b"),
        (Several(("a", "b", "c")), "a, b et c", "a, b and c"),
        (Several((CONTACTS(1), "b")), "1 contact et b", "1 contact and b"),
        (CONTACTS(2), "2 contacts", "2 contacts"),
    ],
)
def test_a_value_takes_the_form_of_the_language(value: Value, french: str, english: str) -> None:
    assert (shown(value, "fr"), shown(value, "en")) == (french, english)


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [
        (0, "0 contact", "0 contacts"),
        (1, "1 contact", "1 contact"),
        (2, "2 contacts", "2 contacts"),
        (1000, "1\u202f000 contacts", "1,000 contacts"),
    ],
)
def test_nothing_is_singular_in_french_and_plural_in_english(count: int, french: str, english: str) -> None:
    assert (say(CONTACTS(count), "fr"), say(CONTACTS(count), "en")) == (french, english)


def test_a_clock_change_is_seen_in_the_local_time() -> None:
    before, after = datetime(2026, 3, 29, 0, 59, tzinfo=UTC), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)

    assert [shown(Clock(at, "Europe/Paris"), "fr") for at in (before, after)] == ["01:59", "03:00"]


HOSTILE = "<b>&amp; {value} *_~` </blockquote><script>"
ESCAPED = "&lt;b&gt;&amp;amp; {value} *_~` &lt;/blockquote&gt;&lt;script&gt;"


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(HOSTILE),
        Paragraph(ONE(value=HOSTILE)),
        Warned(ONE(value=HOSTILE)),
        Small(HOSTILE),
        Small(ONE(value=HOSTILE)),
        Quoted(HOSTILE),
        Quoted("x", ONE(value=HOSTILE)),
        Listed((HOSTILE,)),
        Listed((ONE(value=HOSTILE),), ONE(value="y"), folded=True),
        Line(NAME(), HOSTILE),
        Line(NAME(), ONE(value=HOSTILE)),
        Line(NAME(), ONE(value=ONE(value=Several((HOSTILE,))))),
    ],
)
def test_words_of_others_are_escaped_once_wherever_they_stand(block: Block) -> None:
    made = html(block)

    assert ESCAPED in made
    assert HOSTILE in plain(made)


def test_a_title_and_a_settled_line_are_escaped_too() -> None:
    made = render(Screen(HOSTILE, (Line(NAME(), HOSTILE),)), "en", 1).html

    assert made.count(ESCAPED) == 2


@given(st.text())
def test_plain_text_is_what_was_said(words: str) -> None:
    assert plain(html(Paragraph(words))) == f"Heading\n\n{words}"


def test_lines_stand_together_and_other_blocks_apart() -> None:
    made = html(Line(NAME(), "a"), Line(NAME(), "b"), Paragraph("c"), Line(NAME(), "d"))

    assert plain(made) == "Heading\n\nName: a\nName: b\n\nc\n\nName: d"


def test_french_puts_a_space_before_its_colon() -> None:
    assert plain(html(Line(NAME(), "a"), language="fr")).endswith("Nom\u00a0: a")


def test_an_instant_tells_the_phone_too() -> None:
    made = html(Paragraph(ONE(value=When(AT, "Europe/Paris"))))

    assert f'unix="{int(AT.timestamp())}"' in made
    assert plain(made).endswith("Wed 15 Apr 2026, 11:05 (Paris)")


@pytest.mark.parametrize("words", ["مرحبا", "שלום 12", "a ب"])
def test_right_to_left_words_are_kept_from_reordering_what_surrounds_them(words: str) -> None:
    isolated = f"\u2068{words}\u2069"

    assert shown(words, "fr") == isolated
    assert f"<b>{isolated}</b>" in html(Line(NAME(), words))
    # Each line of a quotation is a paragraph of its own, which nothing surrounds.
    assert f"<blockquote>one\n{words}</blockquote>" in html(Quoted(f"one\n{words}"))


def test_right_to_left_words_in_a_list_are_kept_apart_too() -> None:
    assert shown(Several(("مرحبا", "12")), "fr") == "\u2068مرحبا\u2069 et 12"


@pytest.mark.parametrize("words", ["Hello", "Déjà vu", "你好", "🎉", "12"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert shown(words, "en") == words


@pytest.mark.parametrize("text", ["x" * 281, "a\n" * 7])
def test_a_long_quotation_is_folded(text: str) -> None:
    assert "<blockquote expandable>" in html(Quoted(text))
    assert "expandable" not in html(Quoted(text[:8]))


def test_a_long_list_is_folded_only_when_it_may_be() -> None:
    items = ("x" * 200, "y" * 200)

    assert "<blockquote expandable>" in html(Listed(items, folded=True))
    assert "<blockquote>" in html(Listed(("x",), folded=True))
    assert "blockquote" not in html(Listed(items))


@pytest.mark.parametrize(
    "value",
    [
        "one\ntwo",
        ONE(value="one\ntwo"),
    ],
)
def test_a_settled_fact_stays_on_one_line(value: Spoken) -> None:
    assert "one two" in plain(html(Line(NAME(), value)))


def test_a_screen_without_keys_has_no_keyboard() -> None:
    assert render(Screen(TITLE()), "en", 1).keyboard is None


def test_a_button_bears_its_turn_and_style() -> None:
    keyboard = render(Screen(TITLE(), keys=((Button("Go", "go", "danger"), Button("No", "no")),)), "en", 7).keyboard

    assert keyboard is not None
    assert [button.callback_data for button in keyboard.inline_keyboard[0]] == ["7|go", "7|no"]
    assert [button.to_dict().get("style") for button in keyboard.inline_keyboard[0]] == ["danger", None]


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_any_instant_msgflash_may_send_can_be_shown(at: str) -> None:
    assert shown(When(datetime.fromisoformat(at), "Europe/Paris"), "en")
