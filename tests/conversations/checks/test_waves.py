"""What is left of the month is compared with the waves that leave in it, whatever leaves after."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from conversations.checks.check import RECIPIENTS, Checked, Passed, Raised, Unanswered
from conversations.checks.month import ANOTHER_MONTH, ENOUGH, NO_CAMPAIGNS, TOO_FEW
from conversations.checks.waves import checked
from conversations.conversation import Wave, begin
from conversations.draft import Draft
from conversations.needs import Found, MonthLeft, Usage
from conversations.people import ListId
from conversations.steps.contacts import Contacts
from conversations.steps.recipients import Recipients
from conversations.steps.schedule import Schedule
from conversations.workspace import Reference

NOW = datetime(2026, 4, 29, 8, 30, tzinfo=UTC)


def wave(day: datetime) -> Wave:
    answers = (Recipients("explicit"), Contacts(ListId("0" * 32), 100), Schedule(day, "Europe/Paris"))
    return Wave(Draft(Reference("ABCDE"), NOW, answers), 100, 60, 40, arbitrary=False)


WAVES = tuple(wave(datetime(2026, month, day, 9, tzinfo=UTC)) for month, day in ((4, 29), (4, 30), (5, 1)))


@pytest.mark.parametrize(
    ("waves", "left", "checks"),
    [
        (WAVES, 150, (Raised(TOO_FEW(150, people=RECIPIENTS(200)), "fact", NOW), Unanswered(ANOTHER_MONTH()))),
        (WAVES, 200, (Passed(ENOUGH(200), at=NOW), Unanswered(ANOTHER_MONTH()))),
        (WAVES[:2], 150, (Raised(TOO_FEW(150, people=RECIPIENTS(200)), "fact", NOW),)),
        (WAVES[2:], 150, (Unanswered(ANOTHER_MONTH()),)),
    ],
    ids=["too few for this month", "enough for this month", "all in this month", "all in the next"],
)
def test_waves_of_this_month_are_counted_apart(waves: tuple[Wave, ...], left: int, checks: tuple[Checked, ...]) -> None:
    usage = Found(Usage(), MonthLeft(left, 500, NOW))

    assert checked(replace(begin("operator", "en", "Europe/Paris"), found=(usage,)), waves, NOW) == checks


def test_a_plan_without_campaigns_is_said_once() -> None:
    usage = Found(Usage(), MonthLeft(500, 500, NOW, campaigns=False))

    assert checked(replace(begin("operator", "en", "Europe/Paris"), found=(usage,)), WAVES, NOW) == (
        Raised(NO_CAMPAIGNS(), at=NOW),
    )
