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
    """`server` names the MsgFlash, `set_up` is the airlock as it is set up.

    `learned` is when the server last refused to pause a campaign that had not started, None when it never did.
    """

    store: Store
    clock: Callable[[], datetime]
    server: str
    set_up: Airlock
    learned: datetime | None = None

    @property
    def airlock(self) -> Airlock:
        """The airlock as this server needs it today."""
        lately = self.learned is not None and self.clock() - self.learned < FACT_HOLDS
        return replace(self.set_up, here=lately)

    async def recall(self) -> None:
        """Take up what was learned before the start. Raises StoreError."""
        learned = await self.store.ask(partial(watches.known, name=self._late_pause))
        self.learned = None if learned is None else datetime.fromisoformat(learned)

    async def learn(self) -> None:
        """Remember that this server pauses no campaign that has not started. Raises StoreError."""
        self.learned = self.clock()
        await self.store.do(partial(watches.learn, name=self._late_pause, fact=self.learned.isoformat()))

    @property
    def _late_pause(self) -> str:
        return f"late pause only at {self.server}"
