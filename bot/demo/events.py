"""What happens in the demo, told to the open pages as server-sent events that can be resumed after a break."""

import asyncio
import json
import time
from collections import deque
from dataclasses import dataclass
from itertools import islice

LOST = "lost"
"""The name of the event that says: too much was missed, fetch the whole chat again."""


@dataclass(frozen=True, slots=True)
class Event:
    number: int
    name: str
    data: object
    user: int | None

    def concerns(self, user: int | None) -> bool:
        return self.user is None or self.user == user

    def encoded(self) -> bytes:
        """Write the event as `text/event-stream` carries it."""
        # JSON as json.dumps writes it holds no line break, so one data line is enough.
        return f"id: {self.number}\nevent: {self.name}\ndata: {json.dumps(self.data)}\n\n".encode()


class Events:
    """A bounded history of events, and those who listen.

    Numbers start at the clock's milliseconds, so that a page which outlived a restart of the demo
    bears a number from before the history and learns that it has missed something.
    """

    def __init__(self, history: int = 2000, first: int | None = None) -> None:
        self._last = (time.time_ns() // 1_000_000 if first is None else first) - 1
        self._history: deque[Event] = deque(maxlen=history)
        self._forgotten = self._last
        self._news = asyncio.Event()
        self._closed = False

    @property
    def last(self) -> int:
        """The number of the latest event; subscribing after it misses nothing that follows."""
        return self._last

    def publish(self, name: str, data: object, user: int | None = None) -> None:
        """Tell the pages of `user`, or every page when it is None.

        `data` is anything JSON can say. It is kept for pages that come back: do not change it afterwards.
        """
        self._last += 1
        if len(self._history) == self._history.maxlen:
            self._forgotten = self._history[0].number
        self._history.append(Event(self._last, name, data, user))
        self._wake()

    def subscribe(self, user: int | None, after: int | None = None) -> "Subscription":
        """Follow what concerns `user` from the event after the given one on, or from now on; ends at `close`."""
        return Subscription(self, user, self._last if after is None else after)

    async def following(self, number: int, user: int | None) -> Event:
        """Wait for the next event after this number that concerns the user."""
        while not self._closed:
            if not self._forgotten <= number <= self._last:
                return Event(self._last, LOST, {}, user)
            for event in islice(self._history, number - self._forgotten, None):
                if event.concerns(user):
                    return event
            number = self._last
            await self._news.wait()
        raise StopAsyncIteration

    def close(self) -> None:
        """End every subscription, so that the server can stop."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()


class Subscription:
    """One listener. To stop waiting for the next event, as after a while, loses none."""

    def __init__(self, events: Events, user: int | None, seen: int) -> None:
        self._events = events
        self._user = user
        self._seen = seen

    async def within(self, seconds: float) -> Event | None:
        """Wait no longer than this for the next event."""
        try:
            async with asyncio.timeout(seconds):
                return await anext(self)
        except TimeoutError:
            return None

    def __aiter__(self) -> "Subscription":
        return self

    async def __anext__(self) -> Event:
        event = await self._events.following(self._seen, self._user)
        self._seen = event.number
        return event
