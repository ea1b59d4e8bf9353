"""What a conversation needs to be read, and what it takes by itself from what was found."""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import (
    Asking,
    Campaigns,
    Confirming,
    Conversation,
    Copying,
    Fitting,
    Numbers,
    OfNumber,
    OwnNumber,
    Recap,
    Stopping,
    Watching,
    Waves,
)
from conversations.needs import CampaignState, Found, Need, State
from conversations.stages import asking, campaigns, copying, fitting, instead, numbers, recap, steering, testing, waves


def needed(conversation: Conversation, now: datetime) -> tuple[Need, ...]:
    """Return what the open screen is made of, the most important first."""
    needs: tuple[Need | None, ...]
    match conversation.stage:
        case Asking() as stage:
            needs = asking.needed(stage, conversation, now), asking.needed_beside(stage, conversation, now)
        case Recap() as stage:
            needs = recap.needed(stage, conversation)
        case OwnNumber() as stage:
            needs = (testing.needed(stage, conversation),)
        case Campaigns() | Watching() as stage:
            needs = campaigns.awaited(stage, conversation), campaigns.beside(stage)
        case Confirming() | Stopping() as stage:
            needs = _steering(stage, conversation)
        case Copying() as stage:
            needs = copying.needed(stage)
        case Numbers() | OfNumber() as stage:
            needs = numbers.needed(stage)
        case Fitting() as stage:
            needs = fitting.needed(stage)
        case Waves() as stage:
            needs = waves.needed(stage)
        case _:
            needs = ()
    return tuple(need for need in needs if need is not None)


def found(conversation: Conversation, new: Found, now: datetime) -> Conversation:
    """Return the conversation with what a need gave."""
    if isinstance(new.finding, CampaignState):
        new = replace(new, finding=replace(new.finding, read_at=now))
    new = replace(new, at=now)
    left = tuple(other for other in conversation.fetching if other != new.need)
    known = tuple(other for other in conversation.found if other.need != new.need)
    return replace(conversation, fetching=left, found=(*known, new))


def settled(conversation: Conversation, now: datetime) -> Conversation:
    """Take what the open question answers by itself, as far as that goes."""
    match conversation.stage:
        case OwnNumber() as stage:
            return testing.settled(stage, conversation)
        case Numbers():
            return numbers.settled(conversation)
        case Copying() as stage:
            conversation = copying.copied(stage, conversation, now)
        case Fitting() as stage:
            conversation = instead.settled(stage, conversation, now)
        case _:
            pass
    while isinstance(conversation.stage, Asking) and conversation.draft is not None:
        need = asking.needed(conversation.stage, conversation, now)
        if need is not None and conversation.finding(need) is None:
            return conversation
        after = asking.suggested(conversation.stage, conversation, conversation.draft, now)
        if after is None:
            return conversation
        conversation = after
    return conversation


def _steering(stage: Confirming | Stopping, conversation: Conversation) -> tuple[Need | None, ...]:
    """Return what is needed, and how the campaign stands where that was just read."""
    states = tuple(known.need for known in conversation.found if isinstance(known.need, State))
    return (steering.needed(stage), *(states if isinstance(stage, Confirming) else ()))
