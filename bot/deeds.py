"""How each deed of a conversation is done: one function a kind of deed, found by its class."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from bot.msgflash.messages import send_test
from bot.msgflash.steering import steer
from bot.sources import Sources
from conversations.deeds import Deed, Pause, Result, Resume, SendTest

# The class of a deed says which function takes it; no type can say so for all of them at once.
Doer: TypeAlias = Callable[[Sources, Any], Awaitable[Result]]


async def _steered(sources: Sources, deed: Pause | Resume) -> Result:
    return await steer(sources.msgflash, deed)


async def _tested(sources: Sources, deed: SendTest) -> Result:
    return await send_test(sources.msgflash, deed)


DOERS: dict[type[Deed], Doer] = {Pause: _steered, Resume: _steered, SendTest: _tested}


async def do(sources: Sources, deed: Deed) -> Result:
    """Do it, once, and say what came of it."""
    return await DOERS[type(deed)](sources, deed)
