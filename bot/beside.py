"""Work that goes on beside everything else, and is waited for when the process ends."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field

from storage.store import StoreError

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Beside:
    """`fatal` is told when the store fails: nothing may go on then."""

    fatal: Callable[[Exception], None]
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def start(self, work: Coroutine[object, object, None]) -> "asyncio.Task[None]":
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    async def guarded(self, talk: str, work: Coroutine[object, object, None]) -> None:
        """Do a talk's work; whatever fails in it is logged and ends there."""
        try:
            await work
        except StoreError as reason:
            self.fatal(reason)
        except Exception:
            log.exception("talk %s: failed", talk)

    async def finish(self, seconds: float) -> None:
        """Wait for what is in hand; what lasts longer is taken up after the next start."""
        end = (now := asyncio.get_running_loop().time)() + seconds
        while self.tasks and (left := end - now()) > 0:
            await asyncio.wait(self.tasks, timeout=left)
            # A task that is done leaves the set one step of the loop later.
            await asyncio.sleep(0)
        for task in tuple(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
