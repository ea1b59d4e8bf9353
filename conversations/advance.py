"""How a conversation moves: `advance` for each event, `resume` after a restart. Pure; time comes in as an argument.

The laws (each tested): the answers decide, the place follows; every change is a new turn; "sending" is part of the
conversation before anything leaves; an answer is checked again when it matters.
"""

from dataclasses import replace
from datetime import datetime

from conversations import operator
from conversations.conversation import (
    Asking,
    Campaigns,
    Confirming,
    Conversation,
    Copying,
    OwnNumber,
    Recap,
    Receipt,
    Sending,
    Stopping,
    Submission,
    Unsettled,
    Watching,
)
from conversations.deeds import Unsure
from conversations.effects import (
    Do,
    Effect,
    Fetch,
    Follow,
    Hold,
    Keep,
    LookAgain,
    Show,
    Submit,
    Tell,
    Toast,
    Track,
    Transition,
)
from conversations.events import (
    Accepted,
    Commanded,
    Did,
    Edited,
    Event,
    Fetched,
    Noticed,
    Pressed,
    Progressed,
    Refused,
    Ripe,
    Told,
    Unconfirmed,
    Unreachable,
)
from conversations.look import look, look_at_news
from conversations.needs import CampaignState, Finding, Found, Need, State
from conversations.people import Handed
from conversations.stages import asking, campaigns, doing, hold, recap, sending, steering, testing
from conversations.step import Attached, Wrote
from conversations.steps.number import Number
from conversations.watch import Watch
from conversations.words import Said, Text
from conversations.workspace import Campaign, Record, Reference

NOT_CURRENT = Text(
    fr="Cet écran n’est plus à jour. Servez-vous du dernier message.",
    en="This screen is out of date. Use the last message.",
)
LOOKING = Text(fr="Je regarde…", en="Looking…")
ALREADY = Text(fr="Déjà pris en compte.", en="Already taken into account.")


# Stages that only say that something is being read, while it is.
READING = (Asking, Campaigns, Watching, Confirming, Copying, Stopping)


def advance(conversation: Conversation, event: Event, now: datetime) -> Transition:
    """Return the conversation after `event`, and what it asks of the world. `now` is aware."""
    match event:
        case Pressed(None, choice) if choice.startswith("/refresh "):
            mark = Reference(choice.removeprefix("/refresh "))
            return Transition(conversation, (Toast(LOOKING()), LookAgain(mark)))
        case Pressed(None, choice) if choice.startswith("/"):
            return _moved(
                conversation, operator.press(_fresh(conversation), choice, now), now, below=True, told=(Toast(),)
            )
        case Pressed(turn, choice) if turn != conversation.turn or choice not in conversation.offered:
            return Transition(conversation, (Toast(_why_not(conversation, turn)),))
        case Pressed(_, choice):
            told = (Toast(), *_seen(conversation, choice))
            return _moved(conversation, operator.press(_fresh(conversation), choice, now), now, told=told)
        case Told(news):
            rest = tuple(other for other in conversation.news if other != news)
            return Transition(replace(conversation, news=rest))
        case Noticed(news):
            if news in conversation.news:
                return Transition(conversation)
            after = replace(conversation, news=(*conversation.news, news))
            return Transition(after, (Tell(news, look_at_news(news, after, now)),))
        case Fetched(need, finding):
            if need not in conversation.fetching:
                return Transition(conversation)
            tracked = (Track(finding.campaign),) if isinstance(finding, CampaignState) else ()
            return _moved(conversation, _found(conversation, need, finding, now), now, told=tracked)
        case Progressed(need, done, of):
            return _progressed(conversation, need, (done, of), now)
        case Did(deed, result):
            if deed != conversation.doing:
                return Transition(conversation)
            after = doing.did(replace(_fresh(conversation), doing=None), deed, result, now)
            # A file that was sent is the last message: the screen goes below it.
            below = isinstance(result, Handed)
            return _moved(conversation, after, now, below=below, told=doing.learned(deed, result))
        case Accepted() | Refused() | Unreachable() | Unconfirmed():
            return _outcome(conversation, event, now)
        case Ripe(reference, attempt):
            return _ripe(conversation, reference, attempt, now)
        case Attached(_, album) if album is not None and album == conversation.album:
            return Transition(conversation)
        case Commanded() | Wrote() | Attached() | Edited():
            return _moved(conversation, operator.written(_fresh(conversation), event, now), now, below=True)


def resume(conversation: Conversation, now: datetime) -> Transition:
    """Return what is still owed after a restart; a submission that was under way has become unknown."""
    after = conversation
    for submission in conversation.submissions:
        after = hold.ripe(sending.brought_up(after, submission), submission, now)
    if after.doing is not None:
        after = doing.did(replace(after, doing=None), after.doing, Unsure(), now)
    if after.fetching:
        after = replace(after, fetching=(), found=())
    known = replace(conversation, news=())
    resumed = shown_again(conversation, now) if after == conversation else _moved(known, after, now)
    # Whoever waited for the end of a wait is gone.
    holds = tuple(Hold(submission) for submission in hold.held(resumed.conversation))
    return replace(resumed, effects=(*resumed.effects, *holds))


def shown_again(conversation: Conversation, now: datetime) -> Transition:
    """Return what the operator has not been shown or told; a screen that time has changed takes a new turn."""
    owed = tuple(Tell(news, look_at_news(news, conversation, now)) for news in conversation.news)
    screen = look(conversation, now)
    if screen.choices() == conversation.offered:
        return Transition(conversation, (*owed, Show(screen)))
    return _moved(replace(conversation, news=()), conversation, now)


def _fresh(conversation: Conversation) -> Conversation:
    return replace(conversation, notice=None, problem=None, code=None, album=None)


def _why_not(conversation: Conversation, turn: int | None) -> Said:
    sending_now = isinstance(conversation.stage, Sending | Receipt) and turn is not None and turn < conversation.turn
    return ALREADY() if sending_now else NOT_CURRENT()


def _outcome(
    conversation: Conversation, event: Accepted | Refused | Unreachable | Unconfirmed, now: datetime
) -> Transition:
    fresh = _fresh(conversation)
    match event:
        case Accepted():
            after = sending.accepted(fresh, event, now)
            submission = sending.attempt(fresh, event)
            if submission is None:
                return Transition(conversation)
            campaign = event.campaign
            record = Record(
                submission.reference, campaign.id, campaign.name or submission.name, submission.schedule, now
            )
            followed = Follow(_watch(submission, campaign, now), submission.draft)
            return _moved(conversation, after, now, told=(Keep(record), followed))
        case Refused():
            after = sending.refused(fresh, event)
        case Unreachable():
            after = sending.unreachable(fresh, event)
        case Unconfirmed():
            after = sending.unconfirmed(fresh, event)
    return Transition(conversation) if after == fresh else _moved(conversation, after, now)


def _watch(submission: Submission, campaign: Campaign, now: datetime) -> Watch:
    """Return what is watched of a campaign that was just created."""
    number = submission.draft.find(Number)
    at = campaign.schedule or submission.schedule
    name = campaign.name or submission.name
    return Watch(campaign, submission.reference, name, number.instance.id if number else None, at, now, now)


def _ripe(conversation: Conversation, reference: Reference, attempt: int, now: datetime) -> Transition:
    submission = sending.find(conversation, reference)
    if submission is None or submission.attempt != attempt:
        return Transition(conversation)
    after = hold.ripe(_fresh(conversation), submission, now)
    unchanged = after.submissions == conversation.submissions
    return Transition(conversation) if unchanged else _moved(conversation, after, now)


def _moved(
    before: Conversation,
    after: Conversation,
    now: datetime,
    *,
    below: bool = False,
    told: tuple[Effect, ...] = (),
) -> Transition:
    """Close a change: take suggestions, ask for what is needed, give it the next turn, and show it."""
    after = _settled(asking.left_behind(before, after), now)
    needs = _needed(after, now)
    found = tuple(known for known in after.found if known.need in needs)
    missing = tuple(need for need in needs if after.finding(need) is None)
    asked = tuple(Fetch(need) for need in missing if need not in after.fetching)
    after = replace(after, found=found, fetching=missing)
    after = replace(after, turn=before.turn + 1)
    screen = look(after, now)
    after = replace(after, offered=screen.choices())
    sent = tuple(Submit(new) for new in after.submissions if new.state == "sent" and new not in before.submissions)
    holds = tuple(Hold(new) for new in hold.held(after) if new not in before.submissions)
    news = tuple(Tell(new, look_at_news(new, after, now)) for new in after.news if new not in before.news)
    deeds = (Do(after.doing),) if after.doing is not None and after.doing != before.doing else ()
    passing = bool(asked) and isinstance(after.stage, READING)
    return Transition(after, (*told, *news, Show(screen, below, passing), *sent, *holds, *deeds, *asked))


def _seen(conversation: Conversation, choice: str) -> tuple[Effect, ...]:
    """Keep a campaign of unknown outcome that the operator found in the MsgFlash console."""
    if choice != "there" or not isinstance(conversation.stage, Unsettled):
        return ()
    submission = sending.find(conversation, conversation.stage.reference)
    return () if submission is None else (Keep(sending.seen(submission)),)


def _settled(conversation: Conversation, now: datetime) -> Conversation:
    """Take what the open question answers by itself, as far as that goes."""
    if isinstance(conversation.stage, OwnNumber):
        return testing.settled(conversation.stage, conversation)
    if isinstance(conversation.stage, Copying):
        conversation = steering.copied(conversation.stage, conversation, now)
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
        case Recap() as stage:
            needs = recap.needed(stage, conversation)
        case OwnNumber() as stage:
            needs = (testing.needed(stage, conversation),)
        case Campaigns() | Watching() as stage:
            needs = (campaigns.needed(stage) if conversation.doing is None else None,)
        case Confirming() | Stopping() | Copying() as stage:
            needs = _steering(stage, conversation)
        case _:
            needs = ()
    return tuple(need for need in needs if need is not None)


def _steering(stage: Confirming | Stopping | Copying, conversation: Conversation) -> tuple[Need, ...]:
    """Return what is needed, and how the campaign stands where that was just read."""
    states = tuple(found.need for found in conversation.found if isinstance(found.need, State))
    return (steering.needed(stage), *(states if isinstance(stage, Confirming) else ()))


def _found(conversation: Conversation, need: Need, finding: Finding, now: datetime) -> Conversation:
    if isinstance(finding, CampaignState):
        finding = replace(finding, read_at=now)
    left = tuple(other for other in conversation.fetching if other != need)
    known = tuple(other for other in conversation.found if other.need != need)
    return replace(conversation, fetching=left, found=(*known, Found(need, finding)))


def _progressed(conversation: Conversation, need: Need, progress: tuple[int, int | None], now: datetime) -> Transition:
    """Show how far a long reading has come. It changes nothing, so the keys on the screen stay good."""
    if need not in conversation.fetching:
        return Transition(conversation)
    return Transition(conversation, (Show(look(conversation, now, progress)),))
