"""What each kind of message must and may have, and whether a body keeps to it: exactly one content mode."""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from bot.demo.msgflash.calls import Filled, Form
from bot.demo.msgflash.faults import Flaw

E164 = re.compile(r"\+[1-9][0-9]{6,14}")
LONGEST_TEXT = 4096
MEDIA = ("image", "video", "audio", "document", "voice_note")
_CAPTIONED = ("image", "video", "document")


def _link(text: str) -> str:
    if any(character.isspace() for character in text):
        raise ValueError("Expected a URL without spaces")
    # urlsplit raises a ValueError of its own for a malformed host or port.
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or (parts.port is not None and not parts.port):
        raise ValueError("Expected an http or https URL")
    return text


def _phone(text: str) -> str:
    if E164.fullmatch(text) is None:
        raise ValueError("Expected an international number such as +33639980001")
    return text


def _plain(value: object) -> object:
    if not isinstance(value, str | int | float):
        raise ValueError("Expected a text, a number, true or false")  # noqa: TRY004  (pydantic turns only a ValueError into a flaw)
    return value


Link = Annotated[str, AfterValidator(_link)]
Phone = Annotated[str, AfterValidator(_phone)]
Body = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
Variables = dict[str, Annotated[object, AfterValidator(_plain)]]


class Reply(Form):
    type: Literal["reply"]
    display_text: Filled
    id: Filled


class Open(Form):
    type: Literal["url"]
    display_text: Filled
    url: Link


class Dial(Form):
    type: Literal["call"]
    display_text: Filled
    phone_number: Phone


class Copy(Form):
    type: Literal["copy"]
    display_text: Filled
    copy_code: Filled


class Pay(Form):
    type: Literal["pix"]
    display_text: Filled = ""
    currency: Filled
    name: Filled
    key_type: Filled
    key: Filled


Button = Annotated[Reply | Open | Dial | Copy | Pay, Field(discriminator="type")]
Buttons = Annotated[list[Button], Field(min_length=1, max_length=2)]


def demands(text: str) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each type the fields it must and may have; `text` is what the route calls its text field."""
    media = {kind: (("mediaUrl",), (text,) if kind in _CAPTIONED else ()) for kind in MEDIA}
    return {
        "text": ((text,), ()),
        **media,
        "buttons": (("title", "description", "buttons"), ("footer",)),
        "location": (("latitude", "longitude"), ("locationName", "locationAddress")),
        "contact": (("contactId",), ()),
    }


def content_flaws(given: AbstractSet[str], kind: str | None, text: str, content: AbstractSet[str]) -> Iterator[Flaw]:
    """Tell what contradicts the content rule; `content` names every field that belongs to a direct mode."""
    if kind is None:
        if "templateId" not in given:
            yield Flaw(("type",), "Either templateId or type with its content is required")
        for name in sorted(given & content):
            yield Flaw((name,), "Not allowed with templateId" if "templateId" in given else "Not allowed without type")
        return
    required, optional = demands(text)[kind]
    for name in required:
        if name not in given:
            yield Flaw((name,), f"Required when type is {kind}")
    for name in sorted((given & content) - {*required, *optional}):
        yield Flaw((name,), f"Not allowed when type is {kind}")
    for name in ("templateId", "variables"):
        if name in given:
            yield Flaw((name,), "Not allowed together with type")
