"""A submission on its way: the contacts of its selection are fetched from the store, then it leaves."""

import logging
import re

from bot.msgflash.creating import Outcome, submit
from bot.sources import Sources
from conversations.conversation import Submission
from conversations.deeds import Deed, End, Pause, PauseAll, Result, Resume
from conversations.events import Accepted, Refused, Unconfirmed, Unreachable
from conversations.steps.contacts import Contacts
from conversations.steps.recipients import Recipients

log = logging.getLogger(__name__)

FORGOTTEN = "SELECTION_FORGOTTEN"
# `resources/error-codes`, and what stands in for one; anything else may quote what was sent.
_CODE = re.compile(r"[A-Z0-9_ ]{1,64}")


async def send(sources: Sources, submission: Submission) -> Outcome:
    """Create the campaign for exactly those who were confirmed, and say what became of it. Raises StoreError."""
    recipients, contacts = submission.draft.find(Recipients), submission.draft.find(Contacts)
    if recipients is None or recipients.kind != "explicit" or contacts is None:
        return await submit(sources.msgflash, submission, sources.audience.clock)
    chosen = await sources.audience.lists.selection(contacts.selection)
    if chosen is None:
        return Refused(submission.reference, submission.attempt, FORGOTTEN, "recipients.value")
    return await submit(sources.msgflash, submission, sources.audience.clock, chosen)


def tell(talk: str, outcome: Outcome) -> None:
    """Write into the log what became of a campaign: whoever looks after the bot traces it by its mark."""
    match outcome:
        case Accepted(reference, campaign=campaign):
            log.info("talk %s: campaign %s is created in MsgFlash as %.64s", talk, reference, campaign.id)
        case Refused(reference, code=code):
            told = code if _CODE.fullmatch(code) else "no code"
            log.info("talk %s: campaign %s is refused (%s)", talk, reference, told)
        case Unreachable(reference):
            log.warning("talk %s: campaign %s never left, MsgFlash is out of reach", talk, reference)
        case Unconfirmed(reference):
            log.warning("talk %s: campaign %s has no clear answer, its outcome is unknown", talk, reference)


def tell_of_deed(talk: str, deed: Deed, result: Result) -> None:
    """Write into the log what was asked of MsgFlash besides, and what came of it."""
    log.info("talk %s: %s%.64s: %s", talk, type(deed).__name__, _about(deed), type(result).__name__)


def _about(deed: Deed) -> str:
    match deed:
        case Pause(campaign) | Resume(campaign) | End(campaign):
            return f" {campaign}"
        case PauseAll(campaigns):
            return f" ({len(campaigns)})"
        case _:
            return ""
