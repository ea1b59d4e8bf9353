"""What a MsgFlash workspace holds, as far as the talk needs it.

Everything MsgFlash does not promise is optional here, and an unknown value is kept as it came.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

InstanceId = NewType("InstanceId", str)
GroupId = NewType("GroupId", str)
TemplateId = NewType("TemplateId", str)
ContactId = NewType("ContactId", str)
CampaignId = NewType("CampaignId", str)
Reference = NewType("Reference", str)
"""The bot's own short mark of a draft; part of every campaign name that the bot proposes."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One WhatsApp number linked to MsgFlash."""

    id: InstanceId
    name: str
    phone: str | None
    status: str

    @property
    def connected(self) -> bool:
        return self.status == "connected"


@dataclass(frozen=True, slots=True)
class Group:
    id: GroupId
    name: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Template:
    """A stored message; `custom` names the variables the operator has to fill, without their `custom.` prefix."""

    id: TemplateId
    name: str
    kind: str
    body: str | None
    custom: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Safety:
    """MsgFlash's verdict on a campaign; every part may be missing. `more` is what came besides, as it came."""

    decision: str | None = None
    risk: str | None = None
    score: float | None = None
    state: str | None = None
    reasons: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()
    max_recipients: int | None = None
    max_cold_ratio: float | None = None
    total_recipients: int | None = None
    cold_ratio: float | None = None
    more: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign as MsgFlash tells of it; `schedule` is the server's own stored instant."""

    id: CampaignId
    name: str
    status: str
    schedule: datetime | None
    repeat: str | None
    safety: Safety | None = None
    counts: tuple[tuple[str, int], ...] = ()
    completed_at: datetime | None = None
    cancelled_at: datetime | None = None
    instance: InstanceId | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A line of the bot's own list of created campaigns: MsgFlash documents no list.

    `id` is None where only the operator saw the campaign in the MsgFlash console.
    """

    reference: Reference
    id: CampaignId | None
    name: str
    schedule: datetime
    created_at: datetime
