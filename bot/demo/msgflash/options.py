"""How one sandbox differs from another: what the caller chooses when it is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto


class Numbers(Enum):
    """Which WhatsApp numbers the workspace has."""

    SEVERAL = auto()
    ONE = auto()
    NONE = auto()


class Failure(Enum):
    """How a route fails that was chosen to fail."""

    NOT_FOUND = auto()
    INTERNAL = auto()
    HTML = auto()


@dataclass(frozen=True, slots=True)
class Plan:
    """One row of the plan table; no figure for contact groups means unlimited."""

    code: str
    name: str
    price: int
    instances: int
    outbound: int
    requests: int
    keys: int
    webhooks: int
    groups: int | None


PLANS = {
    plan.code: plan
    for plan in (
        Plan("free", "Free", 0, 1, 500, 500, 1, 3, 10),
        Plan("pro", "Pro", 19, 5, 50_000, 150_000, 5, 15, 50),
        Plan("max", "MAX", 39, 20, 150_000, 500_000, 10, 50, None),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Everything a test or the demo may choose.

    `failing` names routes as the documentation writes them, such as `GET /api/v1/instances/{id}/health`.
    `template_array` answers the list of templates as a bare array, the other shape a client must accept.
    `html_errors` makes the trouble switch `server_error` answer with a proxy's HTML page instead of an envelope.
    """

    numbers: Numbers = Numbers.SEVERAL
    team_id: str | None = None
    plan: str = "pro"
    requests_used: int = 120
    messages_used: int = 240
    requests_per_second: int | None = 10
    messages_per_second: float = 2.0
    scheduled_may_be_paused: bool = True
    failing: Mapping[str, Failure] = field(default_factory=dict)
    template_array: bool = False
    html_errors: bool = False
    seed: int = 2026


USUAL = Options()
