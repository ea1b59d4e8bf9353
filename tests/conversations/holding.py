"""What is held on to through a talk: its drafts, and the meaning of the keys that are still good."""

from dataclasses import replace
from datetime import datetime

from conversations.advance import advance
from conversations.conversation import MOST_ASIDE, Conversation, Recap, Submission, Waves
from conversations.draft import Draft
from conversations.effects import Do, Effect, Submit
from conversations.events import Event, Fetched, Pressed
from conversations.files import Hosted
from conversations.flow import STEPS
from conversations.look import look
from conversations.people import Add
from conversations.step import Wrote


def drafts(conversation: Conversation) -> list[Draft]:
    open_draft = (conversation.draft,) if conversation.draft else ()
    return [*open_draft, *conversation.aside, *(sent.draft for sent in conversation.submissions)]


def may_be_sent(before: Conversation, event: Event) -> int:
    """Return how many campaigns an event confirms: each wave that was on the screen, or the one of the recap."""
    if not isinstance(event, Pressed) or event.choice != "send":
        return 0
    return len(before.stage.waves) if isinstance(before.stage, Waves) else 1


def sent_from(recap: Conversation, now: datetime) -> list[Submission]:
    """Return what pressing Send on a recap would send."""
    offered = replace(recap, offered=("send",))
    sent = advance(offered, Pressed(recap.turn, "send"), now)
    if isinstance(sent.conversation.stage, Recap):
        # What it read was old: it is read anew, and the next press sends.
        again = replace(sent.conversation, offered=("send",))
        assert again.found == ()
        sent = advance(again, Pressed(again.turn, "send"), now)
    return [effect.submission for effect in sent.effects if isinstance(effect, Submit)]


def reaches_msgflash(effect: Effect) -> bool:
    """Tell whether an effect asks MsgFlash for something; having kept what was created before asks it for nothing."""
    return isinstance(effect, Submit) or (
        isinstance(effect, Do) and not (isinstance(effect.deed, Add) and effect.deed.keeps)
    )


def is_by_hand(event: Event) -> bool:
    """Tell whether an event may change answers: what the operator does, and the file he gave once it has come."""
    if isinstance(event, Fetched):
        return any(isinstance(known.finding, Hosted) for known in event.found)
    return isinstance(event, Pressed | Wrote)


def keeps_its_meaning(earlier: Conversation, after: Conversation, now: datetime) -> None:
    """Fail unless a key pressed on the earlier screen confirms what the later one says."""
    assert (earlier.stage, earlier.draft, earlier.offered) == (after.stage, after.draft, after.offered)
    assert look(earlier, now).confirms_the_same(look(after, now))


def keeps_drafts(before: Conversation, after: Conversation, *, by_hand: bool) -> None:
    """Fail unless every answer is as it was, but for what the operator did and what follows from it."""
    kept = {draft.reference: draft for draft in drafts(after)}
    assert len(drafts(after)) == len(kept)
    assert len(after.aside) <= MOST_ASIDE
    for draft in drafts(before):
        now = kept.get(draft.reference)
        if now is None:
            continue
        changed = {type(answer) for answer in draft.answers if now.find(type(answer)) != answer}
        lost = {kind for kind in changed if now.find(kind) is None}
        assert by_hand or not changed
        assert all(set(step.follows) & changed for step in STEPS if step.answer in lost)
