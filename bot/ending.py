"""What becomes of a campaign's file when the campaign is paused, over, or said to be over."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot.hosting import Hosting, alarm_of, holder_of
from conversations.watch import Watch
from conversations.workspace import Reference
from storage import alarms
from storage.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Endings:
    """Without a `host` there are no files, but there may be alarms of a time when there was one."""

    store: Store
    host: Hosting | None

    async def follow(self, talk: str, before: Watch, after: Watch) -> None:
        """Let go of the file of a campaign that is over or gone after the usual margin; keep that of a paused one.

        Raises StoreError.
        """
        ended = after.ending in {"over", "gone"} and before.ending != after.ending
        paused = after.campaign.status == "paused" and before.campaign.status != "paused"
        if self.host is not None and (ended or paused):
            until = self.host.clock() + self.host.margin if ended else None
            await self._filed(partial(self.host.files.hold, until=until), after.reference)
        if ended:
            await self._silenced(talk, after.reference)

    async def end(self, talk: str, reference: Reference) -> None:
        """Let go of the file of a campaign that is said to be over: it goes with the next sweep. Raises StoreError."""
        if self.host is not None:
            await self._filed(self.host.files.drop, reference)
        await self._silenced(talk, reference)

    async def _filed(self, change: Callable[[str], None], reference: Reference) -> None:
        """Change what the folder knows. Where it cannot be used the file stays: too long is better than not at all."""
        try:
            await asyncio.to_thread(change, holder_of(reference))
        except OSError as reason:
            log.warning("campaign %s: its file could not be let go of (%s)", reference, type(reason).__name__)

    async def _silenced(self, talk: str, reference: Reference) -> None:
        await self.store.do(partial(alarms.silence, talk=talk, name=alarm_of(reference)))
