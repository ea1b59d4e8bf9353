from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.demo.msgflash.options import Numbers, Options
from bot.demo.trouble import Switches

Ask = Callable[..., Awaitable[tuple[int, Any]]]
Find = Callable[[str], str]
NOBODY = "00000000-0000-4000-8000-000000000000"


async def test_two_numbers_are_connected_and_one_is_not(ask: Ask) -> None:
    _, answer = await ask("GET", "/instances")

    assert [(instance["name"], instance["status"]) for instance in answer["data"]] == [
        ("Boutique Cotonou", "connected"),
        ("Nouvelle ligne", "connected"),
        ("Ancien numéro", "disconnected"),
    ]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (Options(requests_per_second=None, numbers=Numbers.ONE), ["Boutique Cotonou"]),
        (Options(requests_per_second=None, numbers=Numbers.NONE), []),
    ],
)
async def test_there_may_be_one_number_or_none(ask: Ask, names: list[str]) -> None:
    _, answer = await ask("GET", "/instances")

    assert [instance["name"] for instance in answer["data"]] == names


async def test_the_state_and_the_health_tell_of_the_number(ask: Ask, instance: Find) -> None:
    states = {}
    for name in ("Boutique Cotonou", "Nouvelle ligne", "Ancien numéro"):
        _, state = await ask("GET", f"/instances/{instance(name)}/state")
        _, health = await ask("GET", f"/instances/{instance(name)}/health")
        states[name] = (state["data"]["status"], state["data"]["providerState"], health["data"]["state"])

    assert states == {
        "Boutique Cotonou": ("connected", "open", "stable"),
        "Nouvelle ligne": ("connected", "open", "warming"),
        "Ancien numéro": ("disconnected", "close", "stable"),
    }


async def test_when_disconnected_every_number_reads_so_everywhere_and_recovers(
    ask: Ask, instance: Find, switches: Switches
) -> None:
    path = f"/instances/{instance('Boutique Cotonou')}"
    switches.disconnected = True
    _, every = await ask("GET", "/instances")
    _, one = await ask("GET", path)
    _, state = await ask("GET", f"{path}/state")
    switches.disconnected = False
    _, after = await ask("GET", path)

    assert {shown["status"] for shown in every["data"]} == {"disconnected"}
    assert (one["data"]["status"], state["data"]["status"]) == ("disconnected", "disconnected")
    assert after["data"]["status"] == "connected"


@pytest.mark.parametrize("wanted", [NOBODY, "Boutique%20Cotonou", "%2B2290100000000"])
@pytest.mark.parametrize("rest", ["", "/state", "/health"])
async def test_a_number_is_found_by_its_id_only(ask: Ask, wanted: str, rest: str) -> None:
    status, answer = await ask("GET", f"/instances/{wanted}{rest}")

    assert (status, answer["error"]["code"]) == (404, "NOT_FOUND")
