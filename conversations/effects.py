"""What the conversation asks of the world; plain values, carried out by the runner in their order."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from conversations.conversation import Conversation, News, Submission
from conversations.deeds import Deed
from conversations.draft import Draft
from conversations.ledger import Entered
from conversations.needs import Need
from conversations.screen import Screen
from conversations.watch import Watch
from conversations.words import Said
from conversations.workspace import Campaign, Record, Reference


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
    """Read this. What is found may wait a moment for the rest where it is `aside`, beside what the screen is for."""

    need: Need
    aside: bool = False


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


@dataclass(frozen=True, slots=True)
class Hold:
    """Say when a submission that waits here has waited long enough."""

    submission: Submission


@dataclass(frozen=True, slots=True)
class Follow:
    """Watch a campaign from now on; `draft` is what it was made of."""

    watch: Watch
    draft: Draft


@dataclass(frozen=True, slots=True)
class Track:
    """A campaign was read, or changed, for the operator: what is watched of it follows at once."""

    campaign: Campaign


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Read a campaign now, for its card."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class Learn:
    """Remember something of this MsgFlash for every campaign to come."""

    fact: Literal["late pause only"]


Watching: TypeAlias = Hold | Follow | Track | LookAgain | Learn
Effect: TypeAlias = Show | Toast | Fetch | Do | Submit | Keep | Enter | Tell | Watching


@dataclass(frozen=True, slots=True)
class Transition:
    """The conversation as it is now, and what it asks."""

    conversation: Conversation
    effects: tuple[Effect, ...] = ()
