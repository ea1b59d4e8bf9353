"""Pausing and resuming: one request each, and what every answer means."""

import httpx
import pytest

from bot.msgflash.client import TOO_FAST, MsgFlash, client
from bot.msgflash.steering import steer
from conversations.deeds import Declined, Missed, Pause, Result, Resume, Steered, Unsure
from conversations.workspace import Campaign, CampaignId
from tests import canaries

KEY = canaries.KEY
ID = CampaignId("9a0c1c52")
PAUSED = Campaign(ID, "", "paused", None, None)


def told(answer: httpx.Response | Exception) -> tuple[MsgFlash, list[httpx.Request]]:
    asked: list[httpx.Request] = []

    async def say(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return client("https://msgflash.test", KEY, None, httpx.MockTransport(say)), asked


@pytest.mark.parametrize(("deed", "word"), [(Pause(ID), "pause"), (Resume(ID), "resume")])
async def test_a_campaign_is_steered_with_one_request_without_a_body(deed: Pause | Resume, word: str) -> None:
    made, asked = told(httpx.Response(200, json={"data": {"id": ID, "status": "paused"}}))

    assert await steer(made, deed) == Steered(PAUSED)
    assert [(request.method, request.url.path, request.content) for request in asked] == [
        ("POST", f"/api/v1/campaigns/{ID}/{word}", b"")
    ]


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        (httpx.Response(400, json={"error": {"code": "BAD_REQUEST", "message": "no"}}), Declined("BAD_REQUEST")),
        (httpx.Response(404, json={"error": {"code": "NOT_FOUND", "message": "no"}}), Declined("NOT_FOUND")),
        (httpx.Response(403, text="<html>"), Declined("HTTP 403")),
        (httpx.Response(500, text="<html>"), Unsure()),
        (httpx.Response(200, json={"data": {}}), Unsure()),
        (httpx.Response(302), Unsure()),
        (httpx.ReadTimeout("no"), Unsure()),
        (httpx.RemoteProtocolError("no"), Unsure()),
    ],
)
async def test_each_answer_to_a_pause_has_its_meaning_and_is_never_asked_twice(
    answer: httpx.Response | Exception, result: Result
) -> None:
    made, asked = told(answer)

    assert await steer(made, Pause(ID)) == result
    assert len(asked) == 1


async def test_an_odd_campaign_id_stays_one_part_of_the_path() -> None:
    made, asked = told(httpx.Response(404))
    await steer(made, Pause(CampaignId("../x?y")))

    assert asked[0].url.raw_path == b"/api/v1/campaigns/..%2Fx%3Fy/pause"


@pytest.mark.parametrize("deed", [Pause(ID), Resume(ID)])
@pytest.mark.parametrize(
    ("answer", "result"),
    [
        (httpx.ConnectError("no"), Missed()),
        (httpx.ConnectTimeout("no"), Missed()),
        (httpx.PoolTimeout("no"), Missed()),
        (httpx.Response(429, json={"error": {"code": TOO_FAST, "message": "no"}}), Declined(TOO_FAST)),
    ],
)
async def test_what_was_plainly_not_taken_is_tried_again_a_few_times(
    answer: httpx.Response | Exception, result: Result, deed: Pause | Resume
) -> None:
    made, asked = told(answer)
    made.again_after = (0.0,) * 9

    assert await steer(made, deed) == result
    assert len(asked) == 4


async def test_nothing_is_tried_again_when_the_process_ends() -> None:
    made, asked = told(httpx.ConnectError("no"))
    made.leaving.set()

    assert await steer(made, Pause(ID)) == Missed()
    assert len(asked) == 1
