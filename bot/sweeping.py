"""Once an hour, what was kept long enough goes: old talks and records, and what other parts keep for a while."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from bot.settings import Settings
from storage.contacts import forget_contacts
from storage.lists import forget_lists
from storage.store import Store, StoreError
from storage.upkeep import Limits

log = logging.getLogger(__name__)

EACH_SECONDS = 60 * 60
Sweep: TypeAlias = Callable[[datetime], Awaitable[int]]
"""Removes what is too old at this moment (UTC), and tells how much. Raises StoreError, and nothing else."""


def talks(store: Store, settings: Settings) -> Sweep:
    """Return the sweep of the database: talks by the day of the last visit, records by their own age."""

    async def sweep(now: datetime) -> int:
        today, records = now.astimezone(UTC).date(), timedelta(days=settings.retention_records_days)
        drafts = timedelta(days=settings.retention_drafts_days)
        # What is unknown or owed to somebody who never comes back is kept as long as a record would be.
        return await store.sweep(Limits(today - drafts, today - max(drafts, records), now.astimezone(UTC) - records))

    return sweep


def people(store: Store, settings: Settings) -> Sweep:
    """Return the sweep of what was read of contacts, of lists of numbers, and of selections that no draft names."""

    async def sweep(now: datetime) -> int:
        before = now.astimezone(UTC) - timedelta(hours=settings.retention_contacts_hours)
        return await forget_contacts(store.database, before) + await forget_lists(store.database, before)

    return sweep


async def sweep_hourly(
    sweeps: Sequence[Sweep], clock: Callable[[], datetime], failed: Callable[[Exception], None]
) -> None:
    """Sweep now and each hour until cancelled; `failed` is told when the store cannot be used."""
    while True:
        try:
            gone = [await _swept(sweep, clock()) for sweep in sweeps]
        except StoreError as reason:
            failed(reason)
            return
        if any(gone):
            log.info("kept long enough: %s removed", sum(gone))
        await asyncio.sleep(EACH_SECONDS)


async def _swept(sweep: Sweep, now: datetime) -> int:
    """Sweep once. What fails is tried again in an hour: what is kept too long is no reason to serve nobody."""
    try:
        return await sweep(now)
    except StoreError:
        raise
    except Exception:
        log.exception("sweeping failed")
        return 0
