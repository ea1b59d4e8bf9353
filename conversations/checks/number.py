"""Whether the number is linked to WhatsApp now, and how MsgFlash finds it."""

from datetime import datetime

from conversations.checks.check import Checked, Passed, Raised, Unanswered
from conversations.conversation import Conversation
from conversations.draft import Draft
from conversations.needs import Health, LiveState, Need, Nothing, NumberHealth, NumberState
from conversations.stages.verdict import STATES, known
from conversations.steps.number import Number
from conversations.words import Said, Text

LINKED = Text(fr="le numéro est connecté à WhatsApp.", en="the number is connected to WhatsApp.")
NOT_LINKED = Text(
    fr="le numéro {name} n’est pas connecté ({status}). Rien ne partira tant qu’il ne le sera pas : "
    "reconnectez-le dans la console MsgFlash.",
    en="number {name} is not connected ({status}). Nothing will be sent until it is: "
    "connect it again in the MsgFlash console.",
)
STATUSES = {
    "connecting": Text(fr="en connexion", en="connecting"),
    "disconnected": Text(fr="déconnecté", en="disconnected"),
}
NO_ANSWER = Text(
    fr="MsgFlash n’a pas dit si le numéro est connecté.", en="MsgFlash did not say whether the number is connected."
)
GONE = Text(
    fr="MsgFlash ne connaît plus ce numéro. Choisissez-en un autre.",
    en="MsgFlash no longer knows this number. Choose another.",
)
STATE = Text(fr="état du numéro chez MsgFlash : {state}.", en="the number’s state at MsgFlash: {state}.")
STATE_AND_SCORE = Text(
    fr="état du numéro chez MsgFlash : {state}, score {score}.",
    en="the number’s state at MsgFlash: {state}, score {score}.",
)
SCORE = Text(fr="score du numéro chez MsgFlash : {score}.", en="the number’s score at MsgFlash: {score}.")


def needed(draft: Draft) -> tuple[Need, ...]:
    number = draft.find(Number)
    return () if number is None else (LiveState(number.instance.id), Health(number.instance.id))


def linked(conversation: Conversation, draft: Draft, _now: datetime) -> tuple[Checked, ...]:
    number = draft.find(Number)
    match conversation.finding(LiveState(number.instance.id)) if number else None:
        case NumberState("connected", at):
            return (Passed(LINKED(), at=at),)
        case NumberState(status, at) if number is not None:
            return (Raised(NOT_LINKED(name=number.instance.name, status=known(STATUSES, status)), at=at),)
        case Nothing("NOT_FOUND"):
            return (Raised(GONE()),)
        case Nothing():
            return (Unanswered(NO_ANSWER()),)
        case _:
            return ()


def health(conversation: Conversation, draft: Draft, _now: datetime) -> tuple[Checked, ...]:
    """Say what MsgFlash finds of the number, without a judgement: neither scale nor words are documented."""
    number = draft.find(Number)
    match conversation.finding(Health(number.instance.id)) if number else None:
        case NumberHealth(at, state, score) if state is not None or score is not None:
            return (Passed(_found(state, score), at=at),)
        case _:
            return ()


def _found(state: str | None, score: float | None) -> Said:
    if state is None:
        return SCORE(score=score or 0)
    named = known(STATES, state)
    return STATE(state=named) if score is None else STATE_AND_SCORE(state=named, score=score)
