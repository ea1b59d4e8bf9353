"""What is asked of a campaign waits its turn, but for stopping everything: that goes beside what steers no campaign."""

from conversations.conversation import Conversation
from conversations.deeds import Pause, Resume
from conversations.words import Text

ONE_MOMENT = Text(
    fr="MsgFlash n’a pas encore répondu à la demande d’avant. Réessayez dans un instant.",
    en="MsgFlash has not answered the request before this one yet. Try again in a moment.",
)


def is_busy(conversation: Conversation) -> bool:
    """Tell whether an answer is awaited before which nothing more may be asked of a campaign."""
    return conversation.doing is not None or conversation.stopping is not None


def steers(conversation: Conversation) -> bool:
    """Tell whether a campaign is being paused or resumed: the last such request counts, so none overtakes another."""
    return isinstance(conversation.doing, Pause | Resume)


def stops(before: Conversation, after: Conversation) -> bool:
    """Tell whether everything is to be stopped from here on."""
    if after.stopping is None or steers(after):
        return False
    return after.stopping != before.stopping or steers(before)
