"""What conversations wait to be read: each reading beside everything else, given up when nobody waits for it."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.arrivals import Origin
from bot.asked import Asked
from bot.beside import Beside
from conversations.effects import Fetch
from conversations.events import Event, Fetched, Progressed
from conversations.needs import Finding, Found, Need, Nothing
from storage.store import StoreError

log = logging.getLogger(__name__)

# An answer that comes sooner needs no screen that says it is awaited: less to read, fewer calls to Telegram.
AT_ONCE_SECONDS = 0.3
# Telegram takes about one change of a message a second.
PROGRESS_SECONDS = 2.0


class Feed(Protocol):
    """Takes an event into a talk."""

    async def __call__(self, talk: str, event: Event, origin: Origin) -> None: ...


class Find(Protocol):
    """Reads what a conversation needs. Raises StoreError."""

    async def __call__(self, need: Need, asked: Asked) -> Finding: ...


@dataclass(slots=True)
class Gathered:
    """What was found beside a screen, until the rest is there or the moment has passed."""

    found: list[Found] = field(default_factory=list)
    timer: asyncio.TimerHandle | None = None


@dataclass(slots=True)
class Readings:
    """`find` reads, `feed` is where findings go; what is read aside goes there together, as far as it is there soon."""

    find: Find
    beside: Beside
    feed: Feed
    under_way: "dict[tuple[str, Need], asyncio.Task[None]]" = field(default_factory=dict)
    gathered: dict[str, Gathered] = field(default_factory=dict)

    def begin(self, talk: str, chat: int, fetch: Fetch, *, watched: bool) -> None:
        work = self._read(talk, chat, fetch, watched=watched)
        task = self.beside.start(self.beside.guarded(talk, work))
        self.under_way[talk, fetch.need] = task
        task.add_done_callback(lambda _: self._ended(talk, fetch.need, task))

    def leave(self, talk: str, wanted: Sequence[Need]) -> None:
        """Stop reading what nobody waits for any more."""
        for (whose, need), task in tuple(self.under_way.items()):
            if whose == talk and need not in wanted and task is not asyncio.current_task():
                task.cancel()

    def _ended(self, talk: str, need: Need, task: "asyncio.Task[None]") -> None:
        if self.under_way.get((talk, need)) is task:
            del self.under_way[talk, need]

    async def _read(self, talk: str, chat: int, fetch: Fetch, *, watched: bool) -> None:
        found = Found(fetch.need, await self._finding(talk, chat, fetch.need, watched=watched))
        if not fetch.aside:
            await self.feed(talk, Fetched((found,)), Origin(chat))
            return
        gathered = self.gathered.setdefault(talk, Gathered())
        gathered.found.append(found)
        here = {known.need for known in gathered.found}
        if all(need in here for whose, need in self.under_way if whose == talk):
            self._hand_over(talk, chat)
        elif gathered.timer is None:
            gathered.timer = asyncio.get_running_loop().call_later(AT_ONCE_SECONDS, self._hand_over, talk, chat)

    def _hand_over(self, talk: str, chat: int) -> None:
        """Feed what was gathered, in work of its own: the reading that came last may be given up meanwhile."""
        gathered = self.gathered.pop(talk, None)
        if gathered is None:
            return
        if gathered.timer is not None:
            gathered.timer.cancel()
        work = self.feed(talk, Fetched(tuple(gathered.found)), Origin(chat))
        self.beside.start(self.beside.guarded(talk, work))

    async def _finding(self, talk: str, chat: int, need: Need, *, watched: bool) -> Finding:
        told_at = asyncio.get_running_loop().time()
        telling: asyncio.Task[None] | None = None

        async def progress(done: int, of: int | None) -> None:
            """Have it told beside the reading: others may wait for that too, and Telegram may be slow for this one."""
            nonlocal told_at, telling
            now = asyncio.get_running_loop().time()
            if now - told_at >= PROGRESS_SECONDS and (telling is None or telling.done()):
                told_at = now
                work = self.feed(talk, Progressed(need, done, of), Origin(chat))
                telling = self.beside.start(self.beside.guarded(talk, work))

        try:
            return await self.find(need, Asked(talk, progress, watched))
        except StoreError:
            raise
        except Exception:
            log.exception("talk %s: reading failed", talk)
            return Nothing()
