"""All contacts are read once for everybody who waits, and only as long as somebody does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.msgflash import client as msgflash
from bot.msgflash.client import MsgFlash
from bot.walks import Walks
from conversations.needs import Nothing
from conversations.people import TagCount
from storage.contacts import Contacts
from storage.store import opened
from tests import canaries
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_people import FakePeople
from tests.bot.stage import meanwhile

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
REFUSED = httpx.Response(429, json={"error": {"code": "MONTHLY_API_REQUEST_QUOTA_EXCEEDED"}})


@dataclass
class Reader:
    """Somebody who waits for all contacts."""

    walks: Walks
    contacts: Contacts
    client: MsgFlash
    told: list[tuple[int, int | None]] = field(default_factory=list)
    now: datetime = NOW

    async def reads(self) -> Nothing | None:
        async def progress(done: int, of: int | None) -> None:
            self.told.append((done, of))

        return await self.walks.read_all(self.contacts, self.client, lambda: self.now, progress, watched=True)


@asynccontextmanager
async def reading(path: Path, remote: FakeMsgFlash) -> AsyncIterator[Reader]:
    async with opened(path / "bot.db") as store:
        client = msgflash.client("https://srv.example", canaries.KEY, None, httpx.MockTransport(remote))
        yield Reader(Walks(), Contacts(store.database, client.workspace), client)
        await client.client.aclose()


@pytest.fixture
def remote() -> FakeMsgFlash:
    people = FakePeople()
    people.crowd(250)
    return FakeMsgFlash(people=people)


def asked(remote: FakeMsgFlash) -> list[str | None]:
    return [request.url.params.get("cursor") for request in remote.requests]


async def test_all_pages_are_read_in_order_and_told_of(tmp_path: Path, remote: FakeMsgFlash) -> None:
    async with reading(tmp_path, remote) as reader:
        assert await reader.reads() is None

        assert asked(remote) == [None, "100", "200"]
        assert reader.told == [(100, 250), (200, 250)]
        known = await reader.contacts.tags((), 0, "")
        assert known is not None
        assert (known.at, known.contacts) == (NOW, 250)
        assert known.tags == (TagCount("client", 125), TagCount("vip", 25))


async def test_two_who_wait_share_one_reading(tmp_path: Path, remote: FakeMsgFlash) -> None:
    async with reading(tmp_path, remote) as reader:
        other = Reader(reader.walks, reader.contacts, reader.client)
        await asyncio.gather(reader.reads(), other.reads())

        assert len(remote.requests) == 3
        assert reader.told == other.told == [(100, 250), (200, 250)]


async def test_one_who_stops_waiting_stops_nobody_else(tmp_path: Path, remote: FakeMsgFlash) -> None:
    async with reading(tmp_path, remote) as reader:
        other = Reader(reader.walks, reader.contacts, reader.client)
        first, second = asyncio.ensure_future(reader.reads()), asyncio.ensure_future(other.reads())
        await meanwhile(lambda: bool(other.told))
        first.cancel()

        assert await second is None
        assert await reader.contacts.age() == NOW


async def test_when_nobody_waits_any_more_nothing_more_is_asked_and_the_former_stays(
    tmp_path: Path, remote: FakeMsgFlash
) -> None:
    async with reading(tmp_path, remote) as reader:
        await reader.reads()
        later = Reader(reader.walks, reader.contacts, reader.client, now=NOW + timedelta(hours=1))
        task = asyncio.ensure_future(later.reads())
        await meanwhile(lambda: bool(later.told))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        before = len(remote.requests)
        await asyncio.wait([asyncio.ensure_future(asyncio.to_thread(bool))])

        assert reader.walks.under_way == {}
        assert len(remote.requests) == before < 6
        assert await reader.contacts.age() == NOW


async def test_a_reading_broken_off_is_gone_on_with_where_it_was(tmp_path: Path, remote: FakeMsgFlash) -> None:
    async with reading(tmp_path, remote) as reader:
        ok = await FakeMsgFlash(people=remote.people)(remote_request())
        remote.answers("/contacts", ok, REFUSED)
        assert await reader.reads() == Nothing("MONTHLY_API_REQUEST_QUOTA_EXCEEDED")
        assert await reader.contacts.age() is None
        reader.now = NOW + timedelta(minutes=10)

        assert await reader.reads() is None
        assert asked(remote) == [None, "100", "100", "200"]
        known = await reader.contacts.tags((), 0, "")
        assert known is not None
        assert (known.at, known.contacts) == (NOW, 250)


async def test_a_cursor_that_is_no_longer_good_begins_the_reading_anew(tmp_path: Path, remote: FakeMsgFlash) -> None:
    async with reading(tmp_path, remote) as reader:
        ok = await FakeMsgFlash(people=remote.people)(remote_request())
        stale = httpx.Response(400, json={"error": {"code": "VALIDATION_ERROR"}})
        remote.answers("/contacts", ok, REFUSED, stale)
        await reader.reads()

        assert await reader.reads() is None
        assert asked(remote) == [None, "100", "100", None, "100", "200"]


async def test_a_cursor_that_leads_to_itself_ends_the_reading(tmp_path: Path, remote: FakeMsgFlash) -> None:
    async with reading(tmp_path, remote) as reader:
        page = {"contacts": [{"id": "1", "tags": ["vip"]}], "total": 9, "nextCursor": "same", "hasMore": True}
        remote.answers("/contacts", *(httpx.Response(200, json={"data": page}) for _ in range(9)))

        assert await reader.reads() is None
        assert asked(remote) == [None, "same"]


async def test_a_refusal_at_the_very_first_page_is_told_and_not_tried_for_ever(
    tmp_path: Path, remote: FakeMsgFlash
) -> None:
    async with reading(tmp_path, remote) as reader:
        remote.answers("/contacts", httpx.Response(400, json={"error": {"code": "VALIDATION_ERROR"}}))

        assert await reader.reads() == Nothing("VALIDATION_ERROR")
        assert len(remote.requests) == 1


def remote_request() -> httpx.Request:
    return httpx.Request("GET", "https://srv.example/api/v1/contacts", params={"limit": 100})
