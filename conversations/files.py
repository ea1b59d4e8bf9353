"""The files a campaign can carry, and what there is to be found out about one before it is taken.

A file is given by a public link, or sent from the phone and then handed out by the bot itself.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from conversations.words import Said

MediaKind: TypeAlias = Literal["image", "video", "document", "audio", "voice_note"]


@dataclass(frozen=True, slots=True)
class LinkOf:
    """Whether a link leads everybody to a file that can be sent as this kind of message."""

    url: str
    kind: MediaKind


@dataclass(frozen=True, slots=True)
class FileOf:
    """A file sent from the phone, brought to where MsgFlash can fetch it; `holder` is what needs it.

    `id` is Telegram's; name, type and size (bytes) are what the sender's phone said, which need not be so.
    """

    id: str
    kind: MediaKind
    holder: str
    name: str | None = None
    mime: str | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class FileNeeded:
    """A campaign that leaves then (aware) needs this file: MsgFlash fetches it at the address.

    `every` is how it repeats, in MsgFlash's word.
    """

    reference: str
    name: str
    url: str
    kind: MediaKind
    leaves: datetime
    every: str


@dataclass(frozen=True, slots=True)
class Reached:
    """The link is good."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that the bot hands out: its SHA-256, its safe name, its true type, its bytes.

    It is there `until` then (aware), and longer once a campaign needs it.
    """

    digest: str
    name: str
    mime: str
    size: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Hosted:
    """The file is kept, and MsgFlash can fetch it at this address."""

    url: str
    kept: Kept


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """The file or link cannot be sent; the reason also says how to mend it."""

    reason: Said
