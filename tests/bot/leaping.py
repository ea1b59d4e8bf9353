"""Loops whose clocks leap to the next appointment, or forward as told, instead of waiting."""

import asyncio
import selectors

# A real clock moves on while it is read; without that, an appointment a rounding error away would never come.
TICK = 1e-6


class LeapingLoop(asyncio.SelectorEventLoop):
    """Everything due later is due at once, in its order, while `time` tells how much would have passed."""

    def __init__(self) -> None:
        self._elapsed = 0.0
        super().__init__(_LeapingSelector(self))

    def time(self) -> float:
        self._elapsed += TICK
        return self._elapsed

    def leap(self, seconds: float) -> None:
        self._elapsed += seconds


class SkippingLoop(asyncio.SelectorEventLoop):
    """A loop on the real clock, which can be put forward: for work that also waits for threads."""

    def __init__(self) -> None:
        self._skipped = 0.0
        super().__init__()

    def time(self) -> float:
        return super().time() + self._skipped

    def skip(self, seconds: float) -> None:
        self._skipped += seconds


class _LeapingSelector(selectors.SelectSelector):
    def __init__(self, loop: LeapingLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout > 0:
            self._loop.leap(timeout)
            timeout = 0
        return super().select(timeout)
