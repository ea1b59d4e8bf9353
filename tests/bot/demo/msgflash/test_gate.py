from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.demo.events import Events
from bot.demo.msgflash.options import PLANS, Options
from bot.demo.msgflash.sandbox import Sandbox
from bot.demo.trouble import Switches

Ask = Callable[..., Awaitable[tuple[int, Any]]]
TEAM = "11111111-2222-4333-8444-555555555555"
LIMITED = pytest.mark.parametrize("options", [Options()])
TEAMED = pytest.mark.parametrize(
    ("options", "key"), [(Options(requests_per_second=None, team_id=TEAM), "msgf_team_" + "ab" * 32)]
)


def code(answer: Any) -> str:  # noqa: ANN401  (deciphered JSON)
    return str(answer["error"]["code"])


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-api-key": ""},
        {"x-api-key": "msgf_live_" + "f" * 64},
        {"x-api-key": "clé é"},
        {"Authorization": "Bearer msgf_live_" + "0123456789abcdef" * 4},
    ],
)
async def test_without_the_right_key_in_its_header_nobody_gets_in(ask: Ask, headers: dict[str, str]) -> None:
    status, answer = await ask("GET", "/instances", headers=headers)

    assert (status, answer) == (
        401,
        {"error": {"code": "UNAUTHORIZED", "message": "Missing or invalid API key"}},
    )


async def test_a_stranger_learns_nothing_about_which_routes_exist(ask: Ask) -> None:
    status, answer = await ask("GET", "/nowhere", headers={})

    assert (status, code(answer)) == (401, "UNAUTHORIZED")


async def test_a_personal_key_with_a_team_id_is_refused_on_workspace_routes_only(ask: Ask, key: str) -> None:
    headers = {"x-api-key": key, "X-Team-Id": TEAM}

    workspace, answer = await ask("GET", "/contacts", headers=headers)
    personal, _ = await ask("GET", "/billing/usage", headers=headers)
    plans, _ = await ask("GET", "/billing/plans", headers=headers)

    assert (workspace, code(answer)) == (403, "TEAM_KEY_REQUIRED")
    assert (personal, plans) == (200, 200)


@TEAMED
async def test_a_team_key_needs_its_team_and_the_refusal_reads_like_a_wrong_key(ask: Ask, key: str) -> None:
    answers = [
        await ask("GET", "/contacts", headers=headers)
        for headers in (
            {"x-api-key": key},
            {"x-api-key": key, "X-Team-Id": TEAM.replace("1", "9")},
            {"X-Team-Id": TEAM},
        )
    ]

    assert [status for status, _ in answers] == [401, 401, 401]
    assert len({str(answer) for _, answer in answers}) == 1


@TEAMED
async def test_a_team_key_does_all_campaign_work_but_reads_no_personal_account(
    ask: Ask, campaign_body: dict[str, object]
) -> None:
    created, _ = await ask("POST", "/campaigns", campaign_body)
    plans, _ = await ask("GET", "/billing/plans")
    refused = [
        (status, code(answer))
        for status, answer in [
            await ask("GET", path)
            for path in ("/me", "/usage", "/billing/usage", "/billing/subscription", "/billing/payments")
        ]
    ]

    assert (created, plans) == (201, 200)
    assert refused == [(403, "TEAM_KEY_NOT_ALLOWED")] * 5


@LIMITED
async def test_the_eleventh_request_within_a_second_is_too_many(ask: Ask, pass_time: Callable[[float], None]) -> None:
    first = [(await ask("GET", "/instances"))[0] for _ in range(10)]
    pass_time(0.999)
    status, answer = await ask("GET", "/instances")
    pass_time(0.001)
    after, _ = await ask("GET", "/instances")

    assert first == [200] * 10
    assert (status, code(answer)) == (429, "API_RATE_LIMIT_EXCEEDED")
    assert after == 200


@LIMITED
async def test_the_key_is_looked_at_before_the_rate_and_the_rate_before_the_body(ask: Ask) -> None:
    for _ in range(10):
        await ask("GET", "/instances")

    stranger, _ = await ask("POST", "/campaigns", {}, headers={})
    known, answer = await ask("POST", "/campaigns", {})

    assert stranger == 401
    assert (known, code(answer)) == (429, "API_RATE_LIMIT_EXCEEDED")


@pytest.mark.parametrize("options", [Options(requests_per_second=None, plan="free", requests_used=498)])
async def test_the_months_requests_run_out(ask: Ask) -> None:
    statuses = [await ask("GET", "/instances") for _ in range(3)]

    assert [status for status, _ in statuses] == [200, 200, 429]
    assert code(statuses[2][1]) == "MONTHLY_API_REQUEST_QUOTA_EXCEEDED"


@pytest.mark.parametrize("options", [Options(plan="free", requests_used=498)])
async def test_refused_strangers_and_hasty_requests_do_not_count(ask: Ask, sandbox: Sandbox) -> None:
    await ask("GET", "/instances", headers={})

    assert sandbox.world.requests == 0


@pytest.mark.parametrize("options", [Options(requests_per_second=None, messages_used=PLANS["pro"].outbound - 85)])
async def test_the_months_messages_run_out_for_single_sends_before_their_body_is_looked_at(
    ask: Ask, campaign_body: dict[str, object]
) -> None:
    sent = [await ask("POST", path, {}) for path in ("/messages/send", "/messages/schedule")]
    created, _ = await ask("POST", "/campaigns", campaign_body)

    assert [(status, code(answer)) for status, answer in sent] == [(429, "MONTHLY_OUTBOUND_QUOTA_EXCEEDED")] * 2
    assert created == 201


@pytest.mark.parametrize(("key", "team_id"), [("msgf_team_" + "ab" * 32, None), ("msgf_live_" + "ab" * 32, TEAM)])
def test_a_key_that_does_not_go_with_the_team_is_a_mistake_of_the_caller(key: str, team_id: str | None) -> None:
    with pytest.raises(ValueError, match="team"):
        Sandbox(
            now=lambda: datetime(2026, 10, 1, tzinfo=UTC),
            key=key,
            switches=Switches(),
            events=Events(),
            options=Options(team_id=team_id),
        )
