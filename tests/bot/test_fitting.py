"""A campaign made to fit, before the whole bot: the original is paused, and what takes its place is created once."""

import httpx

from bot.asked import Asked
from bot.audience import everyone
from tests.bot.fake_msgflash import FakeMsgFlash, campaign
from tests.bot.stage import Stage

CREATED = "9a0c1c52-0b8e-4f0a-b5b5-2f1d8f6f7e33"


def contact(at: int) -> dict[str, object]:
    temperature = "warm" if at < 45 else "cold"
    return {"id": f"3b9e5f5e-2f77-4a44-9c9b-0a1c7c3f{at:04x}", "tags": ["vip"], "temperature": temperature}


async def creates(stage: Stage) -> None:
    await stage.types("/new")
    await stage.presses("Everyone")
    await stage.types("15/04/2026 11:00")
    await stage.presses("Once only")
    await stage.types("Hello")
    await stage.presses("Send to 240")
    await stage.presses("Yes, send to 240")
    stage.sees("Campaign created", "I pause it first")


def can_be_paused(msgflash: FakeMsgFlash) -> None:
    page = {"contacts": [contact(at) for at in range(120)], "total": 120, "hasMore": False}
    paused = {**campaign({"name": "Spring"}), "status": "paused"}
    msgflash.answers("/contacts", *[httpx.Response(200, json={"data": page})] * 1)
    msgflash.answers("/pause", httpx.Response(200, json={"data": paused}))


def pauses(msgflash: FakeMsgFlash) -> list[str]:
    return [request.url.path for request in msgflash.requests if request.url.path.endswith("/pause")]


async def test_warn_hold_make_it_fit(stage: Stage, msgflash: FakeMsgFlash) -> None:
    await creates(stage)
    can_be_paused(msgflash)
    await stage.presses("Send to 75 only")
    stage.sees("Paused. Here is a sending to 75: 45 known contacts and 30 cold ones.", "Recap")
    assert pauses(msgflash) == [f"/api/v1/campaigns/{CREATED}/pause"]
    assert len(msgflash.posts()) == 1
    stage.sees("checks fine")
    assert "already planned" not in stage.reads()
    await stage.presses("Send to 75")

    assert len(msgflash.posts()) == 2
    ids = msgflash.created[-1]["recipients"]
    assert ids == {"type": "explicit", "value": [contact(at)["id"] for at in range(75)]}
    assert len(pauses(msgflash)) == 1


async def test_a_pause_that_is_refused_ends_it_there(stage: Stage, msgflash: FakeMsgFlash) -> None:
    await creates(stage)
    body = {"error": {"code": "BAD_REQUEST", "message": "No"}}
    msgflash.answers("/pause", httpx.Response(400, json=body))
    msgflash.answers(f"/campaigns/{CREATED}", httpx.Response(200, json={"data": campaign({"name": "Spring"})}))
    await stage.presses("Send in waves")

    stage.sees("MsgFlash does not pause a campaign that has not started", "BAD_REQUEST")
    assert len(msgflash.posts()) == 1
    assert not [request for request in msgflash.requests if request.url.params.get("limit") == "100"]


async def test_waves_are_created_each_once(stage: Stage, msgflash: FakeMsgFlash) -> None:
    await creates(stage)
    can_be_paused(msgflash)
    await stage.presses("Send in waves")
    stage.sees("75 people, 30 of them cold", "45 people fit in no wave")
    data = stage.data("Send this wave")
    await stage.presses_data(data)
    await stage.presses_data(data)

    assert len(msgflash.posts()) == 2
    assert len(pauses(msgflash)) == 1
    assert any("Campaign created" in str(message["text"]) for message in stage.messages())


async def test_contacts_read_a_moment_ago_are_not_paid_for_again(stage: Stage, msgflash: FakeMsgFlash) -> None:
    def readings() -> int:
        return sum(request.url.params.get("limit") == "100" for request in msgflash.requests)

    read = []
    for minutes in (0, 9, 2):
        stage.passes(minutes=minutes)
        found = await everyone(stage.made.runner.sources.audience, Asked("1:1", unheard))
        read.append((readings(), found))

    assert [(number, isinstance(found, tuple)) for number, found in read] == [(1, True), (1, True), (2, True)]


async def unheard(_done: int, _of: int | None) -> None:
    return None
