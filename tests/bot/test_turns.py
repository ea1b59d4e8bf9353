"""A line of two ranks: who gives up while waiting holds nobody up."""

import asyncio

from bot.turns import Turns


async def test_several_who_give_up_at_once_leave_the_line_to_the_others() -> None:
    """As when a screen is left whose checks were still waiting to be read."""
    turns, goes_on, served = Turns(), asyncio.Event(), list[str]()

    async def first_pace() -> None:
        await goes_on.wait()

    async def pace() -> None:
        await asyncio.sleep(0)

    async def waits(name: str) -> None:
        await turns.take(pace, watched=True)
        served.append(name)

    first = asyncio.ensure_future(turns.take(first_pace, watched=True))
    await asyncio.sleep(0)
    leaving = [asyncio.ensure_future(waits("leaving")) for _ in range(3)]
    staying = asyncio.ensure_future(waits("staying"))
    await asyncio.sleep(0)
    goes_on.set()
    for task in (first, *leaving):
        task.cancel()
    await asyncio.gather(first, *leaving, return_exceptions=True)
    async with asyncio.timeout(5):
        await staying
        await waits("later")

    assert served == ["staying", "later"]
    assert (turns.line, turns.busy) == ([], False)
