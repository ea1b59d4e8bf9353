"""Reading all contacts of a workspace: once for all who wait for it, and only as long as somebody does."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.asked import Progress
from bot.msgflash.client import MsgFlash
from bot.msgflash.contacts import Listed, listed
from conversations.needs import Nothing
from storage.contacts import Contacts, Walk

# A walk that was broken off is gone on with: nothing is read twice, and few contacts will have come since.
GO_ON_WITHIN = timedelta(minutes=30)
# How MsgFlash refuses a cursor it does not know any more.
BAD_CURSOR = ("VALIDATION_ERROR", "BAD_REQUEST")


@dataclass(slots=True)
class _UnderWay:
    task: "asyncio.Task[Nothing | None]"
    listeners: list[Progress] = field(default_factory=list)


@dataclass(slots=True)
class Walks:
    """The walks under way, by workspace."""

    under_way: dict[str, _UnderWay] = field(default_factory=dict)

    async def read_all(
        self, contacts: Contacts, client: MsgFlash, clock: Callable[[], datetime], progress: Progress, *, watched: bool
    ) -> Nothing | None:
        """Read all contacts and keep them; return why it was broken off, or None. Raises StoreError.

        What was kept before stays until the last page is there.
        """
        walk = self.under_way.get(contacts.workspace)
        if walk is None:
            walk = _UnderWay(asyncio.ensure_future(self._walk(contacts, client, clock, watched=watched)))
            self.under_way[contacts.workspace] = walk
        walk.listeners.append(progress)
        try:
            return await asyncio.shield(walk.task)
        finally:
            walk.listeners.remove(progress)
            if not walk.listeners and self.under_way.get(contacts.workspace) is walk:
                del self.under_way[contacts.workspace]
                walk.task.cancel()

    async def _walk(
        self, contacts: Contacts, client: MsgFlash, clock: Callable[[], datetime], *, watched: bool
    ) -> Nothing | None:
        now = clock()
        walk = await contacts.begin(now, now - GO_ON_WITHIN)
        while True:
            page = await listed(client, cursor=walk.next, watched=watched)
            match page:
                case Listed(people, total, following):
                    # A cursor that leads to itself would never end.
                    walk = await contacts.take(walk, people, None if following == walk.next else following)
                    if walk.next is None:
                        return None
                    await self._tell(contacts.workspace, walk, total)
                case Nothing(code) if code in BAD_CURSOR and walk.next is not None:
                    await contacts.abandon(walk)
                    walk = await contacts.begin(now, now)
                case Nothing():
                    return page

    async def _tell(self, workspace: str, walk: Walk, total: int | None) -> None:
        under_way = self.under_way.get(workspace)
        for progress in tuple(under_way.listeners) if under_way else ():
            await progress(walk.read, total)
