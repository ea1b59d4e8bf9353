"""A campaign was created, and MsgFlash's answer is odd: the operator is told all the same, and nothing is lost."""

import json
from typing import Any

import httpx
import pytest

from tests.bot.fake_msgflash import SAFETY, FakeMsgFlash
from tests.bot.stage import Stage

ID = "9a0c1c52-0b8e-4f0a-b5b5-2f1d8f6f7e33"


async def creates(stage: Stage, msgflash: FakeMsgFlash, answer: httpx.Response) -> None:
    """Answer everything and send; MsgFlash says this."""
    await stage.types("/new")
    await stage.presses("By tags")
    await stage.types("vip")
    await stage.types("15/04/2026 11:00")
    await stage.presses("Once only")
    await stage.types("Hello")
    msgflash.answers("/campaigns", answer)
    await stage.presses("Send")

    assert len(msgflash.posts()) == 1


def created(**more: object) -> httpx.Response:
    # ASCII only, so that half characters travel as JSON's own escapes, as a cut emoji does in practice.
    body: dict[str, Any] = {"data": {"id": ID, "name": "Spring", "status": "scheduled", **more}}
    return httpx.Response(201, content=json.dumps(body).encode("ascii"))


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"safety": None},
        {"safety": {}},
        {"safety": "warn"},
        {"safety": {**SAFETY, "decision": "block", "riskLevel": "extreme", "state": "frozen"}},
        {"safety": {"score": "high", "reasons": [None], "appliedLimits": 5}},
        {"schedule": "soon", "repeat": 7, "stats": []},
        {"status": "<b>odd</b>", "name": "<script>"},
        {"id": ID, "name": "مرحبا", "status": "جديد"},
        {"safety": {**SAFETY, "reasons": ["x" * 900], "recommendations": ["y" * 900]}},
    ],
)
async def test_an_odd_answer_is_a_receipt(stage: Stage, msgflash: FakeMsgFlash, more: dict[str, object]) -> None:
    await creates(stage, msgflash, created(**more))

    stage.sees("Campaign created")
    await stage.types("/campaigns")
    names = [label.partition(" · ")[0].strip("\u2068\u2069") for label in stage.labels()]
    assert {"Spring", "<script>", "مرحبا"} & set(names)


async def test_an_odd_verdict_is_shown_as_it_came(stage: Stage, msgflash: FakeMsgFlash) -> None:
    await creates(
        stage, msgflash, created(safety={"decision": "block", "riskLevel": "<extreme>", "reasons": ["why & so"]})
    )

    stage.sees("block", "&lt;extreme&gt;", "why &amp; so")


async def test_a_verdict_of_any_length_is_a_receipt(stage: Stage, msgflash: FakeMsgFlash) -> None:
    reasons = [f"{serial}: " + "why " * 60 for serial in range(30)]
    await creates(stage, msgflash, created(safety={**SAFETY, "reasons": reasons}))

    stage.sees("Campaign created")


@pytest.mark.parametrize("more", [{"name": "Spring \ud83d"}, {"safety": {**SAFETY, "reasons": ["cut \ud83d"]}}])
async def test_half_a_character_in_an_answer_is_a_receipt(
    stage: Stage, msgflash: FakeMsgFlash, more: dict[str, object]
) -> None:
    await creates(stage, msgflash, created(**more))

    stage.sees("Campaign created")


async def test_a_stored_date_at_the_edge_of_time_is_a_receipt(stage: Stage, msgflash: FakeMsgFlash) -> None:
    await creates(stage, msgflash, created(schedule="0001-01-01T00:00:00+14:00"))

    stage.sees("Campaign created")


async def test_a_campaign_that_came_back_without_its_name_is_listed_by_the_one_it_was_sent_with(
    stage: Stage, msgflash: FakeMsgFlash
) -> None:
    await creates(stage, msgflash, created(name=None))
    await stage.types("/campaigns")

    assert all(stage.labels())
    assert any("vip" in label for label in stage.labels())


async def test_an_id_too_long_to_copy_is_a_receipt(stage: Stage, msgflash: FakeMsgFlash) -> None:
    await creates(stage, msgflash, created(id="c" * 300))

    stage.sees("Campaign created")


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (httpx.Response(201, json={"data": {}}), "Outcome unknown"),
        (httpx.Response(200, text="<html>ok</html>"), "Outcome unknown"),
        (httpx.Response(201, content=b""), "Outcome unknown"),
        (httpx.Response(500, json={"error": {"code": "INTERNAL_ERROR", "message": "no"}}), "Outcome unknown"),
        (httpx.Response(504, text="Gateway time-out"), "Outcome unknown"),
        (httpx.Response(302, headers={"location": "/"}), "Outcome unknown"),
        (httpx.Response(401, text="<html>"), "HTTP 401"),
        (httpx.Response(403, json={"error": {"code": "NEW_CODE_OF_THEIRS", "message": "no"}}), "NEW_CODE_OF_THEIRS"),
    ],
)
async def test_each_other_answer_has_its_screen(
    stage: Stage, msgflash: FakeMsgFlash, answer: httpx.Response, shown: str
) -> None:
    await creates(stage, msgflash, answer)

    stage.sees(shown)


@pytest.mark.parametrize("content", [b'{"data": ' + b"9" * 5000 + b"}", b"[" * 200_000])
async def test_json_that_python_refuses_is_an_unknown_outcome(
    stage: Stage, msgflash: FakeMsgFlash, content: bytes
) -> None:
    await creates(stage, msgflash, httpx.Response(201, content=content))

    stage.sees("Outcome unknown")
