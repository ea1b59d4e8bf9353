"""Formatting from Telegram to the recipient's phone and back, for any message."""

from itertools import accumulate, pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from conversations.markup import Look, Span, read_whatsapp, to_whatsapp

KINDS: dict[str, Look] = {
    "bold": "bold",
    "italic": "italic",
    "strikethrough": "strike",
    "code": "mono",
    "pre": "mono",
}
OTHER_KINDS = ("underline", "spoiler", "custom_emoji", "mention", "text_mention", "url", "nonsense")
# Everything that has a meaning to one side or the other, words, and characters of two code units.
TELLING = "*_~`>-1. \n\r\u2028ab𝒜é\u0301🎉🇧🇯\ufe0f\u200d👩🏽עא\ud83d\u200b"
ANY = st.text(st.one_of(st.sampled_from(TELLING), st.characters(exclude_categories=())), max_size=40)
SIGNED = st.text(st.sampled_from(TELLING), max_size=40)
WORDS = st.sampled_from(
    [
        "mot",
        "𝒜𝒷",
        "été",
        "e\u0301te\u0301",
        "👨‍👩‍👧",
        "🇧🇯",
        "🇧🇯🇫🇷",
        "👍🏽",
        "🎉!",
        "(oui)",
        "l’offre",
        "عرض",
        "שלום",
        "重要",
        "12,5",
        "a-b",
    ]
)
GAPS = st.sampled_from([" ", "  ", "\n", "\n\n", " \n ", "\u00a0"])


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def spans(kinds: tuple[str, ...]) -> st.SearchStrategy[tuple[Span, ...]]:
    places = st.one_of(st.integers(-5, 60), st.integers())
    span = st.builds(Span, st.sampled_from(kinds), places, places, st.one_of(st.none(), st.text(max_size=12)))
    return st.lists(span, max_size=6).map(tuple)


ANY_SPANS = spans((*KINDS, *OTHER_KINDS, "text_link", "blockquote", "expandable_blockquote"))
FORMATS = spans((*KINDS, "blockquote", "expandable_blockquote"))


@st.composite
def formatted(draw: st.DrawFn) -> tuple[str, tuple[Span, ...], list[set[Look]]]:
    """Words with spans that begin and end with words, as phones select, and how each character is to look."""
    words = draw(st.lists(WORDS, min_size=1, max_size=10))
    gaps = [draw(GAPS) for _ in words]
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=True))
    starts = list(accumulate((len(word + gap) for word, gap in zip(words, gaps, strict=True)), initial=0))
    looks: list[set[Look]] = [set() for _ in text]
    found = []
    for kind in draw(st.lists(st.sampled_from(tuple(KINDS)), max_size=5)):
        first = draw(st.integers(0, len(words) - 1))
        last = draw(st.integers(first, len(words) - 1))
        start, end = starts[first], starts[last] + len(words[last])
        found.append(Span(kind, units(text[:start]), units(text[start:end])))
        for at in range(start, end):
            looks[at].add(KINDS[kind])
    return text, tuple(found), looks


def words_of(message: str) -> str:
    return "".join(piece.text for piece in read_whatsapp(message))


@given(ANY)
def test_without_formatting_nothing_changes(text: str) -> None:
    assert to_whatsapp(text, ()) == text


@given(ANY, spans(OTHER_KINDS))
def test_formatting_that_whatsapp_has_not_changes_nothing(text: str, found: tuple[Span, ...]) -> None:
    assert to_whatsapp(text, found) == text


@given(ANY, ANY_SPANS)
def test_nothing_is_lost_whatever_the_spans(text: str, found: tuple[Span, ...]) -> None:
    """Signs and addresses are put between the characters, which stay in their order."""
    remaining = iter(to_whatsapp(text, found))

    assert all(character in remaining for character in text)


@given(SIGNED, FORMATS)
def test_the_words_are_those_that_would_be_shown_without_formatting(text: str, found: tuple[Span, ...]) -> None:
    assert words_of(to_whatsapp(text, found)) == words_of(text)


@given(SIGNED, ANY_SPANS)
def test_what_looked_like_something_by_hand_still_does(text: str, found: tuple[Span, ...]) -> None:
    assume(not any(span.kind == "text_link" for span in found))
    before = [(letter, piece.styles) for piece in read_whatsapp(text) for letter in piece.text]
    after = [(letter, piece.styles) for piece in read_whatsapp(to_whatsapp(text, found)) for letter in piece.text]

    assert all(own <= styles for (letter, own), (_, styles) in zip(before, after, strict=True) if letter.strip())


@given(formatted())
def test_every_character_looks_on_the_phone_as_it_did_in_telegram(
    message: tuple[str, tuple[Span, ...], list[set[Look]]],
) -> None:
    text, found, looks = message
    # Monospace over several lines is nothing else besides: WhatsApp formats line by line.
    assume(not any(span.kind == "pre" for span in found) or "\n" not in text.strip())
    pieces = read_whatsapp(to_whatsapp(text, found))
    shown = [(letter, piece.styles) for piece in pieces for letter in piece.text]

    assert "".join(letter for letter, _ in shown) == text
    assert [styles for letter, styles in shown if letter.strip()] == [
        looks[at] for at, letter in enumerate(text) if letter.strip()
    ]


@given(ANY)
def test_pieces_are_the_message_and_neighbours_differ(text: str) -> None:
    pieces = read_whatsapp(text)
    remaining = iter(text)

    assert all(character in remaining for piece in pieces for character in piece.text)
    assert all(left.styles != right.styles for left, right in pairwise(pieces))
    assert all(piece.text for piece in pieces)
