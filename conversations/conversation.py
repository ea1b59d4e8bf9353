"""Everything the bot remembers of its talk with one operator."""

# ruff: noqa: PLC0414 - the stages of another module are stages of the conversation all the same

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from conversations.afterwards import (
    Confirming as Confirming,
)
from conversations.afterwards import (
    Copying as Copying,
)
from conversations.afterwards import (
    Fitting as Fitting,
)
from conversations.afterwards import (
    HeldHere as HeldHere,
)
from conversations.afterwards import (
    Numbers as Numbers,
)
from conversations.afterwards import (
    OfNumber as OfNumber,
)
from conversations.afterwards import (
    Receipt as Receipt,
)
from conversations.afterwards import (
    Stopped as Stopped,
)
from conversations.afterwards import (
    Stopping as Stopping,
)
from conversations.afterwards import (
    Wave as Wave,
)
from conversations.afterwards import (
    Waves as Waves,
)
from conversations.afterwards import (
    WavesSent as WavesSent,
)
from conversations.airlock import USUAL as THREE_MINUTES
from conversations.airlock import Airlock
from conversations.deeds import Deed, PauseAll
from conversations.draft import Draft
from conversations.habits import NONE, Habits
from conversations.needs import Finding, Found, Need
from conversations.quiet import USUAL, Quiet
from conversations.words import Language, Said
from conversations.workspace import Record, Reference


@dataclass(frozen=True, slots=True)
class Home:
    """Nothing is being asked."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A step's question is open; from the recap it was opened alone, and Back leads there again."""

    step: str
    memo: object = None
    from_recap: bool = False


@dataclass(frozen=True, slots=True)
class Recap:
    """All is answered: it is read and sent, an answer is picked to be `changed`, or a grave sending made `sure`.

    A template is shown as the contact with the number `sample` reads it. `proposed` while its time is the bot's own
    proposal.
    """

    doing: Literal["read", "checks", "change", "sure"] = "read"
    sample: int = 0
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Sending:
    """The one request is under way."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Nobody knows whether the campaign arrived: the operator looks, and says so."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class NewOrOn:
    """A new campaign was wanted while a draft is open."""


@dataclass(frozen=True, slots=True)
class Dropping:
    """A draft with answers is about to be thrown away."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class Drafts:
    page: int = 0


@dataclass(frozen=True, slots=True)
class Campaigns:
    page: int = 0


@dataclass(frozen=True, slots=True)
class Watching:
    record: Record
    page: int = 0


@dataclass(frozen=True, slots=True)
class ChoosingLanguage:
    """Which language the bot speaks."""


@dataclass(frozen=True, slots=True)
class ChoosingZone:
    """Where the operator is; `zones` are the IANA names that what was typed may mean, `name` how it was read."""

    zones: tuple[str, ...] = ()
    typed: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Helping:
    """What the bot does and understands."""


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """Where the operator's own tests go; `typed` while it is being read as a number."""

    typed: str = ""


Stage: TypeAlias = (
    Home
    | Asking
    | Recap
    | Sending
    | OwnNumber
    | Unsettled
    | Receipt
    | NewOrOn
    | Dropping
    | Drafts
    | Campaigns
    | Watching
    | HeldHere
    | Confirming
    | Stopping
    | Copying
    | Numbers
    | OfNumber
    | Fitting
    | Waves
    | WavesSent
    | ChoosingLanguage
    | ChoosingZone
    | Helping
)


@dataclass(frozen=True, slots=True)
class Submission:
    """A confirmed draft on its way: kept until a person or MsgFlash says what became of it.

    One that is held waits here `until` then, and has not left. Of a `brief` one the receipt says only what is new.
    """

    reference: Reference
    attempt: int
    draft: Draft
    name: str
    schedule: datetime
    at: datetime
    state: Literal["held", "sent", "unknown"] = "sent"
    until: datetime | None = None
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Arrived:
    """A campaign was created while the operator was elsewhere in the talk."""

    receipt: Receipt
    brief: bool = False


@dataclass(frozen=True, slots=True)
class CameBack:
    """A campaign was not taken while the operator was elsewhere; its draft was put aside."""

    name: str
    why: Said
    code: str | None


@dataclass(frozen=True, slots=True)
class InDoubt:
    """The outcome of a submission is unknown, and the operator is elsewhere."""

    reference: Reference
    name: str


@dataclass(frozen=True, slots=True)
class Left:
    """A question of a draft was left half answered: it is taken up there again."""

    reference: Reference
    stage: Asking


@dataclass(frozen=True, slots=True)
class FileOutOfReach:
    """A campaign is about to leave, and its file cannot be fetched."""

    reference: str
    name: str
    leaves: datetime


News: TypeAlias = Arrived | CameBack | InDoubt | FileOutOfReach


@dataclass(frozen=True, slots=True)
class Conversation:
    """One operator's talk.

    `seed` makes references differ between operators. `turn` rises with every change, and every button bears it; those
    borne since turn `since` are still good, for nothing that has to be known was added; `redrawn` turns longer, while
    only checks drew the screen anew, those that do not send.
    `offered` are the choices on the screen of this turn: nothing else can be pressed. `fetching` are the readings under
    way, `found` what they gave, `doing` is the deed under way; `stopping`
    goes on beside it, or waits for it when it pauses or resumes. `news` are messages owed besides the living one, each
    until it is told. `notice` is what was just done,
    `problem` why the last reply or request was not taken, `code` MsgFlash's own word for it. `album` is the last album
    whose first part was answered. `zone_known` once the operator confirmed the zone. `hosts` when the bot can hand out
    files that are sent to it. `habits` is what is offered again. `left` is what was half answered when left last.
    `promised` is the airlock as the screen of this turn spoke of it.
    """

    seed: str
    language: Language
    zone: str
    turn: int = 0
    stage: Stage = Home()
    draft: Draft | None = None
    aside: tuple[Draft, ...] = ()
    submissions: tuple[Submission, ...] = ()
    news: tuple[News, ...] = ()
    notice: Said | None = None
    problem: Said | None = None
    code: str | None = None
    found: tuple[Found, ...] = ()
    fetching: tuple[Need, ...] = ()
    doing: Deed | None = None
    offered: tuple[str, ...] = ()
    begun: int = 0
    album: str | None = None
    quiet: Quiet = USUAL
    zone_known: bool = False
    hosts: bool = False
    habits: Habits = NONE
    left: Left | None = None
    airlock: Airlock = THREE_MINUTES
    since: int = 0
    promised: Airlock = THREE_MINUTES
    redrawn: int = 0
    stopping: PauseAll | None = None

    def finding(self, need: Need | None) -> Finding | None:
        """Return what a need gave, None while nobody knows."""
        return next((found.finding for found in self.found if found.need == need), None)


MOST_ASIDE = 20


def begin(seed: str, language: Language, zone: str, quiet: Quiet = USUAL, *, hosts: bool = False) -> Conversation:
    """Return a talk in which nothing has been said. `zone` is an IANA name, not yet confirmed by the operator."""
    return Conversation(seed, language, zone, quiet=quiet, hosts=hosts)
