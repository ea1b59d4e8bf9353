"""What became of a creation: the conversation after it, and what is written down of it."""

from datetime import datetime

from conversations import entering
from conversations.conversation import Conversation, Submission, Unsettled
from conversations.effects import Effect, Enter, Follow, Keep
from conversations.events import Accepted, Refused, Unconfirmed, Unreachable
from conversations.stages import hold, sending, waves
from conversations.steps.number import Number
from conversations.watch import Watch
from conversations.workspace import Campaign, Record, Reference


def of_creating(
    conversation: Conversation, event: Accepted | Refused | Unreachable | Unconfirmed, now: datetime
) -> tuple[Conversation, tuple[Effect, ...]]:
    """Return the conversation once MsgFlash has answered, or has not; the same when nothing of it was under way."""
    match event:
        case Accepted():
            submission = sending.attempt(conversation, event)
            if submission is None:
                return conversation, ()
            after = waves.told(sending.accepted(conversation, event, now), event)
            return after, _written_down(submission, event.campaign, now)
        case Refused():
            return sending.refused(conversation, event), ()
        case Unreachable():
            return sending.unreachable(conversation, event), ()
        case Unconfirmed():
            return sending.unconfirmed(conversation, event), ()


def ripe(conversation: Conversation, reference: Reference, attempt: int, now: datetime) -> Conversation:
    """Return the conversation once a submission that was held here has waited long enough."""
    submission = sending.find(conversation, reference)
    if submission is None or submission.attempt != attempt:
        return conversation
    after = hold.ripe(conversation, submission, now)
    return conversation if after.submissions == conversation.submissions else after


def seen(conversation: Conversation, choice: str) -> tuple[Effect, ...]:
    """Keep a campaign of unknown outcome that the operator found in the MsgFlash console."""
    if choice != "there" or not isinstance(conversation.stage, Unsettled):
        return ()
    submission = sending.find(conversation, conversation.stage.reference)
    if submission is None:
        return ()
    return (Keep(sending.seen(submission)), *(Enter(new) for new in entering.seen(submission)))


def _written_down(submission: Submission, campaign: Campaign, now: datetime) -> tuple[Effect, ...]:
    name = campaign.name or submission.name
    record = Record(submission.reference, campaign.id, name, submission.schedule, now)
    number = submission.draft.find(Number)
    at = campaign.schedule or submission.schedule
    watch = Watch(campaign, submission.reference, name, number.instance.id if number else None, at, now, now)
    entered = tuple(Enter(new) for new in entering.created(submission, campaign, now))
    return (Keep(record), Follow(watch, submission.draft), *entered)
