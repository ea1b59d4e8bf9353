"""A campaign that repeats is said to be over on its card, in a real browser: its file is let go of."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.async_api import expect

from tests.bot.demo.test_files import PICTURE, WORDS, attaches

pytestmark = pytest.mark.asyncio(loop_scope="session")

Open: TypeAlias = Callable[..., Awaitable[Any]]  # the fixture's class lives in conftest, which tests do not import

# At night the bot asks whether the time is meant.
MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
# A card comes twenty seconds after the campaign.
CARD_SECONDS = 40
SAID = {
    "fr": (
        "Maintenant",
        "Chaque semaine",
        "C’est fini",
        "n’arrête rien chez MsgFlash",
        "Oui, c’est fini",
        "C’est noté",
    ),
    "en": ("Now", "Every week", "It is over", "stops nothing at MsgFlash", "Yes, it is over", "Noted"),
}


@pytest.mark.parametrize("played", [MORNING], indirect=True, ids=["in the morning"])
@pytest.mark.parametrize(("user", "language"), [(1001, "fr"), (1002, "en")])
async def test_the_card_offers_that_it_is_over_says_what_that_does_and_lets_go_of_the_file(
    phone: Open, tmp_path: Path, user: int, language: str
) -> None:
    words, (now, weekly, over, nothing, yes, noted) = WORDS[language], SAID[language]
    held = await phone(user)
    await held.types("/start")
    await held.taps(words["new"])
    await held.taps("Boutique Cotonou")
    await held.taps(words["tags"])
    await held.sees("248")
    await held.types("client")
    await held.taps("Porto-Novo")
    await held.taps(now)
    await held.taps(weekly)
    await held.sees(words["what"])
    await attaches(held, "Photo", "poster.png", "image/png", PICTURE)
    await held.types("Soldes")
    await held.sees(words["recap"])
    await held.taps(words["send"])
    await held.campaigns(1)
    (known,) = (tmp_path / "demo.db.media").glob("*.json")
    await expect(held.button(over)).to_be_visible(timeout=CARD_SECONDS * 1000)
    assert list(keeps(known).values()) == [None]
    await held.taps(over)
    await held.sees(nothing)
    await held.taps(yes)
    await held.sees(noted)

    assert keeps(known) == {}


def keeps(known: Path) -> dict[str, str | None]:
    found = json.loads(known.read_text(encoding="utf-8"))["keeps"]
    assert isinstance(found, dict)
    return found
