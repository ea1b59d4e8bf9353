"""Every value that may be stored comes back as it was, and nothing else ever comes back."""

import json
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta, timezone
from types import NoneType, UnionType
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversations import conversation, draft, events, fitting, ledger, needs, words, workspace
from conversations.conversation import Conversation, Home, begin
from conversations.events import Event, Pressed
from conversations.flow import STEPS
from conversations.step import Attached, Wrote
from conversations.words import Plural, Said, Text
from conversations.workspace import Safety
from storage.codec import UnreadableError, decode, encode

PLACEHOLDERS = "a {value}"
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
# What stands in a field that may hold anything: an answer, or a value of JSON's own.
loose = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.builds(Wrote, st.text(max_size=5))


def values(hint: Any, depth: int = 4) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type hint is any object
    """Return values of a field's type, as its class declares it."""
    if hint is object or depth == 0:
        return loose
    if isinstance(hint, NewType):
        return values(hint.__supertype__, depth)
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in {UnionType, Union}:
        return st.one_of([values(one, depth) for one in inner])
    if origin is tuple:
        if inner[-1] is Ellipsis:
            return st.lists(values(inner[0], depth - 1), max_size=2).map(tuple)
        return st.tuples(*(values(one, depth - 1) for one in inner))
    plain = {
        NoneType: st.none(),
        bool: st.booleans(),
        int: st.integers(),
        float: st.floats(allow_nan=False),
        str: st.text(max_size=10),
        datetime: st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=zones),  # noqa: DTZ001 - hypothesis adds the zone
        date: st.dates(),
    }
    return plain[hint] if hint in plain else instances(hint, depth - 1)


def instances(found: type[Any], depth: int = 4) -> st.SearchStrategy[Any]:
    if found is Text:
        return st.just(Text(fr=PLACEHOLDERS, en=PLACEHOLDERS))
    if found is Plural:
        return st.just(Plural(one=Text(fr="{count}", en="{count}"), many=Text(fr="{count}", en="{count}")))
    hints = get_type_hints(found)
    return st.builds(found, **{field.name: st.deferred(_later(hints[field.name], depth)) for field in fields(found)})


def _later(hint: Any, depth: int) -> Any:  # noqa: ANN401 - a type hint is any object
    return lambda: values(hint, depth)


def _own(*modules: Any) -> list[type[Any]]:  # noqa: ANN401 - modules have no narrower type
    return [
        found
        for module in modules
        for found in vars(module).values()
        if isinstance(found, type) and found.__module__ == module.__name__ and hasattr(found, "__dataclass_fields__")
    ]


REGISTERED = [
    *_own(conversation, draft, events, fitting, ledger, needs, words, workspace),
    *dict.fromkeys(step.answer for step in STEPS),
    *dict.fromkeys(memo for step in STEPS for memo in step.memos),
    Attached,
    Wrote,
]


@pytest.mark.parametrize("found", REGISTERED, ids=lambda found: str(found.__name__))
def test_each_class_comes_back_as_it_was(found: type[Any]) -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(instances(found))
    def comes_back(value: object) -> None:
        back = decode(encode(value))

        assert back == value
        assert type(back) is type(value)
        assert encode(back) == encode(value)

    comes_back()


def test_every_event_can_be_stored() -> None:
    assert set(get_args(Event)) <= set(REGISTERED)


def test_a_whole_talk_comes_back_as_it_was() -> None:
    before = begin("7:7", "fr", "Europe/Paris")

    assert decode(encode(before)) == before
    assert isinstance(decode(encode(before)), Conversation)


@pytest.mark.parametrize(
    "text", ["", '{"":"Home"}', '"', "\\", "\x00", "\u2028", "🎉", "مرحبا", "é\u0301", "</script>", "x" * 5000]
)
def test_any_words_come_back_as_they_were(text: str) -> None:
    assert decode(encode(Wrote(text))) == Wrote(text)


@pytest.mark.parametrize("value", [(), ((),), (1, "a", None, True, 1.5), ((("x",),),)])
def test_plain_values_come_back_as_they_were(value: object) -> None:
    assert decode(encode(value)) == value


def test_what_equals_its_default_but_is_another_type_is_kept() -> None:
    assert repr(decode(encode(Safety(score=0)))) == repr(Safety(score=0))
    assert repr(decode(encode(Safety(score=False)))) == repr(Safety(score=False))


def test_an_instant_keeps_its_offset() -> None:
    at = datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=2)))

    back = decode(encode((at,)))
    assert isinstance(back, tuple)
    assert (back[0], back[0].utcoffset()) == (at, at.utcoffset())


def test_what_a_class_has_gained_since_takes_its_default() -> None:
    assert decode('{"":"Safety","decision":"warn"}') == Safety("warn")


@dataclass(frozen=True)
class Stranger:
    name: str = "x"


@pytest.mark.parametrize("value", [Stranger(), [1], {"a": 1}, {1}, b"x", object(), 1j, (Stranger(),), timedelta(1)])
def test_what_is_not_registered_cannot_be_written(value: object) -> None:
    with pytest.raises(TypeError, match="not registered"):
        encode(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "{",
        "{}",
        '{"a": 1}',
        '{"": 5}',
        '{"": "Stranger"}',
        '{"": "Conversation"}',
        '{"": "Home", "more": 1}',
        '{"": "Home", "__class__": 1}',
        '{"": "dict"}',
        '{"": "datetime", "iso": "yesterday"}',
        '{"": "datetime"}',
        '{"": "date", "iso": "2026-02-30"}',
        '[{"": "Wrote"}]',
        '{"": "Text", "fr": "{a}", "en": "{b}"}',
        "9" * 5000,
    ],
)
def test_a_text_that_is_none_of_ours_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableError):
        decode(text)


def test_a_text_without_bottom_is_unreadable() -> None:
    with pytest.raises(UnreadableError):
        decode("[" * 100_000)


def test_the_reason_tells_nothing_of_the_text() -> None:
    with pytest.raises(UnreadableError) as caught:
        decode('{"": "Wrote", "txet": "+33612345000"}')

    assert "+336" not in str(caught.value)


@given(
    st.recursive(
        loose.filter(lambda value: not isinstance(value, Wrote)),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=4), inner),
    )
)
def test_any_json_is_a_value_of_ours_or_unreadable(junk: object) -> None:
    try:
        value = decode(json.dumps(junk))
    except UnreadableError:
        return

    assert decode(encode(value)) == value


def test_names_and_values_stay_small() -> None:
    assert encode(Pressed(3, "send")) == '{"":"Pressed","turn":3,"choice":"send"}'
    assert encode(Home()) == '{"":"Home"}'
    assert encode((datetime(2026, 4, 14, tzinfo=UTC),)) == '[{"":"datetime","iso":"2026-04-14T00:00:00+00:00"}]'
    # ASCII only: half characters, which MsgFlash's JSON may hold, could not be stored otherwise.
    assert encode(Said(Text("é", "e"))) == '{"":"Said","text":{"":"Text","fr":"\\u00e9","en":"e"}}'
