"""The screen of a conversation: what its operator should see now. Depends on nothing but its arguments."""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import (
    Arrived,
    Asking,
    Campaigns,
    ChoosingLanguage,
    ChoosingZone,
    Conversation,
    Drafts,
    Dropping,
    Fitting,
    Helping,
    Home,
    NewOrOn,
    News,
    Numbers,
    OfNumber,
    Recap,
    Receipt,
    Sending,
    Unsettled,
    Watching,
    Waves,
    WavesSent,
)
from conversations.progress import bar
from conversations.screen import Block, Copy, Paragraph, Screen, Small, Warned
from conversations.stages import (
    asking,
    campaigns,
    drafts,
    fitting,
    home,
    numbers,
    recap,
    receipt,
    sending,
    settings,
    waves,
)
from conversations.words import Said, Text

SO_FAR = Text(fr="{done} lus", en="{done} read")
SO_FAR_OF = Text(fr="{bar} {done} lus sur {of}", en="{bar} {done} of {of} read")


def look(conversation: Conversation, now: datetime, progress: tuple[int, int | None] | None = None) -> Screen:
    """Return the screen of this moment, with the reason on top when the last reply was not taken.

    `progress` is how much of a long reading is done, and of how much in all, if that is known.
    """
    screen = _stage(conversation, now)
    if progress is not None:
        screen = replace(screen, blocks=(*screen.blocks, Paragraph(_progress(*progress))))
    if conversation.notice is not None:
        screen = replace(screen, blocks=(Paragraph(conversation.notice), *screen.blocks))
    if conversation.problem is None:
        return screen
    reason: tuple[Block, ...] = (
        Warned(conversation.problem),
        *((Small(conversation.code),) if conversation.code else ()),
    )
    return replace(screen, blocks=(*reason, *screen.blocks))


def _progress(done: int, of: int | None) -> Said:
    return SO_FAR(done=done) if of is None else SO_FAR_OF(bar=bar(done, of), done=done, of=of)


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
    """Return the message for a piece of news: it stays in the chat, and has nothing to press but copying."""
    match news:
        case Arrived(stage):
            screen = receipt.look(stage, conversation, now)
            copies = tuple(tuple(key for key in row if isinstance(key, Copy)) for row in screen.keys)
            return replace(screen, keys=tuple(row for row in copies if row))
        case _:
            return sending.look_at_news(news)
