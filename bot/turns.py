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
        heapq.heappush(self.line, (not watched, next(self.numbers), turn))
        if not self.busy:
            self._call()
        try:
            await turn
            await pace()
        finally:
            # Who was given up while waiting is passed over when the line comes to them.
            if not turn.cancelled():
                self._call()

    def _call(self) -> None:
        while self.line:
            turn = heapq.heappop(self.line)[2]
            if not turn.done():
                self.busy = True
                turn.set_result(None)
                return
        self.busy = False
