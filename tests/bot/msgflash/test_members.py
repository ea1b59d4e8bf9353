"""Who the recipients are, as far as MsgFlash tells."""

import httpx
import pytest

from bot.msgflash.client import MsgFlash
from bot.msgflash.client import client as msgflash_client
from bot.msgflash.members import members
from bot.msgflash.people import ContactModel
from bot.wire import each
from conversations.crowds import Reach
from conversations.fitting import Limits, Member
from conversations.needs import Fit, Nothing
from conversations.workspace import ContactId
from tests import canaries

KEY = canaries.KEY
CONTACTS = (
    {"id": "1", "tags": ["vip"], "temperature": None},
    {"id": "2", "tags": ["vip", "client"], "temperature": "cold"},
    {"id": "3", "tags": ["client"], "temperature": "warm"},
    {"id": "4", "tags": "client", "temperature": 7},
    {"name": "without an id"},
)
PEOPLE = tuple(model.value() for model in each(list(CONTACTS), ContactModel))
MEMBERS: dict[str, list[object]] = {"members": [{"members": [{"id": "2"}, {"id": "9"}], "hasMore": False}]}
SELECTED = (ContactId("3"), ContactId("x"))
COLD: dict[str, bool | None] = {"1": None, "2": True, "3": False, "4": None}


def found(*ids: str) -> tuple[Member, ...]:
    return tuple(Member(ContactId(one), COLD[one]) for one in ids)


def of(reach: Reach, words: tuple[str, ...] = (), total: int | None = None) -> Fit:
    return Fit(reach, words, total, Limits(100, 0.4), "smaller")


async def unheard(_done: int, _of: int | None) -> None:
    return None


def workspace(answers: dict[str, list[object]]) -> tuple[MsgFlash, list[httpx.Request]]:
    asked: list[httpx.Request] = []
    rest = {name: list(pages) for name, pages in answers.items()}

    async def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        pages = rest.get(request.url.path.rsplit("/", 1)[-1], [])
        return httpx.Response(200, json={"data": pages.pop(0)}) if pages else httpx.Response(404)

    return msgflash_client("https://msgflash.example", KEY, None, httpx.MockTransport(answer)), asked


@pytest.mark.parametrize(
    ("need", "finding"),
    [
        (of("all"), found("1", "2", "3", "4")),
        (of("explicit", ("selection",)), found("3")),
        (of("tags", ("vip",)), found("1", "2")),
        (of("tags", ("vip", "client"), 3), found("1", "2", "3")),
        (of("tags", ("vip", "client"), 1), found("2")),
        (of("tags", ("vip", "client"), 7), Nothing("TAGS_UNRECONCILED")),
        (of("tags", ("vip", "client")), Nothing("TAGS_UNRECONCILED")),
        (
            of("group", ("g",)),
            (Member(ContactId("2"), cold=True), Member(ContactId("9"), cold=None)),
        ),
    ],
)
async def test_each_kind_of_audience_is_found_among_the_contacts(
    need: Fit, finding: tuple[Member, ...] | Nothing
) -> None:
    client, asked = workspace(MEMBERS)
    async with client.client:
        assert await members(client, need, PEOPLE, SELECTED, unheard, watched=True) == finding

    assert len(asked) == (need.reach == "group")


async def test_a_long_group_is_read_by_its_cursor_and_told_of() -> None:
    told: list[tuple[int, int | None]] = []

    async def progress(done: int, of: int | None) -> None:
        told.append((done, of))

    first = {"members": [{"id": "2"}], "total": 2, "nextCursor": "n", "hasMore": True}
    client, asked = workspace({"members": [first, {"members": [{"id": "3"}], "total": 2, "hasMore": False}]})
    async with client.client:
        assert await members(client, of("group", ("g",)), PEOPLE, (), progress, watched=True) == found("2", "3")

    assert told == [(1, 2), (2, 2)]
    assert [request.url.params.get("cursor") for request in asked] == [None, "n"]
    assert asked[0].url.params["limit"] == "100"


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"members": [{"members": 7}]},
        {"members": ["?"]},
        {"members": [{"members": [], "nextCursor": "n", "hasMore": True}]},
    ],
    ids=["nothing", "no list", "no object", "a second page that fails"],
)
async def test_what_cannot_be_read_whole_is_not_taken_for_the_audience(answers: dict[str, list[object]]) -> None:
    client, _ = workspace(answers)
    async with client.client:
        assert await members(client, of("group", ("g",)), PEOPLE, SELECTED, unheard, watched=True) == Nothing()


async def test_a_plain_list_of_members_is_read_too() -> None:
    client, _ = workspace({"members": [[{"id": "2"}]]})
    async with client.client:
        assert await members(client, of("group", ("g",)), PEOPLE, SELECTED, unheard, watched=True) == found("2")
