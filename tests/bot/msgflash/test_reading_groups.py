"""Groups are looked for as thumbs type: without accents, in any case, by any words of the name."""

from collections.abc import Sequence

import httpx
import pytest

from bot.msgflash.client import MsgFlash, client
from bot.msgflash.reading import GROUPS_A_PAGE, MOST_PAGES_SEARCHED, SEARCHED_A_PAGE, read
from conversations.needs import GroupPage, Groups, Nothing
from conversations.workspace import Group, GroupId
from tests import canaries

FAITHFUL = Group(GroupId("f"), "Clientes fidèles", 12)
LISTED = {"id": "f", "name": "Clientes fidèles", "contactCount": 12}
OTHERS = [{"id": f"o{at}", "name": f"Groupe {at}"} for at in range(SEARCHED_A_PAGE)]
MORE = {"groups": OTHERS, "hasMore": True, "nextCursor": "next"}


def answering(pages: Sequence[object], asked: list[dict[str, str]]) -> MsgFlash:
    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(dict(request.url.params))
        return httpx.Response(200, json={"data": pages[min(len(asked), len(pages)) - 1]})

    return client("https://srv.msgflash.com", canaries.KEY, None, httpx.MockTransport(answer))


@pytest.mark.parametrize(
    ("pages", "words", "found"),
    [
        ([{"groups": [LISTED]}], "fideles", GroupPage((FAITHFUL,))),
        ([{"groups": [LISTED]}], "FIDÈLES clientes", GroupPage((FAITHFUL,))),
        ([{"groups": [LISTED]}], "fidèles anciens", GroupPage(())),
        ([MORE, {"groups": [LISTED]}], "fid", GroupPage((FAITHFUL,))),
        ([MORE, {"odd": 1}], "fid", Nothing()),
    ],
)
async def test_a_group_is_found_whatever_its_accents_on_whatever_page(
    pages: Sequence[object], words: str, found: object
) -> None:
    asked: list[dict[str, str]] = []
    made = answering(pages, asked)

    assert await read(made, Groups(None, words)) == found
    assert [one.get("cursor") for one in asked] == [None, "next"][: len(pages)]
    assert not any("search" in one for one in asked)
    await made.client.aclose()


async def test_many_that_are_found_are_shown_a_page_at_a_time() -> None:
    made = answering([{"groups": OTHERS}], [])
    seen: list[Group] = []
    cursor: str | None = None
    for _ in range(20):
        page = await read(made, Groups(cursor, "GROUPE"))
        assert isinstance(page, GroupPage)
        assert len(page.groups) <= GROUPS_A_PAGE
        seen += page.groups
        cursor = page.next
        if cursor is None:
            break
    await made.client.aclose()

    assert [group.id for group in seen] == [one["id"] for one in OTHERS]


async def test_where_there_are_too_many_groups_msgflash_searches() -> None:
    asked: list[dict[str, str]] = []
    made = answering([*([MORE] * MOST_PAGES_SEARCHED), {"groups": [LISTED], "hasMore": True, "nextCursor": "x"}], asked)

    assert await read(made, Groups(None, "fidèles")) == GroupPage((FAITHFUL,), "x")
    assert asked[-1] == {"limit": str(GROUPS_A_PAGE), "search": "fidèles"}
    await made.client.aclose()
