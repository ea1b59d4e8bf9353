"""Who may call MsgFlash next: what an operator waits for goes before what nobody watches."""

import asyncio
import heapq
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count


@dataclass(slots=True)
class Turns:
    """A line of two ranks, served one by one."""

    line: "list[tuple[bool, int, asyncio.Future[None]]]" = field(default_factory=list)
    numbers: "count[int]" = field(default_factory=count)
    busy: bool = False

    async def take(self, pace: Callable[[], Awaitable[None]], *, watched: bool) -> None:
        """Wait for one's turn, and then as long as `pace` makes the first in line wait."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        place = (not watched, next(self.numbers), turn)
        heapq.heappush(self.line, place)
        if not self.busy:
            self._call()
        try:
            await turn
            await pace()
        finally:
            if turn.cancelled():
                self.line.remove(place)
                heapq.heapify(self.line)
            else:
                self._call()

    def _call(self) -> None:
        self.busy = bool(self.line)
        if self.busy:
            heapq.heappop(self.line)[2].set_result(None)
