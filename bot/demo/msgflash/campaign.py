"""One campaign as it was recorded: what was asked, to whom it goes, and when it was paused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.demo.msgflash.safety import Verdict


@dataclass(frozen=True, slots=True)
class Pause:
    """From when to when sending stood still; still open without an end."""

    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Recipient:
    contact_id: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Content:
    """What each recipient gets; taken from the template when there is one, so that later edits change nothing."""

    kind: str
    body: str | None
    media_url: str | None


@dataclass(frozen=True, slots=True)
class Campaign:
    """`request` is the body of the POST exactly as it came."""

    id: str
    request: Mapping[str, object]
    instance_id: str
    name: str
    template_id: str | None
    content: Content
    variables: Mapping[str, object] | None
    schedule: datetime
    repeat: str
    recipients: tuple[Recipient, ...]
    reachable: bool
    verdict: Verdict
    created_at: datetime
    pauses: tuple[Pause, ...] = ()

    @property
    def paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].end is None
