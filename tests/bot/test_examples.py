"""A template is read with the eyes of people it is for, where any of them are known; else of an example."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import httpx
import pytest

from bot.asked import Asked
from bot.audience import kept_selection
from bot.examples import sample
from conversations.needs import ContactSample, Nothing, SampleContacts
from conversations.people import ListId
from conversations.workspace import ContactId, GroupId
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_people import FakePeople
from tests.bot.stage import Stage

Start = Callable[..., AbstractAsyncContextManager[Stage]]
MEMBERS = {"data": {"members": [{"id": "m", "name": "Zoé"}]}}


async def unheard(_: int, __: int | None) -> None:
    """Progress that nobody waits for."""


async def found(stage: Stage, need: SampleContacts) -> tuple[list[str], bool]:
    answer = await sample(stage.made.runner.sources.audience, need, Asked("1001:1001", unheard))
    assert isinstance(answer, ContactSample)
    return [contact.id for contact in answer.contacts], answer.chosen


@pytest.mark.parametrize("is_read", [True, False])
async def test_those_of_a_selection_are_recipients_known_by_name_or_not(
    start: Start, people: FakePeople, *, is_read: bool
) -> None:
    ids = people.crowd(30)
    async with start() as stage:
        audience = stage.made.runner.sources.audience
        if is_read:
            await stage.types("/new")
            await stage.presses("By tags")
            await stage.presses("Read my contacts")
        kept = await kept_selection(audience, tuple(map(ContactId, ids[20:28])))

        assert await found(stage, SampleContacts(selection=kept)) == (ids[20:25], True)


async def test_those_with_all_the_tags_are_recipients_once_the_contacts_were_read(
    start: Start, people: FakePeople
) -> None:
    ids = people.crowd(30)
    async with start() as stage:
        assert (await found(stage, SampleContacts(tags=("vip",))))[1] is False
        await stage.types("/new")
        await stage.presses("By tags")
        await stage.presses("Read my contacts")

        assert await found(stage, SampleContacts(tags=("vip",))) == ([ids[0], ids[10], ids[20]], True)
        assert (await found(stage, SampleContacts(tags=("vip", "client"))))[1] is False


async def test_members_of_the_group_are_recipients_and_others_are_examples_where_they_cannot_be_read(
    start: Start, msgflash: FakeMsgFlash, people: FakePeople
) -> None:
    people.crowd(3)
    async with start() as stage:
        msgflash.answers("/members", httpx.Response(200, json=MEMBERS), httpx.Response(404, json={}))

        assert await found(stage, SampleContacts(group=GroupId("g"))) == (["m"], True)
        assert (await found(stage, SampleContacts(group=GroupId("g"))))[1] is False


async def test_anybody_is_a_recipient_of_what_everybody_gets(start: Start, people: FakePeople) -> None:
    ids = people.crowd(3)
    async with start() as stage:
        assert await found(stage, SampleContacts()) == (ids, True)


async def test_a_selection_that_is_no_longer_kept_gives_examples(start: Start, people: FakePeople) -> None:
    people.crowd(3)
    async with start() as stage:
        assert (await found(stage, SampleContacts(selection=ListId("gone"))))[1] is False


async def test_where_nobody_can_be_read_nobody_is_shown(start: Start, msgflash: FakeMsgFlash) -> None:
    async with start() as stage:
        msgflash.answers("/contacts", *(httpx.Response(403, json={}) for _ in range(3)))
        answer = await sample(stage.made.runner.sources.audience, SampleContacts(), Asked("1001:1001", unheard))

        assert isinstance(answer, Nothing)
