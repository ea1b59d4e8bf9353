"""Conversations and events as JSON text and back, by their own class names.

Only the classes registered here can be written or read: what comes out of the database is never more than a value.
"""

import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from types import ModuleType

from conversations import (
    conversation,
    crowds,
    deeds,
    draft,
    events,
    files,
    fitting,
    ledger,
    needs,
    people,
    watch,
    words,
    workspace,
)
from conversations.flow import STEPS
from conversations.markup.spans import Span
from conversations.quiet import Quiet
from conversations.step import Attached, SentFile, SharedContact, Wrote

_KIND = ""
_REPLIES: list[type] = [Attached, SentFile, SharedContact, Span, Wrote]


class UnreadableError(Exception):
    """The text was not written by this version of the bot, or is damaged."""


def encode(value: object) -> str:
    """Return a registered value as JSON text. Raises TypeError for any other."""
    return json.dumps(_plain(value), separators=(",", ":"))


def decode(text: str) -> object:
    """Return the value written as `text`. Raises UnreadableError."""
    try:
        return _value(json.loads(text))
    except (ValueError, TypeError, KeyError, RecursionError) as reason:
        raise UnreadableError(f"stored value cannot be read: {type(reason).__name__}") from reason


def _registered(*modules: ModuleType) -> dict[str, type]:
    classes = [found for module in modules for found in vars(module).values() if is_dataclass(found)]
    own = [found for step in STEPS for found in (step.answer, *step.memos)] + _REPLIES + [Quiet]
    names: dict[str, type] = {}
    for found in (*classes, *own):
        if isinstance(found, type) and names.setdefault(found.__name__, found) is not found:
            raise TypeError(f"two classes are called {found.__name__}")
    return names


_CLASSES = _registered(
    conversation, crowds, deeds, draft, events, files, fitting, ledger, needs, people, watch, words, workspace
)
_FIELDS = {
    found: tuple((field.name, field.default if field.default is not MISSING else MISSING) for field in fields(found))
    for found in _CLASSES.values()
}


def _plain(value: object) -> object:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return {_KIND: "datetime", "iso": value.isoformat()}
        case date():
            return {_KIND: "date", "iso": value.isoformat()}
        case tuple():
            return [_plain(item) for item in value]
        case _:
            return _fields(value)


def _fields(value: object) -> dict[str, object]:
    kind = type(value)
    if kind not in _FIELDS:
        raise TypeError(f"{kind.__name__} is not registered for storage")
    written: dict[str, object] = {_KIND: kind.__name__}
    for name, default in _FIELDS[kind]:
        inner = getattr(value, name)
        if default is MISSING or inner != default or type(inner) is not type(default):
            written[name] = _plain(inner)
    return written


def _value(plain: object) -> object:
    match plain:
        case list():
            return tuple(_value(item) for item in plain)
        case {"": "datetime", "iso": str(iso)}:
            return datetime.fromisoformat(iso)
        case {"": "date", "iso": str(iso)}:
            return date.fromisoformat(iso)
        case {"": str(name), **inner}:
            return _CLASSES[name](**{str(key): _value(item) for key, item in inner.items()})
        case dict():
            raise ValueError("a value without a class")
        case _:
            return plain
