"""How checks are read: within a time limit, for nobody waits for them, and not again while the answer is fresh."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.msgflash.checking import CHECKERS
from bot.msgflash.client import MsgFlash
from conversations.needs import Finding, Health, LiveState, Need, Nothing, Usage

LIMIT_SECONDS = 10.0
# A plan may have no more than 500 requests a month (resources/plans-and-quotas).
FRESH_FOR: dict[type[Need], timedelta] = {
    LiveState: timedelta(minutes=1),
    Health: timedelta(minutes=10),
    Usage: timedelta(minutes=10),
}
# `resources/error-codes`: asking again soon would be answered the same; anything else may pass.
FOR_GOOD = frozenset(
    {
        "FEATURE_NOT_AVAILABLE_ON_PLAN",
        "FORBIDDEN",
        "NOT_FOUND",
        "SUBSCRIPTION_INACTIVE",
        "TEAM_KEY_NOT_ALLOWED",
        "TEAM_KEY_REQUIRED",
        "UNAUTHORIZED",
    }
)


@dataclass(frozen=True, slots=True)
class Checks:
    """Answers by their need, with the moment each came. `clock` tells aware times."""

    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    kept: dict[Need, tuple[datetime, Finding]] = field(default_factory=dict)

    async def find(self, client: MsgFlash, need: Need, *, watched: bool) -> Finding:
        """Return a fresh answer; Nothing when none came in time. A refusal that will not pass is kept too."""
        now = self.clock()
        fresh = FRESH_FOR[type(need)]
        known = self.kept.get(need)
        if known is not None and timedelta(0) <= now - known[0] < fresh:
            return known[1]
        try:
            async with asyncio.timeout(LIMIT_SECONDS):
                finding = await CHECKERS[type(need)](client, need, now, watched=watched)
        except TimeoutError:
            return Nothing()
        if not isinstance(finding, Nothing) or finding.code in FOR_GOOD:
            self.kept[need] = (now, finding)
        return finding
