"""Every sample of the API's documentation, sent to the sandbox: the answers have the documented keys and types."""

import json
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.demo.msgflash.sandbox import Sandbox

Ask = Callable[..., Awaitable[tuple[int, Any]]]
NOBODY = "00000000-0000-4000-8000-000000000000"
FOLDER = Path(__file__).parent
SAMPLES = [
    sample for name in ("samples", "samples_more") for sample in json.loads((FOLDER / f"{name}.json").read_text())
]
MAY_BE_NULL = frozenset(
    {"temperature", "description", "color", "contactId", "campaignId", "providerMessageId", "error", "nextCursor"}
)
OPEN = {"meta"}
"""Objects whose keys the documentation leaves open."""
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def differences(
    ours: object, documented: object, may_be_null: frozenset[str] = MAY_BE_NULL, place: str = ""
) -> list[str]:
    """Tell where keys or types differ; any null in ours must be documented, there or in general."""
    key = place.rpartition(".")[2]
    if key in may_be_null and isinstance(ours, str | None) and isinstance(documented, str | None):
        return []
    match ours, documented:
        case dict(), dict() if key in OPEN:
            return []
        case dict(), dict():
            names = [f"{place}: {name}" for name in ours.keys() ^ documented.keys()]
            shared = ours.keys() & documented.keys()
            return names + [
                fault
                for name in shared
                for fault in differences(ours[name], documented[name], may_be_null, f"{place}.{name}")
            ]
        case list(), list():
            if not documented or not ours:
                return []
            return [fault for item in ours for fault in differences(item, documented[0], may_be_null, f"{place}[]")]
        case str(), str() if INSTANT.fullmatch(documented) and not INSTANT.fullmatch(ours):
            return [f"{place}: {ours} is no instant"]
        case ((int() | float()), (int() | float())) if not isinstance(ours, bool) and not isinstance(documented, bool):
            return []
        case _:
            return [] if type(ours) is type(documented) else [f"{place}: {ours!r} instead of {documented!r}"]


@pytest.fixture
async def known(
    ask: Ask, sandbox: Sandbox, campaign_body: dict[str, object], pass_time: Callable[[float], None]
) -> dict[str, Any]:
    """Make one of each thing that samples refer to, two minutes into the campaigns."""
    world = sandbox.world
    poster = {
        **campaign_body,
        "schedule": "2026-10-01T09:00:00.000Z",
        "type": "image",
        "mediaUrl": "https://cdn.example.com/poster.jpg",
        "recipients": {"type": "all"},
    }
    instance, group = campaign_body["instanceId"], next(iter(world.groups))
    message = {"instanceId": instance, "to": "+33639980001", "type": "text", "text": "Hello"}
    hundred = list(world.contacts)[:100]
    _, campaign = await ask("POST", "/campaigns", poster)
    _, paused = await ask("POST", "/campaigns", poster)
    pass_time(20)
    await ask("POST", f"/campaigns/{paused['data']['id']}/pause")
    _, sent = await ask("POST", "/messages/send", message)
    _, job = await ask("POST", f"/contacts/groups/{group}/members", {"contactIds": hundred})
    _, lookup = await ask("POST", "/number-lookups", {"instanceId": instance, "numbers": ["+33639980001"]})
    pass_time(100)
    return {
        "$instance": instance,
        "$group": group,
        "$template": next(kept.id for kept in world.templates.values() if kept.name == "Rappel panier"),
        "$contact": hundred[0],
        "$hundred": hundred,
        "$nobody": NOBODY,
        "$campaign": campaign["data"]["id"],
        "$paused": paused["data"]["id"],
        "$message": sent["data"]["id"],
        "$job": job["data"]["jobId"],
        "$lookup": lookup["data"]["lookupId"],
    }


def filled(value: Any, known: dict[str, Any]) -> Any:  # noqa: ANN401  (any JSON)
    """Put real ids in the place of the names that samples use."""
    match value:
        case str():
            return known.get(value, value)
        case dict():
            return {name: filled(kept, known) for name, kept in value.items()}
        case list():
            return [filled(kept, known) for kept in value]
        case _:
            return value


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample["name"] for sample in SAMPLES])
async def test_the_answer_has_the_keys_and_types_of_the_documented_sample(
    ask: Ask, known: dict[str, Any], sample: dict[str, Any]
) -> None:
    method, path = sample["send"].split()
    path = "/".join(known.get(part, part) for part in path.split("/"))
    other = next((other for other in SAMPLES if other["name"] == sample.get("as")), sample)
    expected = {name: other[name] for name in ("answer", "error") if name in other}

    status, answer = await ask(method, path, filled(sample.get("body"), known))

    assert status == sample["status"]
    documented = {"data" if name == "answer" else name: kept for name, kept in expected.items()}
    assert differences(answer, documented, MAY_BE_NULL | set(sample.get("null", ()))) == []


@pytest.mark.parametrize(
    ("ours", "documented"),
    [
        ({"a": 1}, {"a": 1, "b": 2}),
        ({"a": 1, "b": 2}, {"a": 1}),
        ({"a": None}, {"a": "text"}),
        ({"a": True}, {"a": 1}),
        ([{"a": 1}, {"a": "1"}], [{"a": 1}]),
        ({"at": "2026-10-01T09:00:00Z"}, {"at": "2026-10-01T09:00:00.000Z"}),
        ({"temperature": 3}, {"temperature": None}),
    ],
)
def test_the_comparison_notices_a_difference(ours: object, documented: object) -> None:
    assert len(differences(ours, documented)) == 1
