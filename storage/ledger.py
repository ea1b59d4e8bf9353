"""The ledger of each number: every verdict, what was sent with which mark, and what became of it."""

import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC

from conversations.ledger import Entered, Entries, Entry, Held, SentBefore, Verdicts
from conversations.workspace import CampaignId
from storage.causes import sound
from storage.codec import encode
from storage.database import Database
from storage.unreadable import readable

MOST_VERDICTS = 12
MOST_ALIKE = 10

ENTER = """insert into verdicts (talk, instance, at, campaign, reference, message, entry, held)
    values (:talk, :instance, :at, :campaign, :reference, :message, :entry, 0)"""
HOLD = "update verdicts set held = :held where campaign = :campaign"
COUNT = "update verdicts set sent = :sent where campaign = :campaign and (sent is null or sent <> :sent)"
# The newest verdicts on one number.
OF_NUMBER = """select entry, held, sent from verdicts where instance = :instance
    order by at desc limit :limit"""
# What was created with the same message, newest first.
ALIKE = """select entry, held, sent from verdicts where message = :message
    order by at desc limit :limit"""


def enter(connection: sqlite3.Connection, talk: str, entered: Entered) -> None:
    """Write within the transaction of the change of a talk that it belongs to."""
    match entered:
        case Entry():
            values = {
                "talk": talk,
                "instance": entered.instance,
                "at": entered.at.astimezone(UTC).isoformat(),
                "campaign": entered.campaign,
                "reference": entered.reference,
                "message": entered.message,
                "entry": encode(entered),
            }
            connection.execute(ENTER, values)
        case Held(campaign, held):
            connection.execute(HOLD, {"campaign": campaign, "held": int(held)})


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every method may raise StoreError."""

    database: Database

    async def verdicts(self, need: Verdicts) -> Entries:
        return await self._entries(OF_NUMBER, {"instance": need.instance, "limit": MOST_VERDICTS})

    async def sent_before(self, need: SentBefore) -> Entries:
        return await self._entries(ALIKE, {"message": need.message, "limit": MOST_ALIKE})

    async def count(self, campaign: CampaignId, sent: int) -> None:
        """Remember how many messages of a campaign have left, as was heard last."""
        values = {"campaign": campaign, "sent": sent}
        with sound():
            await self.database.write(lambda connection: connection.execute(COUNT, values).close())

    async def _entries(self, query: str, values: dict[str, object]) -> Entries:
        with sound():
            rows = await self.database.read(lambda connection: connection.execute(query, values).fetchall())
            return Entries(tuple(entry for row in rows if (entry := _entry(*row)) is not None))


def _entry(written: str, held: int, sent: int | None) -> Entry | None:
    entry = readable(written)
    return replace(entry, held=bool(held), sent=sent) if isinstance(entry, Entry) else None
