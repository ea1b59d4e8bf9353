"""Starts the real bot again and again, each time as a process that may end itself at the n-th step of its loop.

Reads one JSON object a line: `environment`, `steps` after which to die, or null, and `armed` when they
count from the start, not from SIGUSR1 on. Writes the
process's id, and when it has ended, its exit code (negative: the signal).
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable
from contextvars import Context

from bot.__main__ import serve
from bot.msgflash import client as msgflash
from bot.settings import read


class CountingLoop(asyncio.SelectorEventLoop):
    """A loop that counts what it runs from a signal on, and kills its process at a certain count."""

    def __init__(self, steps: int | None, *, armed: bool) -> None:
        super().__init__()
        self.left = steps
        self.armed = armed

    def arm(self) -> None:
        self.armed = True

    def call_soon(
        self, callback: Callable[..., object], *args: object, context: Context | None = None
    ) -> asyncio.Handle:
        if self.left is None:
            return super().call_soon(callback, *args, context=context)
        return super().call_soon(self._step, callback, args, context=context)

    def _step(self, callback: Callable[..., object], args: tuple[object, ...]) -> None:
        if self.armed and self.left is not None:
            self.left -= 1
            if self.left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        callback(*args)


def live(environment: dict[str, str], steps: int | None, *, armed: bool) -> int:
    """Be the bot; return the exit code."""
    os.environ.update(environment)
    # The demanded pace would make hundreds of campaigns take minutes.
    msgflash.PACE = (100_000, 1.0)
    loop = CountingLoop(steps, armed=armed)
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    loop.add_signal_handler(signal.SIGUSR1, loop.arm)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(serve(read(env_file=None)))


def main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        process = os.fork()
        if process == 0:
            code = 70
            try:
                code = live(asked["environment"], asked["steps"], armed=asked["armed"])
            finally:
                sys.stderr.flush()
                os._exit(code)
        sys.stdout.write(f"{process}\n")
        sys.stdout.flush()
        _, status = os.waitpid(process, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
