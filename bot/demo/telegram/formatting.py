"""A text as it was sent, made into the text and entities that are delivered: parsed, cleaned, trimmed, links found."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from bot.demo.telegram import detection, links, parse_mode, utf16
from bot.demo.telegram.entities import Entity, Formatted, nested, time_format, with_found
from bot.demo.telegram.refusals import bad_request

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024

_LONGEST_SOURCE = 1 << 15
_FARTHEST = 1_000_000
_FOUND = frozenset(("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"))
_PLAIN = frozenset(
    ("bold", "italic", "underline", "strikethrough", "spoiler", "code", "blockquote", "expandable_blockquote")
)
# Line and paragraph separators and the old direction marks are taken out; the isolates U+2066 to U+2069 stay.
_REMOVED = frozenset("\r\u2028\u2029\u202a\u202b\u202c\u202d\u202e")
_SPACES = frozenset(chr(code) for code in range(32)) - {"\n", "\r"}

Users = Callable[[int], Mapping[str, object] | None]
"""Finds the person a text_mention is about."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text with the two ways to format it; `mode` is `parse_mode`, `entities` the JSON given beside the text."""

    text: str
    mode: str = ""
    entities: object = None


def formatted(source: Source, users: Users) -> Formatted:
    """Give the text as it is delivered, which may be empty. Lengths are checked by the caller."""
    if len(source.text.encode("utf-8", "surrogatepass")) > _LONGEST_SOURCE:
        raise bad_request("Text is too long")
    if utf16.has_lone_surrogate(source.text):
        raise bad_request("strings must be encoded in UTF-8")
    mode = source.mode.lower()
    if mode == "html":
        read = parse_mode.parsed(source.text)
    elif mode in {"", "none"}:
        read = Formatted(source.text, tuple(_given(source.entities)))
    else:
        raise bad_request("Unsupported parse_mode")
    known = tuple(_introduced(read.entities, users))
    _check_places(read.text, known)
    clean = _trimmed(_cleaned(Formatted(read.text, nested(known))))
    return Formatted(clean.text, with_found(clean.entities, detection.found(clean.text)))


def _given(entities: object) -> Iterable[Entity]:
    if not isinstance(entities, list):
        return
    for entity in entities:
        try:
            kind, offset, length = entity["type"], int(entity["offset"]), int(entity["length"])
            details = _details(kind, entity)
        except (KeyError, TypeError, ValueError) as error:
            reason = error.args[0] if isinstance(error, _BadEntityError) else "expected an Object"
            raise bad_request(f"can't parse MessageEntity: {reason}") from error
        if kind not in _FOUND and details is not None:
            yield Entity(kind, offset, length, details)


class _BadEntityError(ValueError):
    pass


def _details(kind: str, entity: Mapping[str, object]) -> Mapping[str, object] | None:
    if kind in _PLAIN or kind in _FOUND:
        return {}
    match kind:
        case "pre":
            return {"language": entity["language"]} if entity.get("language") else {}
        case "text_link":
            return _link(str(entity["url"]))
        case "text_mention":
            return {"user": entity["user"]}
        case "custom_emoji":
            return {"custom_emoji_id": str(entity["custom_emoji_id"])}
        case "date_time":
            return _time(entity)
        case _:
            raise _BadEntityError("Unsupported type specified")


def _link(url: str) -> Mapping[str, object] | None:
    try:
        return {"url": links.checked(url)}
    except links.BadLinkError:
        return None


def _time(entity: Mapping[str, object]) -> Mapping[str, object]:
    try:
        shape = time_format(str(entity.get("date_time_format") or ""))
    except ValueError as error:
        raise _BadEntityError("Invalid date-time format specified") from error
    details: dict[str, object] = {"unix_time": int(str(entity["unix_time"]))}
    return details | ({"date_time_format": shape} if shape else {})


def _introduced(entities: Iterable[Entity], users: Users) -> Iterable[Entity]:
    """Replace the bare id in a text_mention by the person; a stranger's mention is dropped, as Telegram does."""
    for entity in entities:
        if entity.kind != "text_mention":
            yield entity
            continue
        user = entity.details["user"]
        identifier = user.get("id") if isinstance(user, Mapping) else None
        person = users(identifier) if isinstance(identifier, int) else None
        if person is not None:
            yield replace(entity, details={"user": dict(person)})


def _check_places(text: str, entities: Iterable[Entity]) -> None:
    places = utf16.places(text)
    end, between = places[-1], set(places)
    for entity in entities:
        if not 0 <= entity.offset <= _FARTHEST:
            raise bad_request(f"receive an entity with incorrect offset {entity.offset}")
        if not 0 <= entity.length <= _FARTHEST:
            raise bad_request(f"receive an entity with incorrect length {entity.length}")
        if entity.offset > end:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {entity.offset}")
        if entity.end > end:
            raise bad_request(
                f"entity beginning at UTF-16 offset {entity.offset} ends after the end of the text at UTF-16 offset "
                f"{entity.end}"
            )
        if entity.offset not in between or entity.end not in between:
            raise bad_request(f"entity beginning at UTF-16 offset {entity.offset} ends in a middle of a UTF-16 symbol")


def _cleaned(read: Formatted) -> Formatted:
    """Take out what Telegram never delivers, moving the entities along."""
    if not _REMOVED.intersection(read.text) and not _SPACES.intersection(read.text):
        return read
    moved: dict[int, int] = {}
    characters: list[str] = []
    size = 0
    for character, place in zip(read.text, utf16.places(read.text), strict=False):
        moved[place] = size
        if character not in _REMOVED:
            characters.append(" " if character in _SPACES else character)
            size += utf16.length(character)
    moved[utf16.length(read.text)] = size
    return _shifted("".join(characters), read.entities, lambda place: moved[place])


def _trimmed(read: Formatted) -> Formatted:
    """Cut spaces and line breaks at the end, and those at the beginning that come before the first entity."""
    text = read.text.rstrip(" \n")
    leading = len(text) - len(text.lstrip(" \n"))
    kept = min([leading, *(entity.offset for entity in read.entities)])
    end = utf16.length(text)
    return _shifted(text[kept:], read.entities, lambda place: min(place, end) - kept)


def _shifted(text: str, entities: Iterable[Entity], move: Callable[[int], int]) -> Formatted:
    moved = (
        replace(entity, offset=move(entity.offset), length=move(entity.end) - move(entity.offset))
        for entity in entities
    )
    return Formatted(text, nested(moved))
