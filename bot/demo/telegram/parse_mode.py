"""Texts with `parse_mode` HTML: tags become entities, or are refused in Telegram's own words.

The rules are those of "HTML style" in the Bot API manual; where that is silent, those of Telegram's own server.
"""

import re
from dataclasses import dataclass, field, replace

from bot.demo.telegram import links, utf16
from bot.demo.telegram.entities import Entity, Formatted, in_order, time_format
from bot.demo.telegram.refusals import RefusedError, bad_request

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-zA-Z]+));?")
_LAST_CHARACTER = 0x10FFFF
_TAG_NAME = re.compile(r"[^ \t\r\n\v>]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\v=>/\"']*")
_BARE_VALUE = re.compile(r"[A-Za-z0-9.\-]*")
_SPACE = re.compile(r"[ \t\r\n\v]*")
_LANGUAGE = "language-"


@dataclass(frozen=True, slots=True)
class _Tag:
    """A start tag that waits for its end."""

    name: str
    attributes: dict[str, str]
    start: int


@dataclass(slots=True)
class _Reading:
    """How far the source is read, and what came of it."""

    source: str
    place: int = 0
    characters: list[str] = field(default_factory=list)
    size: int = 0
    tags: list[_Tag] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    languages: dict[tuple[int, int], str] = field(default_factory=dict)

    def skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.place)
        assert match is not None, "each of these patterns matches the empty string"
        self.place = match.end()
        return match[0]

    @property
    def next(self) -> str:
        return self.source[self.place : self.place + 1]

    def write(self, text: str) -> None:
        self.characters.append(text)
        self.size += utf16.length(text)

    def bytes_before(self, place: int) -> int:
        return len(self.source[:place].encode("utf-8", "surrogatepass"))


def parsed(source: str) -> Formatted:
    """Read the HTML; its entities overlap only as its tags do."""
    reading = _Reading(source)
    while reading.place < len(source):
        if reading.next == "&":
            reading.write(_reference(reading) or "&")
        elif reading.next != "<":
            reading.write(reading.next)
            reading.place += 1
        elif source.startswith("</", reading.place):
            _end_tag(reading)
        else:
            _start_tag(reading)
    if reading.tags:
        raise _unparsable(f'Can\'t find end tag corresponding to start tag "{reading.tags[-1].name}"')
    text = "".join(reading.characters)
    if utf16.has_lone_surrogate(text):
        raise _unparsable(
            "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code "
            "units"
        )
    return Formatted(text, in_order(reading.entities))


def _unparsable(reason: str) -> RefusedError:
    return bad_request(f"can't parse entities: {reason}")


def _reference(reading: _Reading) -> str:
    """Read `&lt;` and its like; nothing, past one character, when it is none that Telegram knows."""
    match = _REFERENCE.match(reading.source, reading.place)
    character = ""
    if match is not None:
        hexadecimal, decimal, name = match.groups()
        code = int(hexadecimal, 16) if hexadecimal else int(decimal or 0)
        character = _NAMED.get(name, "") if name else chr(code) if 0 < code < _LAST_CHARACTER else ""
    reading.place = match.end() if match is not None and character else reading.place + 1
    return character


def _start_tag(reading: _Reading) -> None:
    begin = reading.place
    where = f"at byte offset {reading.bytes_before(begin)}"
    reading.place += 1
    name = reading.skip(_TAG_NAME).lower()
    if not reading.next:
        raise _unparsable(f"Unclosed start tag {where}")
    if name not in _KINDS:
        raise _unparsable(f'Unsupported start tag "{name}" {where}')
    attributes: dict[str, str] = {}
    while True:
        reading.skip(_SPACE)
        if reading.next == ">":
            break
        attribute = reading.skip(_ATTRIBUTE_NAME)
        if not attribute:
            raise _unparsable(f'Empty attribute name in the tag "{name}" {where}')
        attributes[attribute] = _value(reading, name, where)
    reading.place += 1
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise _unparsable(f'Tag "span" must have class "tg-spoiler" {where}')
    reading.tags.append(_Tag(name, attributes, reading.size))


def _value(reading: _Reading, tag: str, where: str) -> str:
    reading.skip(_SPACE)
    if reading.next != "=":
        if not reading.next:
            raise _unparsable(f'Unclosed start tag "{tag}" {where}')
        return ""
    reading.place += 1
    reading.skip(_SPACE)
    quote = reading.next
    if not quote:
        raise _unparsable(f'Unclosed start tag "{tag}" {where}')
    if quote not in {'"', "'"}:
        begin = reading.place
        value = reading.skip(_BARE_VALUE).lower()
        if reading.next != ">" and not reading.next.isspace():
            raise _unparsable(f"Unexpected end of name token at byte offset {reading.bytes_before(begin)}")
        return value
    reading.place += 1
    characters: list[str] = []
    while reading.next and reading.next != quote:
        if reading.next == "&":
            characters.append(_reference(reading) or "&")
        else:
            characters.append(reading.next)
            reading.place += 1
    reading.place += 1
    if not reading.next:
        raise _unparsable(f"Unclosed start tag {where}")
    return "".join(characters)


def _end_tag(reading: _Reading) -> None:
    begin = reading.place
    where = f"at byte offset {reading.bytes_before(begin)}"
    if not reading.tags:
        raise _unparsable(f"Unexpected end tag {where}")
    reading.place += 2
    name = reading.skip(_TAG_NAME).lower()
    reading.skip(_SPACE)
    if reading.next != ">":
        raise _unparsable(f"Unclosed end tag {where}")
    reading.place += 1
    tag = reading.tags.pop()
    if name not in {"", tag.name}:
        raise _unparsable(f'Unmatched end tag {where}, expected "</{tag.name}>", found "</{name}>"')
    if reading.size > tag.start:
        _close(reading, tag)


def _close(reading: _Reading, tag: _Tag) -> None:
    plain = Entity(_KINDS[tag.name], tag.start, reading.size - tag.start)
    match tag.name:
        case "a":
            reading.entities += _link(reading, tag, plain)
        case "tg-emoji":
            reading.entities.append(replace(plain, details={"custom_emoji_id": _emoji_id(tag)}))
        case "tg-time":
            reading.entities += _time(tag, plain)
        case "blockquote" if "expandable" in tag.attributes:
            reading.entities.append(replace(plain, kind="expandable_blockquote"))
        case "code" | "pre":
            _close_code(reading, tag, plain)
        case _:
            reading.entities.append(plain)


def _close_code(reading: _Reading, tag: _Tag, plain: Entity) -> None:
    """`<pre><code class="language-…">` is one entity, in either order of the tags."""
    stretch = (plain.offset, plain.length)
    declared = tag.attributes.get("class", "")
    if tag.name == "code" and declared.startswith(_LANGUAGE):
        reading.languages[stretch] = declared.removeprefix(_LANGUAGE)
    previous = reading.entities[-1] if reading.entities else None
    language = reading.languages.get(stretch, "")
    if previous and language and {previous.kind, plain.kind} == {"code", "pre"} and stretch == _stretch(previous):
        reading.entities[-1] = replace(previous, kind="pre", details={"language": language})
    else:
        reading.entities.append(plain)


def _stretch(entity: Entity) -> tuple[int, int]:
    return (entity.offset, entity.length)


def _link(reading: _Reading, tag: _Tag, plain: Entity) -> list[Entity]:
    address = tag.attributes.get("href", "")
    if not address:
        address = utf16.piece("".join(reading.characters), plain.offset, plain.length)
    user = links.mentioned_user(address)
    if user is not None:
        return [replace(plain, kind="text_mention", details={"user": {"id": user}})]
    try:
        return [replace(plain, details={"url": links.checked(address)})]
    except links.BadLinkError:
        # Telegram shows the words of a bad link and says nothing.
        return []


def _emoji_id(tag: _Tag) -> str:
    identifier = tag.attributes.get("emoji-id", "")
    if not re.fullmatch(r"-?[0-9]{1,19}", identifier) or int(identifier) == 0:
        raise bad_request("Invalid custom emoji identifier specified")
    return identifier


def _time(tag: _Tag, plain: Entity) -> list[Entity]:
    try:
        shape = time_format(tag.attributes.get("format", ""))
    except ValueError as error:
        raise _unparsable("Invalid date format used") from error
    digits = re.match(r"[0-9]{1,10}", tag.attributes.get("unix", ""))
    if digits is None or int(digits[0]) == 0:
        return []
    details: dict[str, object] = {"unix_time": int(digits[0])}
    if shape:
        details["date_time_format"] = shape
    return [replace(plain, kind="date_time", details=details)]
