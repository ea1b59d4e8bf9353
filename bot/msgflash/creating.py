"""Creating a campaign: one request, never repeated unless it cannot have left or was plainly not taken."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeAlias

import httpx

from bot.msgflash.changing import NEVER_LEFT, REFUSALS
from bot.msgflash.client import TOO_FAST, Answer, MsgFlash
from bot.wire import CampaignModel, ErrorModel, opened, to_request
from conversations.conversation import Submission
from conversations.events import Accepted, Refused, Unconfirmed, Unreachable
from conversations.workspace import ContactId

log = logging.getLogger(__name__)

Outcome: TypeAlias = Accepted | Refused | Unreachable | Unconfirmed


COUNTED_AS: dict[type[Outcome], str] = {
    Accepted: "created",
    Refused: "refused",
    Unreachable: "never_left",
    Unconfirmed: "unknown",
}


async def submit(
    client: MsgFlash, submission: Submission, clock: Callable[[], datetime], chosen: tuple[ContactId, ...] = ()
) -> Outcome:
    """Create the campaign with one request, and say what became of it. `chosen` are the contacts of its selection.

    What was not taken is not tried again once the campaign's own start has come (`clock` tells aware times).
    """
    outcome = await _created(client, submission, clock, chosen)
    client.measures.submitted(COUNTED_AS[type(outcome)])
    return outcome


async def _created(
    client: MsgFlash, submission: Submission, clock: Callable[[], datetime], chosen: tuple[ContactId, ...]
) -> Outcome:
    reference, attempt = submission.reference, submission.attempt
    body = to_request(submission.draft, submission.name, chosen)
    waits = iter(client.again_after)
    while True:
        outcome: Outcome
        why = TOO_FAST
        try:
            outcome = outcome_of(await client.once("POST", "/api/v1/campaigns", body), submission)
        except NEVER_LEFT as reason:
            outcome, why = Unreachable(reference, attempt), type(reason).__name__
        except httpx.HTTPError as reason:
            log.warning("campaign %s: no answer (%s)", reference, type(reason).__name__)
            return Unconfirmed(reference, attempt)
        passing = isinstance(outcome, Unreachable) or (isinstance(outcome, Refused) and outcome.code == TOO_FAST)
        wait = next(waits, None) if passing else None
        if wait is None or clock() + timedelta(seconds=wait) >= submission.schedule:
            return outcome
        log.info("campaign %s: not created, tried again in %.0f s (%s)", reference, wait, why)
        if await client.left_within(wait):
            return outcome


def outcome_of(answer: Answer, submission: Submission) -> Outcome:
    """Return what an answer to the creating request means. Anything unclear is unconfirmed: it may have arrived."""
    reference, attempt = submission.reference, submission.attempt
    campaign = opened(answer.body, "data", CampaignModel)
    if answer.status in range(200, 300) and campaign is not None:
        return Accepted(reference, attempt, campaign.value())
    if answer.status in REFUSALS:
        error = opened(answer.body, "error", ErrorModel)
        code = error.code if error else f"HTTP {answer.status}"
        return Refused(reference, attempt, code, error.field() if error else None)
    return Unconfirmed(reference, attempt)
