"""A campaign in a few lines once it was sent: from which number, to whom, how often, and what. They stay true."""

from datetime import datetime

from conversations.conversation import Conversation
from conversations.draft import Draft
from conversations.flow import applicable
from conversations.markup import unmarked
from conversations.replies import shortened
from conversations.screen import Line
from conversations.stages.asking import context
from conversations.stages.recap import message_of
from conversations.steps.name import Name
from conversations.steps.optout import OptOut
from conversations.steps.repeat import Repeat
from conversations.steps.schedule import Schedule
from conversations.words import Said, Text, When

MESSAGE = Text(fr="Message", en="Message")
ONCE = Text(fr="{when}", en="{when}")
DAILY = Text(fr="{when}, puis chaque jour", en="{when}, then every day")
WEEKLY = Text(fr="{when}, puis chaque semaine", en="{when}, then every week")
OTHERWISE = Text(fr="{when} ({repeat})", en="{when} ({repeat})")
WORDS = 70


def of(draft: Draft, conversation: Conversation, now: datetime) -> tuple[Line, ...]:
    """Return who sends what to whom; when and under which name is said by whoever shows it."""
    around = context(conversation, draft, now)
    lines = tuple(
        line
        for step in applicable(draft)
        if (answer := draft.find(step.answer)) is not None
        and step.answer not in {Schedule, Repeat, Name, OptOut}
        and step.message(answer) is None
        and not step.implied(answer)
        and (line := step.line(around)) is not None
    )
    words = message_of(draft)
    message = (Line(MESSAGE(), shortened(unmarked(words), WORDS)),) if words else ()
    return (*lines, *message)


def at(when: When, repeat: str | None) -> Said:
    """Return when it starts, and how it is repeated, in MsgFlash's word for that."""
    match repeat:
        case None | "none":
            return ONCE(when=when)
        case "daily":
            return DAILY(when=when)
        case "weekly":
            return WEEKLY(when=when)
        case _:
            return OTHERWISE(when=when, repeat=repeat)
