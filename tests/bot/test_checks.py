"""The checks before the whole bot: read beside the screen, in time or not at all, and not again while fresh."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from bot.checks import LIMIT_SECONDS, Checks
from bot.msgflash.client import MsgFlash
from bot.msgflash.client import client as msgflash_client
from conversations.needs import (
    Finding,
    Health,
    LiveState,
    MonthLeft,
    Need,
    Nothing,
    NumberHealth,
    NumberState,
    Usage,
)
from conversations.workspace import InstanceId
from tests.bot.fake_msgflash import SHOP, FakeMsgFlash
from tests.bot.stage import KEY, Stage, meanwhile

Leaping = Callable[[Coroutine[object, object, None]], None]
NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
STATE = LiveState(InstanceId("1"))


async def reaches_recap(stage: Stage, words: str = "Hello") -> None:
    await stage.types("/new")
    await stage.presses("A group")
    await stage.presses("VIPs")
    await stage.types("15/04/2026 11:00")
    await stage.presses("Once only")
    await stage.types(words)
    stage.sees("Recap")


def asked(msgflash: FakeMsgFlash, path: str) -> int:
    return sum(request.url.path.endswith(path) for request in msgflash.requests)


async def test_the_recap_stands_while_its_checks_hang(stage: Stage, msgflash: FakeMsgFlash) -> None:
    held = msgflash.held["/state"] = asyncio.Event()
    await stage.types("/new")
    await stage.presses("A group")
    await stage.presses("VIPs")
    await stage.types("15/04/2026 11:00")
    await stage.presses("Once only")
    await stage.posts(stage.text("Hello"))
    await meanwhile(lambda: "1 under way…" in stage.reads())
    held.set()
    await stage.settles()

    stage.sees("✓ 6 checks fine")


async def test_a_number_that_disconnects_between_choice_and_send_is_noticed(
    stage: Stage, msgflash: FakeMsgFlash
) -> None:
    await stage.types("/new")
    msgflash.instances = [{**SHOP, "status": "disconnected"}]
    await stage.presses("A group")
    await stage.presses("VIPs")
    await stage.types("15/04/2026 11:00")
    await stage.presses("Once only")
    await stage.types("Hello")

    stage.sees("number Boutique is not connected (disconnected)")


async def test_the_same_message_to_the_same_group_is_noticed_by_another_operator(
    start: Callable[..., object], msgflash: FakeMsgFlash
) -> None:
    async with start(operator_ids="1001,1002") as stage:  # type: ignore[attr-defined] # a fixture's own manager
        await reaches_recap(stage)
        await stage.presses("Send to 42")
        stage.sees("Campaign created")
        sam = stage.beside(1002)
        await reaches_recap(sam)

        sam.sees("this same message is already planned for these people", "Wed 15 Apr 2026, 11:00")
    assert len(msgflash.created) == 1


async def test_the_limits_of_the_last_verdict_are_told_before_the_next(stage: Stage) -> None:
    await reaches_recap(stage)
    await stage.presses("Send to 42")
    stage.sees("Campaign created")
    await stage.types("/new")
    await stage.presses("Everyone (240)")
    await stage.types("16/04/2026 18:00")
    await stage.presses("Once only")
    await stage.types("Another message")

    stage.sees("240 recipients, and MsgFlash advised 100 at most for this number.")


async def test_opening_the_recap_again_asks_nothing_anew_while_the_answers_are_fresh(
    stage: Stage, msgflash: FakeMsgFlash
) -> None:
    await reaches_recap(stage)
    for elapsed in (0, 59, 1):
        stage.passes(seconds=elapsed)
        await stage.presses("Change an answer")
        await stage.presses("Name")
        await stage.presses("Recap")

    assert (asked(msgflash, "/state"), asked(msgflash, "/usage")) == (2, 1)


async def test_a_team_key_that_may_not_read_the_quota_asks_once(stage: Stage, msgflash: FakeMsgFlash) -> None:
    body = {"error": {"code": "TEAM_KEY_NOT_ALLOWED", "message": "No"}}
    msgflash.answers("/billing/usage", httpx.Response(403, json=body))
    await reaches_recap(stage)
    await stage.presses("Checks")
    assert "month" not in stage.reads()
    await stage.presses("Recap")

    assert asked(msgflash, "/usage") == 1


@pytest.mark.parametrize(
    ("status", "code", "again"),
    [
        (403, "FORBIDDEN", False),
        (404, "NOT_FOUND", False),
        (429, "MONTHLY_API_REQUEST_QUOTA_EXCEEDED", True),
        (429, "API_RATE_LIMIT_EXCEEDED", True),
        (500, "INTERNAL_ERROR", True),
        (502, "PROVIDER_ERROR", True),
    ],
)
async def test_a_refusal_is_believed_for_a_while_only_where_it_will_not_pass(
    status: int,
    code: str,
    again: bool,  # noqa: FBT001 - a cell of a table
) -> None:
    refused = httpx.Response(status, json={"error": {"code": code, "message": "No"}})
    # What may pass is tried three times before it is given up.
    tries = 1 if status < 429 or code.startswith("MONTHLY") else 3
    client = answering(*(refused for _ in range(tries)), httpx.Response(200, json={"data": {"status": "connected"}}))
    checks = Checks(lambda: NOW)
    first = await checks.find(client, STATE, watched=True)
    second = await checks.find(client, STATE, watched=True)

    assert isinstance(first, Nothing)
    assert (second == NumberState("connected", NOW)) == again


def answering(*answers: httpx.Response) -> MsgFlash:
    rest = list(answers)

    async def answer(_: httpx.Request) -> httpx.Response:
        return rest.pop(0)

    return msgflash_client("https://msgflash.example", KEY, None, httpx.MockTransport(answer))


@pytest.mark.parametrize(
    ("need", "data", "finding"),
    [
        (STATE, {"status": "connected", "providerState": "open"}, NumberState("connected", NOW)),
        (STATE, {"status": 7}, Nothing()),
        (STATE, [], Nothing()),
        (Health(InstanceId("1")), {"state": "stable", "score": 72}, NumberHealth(NOW, "stable", 72)),
        (
            Health(InstanceId("1")),
            {"state": 1, "score": "72", "appliedLimits": {"maxCampaignRecipients": 100, "maxColdRatio": 0.4}},
            NumberHealth(NOW, None, None, 100, 0.4),
        ),
        (Health(InstanceId("1")), {"limits": [1]}, NumberHealth(NOW)),
        (Health(InstanceId("1")), [], Nothing()),
        (
            Usage(),
            {
                "limits": {"monthlyOutboundQuota": 50000},
                "features": {"campaigns": False},
                "usage": {"effectiveOutboundUsage": 1325},
            },
            MonthLeft(48_675, 50_000, NOW, campaigns=False),
        ),
        (
            Usage(),
            {"limits": {"monthlyOutboundQuota": 5}, "usage": {"effectiveOutboundUsage": 9}, "features": 1},
            MonthLeft(-4, 5, NOW),
        ),
        (Usage(), {"limits": {"monthlyOutboundQuota": "5"}, "usage": {}}, Nothing()),
        (Usage(), {}, Nothing()),
    ],
)
async def test_what_can_be_read_is_read(need: Need, data: object, finding: Finding) -> None:
    client = answering(httpx.Response(200, json={"data": data}))
    async with client.client:
        found = await Checks(lambda: NOW).find(client, need, watched=True)

    assert found == finding


async def test_an_answer_is_kept_for_its_time_and_a_failure_is_not() -> None:
    clock = [NOW]
    checks = Checks(lambda: clock[0])
    good = {"data": {"status": "connected"}}
    client = answering(
        httpx.Response(404),
        httpx.Response(200, json=good),
        httpx.Response(200, json={"data": {"status": "connecting"}}),
    )
    found = []
    async with client.client:
        for seconds in (0, 1, 30, 60, 61):
            clock[0] = NOW + timedelta(seconds=seconds)
            found.append(await checks.find(client, STATE, watched=True))

    first = NumberState("connected", NOW + timedelta(seconds=1))
    assert found == [Nothing(), first, first, first, NumberState("connecting", NOW + timedelta(seconds=61))]


def test_a_check_that_hangs_is_given_up_in_time(leaping: Leaping) -> None:
    took: list[float] = []

    async def scene() -> None:
        async def never(_: httpx.Request) -> httpx.Response:
            await asyncio.Event().wait()
            raise AssertionError

        client = msgflash_client("https://msgflash.example", KEY, None, httpx.MockTransport(never))
        start = asyncio.get_running_loop().time()
        async with client.client:
            assert await Checks(lambda: NOW).find(client, STATE, watched=True) == Nothing()
        took.append(asyncio.get_running_loop().time() - start)

    leaping(scene())

    assert took[0] == pytest.approx(LIMIT_SECONDS, abs=1)
