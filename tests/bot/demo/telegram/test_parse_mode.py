"""HTML becomes text and entities, or is refused in Telegram's words."""

import html
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.demo.telegram import utf16
from bot.demo.telegram.entities import Entity, Formatted, in_order
from bot.demo.telegram.parse_mode import parsed
from bot.demo.telegram.refusals import RefusedError


def _one(source: str) -> dict[str, object]:
    (entity,) = parsed(source).entities
    return entity.as_json()


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<b>mot</b>", "bold"),
        ("<strong>mot</strong>", "bold"),
        ("<i>mot</i>", "italic"),
        ("<em>mot</em>", "italic"),
        ("<u>mot</u>", "underline"),
        ("<ins>mot</ins>", "underline"),
        ("<s>mot</s>", "strikethrough"),
        ("<strike>mot</strike>", "strikethrough"),
        ("<del>mot</del>", "strikethrough"),
        ("<tg-spoiler>mot</tg-spoiler>", "spoiler"),
        ('<span class="tg-spoiler">mot</span>', "spoiler"),
        ("<code>mot</code>", "code"),
        ("<pre>mot</pre>", "pre"),
        ("<blockquote>mot</blockquote>", "blockquote"),
        ("<blockquote expandable>mot</blockquote>", "expandable_blockquote"),
        ("<BLOCKQUOTE expandable=''>mot</BlockQuote >", "expandable_blockquote"),
        ("<b >mot</>", "bold"),
    ],
)
def test_a_tag_becomes_an_entity(source: str, kind: str) -> None:
    assert parsed(source) == Formatted("mot", (Entity(kind, 0, 3),))


@pytest.mark.parametrize(
    ("source", "details"),
    [
        ('<a href="https://Example.com">x</a>', {"type": "text_link", "url": "https://example.com/"}),
        (
            "<a href='https://example.com/?a=1&amp;b=2'>x</a>",
            {"type": "text_link", "url": "https://example.com/?a=1&b=2"},
        ),
        ("<a>example.com</a>", {"type": "text_link", "url": "http://example.com/"}),
        ('<a href="ton://transfer/x">x</a>', {"type": "text_link", "url": "ton://transfer/x"}),
        (
            "<a href='https://u:p@example.com:8080/a?b#c'>x</a>",
            {"type": "text_link", "url": "https://u:p@example.com:8080/a?b#c"},
        ),
        ('<a href="example.com:8080">x</a>', {"type": "text_link", "url": "http://example.com:8080/"}),
        ("<a href=tg://user?id=1002>x</a>", None),
        ('<a href="tg://user?id=1002">x</a>', {"type": "text_mention", "user": {"id": 1002}}),
        (
            '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
            {"type": "custom_emoji", "custom_emoji_id": "5368324170671202286"},
        ),
        (
            '<tg-time unix="1776243600" format="tDW">x</tg-time>',
            {"type": "date_time", "unix_time": 1776243600, "date_time_format": "wDt"},
        ),
        (
            '<tg-time unix="1776243600" format="R">x</tg-time>',
            {"type": "date_time", "unix_time": 1776243600, "date_time_format": "r"},
        ),
        ("<tg-time unix=1776243600>x</tg-time>", {"type": "date_time", "unix_time": 1776243600}),
        ('<pre><code class="language-python">x</code></pre>', {"type": "pre", "language": "python"}),
        ('<code class="language-c++"><pre>x</pre></code>', {"type": "pre", "language": "c++"}),
    ],
)
def test_attributes_become_details(source: str, details: dict[str, object] | None) -> None:
    if details is None:
        with pytest.raises(RefusedError, match="Unexpected end of name token at byte offset 8"):
            parsed(source)
        return
    entity = _one(source)

    assert {name: value for name, value in entity.items() if name not in {"offset", "length"}} == details


@pytest.mark.parametrize(
    "source",
    [
        '<a href="localhost">x</a>',
        '<a href="ftp://example.com">x</a>',
        "<a>x</a>",
        "<tg-time>x</tg-time>",
        "<b></b>x",
        '<a href="http://example.com:port">x</a>',
    ],
)
def test_what_is_empty_or_leads_nowhere_is_dropped(source: str) -> None:
    assert parsed(source) == Formatted("x")


def test_code_with_a_language_outside_a_pre_is_plain_code() -> None:
    assert parsed('<code class="language-python">x</code>') == Formatted("x", (Entity("code", 0, 1),))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&lt;&gt;&amp;&quot;", '<>&"'),
        ("&#233;&#xe9;&#x1F44D;", "éé👍"),
        ("&lt a &amp b", "< a & b"),
        ("&nbsp; &eacute; &", "&nbsp; &eacute; &"),
        ("&#0; &#x110000; &#;", "&#0; &#x110000; &#;"),
    ],
)
def test_only_telegrams_references_are_replaced(source: str, text: str) -> None:
    assert parsed(source).text == text


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("é<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("1 < 2 > 0", 'Unsupported start tag "" at byte offset 2'),
        ("👍<b", "Unclosed start tag at byte offset 4"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ('<a ="x">', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-time unix="1" format="x">x</tg-time>', "Invalid date format used"),
        (
            "&#xd83d;",
            (
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ),
        ),
    ],
)
def test_what_cannot_be_parsed_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(RefusedError) as refusal:
        parsed(source)

    assert refusal.value.description == f"Bad Request: can't parse entities: {reason}"
    assert refusal.value.code == 400


def test_a_custom_emoji_needs_a_number() -> None:
    with pytest.raises(RefusedError, match="Bad Request: invalid custom emoji identifier specified"):
        parsed('<tg-emoji emoji-id="one">👍</tg-emoji>')


def test_places_are_counted_in_utf16() -> None:
    assert parsed("👍<b>é👩‍🌾</b>x").entities == (Entity("bold", 2, 6),)


@dataclass(frozen=True, slots=True)
class _Node:
    """A piece of text, or a tag around other pieces."""

    tag: str
    attributes: str
    kind: str
    details: Mapping[str, object] = field(default_factory=dict)
    children: tuple["_Node | str", ...] = ()

    def html(self) -> str:
        return f"<{self.tag}{self.attributes}>{_html(self.children)}</{self.tag}>"


def _html(nodes: tuple[_Node | str, ...]) -> str:
    return "".join(html.escape(node) if isinstance(node, str) else node.html() for node in nodes)


def _read(nodes: tuple[_Node | str, ...], at: int = 0) -> Formatted:
    """What the nodes mean, found without parsing: the oracle."""
    text, entities = "", []
    for node in nodes:
        here = at + utf16.length(text)
        if isinstance(node, str):
            text += node
            continue
        inner = _read(node.children, here)
        if inner.text:
            entities.append(Entity(node.kind, here, utf16.length(inner.text), node.details))
        entities += inner.entities
        text += inner.text
    return Formatted(text, in_order(entities))


_LINK = {"url": 'https://example.com/?a="'}
_TIME = {"unix_time": 1776243600, "date_time_format": "r"}
_TAGS = (
    _Node("b", "", "bold"),
    _Node("em", "", "italic"),
    _Node("u", "", "underline"),
    _Node("del", "", "strikethrough"),
    _Node("tg-spoiler", "", "spoiler"),
    _Node("code", "", "code"),
    _Node("blockquote", "", "blockquote"),
    _Node("blockquote", " expandable", "expandable_blockquote"),
    _Node("a", ' href="https://example.com/?a=&quot;"', "text_link", _LINK),
    _Node("tg-emoji", ' emoji-id="42"', "custom_emoji", {"custom_emoji_id": "42"}),
    _Node("tg-time", " unix=1776243600 format='r'", "date_time", _TIME),
)
_TEXTS = st.text(
    st.one_of(st.sampled_from("<>&\"' \né👍🏽👩‍🌾𝔸"), st.characters(exclude_categories=["Cs"])), min_size=1, max_size=8
)
_PIECES: st.SearchStrategy[_Node | str] = st.recursive(
    _TEXTS,
    lambda inner: st.builds(
        lambda tag, children: replace(tag, children=tuple(children)),
        st.sampled_from(_TAGS),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=4).map(tuple))
def test_html_made_from_entities_parses_back_to_the_same(nodes: tuple[_Node | str, ...]) -> None:
    # Entities that cover the same stretch are ordered by kind, then as they were closed: compare without that order.
    actual, expected = parsed(_html(nodes)), _read(nodes)

    assert actual.text == expected.text
    assert sorted(map(repr, actual.entities)) == sorted(map(repr, expected.entities))


@settings(deadline=None)
@given(st.text(st.one_of(st.sampled_from("<>&/\"'= abcipre-tgtime#x;"), st.characters()), max_size=40))
def test_whatever_is_sent_is_parsed_or_refused(source: str) -> None:
    try:
        read = parsed(source)
    except RefusedError:
        read = Formatted("")

    assert all(0 < entity.length <= utf16.length(read.text) - entity.offset for entity in read.entities)
