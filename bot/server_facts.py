"""What this MsgFlash has shown itself to be like, remembered for every campaign to come."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from conversations.airlock import Airlock
from storage import watches
from storage.store import Store

# A server may learn to pause campaigns that have not started: it is asked again after a while.
FACT_HOLDS = timedelta(days=30)


@dataclass(slots=True)
class ServerFacts:
    """`server` names the MsgFlash, `airlock` is as it is set up, and as this server needs it."""

    store: Store
    clock: Callable[[], datetime]
    server: str
    airlock: Airlock

    async def recall(self) -> None:
        """Take up what was learned before the start. Raises StoreError."""
        learned = await self.store.do(partial(watches.known, name=self._late_pause))
        lately = learned is not None and self.clock() - datetime.fromisoformat(learned) < FACT_HOLDS
        self.airlock = replace(self.airlock, here=lately)

    async def learn(self) -> None:
        """Remember that this server pauses no campaign that has not started. Raises StoreError."""
        self.airlock = replace(self.airlock, here=True)
        await self.store.do(partial(watches.learn, name=self._late_pause, fact=self.clock().isoformat()))

    @property
    def _late_pause(self) -> str:
        return f"late pause only at {self.server}"
