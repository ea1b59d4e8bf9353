"""The calendar in a real browser, in both languages: the year's last day and the next year's first."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any, TypeAlias

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="session")

Phone: TypeAlias = Any  # the fixture's class lives in conftest, which tests do not import
Open: TypeAlias = Callable[..., Awaitable[Phone]]

FRENCH = {
    "tags": "étiquettes",
    "other": "Un autre jour",
    "december": "déc.",
    "january": "janv.",
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
    "what": "at what time",
    "hour": "15:00",
    "when": "When does",
    "keep": "Keep this time",
    "repeat": "sent again",
    "city": "Which city",
    "which": "separated by commas",
}


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


@pytest.mark.parametrize(
    ("user", "words", "month", "day"), [(1001, FRENCH, "december", 31), (1002, ENGLISH, "january", 1)]
)
async def test_a_day_at_the_turn_of_the_year_is_tapped(
    phone: Open, user: int, words: dict[str, str], month: str, day: int
) -> None:
    now = datetime.now(UTC)
    year = now.year + (month == "january")
    held = await phone(user)
    await held.types("/new")
    await held.taps("Boutique Cotonou")
    await held.taps(words["tags"])
    await held.sees(words["which"])
    await held.types("client")
    await held.sees(words["city"])
    await held.taps("Porto-Novo")
    await held.sees(words["when"])
    await held.taps(words["other"])
    await turns_to(held, words[month], year)
    await held.page.get_by_test_id("inline-button").get_by_text(str(day), exact=True).last.click()
    await held.sees(words["what"])
    await held.taps(words["hour"])
    await held.taps("15:30")
    await held.page.get_by_text(words["repeat"]).or_(held.page.get_by_text(words["keep"])).last.wait_for()
    if await held.page.get_by_text(words["keep"]).count():
        await held.taps(words["keep"])

    await held.sees(words["repeat"], f"{day} {words[month]} {year}, 15:30")
