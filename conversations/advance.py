"""How a conversation moves: `advance` for each event, `resume` after a restart. Pure; time comes in as an argument.

The laws (each tested): the answers decide, the place follows; every change is a new turn; "sending" is part of the
conversation before anything leaves; an answer is checked again when it matters.
"""

from dataclasses import replace
from datetime import datetime

from conversations import entering, needing, operator, outcomes
from conversations.conversation import (
    Asking,
    Campaigns,
    Confirming,
    Conversation,
    Copying,
    Numbers,
    OfNumber,
    Recap,
    Receipt,
    Sending,
    Stopping,
    Unsettled,
    Watching,
    Waves,
)
from conversations.deeds import Deed, PauseAll, Unsure
from conversations.effects import (
    Do,
    Effect,
    Enter,
    Fetch,
    Hold,
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
from conversations.needs import CampaignState, Found, Need
from conversations.people import Handed
from conversations.stages import asking, doing, fitting, hold, sending
from conversations.stages.waiting import stops
from conversations.step import Attached, Wrote
from conversations.words import Said, Text
from conversations.workspace import Reference

NOT_CURRENT = Text(
    fr="Cet écran n’est plus à jour. Servez-vous du dernier message.",
    en="This screen is out of date. Use the last message.",
)
CHECKED_ANEW = Text(
    fr="Un contrôle vient de changer cet écran : relisez-le, puis touchez Envoyer.",
    en="A check has just changed this screen: read it again, then tap Send.",
)
LOOKING = Text(fr="Je regarde…", en="Looking…")
ALREADY = Text(fr="Déjà pris en compte.", en="Already taken into account.")


# Stages that are whole without what is read beside them.
ASIDE = (Recap, OfNumber, Waves)
# Stages whose screen is drawn anew under the operator's finger, by their own checks; and the keys that send from them.
CHECKED = (Recap, Waves)
SENDS = frozenset({"send", "sure"})
# Stages that only say that something is being read, while it is.
READING = (Asking, Campaigns, Watching, Confirming, Copying, Stopping, Numbers, OfNumber)


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
        case Pressed(turn, choice) if not _good(conversation, turn, choice) or choice not in conversation.offered:
            return Transition(conversation, (Toast(_why_not(conversation, turn, choice)),))
        case Pressed(_, choice):
            told: tuple[Effect, ...] = (Toast(), *outcomes.seen(conversation, choice))
            return _moved(conversation, operator.press(_fresh(conversation), choice, now), now, told=told)
        case Told(news):
            rest = tuple(other for other in conversation.news if other != news)
            return Transition(replace(conversation, news=rest))
        case Noticed(news):
            if news in conversation.news:
                return Transition(conversation)
            after = replace(conversation, news=(*conversation.news, news))
            return Transition(after, (Tell(news, look_at_news(news, after, now)),))
        case Fetched(found):
            return _fetched(conversation, tuple(known for known in found if known.need in conversation.fetching), now)
        case Progressed(need, done, of):
            return _progressed(conversation, need, (done, of), now)
        case Did(deed, result):
            if conversation.doing != deed != conversation.stopping:
                return Transition(conversation)
            entered = tuple(Enter(new) for new in entering.steered(deed, result, now))
            after = doing.did(_ended(_fresh(conversation), deed), deed, result, now)
            # A file that was sent is the last message: the screen goes below it. What is not stopped must be heard.
            below = isinstance(result, Handed) or (isinstance(deed, PauseAll) and after.problem is not None)
            told = (*doing.learned(deed, result), *entered)
            return _moved(conversation, fitting.held(after, deed, result, now), now, below=below, told=told)
        case Accepted() | Refused() | Unreachable() | Unconfirmed():
            # That nobody knows must be heard: an edit makes no sound.
            rings = isinstance(event, Unconfirmed)
            return _changed(conversation, outcomes.of_creating(_fresh(conversation), event, now), now, below=rings)
        case Ripe(reference, attempt):
            return _changed(conversation, (outcomes.ripe(_fresh(conversation), reference, attempt, now), ()), now)
        case Attached(_, album) if album is not None and album == conversation.album:
            return Transition(conversation)
        case Commanded() | Wrote() | Attached() | Edited():
            return _moved(conversation, operator.written(_fresh(conversation), event, now), now, below=True)


def resume(conversation: Conversation, now: datetime) -> Transition:
    """Return what is still owed after a restart; a submission that was under way has become unknown."""
    after = conversation
    for submission in conversation.submissions:
        after = hold.ripe(sending.brought_up(after, submission), submission, now)
    for deed in (after.doing, after.stopping):
        if deed is not None:
            after = fitting.held(doing.did(_ended(after, deed), deed, Unsure(), now), deed, Unsure(), now)
    if after.fetching:
        after = replace(after, fetching=(), found=())
    known = replace(conversation, news=())
    unchanged = after == conversation
    doubts = isinstance(after.stage, Unsettled) and not isinstance(conversation.stage, Unsettled)
    # Whoever had everything stopped takes silence for success: it must be heard here too.
    rings = doubts or conversation.stopping is not None
    resumed = shown_again(conversation, now) if unchanged else _moved(known, after, now, by_itself=True, below=rings)
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


def _fetched(conversation: Conversation, found: tuple[Found, ...], now: datetime) -> Transition:
    if not found:
        return Transition(conversation)
    tracked = tuple(Track(known.finding.campaign) for known in found if isinstance(known.finding, CampaignState))
    after = conversation
    for known in found:
        after = needing.found(after, known, now)
    return _moved(conversation, after, now, told=tracked, by_itself=True)


def _ended(conversation: Conversation, deed: Deed) -> Conversation:
    if deed == conversation.stopping:
        return replace(conversation, stopping=None)
    return replace(conversation, doing=None)


def _fresh(conversation: Conversation) -> Conversation:
    return replace(conversation, notice=None, problem=None, code=None, album=None)


def _good(conversation: Conversation, turn: int | None, choice: str) -> bool:
    """Tell whether a key still means what it says; one that sends must be of a screen that said all that is known."""
    since = conversation.since if choice in SENDS else conversation.since - conversation.redrawn
    return turn is not None and since <= turn <= conversation.turn


def _why_not(conversation: Conversation, turn: int | None, choice: str) -> Said:
    if isinstance(conversation.stage, Sending | Receipt) and turn is not None and turn < conversation.turn:
        return ALREADY()
    overtaken = not _good(conversation, turn, choice) and _good(conversation, turn, "")
    return CHECKED_ANEW() if overtaken else NOT_CURRENT()


def _changed(
    conversation: Conversation,
    changed: tuple[Conversation, tuple[Effect, ...]],
    now: datetime,
    *,
    below: bool = False,
) -> Transition:
    """Close a change that came from MsgFlash; what concerns no submission of this talk changes nothing."""
    after, told = changed
    if after == _fresh(conversation):
        return Transition(conversation)
    rings = below and isinstance(after.stage, Unsettled)
    return _moved(conversation, after, now, told=told, below=rings)


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
    after = needing.settled(asking.left_behind(before, after), now)
    needs = needing.needed(after, now)
    found = tuple(known for known in after.found if known.need in needs)
    missing = tuple(need for need in needs if after.finding(need) is None)
    aside = isinstance(after.stage, ASIDE)
    asked = tuple(Fetch(need, aside) for need in missing if need not in after.fetching)
    after = replace(after, found=found, fetching=missing, turn=before.turn + 1)
    screen = look(after, now)
    same = by_itself and _same_place(before, after) and look(before, now).confirms_the_same(screen)
    redrawn = after.turn - before.since + before.redrawn if by_itself and _only_redrawn(before, after) else 0
    after = replace(after, since=before.since if same else after.turn, redrawn=before.redrawn if same else redrawn)
    after = replace(after, offered=screen.choices(), promised=after.airlock)
    sent = tuple(Submit(new) for new in after.submissions if new.state == "sent" and new not in before.submissions)
    holds = tuple(Hold(new) for new in hold.held(after) if new not in before.submissions)
    news = tuple(Tell(new, look_at_news(new, after, now)) for new in after.news if new not in before.news)
    begun = (after.doing if after.doing != before.doing else None, after.stopping if stops(before, after) else None)
    deeds = tuple(Do(deed) for deed in begun if deed is not None)
    passing = bool(asked) and isinstance(after.stage, READING)
    # Checks come in one by one: what they add in between is not worth an edit each.
    passing = passing or (same and bool(missing) and aside)
    return Transition(after, (*told, *news, Show(screen, below, passing), *sent, *holds, *deeds, *asked))


def _same_place(before: Conversation, after: Conversation) -> bool:
    return (before.stage, before.draft) == (after.stage, after.draft)


def _only_redrawn(before: Conversation, after: Conversation) -> bool:
    """Tell whether a screen stands where it stood, and only says more of what its own checks found."""
    return isinstance(after.stage, CHECKED) and _same_place(before, after)


def _progressed(conversation: Conversation, need: Need, progress: tuple[int, int | None], now: datetime) -> Transition:
    """Show how far a long reading has come. It changes nothing, so the keys on the screen stay good."""
    if need not in conversation.fetching:
        return Transition(conversation)
    return Transition(conversation, (Show(look(conversation, now, progress)),))
