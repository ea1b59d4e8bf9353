"""Lists put together from what is found on their lines."""

from collections.abc import Iterator

import pytest

from bot.lists import Entry, NumberList, Unreadable, together
from bot.lists.number_list import Finding, gathered
from bot.lists.reasons import DAMAGED, TOO_MANY

ONE, TWO = "+33639980001", "+33639980002"
NOTHING = DAMAGED(name="x")


def test_each_number_is_kept_once_where_it_came_first() -> None:
    found = gathered([[Entry(TWO)], [Entry(ONE, "Awa"), Entry(TWO, "Bob")], [], [Entry(ONE, "Zoé")], ["x  y"]], NOTHING)

    assert found == NumberList((Entry(TWO, "Bob"), Entry(ONE, "Awa")), 2, ("x y",), 4)


@pytest.mark.parametrize("lines", [[], [[]], [["Awa"], ["12 34"]]])
def test_what_holds_no_number_is_said_to(lines: list[list[Finding]]) -> None:
    assert gathered(lines, NOTHING) == Unreadable(NOTHING)


def test_wrong_numbers_only_are_still_a_list() -> None:
    assert gathered([["12345"]], NOTHING) == NumberList((), 0, ("12345",), 1)


@pytest.mark.parametrize("finding", [Entry(ONE), "12345"])
def test_fifty_thousand_findings_are_taken_and_one_more_is_not(finding: Finding) -> None:
    assert isinstance(gathered([[finding] * 50_000], NOTHING), NumberList)
    assert gathered([[finding]] * 50_001, NOTHING) == Unreadable(TOO_MANY(most=50_000))


def test_an_endless_line_is_not_read_to_its_end() -> None:
    def endless() -> Iterator[Finding]:
        while True:
            yield Entry(ONE)

    assert isinstance(gathered([endless()], NOTHING), Unreadable)


def test_several_lists_are_one_in_which_numbers_come_again() -> None:
    first = NumberList((Entry(ONE), Entry(TWO, "Bob")), 1, ("x",), 4)
    second = NumberList((Entry(ONE, "Awa"),), 0, ("y",), 2)

    assert together((first, second)) == NumberList((Entry(ONE, "Awa"), Entry(TWO, "Bob")), 2, ("x", "y"), 6)
    assert together(()) == NumberList((), 0, (), 0)
    many = NumberList(tuple(Entry(str(at)) for at in range(30_000)), 0, (), 30_000)
    assert together((many, many)) == Unreadable(TOO_MANY(most=50_000))
