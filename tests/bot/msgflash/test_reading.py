"""Each call of the MsgFlash API as it leaves, and what its answer means."""

import json
from collections.abc import Callable, Coroutine

import httpx
import pytest
from aiohttp import web
from aiolimiter import AsyncLimiter

from bot.msgflash import client as msgflash
from bot.msgflash.client import MsgFlash
from bot.msgflash.reading import READERS, TEMPLATES_A_PAGE, read
from conversations.needs import (
    CampaignState,
    ContactTotal,
    Created,
    Finding,
    GroupPage,
    Groups,
    InstanceList,
    Instances,
    Need,
    Nothing,
    Preview,
    Rendering,
    State,
    TemplatePage,
    Templates,
    Total,
)
from conversations.people import Members, Sample
from conversations.workspace import (
    Campaign,
    CampaignId,
    Group,
    GroupId,
    Instance,
    InstanceId,
    Template,
    TemplateId,
)
from tests import canaries
from tests.bot.served import served

KEY = canaries.KEY
TEAM = "11111111-2222-3333-4444-555555555555"
SHOP = {"id": "i", "name": "Shop", "waNumber": "+336", "status": "connected"}
PREVIEW = Preview(TemplateId("t"), InstanceId("i"), (("code", "X"),))
Answering = Callable[[httpx.Request], Coroutine[None, None, httpx.Response]]


def told(status: int, body: object) -> tuple[MsgFlash, list[httpx.Request]]:
    """Return a client that is answered this each time, and what it asked."""
    asked: list[httpx.Request] = []

    async def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(status, json=body)

    return client(answer), asked


def client(answer: Answering, team: str | None = None) -> MsgFlash:
    made = msgflash.client("https://msgflash.test", KEY, team, httpx.MockTransport(answer))
    made.pace = AsyncLimiter(1000, 1)
    return made


@pytest.mark.parametrize(
    ("need", "method", "path", "query", "body"),
    [
        (Instances(), "GET", "/api/v1/instances", {}, None),
        (ContactTotal(), "GET", "/api/v1/contacts", {"limit": "5"}, None),
        (Members(GroupId("g")), "GET", "/api/v1/contacts/groups/g/members", {"limit": "5"}, None),
        (Groups(None, "vip & co"), "GET", "/api/v1/contacts/groups", {"limit": "100"}, None),
        (Groups("c", "vip"), "GET", "/api/v1/contacts/groups", {"limit": "8", "search": "vip", "cursor": "c"}, None),
        (Groups(), "GET", "/api/v1/contacts/groups", {"limit": "8"}, None),
        (Groups("b3BhcXVl+/="), "GET", "/api/v1/contacts/groups", {"limit": "8", "cursor": "b3BhcXVl+/="}, None),
        (Templates(3), "GET", "/api/v1/templates", {"page": "3", "limit": "8"}, None),
        (PREVIEW, "POST", "/api/v1/templates/t/preview", {}, {"instanceId": "i", "variables": {"code": "X"}}),
        (State(CampaignId("c")), "GET", "/api/v1/campaigns/c", {}, None),
    ],
)
async def test_each_reading_asks_as_documented(
    need: Need, method: str, path: str, query: dict[str, str], body: dict[str, object] | None
) -> None:
    reader, asked = told(404, {"error": {"code": "NOT_FOUND", "message": "Not found"}})

    assert await read(reader, need) == Nothing("NOT_FOUND")
    assert [(request.method, request.url.path, dict(request.url.params)) for request in asked] == [
        (method, path, query)
    ]
    assert (json.loads(asked[0].content) if asked[0].content else None) == body
    assert asked[0].headers["x-api-key"] == KEY
    assert "authorization" not in asked[0].headers


@pytest.mark.parametrize(
    ("need", "data", "finding"),
    [
        (
            Instances(),
            [SHOP, {"name": "no id"}, "junk"],
            InstanceList((Instance(InstanceId("i"), "Shop", "+336", "connected"),)),
        ),
        (Instances(), [], InstanceList(())),
        (Instances(), {"instances": [SHOP]}, Nothing()),
        (ContactTotal(), {"contacts": [], "total": 240}, Total(240)),
        (ContactTotal(), {"contacts": [], "total": "240"}, Nothing()),
        (
            ContactTotal(),
            {"contacts": [{"id": "1", "name": " Awa  Doe "}, {"id": "2", "phone": "33639980002"}, {}], "total": 3},
            Total(3, ("Awa Doe", "+33639980002")),
        ),
        (Members(GroupId("g")), {"members": [{"id": "1", "name": "Awa"}], "total": 1}, Sample(("Awa",))),
        (Members(GroupId("g")), {"contacts": [{"id": "1", "name": "Awa"}]}, Sample(("Awa",))),
        (Members(GroupId("g")), [{"id": str(at), "name": f"{at}"} for at in range(9)], Sample(tuple("01234"))),
        (Members(GroupId("g")), {"ids": ["1"]}, Nothing()),
        (Groups(), {"groups": [], "hasMore": False, "nextCursor": None}, GroupPage(())),
        (
            Groups(),
            {"groups": [{"id": "g", "name": "VIPs", "contactCount": 1}], "hasMore": True, "nextCursor": "n"},
            GroupPage((Group(GroupId("g"), "VIPs", 1),), "n"),
        ),
        (Groups(), {"groups": [], "hasMore": False, "nextCursor": "n"}, GroupPage(())),
        (Groups(), {"groups": [], "hasMore": True, "nextCursor": 5}, GroupPage(())),
        (Groups(), [], Nothing()),
        (Templates(), [{"id": "t"}], TemplatePage((Template(TemplateId("t"), "t", "?", None, ()),))),
        (Templates(), {"templates": [{"id": "t"}]}, TemplatePage((Template(TemplateId("t"), "t", "?", None, ()),))),
        (Templates(), {"items": []}, Nothing()),
        (PREVIEW, {"rendered": "Hello X", "missingVariables": ["day"], "valid": False}, Rendering("Hello X", ("day",))),
        (PREVIEW, {"valid": True}, Nothing()),
        (
            State(CampaignId("c")),
            {"id": "c", "status": "odd"},
            CampaignState(Campaign(CampaignId("c"), "", "odd", None, None)),
        ),
        (State(CampaignId("c")), {"status": "odd"}, Nothing()),
    ],
)
async def test_each_reading_gives_what_came(need: Need, data: object, finding: Finding) -> None:
    reader, _ = told(200, {"data": data})

    assert await read(reader, need) == finding


async def test_a_full_page_of_templates_may_have_another_behind_it() -> None:
    full, _ = told(200, {"data": [{"id": str(at)} for at in range(TEMPLATES_A_PAGE)]})

    found = await read(full, Templates())

    assert isinstance(found, TemplatePage)
    assert found.more


def test_the_bots_own_list_is_not_asked_of_msgflash() -> None:
    assert Created not in READERS


@pytest.mark.parametrize("team", [TEAM, None])
async def test_a_team_is_named_exactly_with_its_key(team: str | None) -> None:
    asked: list[httpx.Request] = []

    async def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json={"data": []})

    await read(client(answer, team), Instances())

    assert asked[0].headers.get("X-Team-Id") == team


@pytest.mark.parametrize(
    "content", [b"", b"<html>Bad gateway</html>", b'{"data": [', b"\xff\xfe\xfa", b"null", b"[]", b'"data"', b"5"]
)
async def test_an_answer_that_is_no_envelope_gives_nothing(content: bytes) -> None:
    async def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=content)

    assert await read(client(answer), Instances()) == Nothing()


@pytest.mark.parametrize("content", [b'{"data": ' + b"9" * 5000 + b"}", b"[" * 200_000])
async def test_json_that_python_refuses_gives_nothing(content: bytes) -> None:
    async def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=content)

    assert await read(client(answer), Instances()) == Nothing()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_nobody_is_followed_elsewhere_with_the_key(status: int) -> None:
    led: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        led.append(request.path_qs)
        return web.json_response({"data": []})

    async with served(elsewhere) as other:

        async def answer(request: web.Request) -> web.Response:
            return web.Response(status=status, headers={"Location": f"{other}{request.path}"})

        async with served(answer) as base:
            made = msgflash.client(base, KEY, None)
            async with made.client:
                assert await read(made, Instances()) == Nothing()
                assert (await made.once("POST", "/api/v1/campaigns", {})).status == status

    assert led == []


def test_a_client_keeps_bounds_on_every_wait_and_on_its_connections() -> None:
    made = msgflash.client("https://msgflash.test", KEY, None)

    timeout = made.client.timeout
    assert None not in {timeout.connect, timeout.read, timeout.write, timeout.pool}
    assert msgflash.LIMITS.max_connections is not None
