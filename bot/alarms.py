"""What the bot looks at by itself when its time comes: a campaign's file, ten minutes before it leaves.

An alarm is kept in the database until what it found is part of the talk: after a kill it rings again.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeAlias

from bot.arrivals import Origin
from bot.promises import still_to_leave
from bot.runner import Runner
from bot.sources import Sources
from conversations.conversation import FileOutOfReach
from conversations.events import Event, Noticed
from conversations.files import FileNeeded
from conversations.workspace import Reference
from storage import alarms, watches
from storage.alarms import Alarm
from storage.store import StoreError

log = logging.getLogger(__name__)

EACH_SECONDS = 20.0
# One failure may be the way's, not the file's.
TRIES = 2
EVERY = {"daily": timedelta(days=1), "weekly": timedelta(weeks=1)}

# The class of what is looked at says which function does it; no type can say so for all of them at once.
Ringer: TypeAlias = Callable[[Sources, Alarm, Any], Awaitable[Event | None]]


async def ring_on(runner: Runner, failed: Callable[[Exception], None]) -> None:
    """Ring whatever is due until cancelled; `failed` is told when the store cannot be used."""
    while True:
        try:
            await ring_due(runner)
        except StoreError as reason:
            failed(reason)
            return
        await asyncio.sleep(EACH_SECONDS)


async def ring_due(runner: Runner) -> None:
    """Look at what is due now, all of it side by side. Raises StoreError."""
    now = runner.clock()
    due = await runner.store.do(lambda connection: alarms.due(connection, now))
    await asyncio.gather(*(_rung(runner, alarm) for alarm in due))


async def _rung(runner: Runner, alarm: Alarm) -> None:
    try:
        await _ring(runner, alarm)
    except StoreError:
        raise
    except Exception:
        log.exception("talk %s: an alarm failed, it rings again", alarm.talk)


async def _ring(runner: Runner, alarm: Alarm) -> None:
    event = await RINGERS[type(alarm.body)](runner.sources, alarm, alarm.body)
    saved = await runner.store.load(alarm.talk)
    if event is not None and saved is not None and not await _told_on_its_card(runner, alarm, event):
        await runner.performer.feed(alarm.talk, event, Origin(saved.chat))
    await runner.store.do(partial(_settle, alarm=alarm, following=_following(alarm, runner.clock())))


async def _told_on_its_card(runner: Runner, alarm: Alarm, event: Event) -> bool:
    """Have the watchdog say it, with its key to pause; tell whether it follows this campaign."""
    match event:
        case Noticed(FileOutOfReach(reference)):
            return await runner.performer.watcher.out_of_reach(alarm.talk, Reference(reference))
        case _:
            return False


def _settle(connection: sqlite3.Connection, alarm: Alarm, following: Alarm | None) -> None:
    # One that was silenced while it rang stays silent.
    if alarms.drop(connection, alarm) and following is not None:
        alarms.put(connection, following)


def _following(alarm: Alarm, now: datetime) -> Alarm | None:
    """Return the alarm before the next sending of a campaign that repeats; those that were slept through are past."""
    body = alarm.body
    if not isinstance(body, FileNeeded) or body.every not in EVERY:
        return None
    step = EVERY[body.every]
    ahead = step * max((now - body.leaves) // step + 1, 1)
    return replace(alarm, at=alarm.at + ahead, body=replace(body, leaves=body.leaves + ahead))


async def _look_at_file(sources: Sources, alarm: Alarm, needed: FileNeeded) -> Event | None:
    # After its start nothing can be done any more: it is not said to be about to leave.
    if needed.leaves <= sources.audience.clock() or not await still_to_leave(sources.store, alarm, needed):
        return None
    watched = await sources.store.ask(partial(watches.named, talk=alarm.talk, reference=Reference(needed.reference)))
    if watched is not None and watched.watch.campaign.status == "paused":
        # It leaves at no time of its own, and its file is kept until it goes on.
        return None
    for _ in range(TRIES):
        if sources.host is not None and await sources.host.reaches(needed.url, needed.kind, sources.way):
            return None
    log.warning("talk %s: the file of campaign %s cannot be fetched", alarm.talk, needed.reference)
    return Noticed(FileOutOfReach(needed.reference, needed.name, needed.leaves))


RINGERS: dict[type, Ringer] = {FileNeeded: _look_at_file}
