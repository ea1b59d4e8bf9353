"""Whether the month still has messages for a campaign: said as surely as it is known."""

from dataclasses import replace
from datetime import UTC, datetime

from conversations.checks.check import Checked, Passed, Raised, Unanswered
from conversations.checks.month import ANOTHER_MONTH, left_this_month
from conversations.conversation import begin
from conversations.draft import Draft
from conversations.needs import Found, MonthLeft, Usage
from conversations.people import Counted
from conversations.steps.recipients import Recipients
from conversations.steps.schedule import Schedule
from conversations.steps.tags import Tags
from conversations.workspace import Reference

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
LATER = datetime(2026, 5, 2, 9, 0, tzinfo=UTC)


def made(counted: Counted, at: datetime = NOW) -> Draft:
    answers = (Recipients("tags"), Tags(("vip", "client"), counted), Schedule(at, "Europe/Paris"))
    return Draft(Reference("ABCDE"), NOW, answers)


def look(draft: Draft, left: int) -> Checked:
    found = (Found(Usage(), MonthLeft(left, 500, NOW)),)
    (check,) = left_this_month(replace(begin("operator", "en", "Europe/Paris"), found=found), draft, NOW)
    return check


def test_with_too_few_for_the_most_people_several_tags_may_mean_it_is_an_estimate() -> None:
    check = look(made(Counted(NOW, 100, 20)), 50)

    assert isinstance(check, Raised)
    assert check.basis == "estimate"


def test_with_too_few_for_the_fewest_it_is_a_fact() -> None:
    check = look(made(Counted(NOW, 100, 60)), 50)

    assert isinstance(check, Raised)
    assert check.basis == "fact"


def test_of_another_month_nothing_is_claimed() -> None:
    assert look(made(Counted(NOW, 100, 60), LATER), 50) == Unanswered(ANOTHER_MONTH())
    assert isinstance(look(made(Counted(NOW, 100, 60)), 500), Passed)
