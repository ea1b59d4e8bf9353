"""Who the recipients are, as far as MsgFlash tells."""

import httpx
import pytest

from bot.msgflash.client import MsgFlash
from bot.msgflash.client import client as msgflash_client
from bot.msgflash.members import members
from conversations.fitting import Limits, Member
from conversations.ledger import Reach
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
SELECTED = (ContactId("3"), ContactId("x"))
COLD: dict[str, bool | None] = {"1": None, "2": True, "3": False, "4": None}


def found(*ids: str) -> tuple[Member, ...]:
    return tuple(Member(ContactId(one), COLD[one]) for one in ids)


def of(reach: Reach, words: tuple[str, ...] = (), total: int | None = None) -> Fit:
    return Fit(reach, words, total, Limits(100, 0.4), "smaller")


def workspace(answers: dict[str, list[object]]) -> tuple[MsgFlash, list[httpx.Request]]:
    asked: list[httpx.Request] = []

    async def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        pages = answers.get(request.url.path.rsplit("/", 1)[-1], [])
        return httpx.Response(200, json={"data": pages.pop(0)}) if pages else httpx.Response(404)

    return msgflash_client("https://msgflash.example", KEY, None, httpx.MockTransport(answer)), asked


def pages() -> dict[str, list[object]]:
    return {
        "contacts": [
            {"contacts": CONTACTS[:2], "total": 4, "nextCursor": "n", "hasMore": True},
            {"contacts": CONTACTS[2:], "total": 4, "nextCursor": None, "hasMore": False},
        ],
        "members": [{"members": [{"id": "2"}, {"id": "9"}], "hasMore": False}],
    }


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
    told: list[tuple[int, int | None]] = []

    async def progress(done: int, of: int | None) -> None:
        told.append((done, of))

    client, asked = workspace(pages())
    async with client.client:
        assert await members(client, need, SELECTED, progress, watched=True) == finding

    assert told[:2] == [(2, 4), (4, 4)]
    assert asked[0].url.params["limit"] == "100"
    assert asked[1].url.params["cursor"] == "n"


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"contacts": [{"contacts": 7}]},
        {"contacts": ["?"]},
        {"contacts": [{"contacts": [], "nextCursor": "n", "hasMore": True}]},
        {"contacts": [{"contacts": [{"id": "1"}], "hasMore": False}]},
    ],
    ids=["nothing", "no list", "no object", "a second page that fails", "a group that cannot be read"],
)
async def test_what_cannot_be_read_whole_is_not_taken_for_the_audience(answers: dict[str, list[object]]) -> None:
    async def progress(_: int, __: int | None) -> None:
        return

    client, _ = workspace(answers)
    async with client.client:
        assert await members(client, of("group", ("g",)), SELECTED, progress, watched=True) == Nothing()


async def test_a_plain_list_of_members_is_read_too() -> None:
    async def progress(_: int, __: int | None) -> None:
        return

    client, _ = workspace({**pages(), "members": [[{"id": "2"}]]})
    async with client.client:
        assert await members(client, of("group", ("g",)), SELECTED, progress, watched=True) == found("2")
