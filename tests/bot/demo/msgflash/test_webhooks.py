from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.demo.msgflash.options import Options

Ask = Callable[..., Awaitable[tuple[int, Any]]]
NOBODY = "00000000-0000-4000-8000-000000000000"
RIGHT = {"url": "https://example.com/told", "events": ["message.read"]}


async def test_the_secret_is_shown_once(ask: Ask) -> None:
    status, created = await ask("POST", "/webhooks", RIGHT)
    _, every = await ask("GET", "/webhooks")

    assert (status, len(created["data"]["secret"])) == (201, len("whsec_") + 64)
    assert [kept["id"] for kept in every["data"]] == [created["data"]["id"]]
    assert created["data"]["secret"] not in str(every)


async def test_a_deleted_webhook_is_gone(ask: Ask) -> None:
    _, created = await ask("POST", "/webhooks", RIGHT)

    deleted, _ = await ask("DELETE", f"/webhooks/{created['data']['id']}")
    again, _ = await ask("DELETE", f"/webhooks/{created['data']['id']}")
    _, every = await ask("GET", "/webhooks")

    assert (deleted, again, every["data"]) == (200, 404, [])


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080/told", "http://localhost/told", "http://[::1]:80/told"])
async def test_this_machine_may_be_told_without_a_certificate(ask: Ask, url: str) -> None:
    status, _ = await ask("POST", "/webhooks", {**RIGHT, "url": url})

    assert status == 201


@pytest.mark.parametrize(
    "change",
    [
        {"url": "http://example.com/told"},
        {"url": "http://127.0.0.1.example.com/told"},
        {"url": "told"},
        {"events": []},
        {"events": ["campaign.completed"]},
        {"events": ["message.read"] * 51},
    ],
)
async def test_a_wrong_webhook_is_refused(ask: Ask, change: dict[str, object]) -> None:
    status, answer = await ask("POST", "/webhooks", {**RIGHT, **change})

    assert (status, answer["error"]["code"]) == (400, "VALIDATION_ERROR")


@pytest.mark.parametrize("options", [Options(requests_per_second=None, plan="free")])
async def test_the_plans_webhooks_run_out(ask: Ask) -> None:
    answers = [await ask("POST", "/webhooks", RIGHT) for _ in range(4)]

    assert [status for status, _ in answers] == [201, 201, 201, 403]
    assert answers[3][1]["error"]["code"] == "MAX_WEBHOOK_ENDPOINTS_REACHED"
