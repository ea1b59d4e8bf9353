"""Templates are searched over their pages, and filled for a contact that is named."""

import json
from collections.abc import Sequence

import httpx
import pytest

from bot.msgflash.client import MsgFlash, client
from bot.msgflash.reading import SEARCHED_A_PAGE, read
from conversations.needs import (
    ContactSample,
    Nothing,
    Preview,
    Rendering,
    SampleContacts,
    TemplateMatches,
    TemplatesLike,
)
from conversations.people import Contact
from conversations.workspace import ContactId, InstanceId, Template, TemplateId
from tests import canaries

FULL = [{"id": f"f{at}", "name": f"Other {at}", "type": "text", "body": "…"} for at in range(SEARCHED_A_PAGE)]
SALE = {"id": "s", "name": "Été", "type": "text", "body": "Grande VENTE", "variables": []}
FOUND = Template(TemplateId("s"), "Été", "text", "Grande VENTE", ())


def answering(pages: Sequence[object], asked: list[httpx.Request]) -> MsgFlash:
    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json={"data": pages[min(len(asked), len(pages)) - 1]})

    return client("https://srv.msgflash.com", canaries.KEY, None, httpx.MockTransport(answer))


@pytest.mark.parametrize(
    ("pages", "words", "found"),
    [
        ([[SALE]], "ete", TemplateMatches((FOUND,), 1, whole=True)),
        ([[SALE]], "vente Été", TemplateMatches((FOUND,), 1, whole=True)),
        ([[SALE]], "hiver", TemplateMatches((), 1, whole=True)),
        ([FULL, {"templates": [SALE]}], "vente", TemplateMatches((FOUND,), 101, whole=True)),
        ([FULL], "vente", TemplateMatches((), 500, whole=False)),
        ([{"odd": 1}], "vente", Nothing()),
    ],
)
async def test_each_word_is_looked_for_in_name_and_text_whatever_its_accents(
    pages: Sequence[object], words: str, found: object
) -> None:
    asked: list[httpx.Request] = []
    made = answering(pages, asked)

    assert await read(made, TemplatesLike(words)) == found
    assert [request.url.params["page"] for request in asked] == [str(at) for at in range(1, len(asked) + 1)]
    await made.client.aclose()


async def test_a_few_contacts_are_read_at_once() -> None:
    asked: list[httpx.Request] = []
    made = answering([{"contacts": [{"id": "1", "name": "Awa"}, {"id": "2"}, "odd"]}], asked)

    assert await read(made, SampleContacts()) == ContactSample(
        (Contact(ContactId("1"), "Awa", ""), Contact(ContactId("2"), "2", ""))
    )
    assert dict(asked[0].url.params) == {"limit": "10"}
    await made.client.aclose()


async def test_a_preview_names_its_contact() -> None:
    asked: list[httpx.Request] = []
    made = answering([{"rendered": "Hello Awa", "missingVariables": []}], asked)
    need = Preview(TemplateId("t"), InstanceId("i"), (("code", "X"),), ContactId("1"))

    assert await read(made, need) == Rendering("Hello Awa")
    assert json.loads(asked[0].content) == {"instanceId": "i", "variables": {"code": "X"}, "contactId": "1"}
    await made.client.aclose()
