"""What MsgFlash is asked before a campaign is sent: the number's link and health, and what the plan leaves."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from urllib.parse import quote

from bot.lenient import count_or_none, number_or_none
from bot.msgflash.client import MsgFlash, found_in, nothing
from conversations.needs import (
    Finding,
    Health,
    LiveState,
    MonthLeft,
    Need,
    NumberHealth,
    NumberState,
    Usage,
)


async def live_state(client: MsgFlash, need: LiveState, now: datetime, *, watched: bool) -> Finding:
    answer = await client.get(f"/api/v1/instances/{quote(need.instance, safe='')}/state", watched=watched)
    match found_in(answer):
        case {"status": str(status)} if status:
            return NumberState(status, now)
        case _:
            return nothing(answer)


async def health(client: MsgFlash, need: Health, now: datetime, *, watched: bool) -> Finding:
    """Read what can be read: the shape is not documented, but probably speaks as verdicts do."""
    answer = await client.get(f"/api/v1/instances/{quote(need.instance, safe='')}/health", watched=watched)
    found = found_in(answer)
    if not isinstance(found, dict):
        return nothing(answer)
    state, limits = found.get("state"), found.get("appliedLimits") or found.get("limits")
    limits = limits if isinstance(limits, dict) else {}
    return NumberHealth(
        now,
        state if isinstance(state, str) and state else None,
        number_or_none(found.get("score")),
        count_or_none(limits.get("maxCampaignRecipients")),
        number_or_none(limits.get("maxColdRatio")),
    )


async def usage(client: MsgFlash, _: Usage, now: datetime, *, watched: bool) -> Finding:
    """Return quota less use, as `guides/billing` tells to reckon what is left."""
    answer = await client.get("/api/v1/billing/usage", watched=watched)
    match found_in(answer):
        case {"limits": dict(limits), "usage": dict(used), **rest}:
            quota = count_or_none(limits.get("monthlyOutboundQuota"))
            so_far = count_or_none(used.get("effectiveOutboundUsage"))
            if quota is None or so_far is None:
                return nothing(answer)
            features = rest.get("features")
            campaigns = features.get("campaigns") if isinstance(features, dict) else None
            return MonthLeft(quota - so_far, quota, now, campaigns if isinstance(campaigns, bool) else None)
        case _:
            return nothing(answer)


# The class of a need says which function takes it; no type can say so for all of them at once.
CHECKERS: dict[type[Need], Callable[..., Awaitable[Finding]]] = {
    LiveState: live_state,
    Health: health,
    Usage: usage,
}
