"""Something was asked of MsgFlash besides creating: what came of it is said on whatever screen is open."""

from dataclasses import replace
from datetime import datetime

from conversations.conversation import Conversation
from conversations.deeds import Declined, Deed, Missed, Pause, Result, SendTest, Steered
from conversations.people import Add, HandBack, LookUp
from conversations.stages import asking, testing
from conversations.words import Text

PAUSED = Text(fr="La campagne est en pause.", en="The campaign is paused.")
RESUMED = Text(fr="La campagne a repris.", en="The campaign goes on.")
NOT_DONE = Text(
    fr="MsgFlash ne l’a pas fait : la campagne reste comme elle était.",
    en="MsgFlash did not do it: the campaign stays as it was.",
)
NEVER_LEFT = Text(
    fr="MsgFlash est injoignable : rien n’a changé. Réessayez.",
    en="MsgFlash cannot be reached: nothing changed. Try again.",
)
UNSURE = Text(
    fr="MsgFlash n’a pas répondu : regardez où en est la campagne.",
    en="MsgFlash did not answer: look at how the campaign stands.",
)


def did(conversation: Conversation, deed: Deed, result: Result, now: datetime) -> Conversation:
    """Return the conversation once a deed is done, or not done, or nobody knows."""
    if isinstance(deed, Add | LookUp | HandBack):
        return asking.did(conversation, deed, result, now)
    if isinstance(deed, SendTest):
        return testing.did(conversation, deed, result)
    after = replace(conversation, found=())
    match result:
        case Steered():
            match deed:
                case Pause():
                    return replace(after, notice=PAUSED())
                case _:
                    return replace(after, notice=RESUMED())
        case Declined(code):
            return replace(after, problem=NOT_DONE(), code=code)
        case Missed():
            return replace(after, problem=NEVER_LEFT())
        case _:
            return replace(after, problem=UNSURE())
