"""What a workspace keeps, apart from campaigns: numbers, contacts, groups, templates, messages, webhooks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Instance:
    """One WhatsApp number; `stable` tells whether it is past its warm-up."""

    id: str
    name: str
    number: str
    connected: bool
    business: bool
    stable: bool
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Contact:
    id: str
    name: str
    phone: str
    tags: tuple[str, ...]
    temperature: str | None
    meta: Mapping[str, object]
    created_at: datetime
    updated_at: datetime

    @property
    def cold(self) -> bool:
        """Never engaged before, as far as anybody knows."""
        return self.temperature in {None, "cold"}


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    name: str
    description: str | None
    color: str | None
    members: tuple[str, ...]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Template:
    id: str
    name: str
    kind: str
    body: str | None
    media_url: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """A message to one recipient, outside any campaign; `leaves_at` is when it becomes due."""

    id: str
    instance_id: str
    contact_id: str | None
    kind: str
    to: str
    body: str | None
    media_url: str | None
    scheduled: bool
    leaves_at: datetime
    reachable: bool
    safety: Mapping[str, object]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Webhook:
    id: str
    url: str
    events: tuple[str, ...]
    secret: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Job:
    """Work on many contacts that goes on in the background; `processed` ids of `contacts` are done."""

    id: str
    operation: str
    group_id: str | None
    contacts: tuple[str, ...]
    processed: int
    succeeded: int
    cancelled: bool
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Lookup:
    """A check of which numbers have WhatsApp; the outcome is known from the start and told as time passes."""

    id: str
    instance_id: str
    requested: int
    found: tuple[str, ...]
    absent: tuple[str, ...]
    wrong: tuple[str, ...]
    batched: bool
    created_at: datetime
    cancelled_at: datetime | None
