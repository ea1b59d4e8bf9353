"""How a conversation moves: `advance` for each event, `resume` after a restart. Pure; time comes in as an argument.

The laws (each tested): the answers decide, the place follows; every change is a new turn; "sending" is part of the
conversation before anything leaves; an answer is checked again when it matters.
"""

from dataclasses import replace
from datetime import datetime

from conversations import entering, operator
from conversations.conversation import (
    Asking,
    Campaigns,
    Conversation,
    Fitting,
    Numbers,
    OfNumber,
    Recap,
    Receipt,
    Sending,
    Unsettled,
    Watching,
)
from conversations.deeds import Unsure
from conversations.effects import Do, Effect, Enter, Fetch, Keep, Show, Submit, Tell, Toast, Transition
from conversations.events import (
    Accepted,
    Commanded,
    Did,
    Edited,
    Event,
    Fetched,
    Pressed,
    Progressed,
    Refused,
    Told,
    Unconfirmed,
    Unreachable,
)
from conversations.look import look, look_at_news
from conversations.needs import Finding, Found, Need
from conversations.people import Handed
from conversations.stages import asking, campaigns, doing, fitting, numbers, recap, sending, waves
from conversations.step import Attached, Wrote
from conversations.words import Said, Text
from conversations.workspace import Record

NOT_CURRENT = Text(
    fr="Cet écran n’est plus à jour. Servez-vous du dernier message.",
    en="This screen is out of date. Use the last message.",
)
ALREADY = Text(fr="Déjà pris en compte.", en="Already taken into account.")


def advance(conversation: Conversation, event: Event, now: datetime) -> Transition:
    """Return the conversation after `event`, and what it asks of the world. `now` is aware."""
    match event:
        case Pressed(None, choice) if choice.startswith("/"):
            return _moved(
                conversation, operator.press(_fresh(conversation), choice, now), now, below=True, told=(Toast(),)
            )
        case Pressed(turn, choice) if not _good(conversation, turn) or choice not in conversation.offered:
            return Transition(conversation, (Toast(_why_not(conversation, turn)),))
        case Pressed(_, choice):
            told = (Toast(), *_seen(conversation, choice))
            return _moved(conversation, operator.press(_fresh(conversation), choice, now), now, told=told)
        case Told(news):
            rest = tuple(other for other in conversation.news if other != news)
            return Transition(replace(conversation, news=rest))
        case Fetched(need, finding):
            if need not in conversation.fetching:
                return Transition(conversation)
            return _moved(conversation, _found(conversation, need, finding), now, by_itself=True)
        case Progressed(need, done, of):
            return _progressed(conversation, need, (done, of), now)
        case Did(deed, result):
            if deed != conversation.doing:
                return Transition(conversation)
            entered = tuple(Enter(new) for new in entering.steered(deed, result, now))
            after = doing.did(replace(_fresh(conversation), doing=None), deed, result, now)
            # A file that was sent is the last message: the screen goes below it.
            below = isinstance(result, Handed)
            return _moved(conversation, fitting.held(after, deed, result), now, below=below, told=entered)
        case Accepted() | Refused() | Unreachable() | Unconfirmed():
            return _outcome(conversation, event, now)
        case Attached(_, album) if album is not None and album == conversation.album:
            return Transition(conversation)
        case Commanded() | Wrote() | Attached() | Edited():
            return _moved(conversation, operator.written(_fresh(conversation), event, now), now, below=True)


def resume(conversation: Conversation, now: datetime) -> Transition:
    """Return what is still owed after a restart; a submission that was under way has become unknown."""
    after = conversation
    for submission in conversation.submissions:
        after = sending.brought_up(after, submission)
    if after.doing is not None:
        after = fitting.held(doing.did(replace(after, doing=None), after.doing, Unsure(), now), after.doing, Unsure())
    if after.fetching:
        after = replace(after, fetching=(), found=())
    if after == conversation:
        return shown_again(conversation, now)
    return _moved(replace(conversation, news=()), after, now, by_itself=True)


def shown_again(conversation: Conversation, now: datetime) -> Transition:
    """Return what the operator has not been shown or told; a screen that time has changed takes a new turn."""
    owed = tuple(Tell(news, look_at_news(news, conversation, now)) for news in conversation.news)
    screen = look(conversation, now)
    if screen.choices() == conversation.offered:
        return Transition(conversation, (*owed, Show(screen)))
    return _moved(replace(conversation, news=()), conversation, now)


def _fresh(conversation: Conversation) -> Conversation:
    return replace(conversation, notice=None, problem=None, code=None, album=None)


def _good(conversation: Conversation, turn: int | None) -> bool:
    return turn is not None and conversation.since <= turn <= conversation.turn


def _why_not(conversation: Conversation, turn: int | None) -> Said:
    sending_now = isinstance(conversation.stage, Sending | Receipt) and turn is not None and turn < conversation.turn
    return ALREADY() if sending_now else NOT_CURRENT()


def _outcome(
    conversation: Conversation, event: Accepted | Refused | Unreachable | Unconfirmed, now: datetime
) -> Transition:
    fresh = _fresh(conversation)
    match event:
        case Accepted():
            after = sending.accepted(fresh, event)
            submission = sending.attempt(fresh, event)
            if submission is None:
                return Transition(conversation)
            campaign = event.campaign
            record = Record(
                submission.reference, campaign.id, campaign.name or submission.name, submission.schedule, now
            )
            entered = tuple(Enter(new) for new in entering.created(submission, campaign, now))
            return _moved(conversation, waves.told(after, event), now, told=(Keep(record), *entered))
        case Refused():
            after = sending.refused(fresh, event)
        case Unreachable():
            after = sending.unreachable(fresh, event)
        case Unconfirmed():
            after = sending.unconfirmed(fresh, event)
    return Transition(conversation) if after == fresh else _moved(conversation, after, now)


def _moved(  # noqa: PLR0913 - how a change came, beside the change itself
    before: Conversation,
    after: Conversation,
    now: datetime,
    *,
    below: bool = False,
    told: tuple[Effect, ...] = (),
    by_itself: bool = False,
) -> Transition:
    """Close a change: take suggestions, ask for what is needed, give it the next turn, and show it.

    What comes `by_itself`, not from the operator, leaves the earlier keys good if it adds nothing to be known.
    """
    after = _settled(asking.left_behind(before, after), now)
    needs = _needed(after, now)
    found = tuple(known for known in after.found if known.need in needs)
    missing = tuple(need for need in needs if after.finding(need) is None)
    asked = tuple(Fetch(need) for need in missing if need not in after.fetching)
    after = replace(after, found=found, fetching=missing)
    after = replace(after, turn=before.turn + 1)
    screen = look(after, now)
    same = by_itself and _same_place(before, after) and look(before, now).confirms_the_same(screen)
    after = replace(after, offered=screen.choices(), since=before.since if same else after.turn)
    sent = tuple(Submit(new) for new in after.submissions if new.state == "sent" and new not in before.submissions)
    news = tuple(Tell(new, look_at_news(new, after, now)) for new in after.news if new not in before.news)
    deeds = (Do(after.doing),) if after.doing is not None and after.doing != before.doing else ()
    passing = bool(asked) and isinstance(after.stage, Asking | Campaigns | Watching | Numbers | OfNumber)
    # Checks come in one by one: what they add in between is not worth an edit each.
    passing = passing or (same and bool(missing) and isinstance(after.stage, Recap | OfNumber))
    return Transition(after, (*told, *news, Show(screen, below, passing), *sent, *deeds, *asked))


def _same_place(before: Conversation, after: Conversation) -> bool:
    return (before.stage, before.draft) == (after.stage, after.draft)


def _seen(conversation: Conversation, choice: str) -> tuple[Effect, ...]:
    """Keep a campaign of unknown outcome that the operator found in the MsgFlash console."""
    if choice != "there" or not isinstance(conversation.stage, Unsettled):
        return ()
    submission = sending.find(conversation, conversation.stage.reference)
    if submission is None:
        return ()
    return (Keep(sending.seen(submission)), *(Enter(new) for new in entering.seen(submission)))


def _settled(conversation: Conversation, now: datetime) -> Conversation:
    """Take what the open question answers by itself, as far as that goes."""
    if isinstance(conversation.stage, Numbers):
        return numbers.settled(conversation)
    if isinstance(conversation.stage, Fitting):
        conversation = fitting.settled(conversation.stage, conversation, now)
    while isinstance(conversation.stage, Asking) and conversation.draft is not None:
        need = asking.needed(conversation.stage, conversation, now)
        if need is not None and conversation.finding(need) is None:
            return conversation
        after = asking.suggested(conversation.stage, conversation, conversation.draft, now)
        if after is None:
            return conversation
        conversation = after
    return conversation


def _needed(conversation: Conversation, now: datetime) -> tuple[Need, ...]:
    needs: tuple[Need | None, ...]
    match conversation.stage:
        case Asking() as stage:
            needs = asking.needed(stage, conversation, now), asking.needed_beside(stage, conversation, now)
        case Recap():
            needs = recap.needed(conversation)
        case Campaigns() | Watching() as stage:
            needs = (campaigns.needed(stage),)
        case Numbers() | OfNumber() as stage:
            needs = numbers.needed(stage)
        case Fitting() as stage:
            needs = fitting.needed(stage)
        case _:
            needs = ()
    return tuple(need for need in needs if need is not None)


def _found(conversation: Conversation, need: Need, finding: Finding) -> Conversation:
    left = tuple(other for other in conversation.fetching if other != need)
    known = tuple(other for other in conversation.found if other.need != need)
    return replace(conversation, fetching=left, found=(*known, Found(need, finding)))


def _progressed(conversation: Conversation, need: Need, progress: tuple[int, int | None], now: datetime) -> Transition:
    """Show how far a long reading has come. It changes nothing, so the keys on the screen stay good."""
    if need not in conversation.fetching:
        return Transition(conversation)
    return Transition(conversation, (Show(look(conversation, now, progress)),))
