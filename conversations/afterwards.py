"""Where an operator is once a campaign was confirmed: it waits, is created, paused, made to fit, or looked at."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from conversations.deeds import Result
from conversations.draft import Draft
from conversations.workspace import Campaign, Instance, Reference


@dataclass(frozen=True, slots=True)
class Receipt:
    """The campaign was created; this is MsgFlash's answer, and the date and name that were asked for."""

    reference: Reference
    campaign: Campaign
    asked_for: datetime
    name: str = ""
    created_at: datetime | None = None
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class HeldHere:
    """A confirmed campaign waits here before it is created."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class Confirming:
    """A campaign is about to be paused, to go on, or to be called over."""

    doing: Literal["pause", "resume", "end"]
    reference: Reference


@dataclass(frozen=True, slots=True)
class Stopped:
    """What came of pausing one campaign."""

    name: str
    result: Result


@dataclass(frozen=True, slots=True)
class Stopping:
    """Everything is about to be paused; `stopped` once that was tried, with the names of those taken back here.

    One that `waits` was confirmed while a campaign was being paused or resumed: it goes through once that has ended.
    """

    stopped: tuple[Stopped, ...] = ()
    taken_back: tuple[str, ...] = ()
    tried: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Copying:
    """A campaign is about to become a draft again; `change` when another answer than its time is to be changed."""

    reference: Reference
    change: bool = False


@dataclass(frozen=True, slots=True)
class Numbers:
    """Which number is to be looked at."""


@dataclass(frozen=True, slots=True)
class OfNumber:
    """How a number stands, and what MsgFlash said of it so far; `alone` when there is no other."""

    instance: Instance
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Fitting:
    """A campaign beyond its limits is made to fit: it is `held` first, and nothing goes on unless it is."""

    receipt: Receipt
    way: Literal["smaller", "waves", "later"]
    held: bool = False


@dataclass(frozen=True, slots=True)
class Wave:
    """One of several sendings: a draft of its own, with how many warm and cold contacts it goes to, if that is told."""

    draft: Draft
    people: int
    warm: int
    cold: int
    arbitrary: bool = False


@dataclass(frozen=True, slots=True)
class Waves:
    """Several sendings in place of one, to be confirmed together; so many people are in none of them."""

    receipt: Receipt
    waves: tuple[Wave, ...]
    left: int = 0


@dataclass(frozen=True, slots=True)
class WavesSent:
    """The waves are on their way, each by itself, with its name; `created` are those MsgFlash has taken."""

    waves: tuple[tuple[Reference, str], ...]
    created: tuple[Reference, ...] = ()
