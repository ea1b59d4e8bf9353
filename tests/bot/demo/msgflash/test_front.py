import asyncio
import io
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient

from bot.demo.events import Events
from bot.demo.msgflash.front import LONGEST_HOLD, SLOWNESS
from bot.demo.msgflash.options import Failure, Options
from bot.demo.msgflash.sandbox import Sandbox
from bot.demo.trouble import Switches

Ask = Callable[..., Awaitable[tuple[int, Any]]]
Client = TestClient[web.Request, web.Application]
HEALTH = "GET /api/v1/instances/{id}/health"


async def test_slow_answers_come_after_four_seconds(ask: Ask, switches: Switches, slept: list[float]) -> None:
    switches.slow = True

    status, _ = await ask("GET", "/instances")

    assert (status, slept, SLOWNESS) == (200, [4.0], 4.0)


async def test_nothing_waits_when_all_is_well(ask: Ask, slept: list[float]) -> None:
    await ask("GET", "/instances")

    assert slept == []


async def test_a_server_error_hits_every_route_even_without_a_key(ask: Ask, switches: Switches) -> None:
    switches.server_error = True

    for path in ("/instances", "/campaigns", "/nowhere"):
        status, answer = await ask("GET", path, headers={})

        assert (status, answer["error"]["code"]) == (500, "INTERNAL_ERROR")


@pytest.mark.parametrize("options", [Options(html_errors=True)])
async def test_a_server_error_may_be_a_page_of_html(client: Client, switches: Switches) -> None:
    switches.server_error = True

    async with client.get("/msgflash/api/v1/instances") as response:
        page = await response.text()

    assert (response.status, response.content_type) == (502, "text/html")
    assert "502 Bad Gateway" in page


async def test_a_server_error_records_nothing(
    ask: Ask, sandbox: Sandbox, switches: Switches, campaign_body: dict[str, object]
) -> None:
    switches.server_error = True

    await ask("POST", "/campaigns", campaign_body)

    assert sandbox.campaigns == ()


async def test_a_client_that_gives_up_on_a_recorded_campaign_leaves_it_recorded(  # noqa: PLR0913, PLR0917  (fixtures)
    ask: Ask,
    sandbox: Sandbox,
    switches: Switches,
    events: Events,
    sleeping: asyncio.Event,
    campaign_body: dict[str, object],
) -> None:
    switches.timeout_after_recording = True
    listening = events.subscribe(None)
    told = asyncio.ensure_future(anext(listening))
    asking = asyncio.ensure_future(ask("POST", "/campaigns", campaign_body))
    await asyncio.wait_for(sleeping.wait(), 5)

    assert (len(sandbox.campaigns), asking.done(), told.done()) == (1, False, False)
    asking.cancel()
    event = await asyncio.wait_for(told, 5)

    assert event.name == "traffic"
    assert isinstance(event.data, dict)
    assert (event.data["status"], event.data["answer"], event.data["request"]) == (None, "", campaign_body)
    assert len(sandbox.campaigns) == 1


async def test_a_client_that_never_gives_up_is_cut_off_without_an_answer(
    ask: Ask, sandbox: Sandbox, switches: Switches, slept: list[float], campaign_body: dict[str, object]
) -> None:
    switches.timeout_after_recording = True

    with pytest.raises(aiohttp.ServerDisconnectedError):
        await ask("POST", "/campaigns", campaign_body)

    assert len(sandbox.campaigns) == 1
    assert sum(slept) == pytest.approx(LONGEST_HOLD) == pytest.approx(120)


async def test_a_refused_campaign_and_other_routes_are_answered_in_spite_of_the_hold(
    ask: Ask, switches: Switches, campaign_body: dict[str, object]
) -> None:
    switches.timeout_after_recording = True

    refused, _ = await ask("POST", "/campaigns", {**campaign_body, "name": ""})
    listed, _ = await ask("GET", "/instances")

    assert (refused, listed) == (400, 200)


@pytest.mark.parametrize(
    ("options", "status", "content_type"),
    [
        (Options(failing={HEALTH: Failure.NOT_FOUND}), 404, "application/json"),
        (Options(failing={HEALTH: Failure.INTERNAL}), 500, "application/json"),
        (Options(failing={HEALTH: Failure.HTML}), 502, "text/html"),
    ],
)
async def test_a_chosen_route_fails_as_chosen_and_the_others_do_not(
    client: Client, sandbox: Sandbox, key: str, status: int, content_type: str
) -> None:
    instance = next(iter(sandbox.world.instances))
    url = f"/msgflash/api/v1/instances/{instance}"

    async with client.get(f"{url}/health", headers={"x-api-key": key}) as failing:
        assert (failing.status, failing.content_type) == (status, content_type)
    async with client.get(f"{url}/state", headers={"x-api-key": key}) as working:
        assert working.status == 200


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"3",
        b'"text"',
        b"\xff\xfe",
        b'{"name": NaN}',
        b'{"variables": {"a": 1e999}}',
        b"9" * 5000,
        b"[" * 100_000,
    ],
)
async def test_a_body_that_is_no_object_is_a_validation_error(client: Client, key: str, raw: bytes) -> None:
    headers = {"x-api-key": key, "Content-Type": "application/json"}

    async with client.post("/msgflash/api/v1/campaigns", data=raw, headers=headers) as response:
        answer = await response.json()

    assert (response.status, answer["error"]["code"]) == (400, "VALIDATION_ERROR")
    assert answer["error"]["details"]


async def test_a_broken_body_is_noticed_only_after_the_plan_and_only_where_one_is_read(
    client: Client, key: str, switches: Switches
) -> None:
    switches.no_campaigns_plan = True
    headers = {"x-api-key": key, "Content-Type": "application/json"}

    async with client.post("/msgflash/api/v1/campaigns", data=b"{", headers=headers) as refused:
        assert (await refused.json())["error"]["code"] == "CAMPAIGNS_NOT_AVAILABLE_ON_PLAN"
    async with client.get("/msgflash/api/v1/instances", data=b"{", headers=headers) as answered:
        assert answered.status == 200


async def test_a_body_that_is_not_declared_as_json_counts_as_none(
    client: Client, key: str, campaign_body: dict[str, object]
) -> None:
    headers = {"x-api-key": key, "Content-Type": "text/plain"}

    async with client.post("/msgflash/api/v1/campaigns", data=json.dumps(campaign_body), headers=headers) as response:
        assert response.status == 400


async def test_a_body_beyond_the_servers_limit_is_refused_with_an_envelope(client: Client, key: str) -> None:
    headers = {"x-api-key": key, "Content-Type": "application/json"}

    async with client.post(
        "/msgflash/api/v1/templates", data=io.BytesIO(b"9" * 1_100_000), headers=headers
    ) as response:
        answer = await response.json()

    assert (response.status, answer["error"]["code"]) == (400, "VALIDATION_ERROR")


async def test_a_method_nobody_documents_is_not_found(client: Client, key: str) -> None:
    for method in ("HEAD", "PATCH", "DELETE"):
        async with client.request(method, "/msgflash/api/v1/instances", headers={"x-api-key": key}) as response:
            assert response.status == 404


async def test_the_page_reads_the_last_exchange(client: Client, ask: Ask) -> None:
    async with client.get("/demo/traffic") as before:
        assert await before.json() is None
    status, answer = await ask("GET", "/billing/plans?of=now")
    async with client.get("/demo/traffic") as response:
        last = await response.json()

    assert isinstance(last.pop("milliseconds"), int)
    assert last == {
        "at": "2026-10-01T09:00:00.000Z",
        "method": "GET",
        "path": "/api/v1/billing/plans?of=now",
        "request": None,
        "status": status,
        "answer": answer,
    }


async def test_neither_the_key_nor_a_webhook_secret_is_ever_published(ask: Ask, events: Events, key: str) -> None:
    listening = events.subscribe(None)
    told = asyncio.ensure_future(anext(listening))
    await asyncio.sleep(0)

    _, created = await ask("POST", "/webhooks", {"url": f"https://example.com/{key}", "events": ["message.read"]})
    event = await asyncio.wait_for(told, 5)

    published = json.dumps(event.data)
    assert created["data"]["secret"].startswith("whsec_")
    assert created["data"]["secret"] not in published
    assert key not in published
    assert "https://example.com/" in published
