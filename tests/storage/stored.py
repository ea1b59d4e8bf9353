"""One talk, and what is stored of it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeAlias

from conversations.conversation import Conversation, begin
from conversations.workspace import CampaignId, Record, Reference
from storage.store import Arrival, Store

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
TALK = "7:7"
NEW = begin(TALK, "fr", "Europe/Paris")
Call: TypeAlias = Callable[[Store], Awaitable[object]]


def turned(turn: int) -> Conversation:
    return replace(NEW, turn=turn)


def arrival(update_id: int, talk: str = TALK) -> Arrival:
    return Arrival(update_id, talk, 7, ("hello", update_id))


def record(serial: int, at: datetime = NOW) -> Record:
    return Record(Reference(f"R{serial}"), CampaignId(f"c{serial}"), f"Campaign {serial}", NOW, at)
