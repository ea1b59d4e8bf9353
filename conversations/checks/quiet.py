"""Whether it leaves at an hour when people want no messages."""

from datetime import datetime

from conversations.checks.check import Checked, Passed, Raised
from conversations.conversation import Conversation
from conversations.draft import Draft
from conversations.steps.schedule import Schedule
from conversations.words import Text

DAYTIME = Text(fr="l’heure d’envoi ne dérange pas.", en="the hour of sending disturbs nobody.")
RESTING = Text(
    fr="à l’heure d’envoi, beaucoup de gens se reposent et un message dérange.",
    en="at the hour of sending many people are resting, and a message disturbs.",
)


def quiet_hours(conversation: Conversation, draft: Draft, _now: datetime) -> tuple[Checked, ...]:
    schedule = draft.find(Schedule)
    if schedule is None:
        return ()
    quiet = conversation.quiet.holds(schedule.at, conversation.zone)
    return (Raised(RESTING(), "estimate") if quiet else Passed(DAYTIME(), "estimate"),)
