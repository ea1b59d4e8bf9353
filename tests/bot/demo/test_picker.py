"""The calendar in a real browser, in both languages: the ends of months and years, and 29 February."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, TypeAlias

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

Phone: TypeAlias = Any  # the fixture's class lives in conftest, which tests do not import
Open: TypeAlias = Callable[..., Awaitable[Phone]]

MONTHS = {1: "january", 2: "february", 12: "december"}
FRENCH = {
    "tags": "étiquettes",
    "other": "Un autre jour",
    "december": "déc.",
    "january": "janv.",
    "february": "févr.",
    "tuesday": "mar.",
    "friday": "ven.",
    "sunday": "dim.",
    "what": "à quelle heure",
    "hour": "15 h",
    "when": "Quand part",
    "keep": "Garder cette heure",
    "repeat": "Faut-il répéter",
    "city": "Dans quelle ville",
    "which": "séparées par des virgules",
}
ENGLISH = {
    "tags": "tags",
    "other": "Another day",
    "december": "Dec",
    "january": "Jan",
    "february": "Feb",
    "tuesday": "Tue",
    "friday": "Fri",
    "sunday": "Sun",
    "what": "at what time",
    "hour": "15:00",
    "when": "When should",
    "keep": "Keep this time",
    "repeat": "How often",
    "city": "Which city",
    "which": "separated by commas",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """The day on which the demo begins, the days then open in the month of the one chosen, and its weekday."""

    today: date
    days: tuple[int, ...]
    chosen: date
    weekday: str

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.today, time(9), UTC)

    def month(self, day: date, words: dict[str, str]) -> str:
        return f"{words[MONTHS[day.month]]} {day.year}"


async def turns_to(held: Phone, month: str, year: int) -> None:
    """Turn the calendar's pages until this month is on the screen."""
    wanted = held.button(f"{month} {year}")
    for _ in range(13):
        await held.button("›").wait_for()
        if await wanted.count():
            return
        shown = await held.page.get_by_test_id("inline-button").nth(-10).text_content()
        await held.taps("›")
        await held.page.wait_for_function(
            "shown => [...document.querySelectorAll('[data-testid=inline-button]')].at(-10)?.textContent !== shown",
            arg=shown,
        )
    raise AssertionError(f"{month} {year} never came")


async def opens_the_calendar(held: Phone, words: dict[str, str]) -> None:
    await held.types("/new")
    await held.taps("Boutique Cotonou")
    await held.taps(words["tags"])
    await held.sees(words["which"])
    await held.types("client")
    await held.sees(words["city"])
    await held.taps("Porto-Novo")
    await held.sees(words["when"])
    await held.taps(words["other"])


async def taps_half_past_three(held: Phone, words: dict[str, str], day: int) -> None:
    await held.page.get_by_test_id("inline-button").get_by_text(str(day), exact=True).last.click()
    await held.sees(words["what"])
    await held.taps(words["hour"])
    await held.taps("15:30")
    await held.page.get_by_text(words["repeat"]).or_(held.page.get_by_text(words["keep"])).last.wait_for()
    if await held.page.get_by_text(words["keep"]).count():
        await held.taps(words["keep"])


async def days_on_the_screen(held: Phone) -> tuple[int, ...]:
    """Return the days of the month that can be tapped."""
    labels = await held.page.get_by_test_id("message").last.get_by_test_id("inline-button").all_text_contents()
    return tuple(int(label) for label in labels if label.isdecimal())


@pytest.mark.parametrize("played", [datetime(2026, 5, 12, 9, tzinfo=UTC)], indirect=True, ids=["May 2026"])
@pytest.mark.parametrize(
    ("user", "words", "month", "day"), [(1001, FRENCH, "december 2026", 31), (1002, ENGLISH, "january 2027", 1)]
)
async def test_a_day_at_the_turn_of_the_year_is_tapped(
    phone: Open, user: int, words: dict[str, str], month: str, day: int
) -> None:
    name, year = month.split()
    held = await phone(user)
    await opens_the_calendar(held, words)
    await turns_to(held, words[name], int(year))
    await taps_half_past_three(held, words, day)

    await held.sees(words["repeat"], f"{day} {words[name]} {year}, 15:30")


LEAP_DAY = Turn(date(2028, 2, 27), (27, 28, 29), date(2028, 2, 29), "tuesday")
AFTER_31_DAYS = Turn(date(2027, 1, 31), tuple(range(1, 29)), date(2027, 2, 28), "sunday")
NEW_YEAR = Turn(date(2026, 12, 31), tuple(range(1, 32)), date(2027, 1, 1), "friday")


@pytest.mark.parametrize(
    ("played", "turn"),
    [(turn.begins, turn) for turn in (LEAP_DAY, AFTER_31_DAYS, NEW_YEAR)],
    indirect=["played"],
    ids=["29 February", "31 January to February", "31 December to January"],
)
@pytest.mark.parametrize(("user", "words"), [(1001, FRENCH), (1002, ENGLISH)], ids=["fr", "en"])
async def test_the_ends_of_months_are_walked(phone: Open, user: int, words: dict[str, str], turn: Turn) -> None:
    """The demo begins on the day named; the month after is an arrow away, and only days that exist can be tapped."""
    held = await phone(user)
    await opens_the_calendar(held, words)
    await held.button(turn.month(turn.today, words)).wait_for()
    if turn.chosen.month != turn.today.month:
        await held.taps("›")
        await held.button(turn.month(turn.chosen, words)).wait_for()
    assert await days_on_the_screen(held) == turn.days
    await taps_half_past_three(held, words, turn.chosen.day)

    day = f"{words[turn.weekday]} {turn.chosen.day} {turn.month(turn.chosen, words)}"
    await held.sees(words["repeat"], f"{day}, 15:30")
