"""What stands before every route: who is asking, how fast, and how much this month."""

import hmac
from collections import deque
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.demo.msgflash.calls import Reach
from bot.demo.msgflash.faults import Fault
from bot.demo.msgflash.world import World

_SECOND = timedelta(seconds=1)
_TEAM = "msgf_team_"


class Gate:
    """The order is the documented one: the key, then the rate, then the month's requests."""

    def __init__(self, world: World, key: str) -> None:
        if key.startswith(_TEAM) != (world.options.team_id is not None):
            raise ValueError("A team key goes with a team id, and a personal key with none.")
        self._world = world
        self._key = key
        self._recent: deque[datetime] = deque()

    def admit(self, headers: Mapping[str, str], reach: Reach, now: datetime) -> None:
        self._authenticate(headers, reach)
        self._slow_down(now)
        if self._world.options.requests_used + self._world.requests >= self._world.plan.requests:
            raise Fault("MONTHLY_API_REQUEST_QUOTA_EXCEEDED", "The month's API requests are used up")
        self._world.requests += 1

    def _authenticate(self, headers: Mapping[str, str], reach: Reach) -> None:
        # Bytes, because compare_digest refuses text beyond ASCII, and a header may hold anything.
        if not hmac.compare_digest(headers.get("x-api-key", "").encode(errors="replace"), self._key.encode()):
            raise _unauthorized()
        team_id = headers.get("X-Team-Id")
        if self._world.options.team_id is None:
            if team_id is not None and reach is Reach.WORKSPACE:
                raise Fault("TEAM_KEY_REQUIRED", "X-Team-Id needs a team key")
            return
        if team_id is None or team_id.lower() != self._world.options.team_id.lower():
            raise _unauthorized()
        if reach is Reach.PERSONAL:
            raise Fault("TEAM_KEY_NOT_ALLOWED", "A team key cannot read the account")

    def _slow_down(self, now: datetime) -> None:
        allowed = self._world.options.requests_per_second
        while self._recent and now - self._recent[0] >= _SECOND:
            self._recent.popleft()
        if allowed is not None and len(self._recent) >= allowed:
            raise Fault("API_RATE_LIMIT_EXCEEDED", "Too many requests in a second")
        self._recent.append(now)


def _unauthorized() -> Fault:
    return Fault("UNAUTHORIZED", "Missing or invalid API key")
