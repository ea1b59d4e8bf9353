"""What the conversation asks of the world; plain values, carried out by the runner in their order."""

from dataclasses import dataclass
from typing import TypeAlias

from conversations.conversation import Conversation, News, Submission
from conversations.deeds import Deed
from conversations.ledger import Entered
from conversations.needs import Need
from conversations.screen import Screen
from conversations.words import Said
from conversations.workspace import Record


@dataclass(frozen=True, slots=True)
class Show:
    """Put this on the living message: in place, or `below` what the operator has just sent.

    A `passing` screen only says that something is being read: it is left out when the answer comes at once.
    """

    screen: Screen
    below: bool = False
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Toast:
    """Answer a pressed button; `said` is shown for a moment."""

    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Fetch:
    need: Need


@dataclass(frozen=True, slots=True)
class Do:
    """Ask MsgFlash for something that changes something, once."""

    deed: Deed


@dataclass(frozen=True, slots=True)
class Submit:
    """Create the campaign, once."""

    submission: Submission


@dataclass(frozen=True, slots=True)
class Keep:
    """Write a created campaign into the bot's own list."""

    record: Record


@dataclass(frozen=True, slots=True)
class Enter:
    """Write this into the ledger of a number."""

    entered: Entered


@dataclass(frozen=True, slots=True)
class Tell:
    """Post a message that stays, besides the living one."""

    news: News
    screen: Screen


Effect: TypeAlias = Show | Toast | Fetch | Do | Submit | Keep | Enter | Tell


@dataclass(frozen=True, slots=True)
class Transition:
    """The conversation as it is now, and what it asks."""

    conversation: Conversation
    effects: tuple[Effect, ...] = ()
