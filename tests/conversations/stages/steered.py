"""A campaign that was created, and what MsgFlash answers to what is done with it."""

from conversations.deeds import Result
from conversations.effects import Transition
from conversations.events import Did
from conversations.workspace import Campaign, CampaignId, Reference, Safety
from tests.conversations.walk import Walk

ID = CampaignId("9a0c1c52")
WARNED = Safety(decision="warn", risk="medium", max_recipients=100, total_recipients=120)


def campaign(status: str = "paused", safety: Safety | None = None) -> Campaign:
    return Campaign(ID, "Spring", status, None, None, safety)


def created(walk: Walk, safety: Safety | None = WARNED) -> Reference:
    walk.completes()
    submission = walk.confirms()
    walk.accepts(Campaign(ID, submission.name, "scheduled", submission.schedule, "none", safety))
    return submission.reference


def is_done(walk: Walk, result: Result) -> Transition:
    """Let MsgFlash answer the last deed."""
    return walk.gives(Did(walk.deeds[-1], result))
