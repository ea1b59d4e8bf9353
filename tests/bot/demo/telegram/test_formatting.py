"""Texts are cleaned, trimmed and searched for links, and their entities made to nest."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.demo.telegram import utf16
from bot.demo.telegram.entities import QUOTES, SPLITTABLE, Entity, nested
from bot.demo.telegram.formatting import Source, formatted
from bot.demo.telegram.people import AWA
from bot.demo.telegram.refusals import RefusedError


def _users(identifier: int) -> dict[str, object] | None:
    return AWA.as_json() if identifier == AWA.id else None


def _found(text: str) -> list[tuple[str, str]]:
    read = formatted(Source(text), _users)
    return [(entity.kind, utf16.piece(read.text, entity.offset, entity.length)) for entity in read.entities]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start", [("bot_command", "/start")]),
        ("👍 /new@campaign_demo_bot ok", [("bot_command", "/new@campaign_demo_bot")]),
        ("a/b 1/2 https://a.bj/c", [("url", "https://a.bj/c")]),
        ("<b>/x/", []),
        ("@awa_doe et @ab", [("mention", "@awa_doe")]),
        ("#promo #2026 #été2026", [("hashtag", "#promo"), ("hashtag", "#été2026")]),
        ("$EUR $eur", [("cashtag", "$EUR")]),
        ("écrire à a.b+c@example.com.", [("email", "a.b+c@example.com")]),
        ("voir example.com, ou (www.example.fr/a_(b)).", [("url", "example.com"), ("url", "www.example.fr/a_(b)")]),
        ("https://example.com?x=1&y=2!", [("url", "https://example.com?x=1&y=2")]),
        ("fichier.txt v1.2 9.30 etc.etc", []),
        ("tg://resolve?domain=a http://localhost", [("url", "tg://resolve?domain=a")]),
        (
            "+229 01 90 00 00 01 ou +33199001234",
            [("phone_number", "+229 01 90 00 00 01"), ("phone_number", "+33199001234")],
        ),
        ("15.04.2026 09:00 120000 FCFA 0190000001", []),
        ("{{contact.name}} {{custom.prix}}", []),
    ],
)
def test_telegram_finds_by_itself(text: str, found: list[tuple[str, str]]) -> None:
    assert _found(text) == found


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("  Bonjour \n ", "Bonjour", []),
        ("  <b> x </b> ", " x", [("bold", 0, 2)]),
        ("\n\n<b>x</b>", "x", [("bold", 0, 1)]),
        ("a\tb\x00c", "a b c", []),
        ("a\r\n<b>b</b>", "a\nb", [("bold", 2, 1)]),
        ("\u2068+229\u2069 \u202ax\u202c", "\u2068+229\u2069 x", []),
        ("   ", "", []),
        ("<b> </b>", "", []),
    ],
)
def test_a_text_is_cleaned_and_trimmed(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    read = formatted(Source(source, "HTML"), _users)

    assert read.text == text
    assert [(entity.kind, entity.offset, entity.length) for entity in read.entities] == entities


@pytest.mark.parametrize(
    ("source", "entities"),
    [
        ("<b>a<i>b</i>c</b>", [("bold", 0, 1), ("bold", 1, 2), ("italic", 1, 1)]),
        ("<b>a</b><b>b</b>", [("bold", 0, 2)]),
        ("<b>a<code>b</code>c</b>", [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)]),
        ("<b>a /start b</b>", [("bold", 0, 2), ("bot_command", 2, 6), ("bold", 2, 6), ("bold", 8, 2)]),
        ("<code>/start</code>", [("code", 0, 6)]),
        ('<a href="https://a.bj">/start</a>', [("text_link", 0, 6)]),
        ("<blockquote>/start</blockquote>", [("blockquote", 0, 6), ("bot_command", 0, 6)]),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", [("blockquote", 0, 2)]),
        ('<a href="https://a.bj"><a href="https://b.bj">x</a></a>', [("text_link", 0, 1)]),
        ('<a href="https://a.bj">x<blockquote>y</blockquote></a>', [("blockquote", 1, 1)]),
    ],
)
def test_entities_are_made_to_nest(source: str, entities: list[tuple[str, int, int]]) -> None:
    read = formatted(Source(source, "HTML"), _users)

    assert [(entity.kind, entity.offset, entity.length) for entity in read.entities] == entities


_ENTITIES = st.builds(
    Entity,
    st.sampled_from([*SPLITTABLE, *QUOTES, "code", "pre", "text_link", "url"]),
    st.integers(0, 20),
    st.integers(0, 20),
)


@settings(deadline=None)
@given(st.lists(_ENTITIES, max_size=8))
def test_nested_entities_never_cross_and_stay_the_same_when_nested_again(entities: list[Entity]) -> None:
    once = nested(entities)

    assert nested(once) == once
    for first in once:
        for second in once:
            apart = first.end <= second.offset or second.end <= first.offset
            inside = first.offset <= second.offset and second.end <= first.end
            around = second.offset <= first.offset and first.end <= second.end
            assert apart or inside or around
            assert first is second or apart or first.kind != second.kind


def test_entities_may_be_given_as_json() -> None:
    given_entities = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "text_link", "offset": 3, "length": 1, "url": "example.com"},
        {"type": "pre", "offset": 5, "length": 1, "language": "sql"},
        {"type": "text_mention", "offset": 7, "length": 1, "user": {"id": 1001}},
        {"type": "text_mention", "offset": 9, "length": 1, "user": {"id": 9}},
        {"type": "date_time", "offset": 11, "length": 1, "unix_time": 5, "date_time_format": "td"},
        {"type": "custom_emoji", "offset": 13, "length": 2, "custom_emoji_id": "7"},
        {"type": "url", "offset": 16, "length": 1},
    ]
    read = formatted(Source("👍 a b c d e 👍 f", entities=given_entities), _users)

    assert [entity.as_json() for entity in read.entities] == [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "text_link", "offset": 3, "length": 1, "url": "http://example.com/"},
        {"type": "pre", "offset": 5, "length": 1, "language": "sql"},
        {"type": "text_mention", "offset": 7, "length": 1, "user": AWA.as_json()},
        {"type": "date_time", "offset": 11, "length": 1, "unix_time": 5, "date_time_format": "dt"},
        {"type": "custom_emoji", "offset": 13, "length": 2, "custom_emoji_id": "7"},
    ]


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        (
            {"type": "bold", "offset": 0, "length": 4},
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 4",
        ),
        ({"type": "bold", "offset": 4, "length": 1}, "entity begins after the end of the text at UTF-16 offset 4"),
        (
            {"type": "bold", "offset": 0, "length": 1},
            "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol",
        ),
        ({"type": "bold", "offset": -1, "length": 1}, "receive an entity with incorrect offset -1"),
        ({"type": "bold", "offset": 0, "length": -1}, "receive an entity with incorrect length -1"),
        ({"type": "wobbly", "offset": 0, "length": 2}, "can't parse MessageEntity: Unsupported type specified"),
        (
            {"type": "date_time", "offset": 0, "length": 2, "unix_time": 1, "date_time_format": "x"},
            "can't parse MessageEntity: Invalid date-time format specified",
        ),
        ({"type": "bold"}, "can't parse MessageEntity: expected an Object"),
        ("bold", "can't parse MessageEntity: expected an Object"),
        ({"type": "text_link", "offset": 0, "length": 2}, "can't parse MessageEntity: expected an Object"),
    ],
)
def test_entities_that_do_not_fit_are_refused(entity: object, reason: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        formatted(Source("👍x", entities=[entity]), _users)

    assert refusal.value.description == f"Bad Request: {reason}"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (Source("x", "Markdown2"), "unsupported parse_mode"),
        (Source("x" * 40_000), "text is too long"),
        (Source("\ud83d"), "strings must be encoded in UTF-8"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused(source: Source, reason: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        formatted(source, _users)

    assert refusal.value.description == f"Bad Request: {reason}"
