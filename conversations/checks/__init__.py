"""The pre-flight: what can be known of a campaign before it leaves, each line a fact or an estimate with its age.

A check never holds anything up: what it needs is read beside the screen, and without an answer it says so.
"""

from collections.abc import Callable
from datetime import datetime

from conversations.checks.check import Checked
from conversations.checks.limits import needed as for_limits
from conversations.checks.limits import within_limits
from conversations.checks.message import buttons, links, media, shouting
from conversations.checks.month import left_this_month
from conversations.checks.month import needed as for_month
from conversations.checks.number import health, linked
from conversations.checks.number import needed as for_number
from conversations.checks.quiet import quiet_hours
from conversations.checks.twice import needed as for_twice
from conversations.checks.twice import sent_before
from conversations.conversation import Conversation
from conversations.draft import Draft
from conversations.needs import Need

CHECKS: tuple[Callable[[Conversation, Draft, datetime], tuple[Checked, ...]], ...] = (
    linked,
    sent_before,
    within_limits,
    left_this_month,
    quiet_hours,
    media,
    buttons,
    links,
    shouting,
    health,
)
"""In the order in which their warnings are read."""


def needed(draft: Draft) -> tuple[Need, ...]:
    """Return what the checks of a draft look at."""
    return (*for_number(draft), *for_limits(draft), *for_twice(draft), *for_month())


def checked(conversation: Conversation, draft: Draft, now: datetime) -> tuple[Checked, ...]:
    """Return what the checks say of a draft at this moment; those that are still read say nothing yet."""
    return tuple(said for check in CHECKS for said in check(conversation, draft, now))
