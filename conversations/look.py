"""The screen of a conversation: what its operator should see now. Depends on nothing but its arguments."""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import (
    Arrived,
    Asking,
    Campaigns,
    ChoosingLanguage,
    ChoosingZone,
    Confirming,
    Conversation,
    Copying,
    Drafts,
    Dropping,
    Fitting,
    HeldHere,
    Helping,
    Home,
    NewOrOn,
    News,
    Numbers,
    OfNumber,
    OwnNumber,
    Recap,
    Receipt,
    Sending,
    Stopping,
    Unsettled,
    Watching,
    Waves,
    WavesSent,
)
from conversations.screen import Block, Copy, Key, Paragraph, Screen, Small, Warned
from conversations.stages import (
    asking,
    campaigns,
    copying,
    drafts,
    fitting,
    hold,
    home,
    numbers,
    recap,
    receipt,
    sending,
    settings,
    steering,
    testing,
    waves,
)
from conversations.words import Said, Text, progress

SO_FAR = Text(fr="{done} lus", en="{done} read")
SO_FAR_OF = Text(fr="{bar} {done} lus sur {of}", en="{bar} {done} of {of} read")


def look(conversation: Conversation, now: datetime, progress: tuple[int, int | None] | None = None) -> Screen:
    """Return the screen of this moment, with the reason when the last reply was not taken.

    `progress` is how much of a long reading is done, and of how much in all, if that is known.
    """
    screen = _stage(conversation, now)
    if progress is not None:
        screen = replace(screen, blocks=(*screen.blocks, Paragraph(_progress(*progress))))
    said = _said(conversation)
    # A recap is long: on a phone only what stands by its keys is in sight.
    by_the_keys = isinstance(conversation.stage, Recap)
    return replace(screen, blocks=(*screen.blocks, *said) if by_the_keys else (*said, *screen.blocks))


def _said(conversation: Conversation) -> tuple[Block, ...]:
    """Return why the last reply was not taken, if it was not, and what was just done."""
    reason: tuple[Block, ...] = ()
    if conversation.problem is not None:
        reason = (Warned(conversation.problem), *((Small(conversation.code),) if conversation.code else ()))
    return (*reason, *((Paragraph(conversation.notice),) if conversation.notice is not None else ()))


def _progress(done: int, of: int | None) -> Said:
    return SO_FAR(done=done) if of is None else SO_FAR_OF(bar=progress(done, of), done=done, of=of)


def _stage(conversation: Conversation, now: datetime) -> Screen:
    draft = conversation.draft
    match conversation.stage:
        case Asking() as stage if draft is not None:
            return asking.look(stage, conversation, draft, now)
        case Recap() as stage if draft is not None:
            return recap.look(stage, conversation, draft, now)
        case Home() | Asking() | Recap():
            return home.look(conversation, now)
        case Sending() as stage:
            return sending.look_sending(stage, conversation, now)
        case Unsettled() as stage:
            return sending.look_unsettled(stage, conversation, now)
        case Receipt() as stage:
            return receipt.look(stage, conversation, now)
        case OwnNumber() as stage:
            return testing.look(stage, conversation, now)
        case NewOrOn():
            return drafts.look_new_or_on(conversation, now)
        case Dropping() as stage:
            return drafts.look_dropping(stage, conversation, now)
        case Drafts() as stage:
            return drafts.look(stage, conversation, now)
        case Campaigns() as stage:
            return campaigns.look(stage, conversation, now)
        case Watching() as stage:
            return campaigns.look_watching(stage, conversation, now)
        case HeldHere() as stage:
            return hold.look(stage, conversation, now)
        case Confirming() as stage:
            return steering.look_confirming(stage, conversation, now)
        case Stopping() as stage:
            return steering.look_stopping(stage, conversation, now)
        case Copying() as stage:
            return copying.look(stage, conversation, now)
        case Numbers():
            return numbers.look(conversation, now)
        case OfNumber() as stage:
            return numbers.look_at(stage, conversation, now)
        case Fitting() as stage:
            return fitting.look(stage, conversation, now)
        case Waves() as stage:
            return waves.look(stage, conversation, now)
        case WavesSent() as stage:
            return waves.look_sent(stage, conversation, now)
        case ChoosingLanguage():
            return settings.look_language(conversation, now)
        case ChoosingZone() as stage:
            return settings.look_zone(stage, conversation, now)
        case Helping():
            return home.look_help(conversation, now)


def look_at_news(news: News, conversation: Conversation, now: datetime) -> Screen:
    """Return the message for a piece of news: it stays in the chat, and its keys are commands, or copy."""
    match news:
        case Arrived(stage, brief):
            short = receipt.look_brief(stage, conversation, now) if brief else None
            screen = short or receipt.look(stage, conversation, now, news=True)
            copies = tuple(tuple(key for key in row if isinstance(key, Copy)) for row in screen.keys)
            holding: tuple[Key, ...] = (replace(receipt.HOLD, choice=f"/pause {stage.reference}"),)
            held = (holding,) if receipt.HOLD.choice in screen.choices() else ()
            return replace(screen, keys=(*held, *(row for row in copies if row)))
        case _:
            return sending.look_at_news(news, conversation.zone)
