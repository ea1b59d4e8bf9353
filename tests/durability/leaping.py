"""A loop whose clock leaps to the next appointment, but only when nothing else is on its way."""

import asyncio
import selectors
from collections.abc import Callable

# What a thread does takes real time, which the leaping clock does not know of.
A_MOMENT = 0.001
A_BIT = 1e-6


class LeapingLoop(asyncio.SelectorEventLoop):
    """Due later is due at once, except while `busy` says that a thread is still at work."""

    def __init__(self) -> None:
        self.elapsed = 0.0
        self.busy: Callable[[], bool] = lambda: False
        super().__init__(_LeapingSelector(self))

    def time(self) -> float:
        return self.elapsed


class _LeapingSelector(selectors.SelectSelector):
    def __init__(self, loop: LeapingLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        # No clock stands still: what is due "now" again and again would never let anything else come.
        self._loop.elapsed += A_BIT
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        if self._loop.busy():
            return super().select(A_MOMENT)
        self._loop.elapsed += timeout
        return super().select(0)
