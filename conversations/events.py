"""What can happen to a conversation: an operator's deed, or the world's answer."""

from dataclasses import dataclass
from typing import TypeAlias

from conversations.conversation import News
from conversations.deeds import Deed, Result
from conversations.needs import Found, Need
from conversations.step import Attached, Wrote
from conversations.workspace import Campaign, Reference


@dataclass(frozen=True, slots=True)
class Commanded:
    """A command was given, named without its slash; `argument` is what follows it."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button was pressed; `turn` is the one it bears, None on messages that stay: their keys are commands."""

    turn: int | None
    choice: str


@dataclass(frozen=True, slots=True)
class Edited:
    """An earlier message was changed by its author."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was needed has been read, or could not be: one thing, or several at a time."""

    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Progressed:
    """A long reading has come this far; `of` is None where nobody knows how much there is."""

    need: Need
    done: int
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Did:
    """What came of a deed."""

    deed: Deed
    result: Result


@dataclass(frozen=True, slots=True)
class Accepted:
    """MsgFlash created the campaign."""

    reference: Reference
    attempt: int
    campaign: Campaign


@dataclass(frozen=True, slots=True)
class Refused:
    """MsgFlash said plainly that it did not take the campaign. `field` is a dotted path into the request."""

    reference: Reference
    attempt: int
    code: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The request never left."""

    reference: Reference
    attempt: int


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """The request may have arrived."""

    reference: Reference
    attempt: int


@dataclass(frozen=True, slots=True)
class Ripe:
    """A submission has waited here long enough."""

    reference: Reference
    attempt: int


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of news has reached the operator."""

    news: News


@dataclass(frozen=True, slots=True)
class Noticed:
    """The bot saw by itself what the operator should know."""

    news: News


Event: TypeAlias = (
    Commanded
    | Pressed
    | Wrote
    | Attached
    | Edited
    | Fetched
    | Progressed
    | Did
    | Accepted
    | Refused
    | Unreachable
    | Unconfirmed
    | Ripe
    | Told
    | Noticed
)
