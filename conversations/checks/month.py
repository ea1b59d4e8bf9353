"""Whether the plan still has messages for this campaign this month.

A team key may not read it (msgflash-api section 2): the line is then left out.
"""

from datetime import UTC, datetime

from conversations.checks.check import RECIPIENTS, Checked, Passed, Raised, Unanswered
from conversations.conversation import Conversation
from conversations.draft import Draft
from conversations.flow import audience_size, fewest_people
from conversations.needs import MonthLeft, Need, Nothing, Usage
from conversations.steps.schedule import Schedule
from conversations.words import Plural, Text

ENOUGH = Plural(
    one=Text(fr="{count} message reste ce mois-ci.", en="{count} message is left this month."),
    many=Text(fr="{count} messages restent ce mois-ci.", en="{count} messages are left this month."),
)
TOO_FEW = Plural(
    one=Text(
        fr="il ne reste que {count} message ce mois-ci, pour {people}.",
        en="only {count} message is left this month, for {people}.",
    ),
    many=Text(
        fr="il ne reste que {count} messages ce mois-ci, pour {people}.",
        en="only {count} messages are left this month, for {people}.",
    ),
)
NONE_LEFT = Text(
    fr="il ne reste aucun message ce mois-ci dans votre formule MsgFlash.",
    en="no message is left this month in your MsgFlash plan.",
)
NO_CAMPAIGNS = Text(
    fr="votre formule MsgFlash ne comprend pas les campagnes.", en="your MsgFlash plan has no campaigns."
)
NO_ANSWER = Text(
    fr="MsgFlash n’a pas dit combien de messages restent ce mois-ci.",
    en="MsgFlash did not say how many messages are left this month.",
)
ANOTHER_MONTH = Text(
    fr="l’envoi part un autre mois : MsgFlash ne dit pas combien de messages il restera alors.",
    en="it goes out in another month: MsgFlash does not say how many messages will be left then.",
)
NOT_FOR_THIS_KEY = frozenset({"TEAM_KEY_NOT_ALLOWED", "TEAM_KEY_REQUIRED", "FORBIDDEN", "NOT_FOUND"})


def needed() -> tuple[Need, ...]:
    return (Usage(),)


def left_this_month(conversation: Conversation, draft: Draft, now: datetime) -> tuple[Checked, ...]:
    people = audience_size(draft)
    match conversation.finding(Usage()):
        case MonthLeft(campaigns=False, at=at):
            return (Raised(NO_CAMPAIGNS(), at=at),)
        case MonthLeft() if leaves_later(draft, now):
            return (Unanswered(ANOTHER_MONTH()),)
        case MonthLeft(left, _, at) if left <= 0:
            return (Raised(NONE_LEFT(), at=at),)
        case MonthLeft(left, _, at) if people is not None and people > left:
            # Of several tags the most people they may mean is counted.
            fewest = fewest_people(draft)
            sure = fewest is None or fewest > left
            return (Raised(TOO_FEW(left, people=RECIPIENTS(people)), "fact" if sure else "estimate", at),)
        case MonthLeft(left, _, at):
            return (Passed(ENOUGH(left), at=at),)
        case Nothing(code) if code not in NOT_FOR_THIS_KEY:
            return (Unanswered(NO_ANSWER()),)
        case _:
            return ()


def leaves_later(draft: Draft, now: datetime) -> bool:
    """Tell whether it leaves in a later month (UTC), of which nothing is told."""
    schedule = draft.find(Schedule)
    at = schedule.at.astimezone(UTC) if schedule else now
    return (at.year, at.month) > (now.astimezone(UTC).year, now.astimezone(UTC).month)
