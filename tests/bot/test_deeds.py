"""Deeds that are done for several campaigns together."""

import asyncio

import httpx
import pytest

from bot.asked import Asked
from bot.deeds import do
from conversations.deeds import Declined, Each, PauseAll, Steered
from conversations.workspace import CampaignId
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.stage import Stage, meanwhile


async def test_a_pause_that_is_slow_holds_up_no_other(stage: Stage, msgflash: FakeMsgFlash) -> None:
    held = msgflash.held["/slow/pause"] = asyncio.Event()
    refused = httpx.Response(404, json={"error": {"code": "NOT_FOUND", "message": "No"}})
    paused = httpx.Response(200, json={"data": {"id": "quick", "status": "paused"}})
    msgflash.answers("/slow/pause", refused)
    msgflash.answers("/quick/pause", paused)
    deed = PauseAll(((CampaignId("slow"), "Slow"), (CampaignId("quick"), "Quick")))
    doing = asyncio.ensure_future(do(stage.made.runner.sources, deed, Asked("1:1", _unheard)))
    await meanwhile(lambda: any(request.url.path.endswith("/quick/pause") for request in msgflash.requests))
    held.set()
    result = await doing

    assert isinstance(result, Each)
    first, second = result.results
    assert first == Declined("NOT_FOUND")
    assert isinstance(second, Steered)


@pytest.mark.parametrize(
    ("found", "standing"),
    [
        (httpx.Response(200, json={"data": {"id": "c", "name": "C", "status": "completed"}}), "completed"),
        (httpx.Response(500), None),
    ],
)
async def test_a_refused_pause_is_looked_into(
    stage: Stage, msgflash: FakeMsgFlash, found: httpx.Response, standing: str | None
) -> None:
    msgflash.answers("/c/pause", httpx.Response(400, json={"error": {"code": "BAD_REQUEST", "message": "No"}}))
    msgflash.answers("/campaigns/c", found)

    result = await do(stage.made.runner.sources, PauseAll(((CampaignId("c"), "C"),)), Asked("1:1", _unheard))

    assert result == Each((Declined("BAD_REQUEST", standing),))


async def _unheard(_done: int, _of: int | None) -> None:
    return None
