"""The updates that wait for the bot: numbered, kept until confirmed, handed out by long polling."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.demo.telegram.refusals import conflict

# "All update types except chat_member, message_reaction, and message_reaction_count": getUpdates, allowed_updates.
_ON_REQUEST = frozenset(("chat_member", "message_reaction", "message_reaction_count"))
FIRST_UPDATE = 800_000_001
MOST_AT_ONCE = 100
LONGEST_WAIT = 50

TAKEN_OVER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@dataclass(frozen=True, slots=True)
class Update:
    number: int
    kind: str
    content: Mapping[str, object]

    def as_json(self) -> dict[str, object]:
        return {"update_id": self.number, self.kind: self.content}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one getUpdates call asks for."""

    offset: int = 0
    limit: int = MOST_AT_ONCE
    timeout: float = 0


class Updates:
    """The queue. Only one call waits on it at a time, as at Telegram."""

    def __init__(self, first: int = FIRST_UPDATE) -> None:
        self._next = first
        self._waiting: list[Update] = []
        self._allowed: tuple[str, ...] = ()
        self._poll: asyncio.Future[None] | None = None
        self._arrival = asyncio.Event()
        self._closed = False

    @property
    def pending(self) -> int:
        return len(self._waiting)

    @property
    def allowed(self) -> tuple[str, ...]:
        return self._allowed

    def allow(self, kinds: Iterable[str]) -> None:
        """Set which kinds are queued from now on; none means the usual ones."""
        self._allowed = tuple(kinds)

    def add(self, kind: str, content: Mapping[str, object]) -> None:
        allowed = kind in self._allowed if self._allowed else kind not in _ON_REQUEST
        if not allowed:
            return
        self._waiting.append(Update(self._next, kind, content))
        self._next += 1
        self._arrival.set()

    async def get(self, wanted: Wanted) -> tuple[Update, ...]:
        """Confirm what lies before the offset and give what follows, waiting for it if need be.

        A second call ends the first one with a conflict. What is given out stays until a later call confirms it, so a
        bot that dies in between loses nothing.
        """
        self.interrupt(TAKEN_OVER)
        self._confirm(wanted.offset)
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            if not self._waiting and wanted.timeout > 0 and not self._closed:
                await self._wait(poll, wanted)
        finally:
            if self._poll is poll:
                self._poll = None
        if poll.done():
            poll.result()
        return tuple(self._waiting[: wanted.limit])

    def interrupt(self, reason: str) -> None:
        """End the call that waits, if there is one, with a conflict."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(conflict(reason))

    async def arrived(self) -> None:
        """Wait until something is in the queue."""
        while not self._waiting:
            self._arrival.clear()
            await self._arrival.wait()

    def first(self) -> Update:
        return self._waiting[0]

    def confirm(self, update: Update) -> None:
        self._waiting = [waiting for waiting in self._waiting if waiting.number != update.number]

    def drop(self) -> None:
        self._waiting.clear()

    def close(self) -> None:
        """Answer the call that waits, so that the server can stop."""
        self._closed = True
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def _confirm(self, offset: int) -> None:
        if offset > 0:
            self._waiting = [update for update in self._waiting if update.number >= offset]
        elif offset < 0:
            self._waiting = self._waiting[offset:]

    async def _wait(self, poll: asyncio.Future[None], wanted: Wanted) -> None:
        arrived = asyncio.create_task(self.arrived())
        try:
            await asyncio.wait((poll, arrived), timeout=wanted.timeout, return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrived.cancel()
