"""A submission on its way: the contacts of its selection are fetched from the store, then it leaves."""

from bot.msgflash.creating import Outcome, submit
from bot.sources import Sources
from conversations.conversation import Submission
from conversations.events import Refused
from conversations.steps.contacts import Contacts
from conversations.steps.recipients import Recipients

FORGOTTEN = "SELECTION_FORGOTTEN"


async def send(sources: Sources, submission: Submission) -> Outcome:
    """Create the campaign for exactly those who were confirmed, and say what became of it. Raises StoreError."""
    recipients, contacts = submission.draft.find(Recipients), submission.draft.find(Contacts)
    if recipients is None or recipients.kind != "explicit" or contacts is None:
        return await submit(sources.msgflash, submission, sources.audience.clock)
    chosen = await sources.audience.lists.selection(contacts.selection)
    if chosen is None:
        return Refused(submission.reference, submission.attempt, FORGOTTEN, "recipients.value")
    return await submit(sources.msgflash, submission, sources.audience.clock, chosen)
