"""From long polling to the webhook and back while everybody writes on: the bot as a real process."""

import asyncio

import pytest

from tests.bot.courier import OPERATORS, Courier, becomes
from tests.bot.onslaught import Onslaught

EACH = 40
UPDATES = EACH * len(OPERATORS)
# So many wait for the bot at each moment, whether it lives or not.
AHEAD = 150
# So many of those taken last are brought again by the other way: more than can wait in the inbox.
AGAIN = 400
LIVES = (False, True, False, True, False)


async def writing(telegram: Courier) -> dict[int, list[str]]:
    """Let everybody write on without a pause; return what each has to be answered."""
    wrote: dict[int, list[str]] = {user: [] for user in OPERATORS}
    for _ in range(EACH):
        await becomes(lambda: len(telegram.waiting) < AHEAD)
        for user, commands in telegram.write_all(len(OPERATORS)).items():
            wrote[user] += commands
    return wrote


@pytest.mark.parametrize("killed", [False, True])
async def test_no_update_is_lost_or_worked_off_twice_between_polling_and_webhook(
    onslaught: Onslaught,
    killed: bool,  # noqa: FBT001 - a cell of a table
) -> None:
    telegram = onslaught.telegram
    async with onslaught.lives(hooked=False):
        for user in OPERATORS:
            telegram.write(user, "/start")
        await becomes(lambda: not telegram.waiting and len(telegram.answered) == len(OPERATORS))
    turns, begun = onslaught.turns(), len(OPERATORS)

    people, left = asyncio.ensure_future(writing(telegram)), []
    for life, hooked in enumerate(LIVES, 1):
        last = life == len(LIVES)
        share = begun + UPDATES * life // len(LIVES)
        async with onslaught.lives(hooked=hooked, killed=killed and not last):
            await becomes(lambda share=share: len(telegram.taken) >= share)  # type: ignore[misc] # mypy infers no default
            if last:
                await becomes(lambda: onslaught.rows("select update_id from inbox") == [])
        left.append(len(telegram.waiting))
        if not last:
            telegram.brings_again(AGAIN)
    wrote = await people

    assert min(left[:-1]) > 0, "nothing waited while the bot changed over"
    assert onslaught.seen() == list(range(1, begun + UPDATES + 1))
    assert onslaught.turns() == {user: turn + EACH for user, turn in turns.items()}
    if not killed:
        assert telegram.answers() == wrote
