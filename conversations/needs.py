"""What must be read before something can be shown, and what reading it gives.

Needs are plain values: the runner fetches them and feeds the finding back as an event.
"""

# ruff: noqa: PLC0414 - the needs of another module are needs all the same

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from conversations.crowds import Temperatures, TemperaturesOf
from conversations.draft import Draft
from conversations.files import FileOf, Hosted, LinkOf, Reached, TurnedDown
from conversations.fitting import Fit as Fit
from conversations.fitting import Fitted as Fitted
from conversations.ledger import Entries, SentBefore, Verdicts
from conversations.numbers import (
    Health as Health,
)
from conversations.numbers import (
    LiveState as LiveState,
)
from conversations.numbers import (
    MonthLeft as MonthLeft,
)
from conversations.numbers import (
    NumberHealth as NumberHealth,
)
from conversations.numbers import (
    NumberState as NumberState,
)
from conversations.numbers import (
    Usage as Usage,
)
from conversations.people import (
    Contact,
    ContactPage,
    ContactSearch,
    Gather,
    Gathered,
    KnownTags,
    ListId,
    Members,
    NoList,
    Sample,
    Selection,
    Settle,
    TagPage,
    Unmatched,
    Unread,
)
from conversations.workspace import (
    Campaign,
    CampaignId,
    ContactId,
    Group,
    GroupId,
    Instance,
    InstanceId,
    Record,
    Reference,
    Template,
    TemplateId,
)


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
    """A template as MsgFlash renders it with these values, for a contact if one is named."""

    template: TemplateId
    instance: InstanceId
    values: tuple[tuple[str, str], ...]
    contact: ContactId | None = None


@dataclass(frozen=True, slots=True)
class SampleContacts:
    """A few contacts to read a template: of a group or selection, with all these tags, or any."""

    group: GroupId | None = None
    selection: ListId | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplatesLike:
    """Templates whose name or text holds these words."""

    words: str


@dataclass(frozen=True, slots=True)
class Created:
    """One page of the bot's own list of campaigns, newest first; pages start at 0."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """A campaign as it stands at MsgFlash now."""

    campaign: CampaignId


@dataclass(frozen=True, slots=True)
class PhoneOf:
    """The phone number that a text is, read as in the country of `near` (a number or a calling code, with plus)."""

    typed: str
    near: str


@dataclass(frozen=True, slots=True)
class RecordOf:
    """One line of the bot's own list of campaigns."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class AnswersOf:
    """The answers that one of the bot's campaigns was made of."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class Underway:
    """The operator's campaigns that are still to leave or are leaving, as far as the bot knows."""


PeopleNeed: TypeAlias = TagPage | Members | ContactSearch | Gather | Settle | SampleContacts | PhoneOf
FileNeed: TypeAlias = FileOf | LinkOf
TemplateNeed: TypeAlias = Templates | TemplatesLike | Preview
OwnNeed: TypeAlias = Created | RecordOf | AnswersOf | Underway
Check: TypeAlias = LiveState | Health | Usage | Verdicts | SentBefore | TemperaturesOf
"""What is looked at before a campaign is sent; nobody waits for it."""
Need: TypeAlias = (
    Instances | ContactTotal | Groups | State | OwnNeed | PeopleNeed | FileNeed | TemplateNeed | Check | Fit
)


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
class TemplateMatches:
    """Those found among the first `searched`; `whole` when these were all there are."""

    templates: tuple[Template, ...]
    searched: int
    whole: bool


@dataclass(frozen=True, slots=True)
class ContactSample:
    """Some contacts; whether they are known to be among the recipients, or are examples of contacts only."""

    contacts: tuple[Contact, ...]
    chosen: bool = True


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a recipient would read; `missing` names the variables without a value."""

    text: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Lines of the bot's own list; `statuses` are those read last, by the campaign's reference."""

    records: tuple[Record, ...]
    more: bool = False
    statuses: tuple[tuple[Reference, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CampaignState:
    """`read_at` is when it was read (aware)."""

    campaign: Campaign
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    draft: Draft


@dataclass(frozen=True, slots=True)
class KnownCampaigns:
    """As they were known last, with their line in the list; `unreached` are those of which no id is known."""

    campaigns: tuple[tuple[Record, Campaign], ...]
    unreached: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Phone:
    e164: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """The need could not be met. `code` is MsgFlash's own word, None when no answer came."""

    code: str | None = None


PeopleFinding: TypeAlias = KnownTags | Unread | Sample | ContactPage | Gathered | Unmatched | NoList | Selection
FileFinding: TypeAlias = Hosted | Reached | TurnedDown


Checked: TypeAlias = NumberState | NumberHealth | MonthLeft | Entries | Temperatures
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
    | Phone
    | TemplateMatches
    | ContactSample
    | KeptAnswers
    | KnownCampaigns
    | Checked
    | Fitted
    | Nothing
)


@dataclass(frozen=True, slots=True)
class Found:
    """A need together with what it gave, and when (aware)."""

    need: Need
    finding: Finding
    at: datetime | None = field(default=None, compare=False)
