from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.demo.msgflash.options import Options

Ask = Callable[..., Awaitable[tuple[int, Any]]]
Find = Callable[[str], str]
NOBODY = "00000000-0000-4000-8000-000000000000"


async def test_a_campaign_runs_to_its_end_and_its_counters_agree(
    ask: Ask, pass_time: Callable[[float], None], campaign_body: dict[str, object]
) -> None:
    _, created = await ask("POST", "/campaigns", {**campaign_body, "recipients": {"type": "all"}})
    path = f"/campaigns/{created['data']['id']}"
    seen = []

    for seconds in (0, 25 * 3600, 60, 3600):
        pass_time(seconds)
        _, read = await ask("GET", path)
        seen.append(read["data"])

    assert [reading["status"] for reading in seen] == ["scheduled", "running", "running", "completed"]
    assert [reading["stats"]["planned"] for reading in seen] == [0, 0, 248, 248]
    middle, end = seen[2]["stats"], seen[3]["stats"]
    assert middle["queued"] + middle["sent"] + middle["failed"] == 248
    assert 0 < end["read"] < end["delivered"] < end["sent"] < 248
    assert (end["queued"], end["sent"] + end["failed"]) == (0, 248)
    assert end["processingStartedAt"] == "2026-10-02T10:00:01.000Z"
    assert end["completedAt"] == end["lastEnqueuedAt"] == "2026-10-02T10:02:05.000Z"
    assert middle["completedAt"] is None


async def test_a_campaign_for_nobody_is_created_with_a_warning_and_completes_at_once(
    ask: Ask, pass_time: Callable[[float], None], campaign_body: dict[str, object]
) -> None:
    body = {**campaign_body, "schedule": "2026-10-01T09:00:00.000Z", "recipients": {"type": "tags", "value": ["none"]}}
    _, created = await ask("POST", "/campaigns", body)
    pass_time(2)

    _, read = await ask("GET", f"/campaigns/{created['data']['id']}")

    assert created["data"]["safety"]["decision"] == "warn"
    assert created["data"]["safety"]["audience"] == {"totalRecipients": 0, "coldRatio": 0.0}
    assert (read["data"]["status"], read["data"]["stats"]["planned"]) == ("completed", 0)


async def test_every_message_from_a_disconnected_number_fails(
    ask: Ask, instance: Find, pass_time: Callable[[float], None], campaign_body: dict[str, object]
) -> None:
    body = {**campaign_body, "instanceId": instance("Ancien numéro"), "schedule": "2026-10-01T09:00:00.000Z"}
    _, created = await ask("POST", "/campaigns", body)
    pass_time(3600)

    _, read = await ask("GET", f"/campaigns/{created['data']['id']}")

    assert "not connected" in " ".join(created["data"]["safety"]["reasons"])
    assert read["data"]["stats"]["failed"] == read["data"]["stats"]["planned"] > 0


async def test_a_paused_campaign_sends_nothing_until_it_is_resumed(
    ask: Ask, pass_time: Callable[[float], None], campaign_body: dict[str, object]
) -> None:
    body = {**campaign_body, "schedule": "2026-10-01T09:00:00.000Z", "recipients": {"type": "all"}}
    _, created = await ask("POST", "/campaigns", body)
    path = f"/campaigns/{created['data']['id']}"
    pass_time(31)

    _, paused = await ask("POST", f"{path}/pause")
    pass_time(3600)
    _, later = await ask("GET", path)
    _, resumed = await ask("POST", f"{path}/resume")
    pass_time(10)
    _, after = await ask("GET", path)

    def left(answer: Any) -> int:  # noqa: ANN401  (deciphered JSON)
        return int(answer["data"]["stats"]["sent"] + answer["data"]["stats"]["failed"])

    assert (paused["data"]["status"], later["data"]["status"], resumed["data"]["status"]) == (
        "paused",
        "paused",
        "running",
    )
    assert (left(paused), left(later), left(after)) == (60, 60, 80)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (Options(requests_per_second=None), (200, "paused")),
        (Options(requests_per_second=None, scheduled_may_be_paused=False), (400, "BAD_REQUEST")),
    ],
)
async def test_whether_a_scheduled_campaign_may_be_paused_is_chosen(
    ask: Ask, campaign_body: dict[str, object], expected: tuple[int, str]
) -> None:
    _, created = await ask("POST", "/campaigns", campaign_body)

    status, answer = await ask("POST", f"/campaigns/{created['data']['id']}/pause")

    assert (status, answer["data"]["status"] if status == 200 else answer["error"]["code"]) == expected


async def test_a_campaign_paused_before_its_time_is_scheduled_again_when_resumed_in_time(
    ask: Ask, campaign_body: dict[str, object]
) -> None:
    _, created = await ask("POST", "/campaigns", campaign_body)
    path = f"/campaigns/{created['data']['id']}"
    await ask("POST", f"{path}/pause")

    status, resumed = await ask("POST", f"{path}/resume")

    assert (status, resumed["data"]["status"]) == (200, "scheduled")


@pytest.mark.parametrize("action", ["pause", "resume"])
async def test_a_completed_campaign_can_be_neither_paused_nor_resumed(
    ask: Ask, pass_time: Callable[[float], None], campaign_body: dict[str, object], action: str
) -> None:
    _, created = await ask("POST", "/campaigns", campaign_body)
    pass_time(2 * 86_400)

    status, answer = await ask("POST", f"/campaigns/{created['data']['id']}/{action}")

    assert (status, answer["error"]["code"]) == (400, "BAD_REQUEST")


@pytest.mark.parametrize("action", ["", "/pause", "/resume"])
@pytest.mark.parametrize("campaign", [NOBODY, "no-uuid"])
async def test_an_unknown_campaign_is_not_found(ask: Ask, campaign: str, action: str) -> None:
    status, answer = await ask("POST" if action else "GET", f"/campaigns/{campaign}{action}")

    assert (status, answer["error"]["code"]) == (404, "NOT_FOUND")
