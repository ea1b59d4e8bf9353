"""What must be read before something can be shown, and what reading it gives.

Needs are plain values: the runner fetches them and feeds the finding back as an event.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from conversations.files import FileOf, Hosted, LinkOf, Reached, TurnedDown
from conversations.fitting import Limits, Part
from conversations.ledger import Entries, Reach, SentBefore, Verdicts
from conversations.people import (
    ContactPage,
    ContactSearch,
    Gather,
    Gathered,
    KnownTags,
    Members,
    NoList,
    Sample,
    Selection,
    Settle,
    TagPage,
    Unmatched,
    Unread,
)
from conversations.workspace import Campaign, CampaignId, Group, Instance, InstanceId, Record, Template, TemplateId


@dataclass(frozen=True, slots=True)
class Instances:
    """All numbers of the workspace."""


@dataclass(frozen=True, slots=True)
class ContactTotal:
    """How many contacts the workspace holds."""


@dataclass(frozen=True, slots=True)
class Groups:
    """One page of contact groups; `cursor` is MsgFlash's own, None for the first page.

    `search` is what their names or descriptions hold, at most 100 characters.
    """

    cursor: str | None = None
    search: str = ""


@dataclass(frozen=True, slots=True)
class Templates:
    """One page of templates; pages start at 1."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class Preview:
    """A template as MsgFlash renders it with these values."""

    template: TemplateId
    instance: InstanceId
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Created:
    """One page of the bot's own list of campaigns, newest first; pages start at 0."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """A campaign as it stands at MsgFlash now."""

    campaign: CampaignId


PeopleNeed: TypeAlias = TagPage | Members | ContactSearch | Gather | Settle
FileNeed: TypeAlias = FileOf | LinkOf


@dataclass(frozen=True, slots=True)
class LiveState:
    """Whether a number is linked to WhatsApp at this moment."""

    instance: InstanceId


@dataclass(frozen=True, slots=True)
class Health:
    """What MsgFlash makes of a number at this moment."""

    instance: InstanceId


@dataclass(frozen=True, slots=True)
class Usage:
    """How many messages the plan leaves this month."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Those of a campaign's recipients to whom it may go within the limits, in one part or in waves.

    `words` are tags, a group or a selection; `total` is how many MsgFlash counted, if it told. With several tags
    MsgFlash does not say whether one or all must be borne: the total decides.
    """

    reach: Reach
    words: tuple[str, ...]
    total: int | None
    limits: Limits
    way: Literal["smaller", "waves"]


Check: TypeAlias = LiveState | Health | Usage | Verdicts | SentBefore
"""What is looked at before a campaign is sent; nobody waits for it."""
Own: TypeAlias = Instances | ContactTotal | Groups | Templates | Preview | Created | State
Need: TypeAlias = Own | PeopleNeed | FileNeed | Check | Fit


@dataclass(frozen=True, slots=True)
class InstanceList:
    instances: tuple[Instance, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """`names` are a few of them."""

    contacts: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupPage:
    groups: tuple[Group, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class TemplatePage:
    templates: tuple[Template, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a recipient would read; `missing` names the variables without a value."""

    text: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordPage:
    records: tuple[Record, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class CampaignState:
    campaign: Campaign


@dataclass(frozen=True, slots=True)
class NumberState:
    """MsgFlash's word for a number's link, and when it was asked."""

    status: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NumberHealth:
    """What could be read of a number's health; the shape is not documented."""

    at: datetime
    state: str | None = None
    score: float | None = None
    max_recipients: int | None = None
    max_cold_ratio: float | None = None


@dataclass(frozen=True, slots=True)
class MonthLeft:
    """Messages left until the period ends, and whether the plan has campaigns, if that is told."""

    left: int
    of: int
    at: datetime
    campaigns: bool | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """The need could not be met. `code` is MsgFlash's own word, None when no answer came."""

    code: str | None = None


PeopleFinding: TypeAlias = KnownTags | Unread | Sample | ContactPage | Gathered | Unmatched | NoList | Selection
FileFinding: TypeAlias = Hosted | Reached | TurnedDown


@dataclass(frozen=True, slots=True)
class Fitted:
    """Selections that share nobody, each within the limits, out of so many people."""

    parts: tuple[Part, ...]
    people: int


Checked: TypeAlias = NumberState | NumberHealth | MonthLeft | Entries
Finding: TypeAlias = (
    PeopleFinding
    | FileFinding
    | InstanceList
    | Total
    | GroupPage
    | TemplatePage
    | Rendering
    | RecordPage
    | CampaignState
    | Checked
    | Fitted
    | Nothing
)


@dataclass(frozen=True, slots=True)
class Found:
    """A need together with what it gave."""

    need: Need
    finding: Finding
