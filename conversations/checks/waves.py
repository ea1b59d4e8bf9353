"""What is looked at before waves leave: is the number linked, is the fullest within its limits, is the month enough."""

from dataclasses import replace
from datetime import datetime

from conversations.checks import limits, month, number
from conversations.checks.check import Checked
from conversations.conversation import Conversation, Wave
from conversations.draft import Draft
from conversations.needs import Need
from conversations.steps.contacts import Contacts


def needed(waves: tuple[Wave, ...]) -> tuple[Need, ...]:
    draft = _fullest(waves).draft
    return (*number.needed(draft), *limits.needed(draft), *month.needed())


def checked(conversation: Conversation, waves: tuple[Wave, ...], now: datetime) -> tuple[Checked, ...]:
    """Return what the checks say at this moment; those that are still read say nothing yet."""
    draft = _fullest(waves).draft
    return (
        *number.linked(conversation, draft, now),
        *limits.within_limits(conversation, draft, now),
        *_of_the_month(conversation, waves, now),
    )


def _of_the_month(conversation: Conversation, waves: tuple[Wave, ...], now: datetime) -> tuple[Checked, ...]:
    """Count the waves of this month together; of those that leave in another nothing is told."""
    later = tuple(wave for wave in waves if month.leaves_later(wave.draft, now))
    first = tuple(wave for wave in waves if wave not in later)
    told = (month.left_this_month(conversation, _together(some), now) for some in (first, later) if some)
    return tuple(dict.fromkeys(check for checks in told for check in checks))


def _fullest(waves: tuple[Wave, ...]) -> Wave:
    return max(waves, key=lambda wave: wave.people)


def _together(waves: tuple[Wave, ...]) -> Draft:
    """Return the last wave's draft as if it went to the people of all."""
    draft = waves[-1].draft
    contacts = draft.find(Contacts)
    return draft if contacts is None else draft.having(replace(contacts, count=sum(wave.people for wave in waves)))
