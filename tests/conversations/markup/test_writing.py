"""Telegram's formatting in WhatsApp's signs: the spans are found by the words they cover."""

import pytest

from conversations.markup import Span, to_whatsapp


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def over(text: str, kind: str, words: str, url: str | None = None) -> Span:
    return Span(kind, units(text[: text.index(words)]), units(words), url)


def written(text: str, *covering: tuple[str, str]) -> str:
    return to_whatsapp(text, tuple(over(text, kind, words) for kind, words in covering))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("bold", "ici *deux mots* là"),
        ("italic", "ici _deux mots_ là"),
        ("strikethrough", "ici ~deux mots~ là"),
        ("code", "ici `deux mots` là"),
        ("pre", "ici ```deux mots``` là"),
        ("underline", "ici deux mots là"),
        ("spoiler", "ici deux mots là"),
        ("custom_emoji", "ici deux mots là"),
        ("mention", "ici deux mots là"),
        ("text_mention", "ici deux mots là"),
        ("hashtag", "ici deux mots là"),
        ("date_time", "ici deux mots là"),
        ("of_tomorrow", "ici deux mots là"),
    ],
)
def test_each_kind_has_its_sign_or_leaves_its_words(kind: str, expected: str) -> None:
    assert written("ici deux mots là", (kind, "deux mots")) == expected


@pytest.mark.parametrize(
    ("text", "covering", "expected"),
    [
        ("🎉 Soldes 🇧🇯 !", [("bold", "Soldes")], "🎉 *Soldes* 🇧🇯 !"),
        ("👨‍👩‍👧🎉 oui", [("italic", "👨‍👩‍👧🎉")], "_👨‍👩‍👧🎉_ oui"),
        ("عرض خاص اليوم", [("bold", "خاص")], "عرض *خاص* اليوم"),
        ("un deux trois", [("bold", " deux ")], "un *deux* trois"),
        ("un\ndeux\n\ntrois", [("bold", "un\ndeux\n\ntrois")], "*un*\n*deux*\n\n*trois*"),
        ("un\u2028deux", [("bold", "un\u2028deux")], "*un*\u2028*deux*"),
        ("- un\n- deux", [("bold", "- un\n- deux")], "- *un*\n- *deux*"),
        ("* un\n2) deux", [("italic", "* un\n2) deux")], "* _un_\n2) _deux_"),
        ("a b c", [("bold", "a b c"), ("italic", "b")], "*a _b_ c*"),
        ("a b c", [("italic", "a b c"), ("bold", "a b c")], "*_a b c_*"),
        ("a b c", [("bold", "a b"), ("italic", "b c")], "*a _b_* _c_"),
        ("a b c", [("code", "a b"), ("bold", "b c")], "`a` *`b` c*"),
        ("a b c", [("code", "a b c"), ("pre", "a b c")], "```a b c```"),
        ("a b", [("bold", "a"), ("bold", "b")], "*a* *b*"),
        ("a b", [("bold", "a"), ("bold", " b")], "*a b*"),
        ("l’offre", [("bold", "offre")], "l’*offre*"),
    ],
)
def test_signs_stand_at_words_and_end_with_the_line(text: str, covering: list[tuple[str, str]], expected: str) -> None:
    assert written(text, *covering) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Soldes d’été", "Soldes d’ét", "*Soldes d’été*"),
        ("Savon doux", "S", "Savon doux"),
        ("🇧🇯🇫🇷", "🇧", "*🇧🇯*🇫🇷"),
        ("👍🏽 oui", "👍", "*👍🏽* oui"),
    ],
)
def test_a_word_looks_as_most_of_it_does_and_an_emoji_is_never_cut(text: str, words: str, expected: str) -> None:
    assert written(text, ("bold", words)) == expected


@pytest.mark.parametrize(
    ("text", "covering", "expected"),
    [
        ("a\n  b\nc d", [("pre", "a\n  b\nc")], "```a\n  b\nc``` d"),
        ("x a\nb", [("pre", "a\nb"), ("bold", "x a\nb")], "*x* ```a\nb```"),
        ("  a\n\nb\n", [("pre", "  a\n\nb\n")], "  ```a\n\nb```\n"),
        ("- a\n- b", [("pre", "- a\n- b")], "```- a\n- b```"),
        ("a\nb", [("code", "a\nb")], "`a`\n`b`"),
        ("a\nb", [("blockquote", "a\nb"), ("pre", "a\nb")], "> ```a```\n> ```b```"),
        ("a\nb", [("blockquote", "a"), ("pre", "a\nb")], "> ```a```\n```b```"),
        ("a\nb", [("blockquote", "b"), ("pre", "a\nb")], "```a```\n> ```b```"),
    ],
)
def test_a_block_of_monospace_goes_over_lines_except_in_a_quotation(
    text: str, covering: list[tuple[str, str]], expected: str
) -> None:
    assert written(text, *covering) == expected


@pytest.mark.parametrize("kind", ["blockquote", "expandable_blockquote"])
@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("il dit\na\nb\nfin", "a\nb", "il dit\n> a\n> b\nfin"),
        ("a\n\nb", "a\n\nb", "> a\n\n> b"),
        ("  a", "  a", ">   a"),
        ("> a\nb", "> a\nb", "> a\n> b"),
        ("un mot ici", "mot", "un mot ici"),
    ],
)
def test_each_line_of_a_quotation_that_says_something_is_quoted(
    kind: str, text: str, words: str, expected: str
) -> None:
    assert written(text, (kind, words)) == expected


def test_what_is_inside_a_quotation_is_formatted() -> None:
    assert written("- un mot", ("blockquote", "- un mot"), ("bold", "un mot")) == "> - *un mot*"


@pytest.mark.parametrize(
    "text",
    ["*gras* et _penché_", "```a\nb```", "> lu", "3*4*5", "snake_case", "*seul", "🎉*gras*🎉", "- un\n- deux", ""],
)
def test_a_message_written_in_whatsapps_signs_stays_as_it_is(text: str) -> None:
    assert to_whatsapp(text, ()) == text


@pytest.mark.parametrize(
    ("text", "covering", "expected"),
    [
        ("*Soldes* demain", [("bold", "demain")], "*Soldes* *demain*"),
        ("*Soldes* demain", [("bold", "*Soldes* demain")], "*Soldes* *demain*"),
        ("*Soldes* demain", [("italic", "Soldes")], "*_Soldes_* demain"),
        ("`a b` c", [("bold", "a b"), ("italic", "c")], "`a b` _c_"),
        ("```\na\n``` b", [("bold", "a"), ("blockquote", "a\n``` b")], "```\na\n``` b"),
        ("> lu et vu", [("bold", "> lu et vu")], "> *lu et vu*"),
        ("3*4*5 euros", [("bold", "euros")], "3*4*5 *euros*"),
        ("le prix 3*4*5", [("bold", "le prix 3*4*5")], "*le prix 3*4*5*"),
    ],
)
def test_signs_typed_by_hand_and_formatting_go_together(
    text: str, covering: list[tuple[str, str]], expected: str
) -> None:
    assert written(text, *covering) == expected


@pytest.mark.parametrize(
    ("text", "covering", "expected"),
    [
        ("*x gras", [("bold", "gras")], "*x gras"),
        ("*x gras", [("bold", "gras"), ("italic", "gras")], "*x _gras_"),
        ("a* b c", [("bold", "a* b c"), ("italic", "c")], "a* b _c_"),
        ("x-y", [("bold", "x-"), ("italic", "-y")], "*x*_*-*__y_"),
        ("a`b c", [("code", "a`b c")], "`a`b c`"),
        ("a`(b", [("code", "a`(b")], "a`(b"),
    ],
)
def test_signs_that_would_be_shown_or_misread_are_not_written(
    text: str, covering: list[tuple[str, str]], expected: str
) -> None:
    assert written(text, *covering) == expected


def test_a_sign_that_would_meet_another_on_a_later_line_is_not_written() -> None:
    assert written("```\nmot\n*gras*", ("pre", "mot")) == "```\nmot\n*gras*"


@pytest.mark.parametrize(
    "span",
    [
        Span("bold", -3, 2),
        Span("bold", 0, 0),
        Span("bold", 2, -2),
        Span("bold", 99, 5),
        Span("bold", 10**12, 10**12),
        Span("text_link", 3, 4),
        Span("text_link", 3, 4, ""),
        Span("text_link", 0, 0, "https://a.example"),
    ],
)
def test_a_span_that_covers_nothing_changes_nothing(span: Span) -> None:
    assert to_whatsapp("un mot", (span,)) == "un mot"


def test_a_span_that_goes_past_the_ends_counts_where_there_is_text() -> None:
    assert to_whatsapp("un mot", (Span("bold", -5, 500),)) == "*un mot*"


def test_a_span_that_cuts_a_surrogate_pair_covers_the_whole_character() -> None:
    assert to_whatsapp("🎉 🎉", (Span("bold", 1, 1), Span("italic", 3, 1))) == "*🎉* _🎉_"


def test_lone_surrogates_are_characters_like_others() -> None:
    assert to_whatsapp("\ud83d mot", (Span("bold", 2, 3),)) == "\ud83d *mot*"
