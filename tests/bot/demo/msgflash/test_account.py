from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.demo.msgflash.options import Options
from bot.demo.trouble import Switches

Ask = Callable[..., Awaitable[tuple[int, Any]]]


async def test_usage_counts_requests_and_messages_as_they_happen(
    ask: Ask, campaign_body: dict[str, object], pass_time: Callable[[float], None]
) -> None:
    _, before = await ask("GET", "/usage")
    _, created = await ask("POST", "/campaigns", {**campaign_body, "schedule": "2026-10-01T09:00:00.000Z"})
    pass_time(3600)
    _, after = await ask("GET", "/billing/usage")

    used, then = after["data"]["usage"], before["data"]["usage"]
    assert used["apiRequestsCount"] - then["apiRequestsCount"] == 2
    assert used["messagesCount"] - then["messagesCount"] == created["data"]["safety"]["audience"]["totalRecipients"]
    assert used["effectiveOutboundUsage"] == used["messagesCount"] + used["statusesCount"]


async def test_the_period_is_the_month(ask: Ask) -> None:
    _, answer = await ask("GET", "/usage")

    assert answer["data"]["period"] == {"start": "2026-10-01T00:00:00.000Z", "end": "2026-10-31T23:59:59.999Z"}


@pytest.mark.parametrize("campaigns_off", [False, True])
async def test_the_features_tell_beforehand_whether_campaigns_are_possible(
    ask: Ask, switches: Switches, *, campaigns_off: bool
) -> None:
    switches.no_campaigns_plan = campaigns_off

    _, answer = await ask("GET", "/usage")

    assert answer["data"]["features"]["campaigns"] is not campaigns_off


@pytest.mark.parametrize("options", [Options(requests_per_second=None, plan="free")])
async def test_the_plan_is_as_chosen_everywhere(ask: Ask) -> None:
    _, usage = await ask("GET", "/usage")
    _, subscription = await ask("GET", "/billing/subscription")
    _, plans = await ask("GET", "/billing/plans")
    _, payments = await ask("GET", "/billing/payments")

    free = {plan["code"]: plan for plan in plans["data"]}["free"]
    assert [plan["code"] for plan in plans["data"]] == ["free", "pro", "max"]
    assert usage["data"]["plan"] == {"code": "free", "name": "Free"}
    assert usage["data"]["limits"] == subscription["data"]["subscription"]["plan"]["limits"] == free["limits"]
    assert payments["data"]["payments"] == []


async def test_the_owner_of_the_account_is_the_owner_of_its_campaigns(
    ask: Ask, campaign_body: dict[str, object]
) -> None:
    _, me = await ask("GET", "/me")
    _, created = await ask("POST", "/campaigns", campaign_body)

    assert me["data"]["id"] == created["data"]["userId"]
