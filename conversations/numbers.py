"""What can be read of a number, and of what its plan leaves, before something is sent from it."""

from dataclasses import dataclass
from datetime import datetime

from conversations.workspace import InstanceId


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
