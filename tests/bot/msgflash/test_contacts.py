"""Contacts at MsgFlash: each call as it leaves, and what its answer means."""

import json
from collections.abc import Callable

import httpx
import pytest

from bot.msgflash import client as msgflash
from bot.msgflash.client import MsgFlash
from bot.msgflash.contacts import Listed, Made, There, create, listed, look_up
from bot.msgflash.people import LookupModel
from conversations.deeds import Declined, Missed, Unsure
from conversations.needs import Nothing
from conversations.people import Contact
from conversations.workspace import ContactId, InstanceId
from storage.contacts import Person
from tests import canaries

KEY = canaries.KEY
AWA = {"id": "1", "name": " Awa  Doe ", "phone": "33639980001", "tags": ["vip", 5], "temperature": "cold", "x": 1}


def told(answer: Callable[[httpx.Request], httpx.Response]) -> tuple[MsgFlash, list[httpx.Request]]:
    asked: list[httpx.Request] = []

    def take(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return answer(request)

    return msgflash.client("https://srv.example", KEY, None, httpx.MockTransport(take)), asked


def says(status: int, body: object) -> Callable[[httpx.Request], httpx.Response]:
    return lambda _: httpx.Response(status, json=body)


async def test_a_page_is_asked_for_as_documented_and_never_in_another_order() -> None:
    client, asked = told(says(200, {"data": {"contacts": [], "total": 0, "nextCursor": None, "hasMore": False}}))
    await listed(client)
    await listed(client, cursor="b3Bh+/=", search="Awa & co" * 20, limit=8)

    assert [dict(request.url.params) for request in asked] == [
        {"limit": "100"},
        {"limit": "8", "search": ("Awa & co" * 20)[:100], "cursor": "b3Bh+/="},
    ]


@pytest.mark.parametrize(
    ("data", "page"),
    [
        (
            {"contacts": [AWA, {"name": "without id"}, "odd"], "total": 3, "nextCursor": "n", "hasMore": True},
            Listed((Person(Contact(ContactId("1"), "Awa Doe", "+33639980001"), ("vip",), "cold"),), 3, "n"),
        ),
        ({"contacts": [], "nextCursor": "n", "hasMore": False}, Listed((), None, None)),
        ({"contacts": [], "total": "3", "nextCursor": None, "hasMore": True}, Listed((), None, None)),
        ({"contacts": [{"id": "2"}]}, Listed((Person(Contact(ContactId("2"), "2", "")),), None, None)),
        ({"contacts": None}, Nothing()),
        ([], Nothing()),
    ],
)
async def test_a_page_is_read_as_far_as_it_can_be(data: object, page: Listed | Nothing) -> None:
    client, _ = told(says(200, {"data": data}))

    assert await listed(client) == page


async def test_a_contact_is_created_with_one_request() -> None:
    client, asked = told(says(201, {"data": {"id": "9", "name": "Awa", "phone": "+331"}}))

    assert await create(client, "Awa", "+331", "vip") == Made(ContactId("9"))
    assert await create(client, "Awa", "+331", None) == Made(ContactId("9"))
    assert [json.loads(request.content) for request in asked] == [
        {"name": "Awa", "phone": "+331", "tags": ["vip"]},
        {"name": "Awa", "phone": "+331"},
    ]


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (409, {"error": {"code": "CONFLICT", "message": "Taken"}}, There()),
        (400, {"error": {"code": "VALIDATION_ERROR", "message": "No"}}, Declined("VALIDATION_ERROR")),
        (
            429,
            {"error": {"code": "MONTHLY_API_REQUEST_QUOTA_EXCEEDED"}},
            Declined("MONTHLY_API_REQUEST_QUOTA_EXCEEDED"),
        ),
        (401, {}, Declined("HTTP 401")),
        (500, {"error": {"code": "INTERNAL_ERROR"}}, Unsure()),
        (201, {"data": {}}, Unsure()),
        (201, [], Unsure()),
        (302, {}, Unsure()),
    ],
)
async def test_what_an_answer_to_a_creation_means(status: int, body: object, outcome: object) -> None:
    client, asked = told(says(status, body))

    assert await create(client, "Awa", "+331", None) == outcome
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("failure", "outcome"),
    [
        (httpx.ConnectError("x"), Missed()),
        (httpx.ReadTimeout("x"), Unsure()),
        (httpx.RemoteProtocolError("x"), Unsure()),
    ],
)
async def test_a_creation_that_fails_never_left_or_may_have_arrived(failure: Exception, outcome: object) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise failure

    client, _ = told(fail)

    assert await create(client, "Awa", "+331", None) == outcome
    assert await look_up(client, InstanceId("i"), ("+331",)) == outcome


async def test_numbers_are_looked_up_with_one_request() -> None:
    result = {"onWhatsApp": ["+331"], "notOnWhatsApp": ["+332"], "invalid": ["x"]}
    client, asked = told(says(200, {"data": {"mode": "sync", "lookupId": "l", "status": "done", "result": result}}))
    found = await look_up(client, InstanceId("i"), ("+331", "+332", "x"))

    assert isinstance(found, LookupModel)
    assert found.result is not None
    assert (found.result.on, found.result.off, found.result.invalid) == (("+331",), ("+332",), ("x",))
    assert json.loads(asked[0].content) == {"instanceId": "i", "numbers": ["+331", "+332", "x"]}


async def test_a_look_up_that_goes_on_in_the_background_has_no_result() -> None:
    client, _ = told(says(202, {"data": {"mode": "async", "lookupId": "l", "status": "pending"}}))
    found = await look_up(client, InstanceId("i"), ("+331",))

    assert isinstance(found, LookupModel)
    assert found.result is None


async def test_a_look_up_that_is_refused_says_why() -> None:
    client, _ = told(says(403, {"error": {"code": "FEATURE_NOT_AVAILABLE_ON_PLAN"}}))

    assert await look_up(client, InstanceId("i"), ("+331",)) == Declined("FEATURE_NOT_AVAILABLE_ON_PLAN")


def test_a_workspace_has_the_same_mark_for_the_same_key_and_no_other() -> None:
    team = "11111111-2222-3333-4444-555555555555"
    marks = {
        msgflash.client("https://srv.example", KEY, None).workspace,
        msgflash.client("https://srv.example", KEY, team).workspace,
        msgflash.client("https://srv.example", KEY.replace("decaf", "0afef"), None).workspace,
        msgflash.client("https://other.example", KEY, None).workspace,
    }

    assert len(marks) == 4
    assert msgflash.client("https://srv.example", KEY, None).workspace in marks
    assert not any(mark in KEY or "ab" * 8 in mark for mark in marks)
