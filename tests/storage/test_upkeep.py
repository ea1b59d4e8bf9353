"""What is swept out, what is forgotten with a person, and what is counted."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path

import pytest

from conversations.conversation import Conversation, Submission, begin
from conversations.draft import Draft
from conversations.ledger import Entry
from conversations.watch import Watch
from conversations.workspace import Campaign, CampaignId, InstanceId, Record, Reference
from storage import alarms, upkeep
from storage.alarms import Alarm
from storage.backup import back_up
from storage.forgetting import forget_person
from storage.schema import MIGRATIONS
from storage.store import Arrival, Store, StoreError, opened
from storage.unreadable import lay_aside
from storage.upkeep import PERSONAL, Census, Forgotten, Limits

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
# What no talk holds: migrations, ids of updates, sealed secrets of the bot itself, a mark that writing works, how many
# requests watching has cost, what was learned of a server.
# The workspace's own contacts are the same for all who run it, and go by their age.
CONTACTS = {"walks", "contacts", "tagged", "lists", "additions"}
IMPERSONAL = {"applied", "seen", "secrets", "pulse", "spent", "facts"} | CONTACTS


def limits(now: datetime) -> Limits:
    return Limits((now - timedelta(days=90)).date(), (now - timedelta(days=400)).date(), now - timedelta(days=400))


async def lives(store: Store, talk: str, now: datetime = NOW, update_id: int = 1, **more: object) -> Conversation:
    """Let a talk have come about at this time."""
    await store.receive((Arrival(update_id, talk, 7, ("hello",)),), now)
    new = replace(begin(talk, "fr", "Europe/Paris"), turn=1, **more)  # type: ignore[arg-type] # dataclass fields
    record = Record(Reference("R" + talk), CampaignId("c"), "Canary", now, now)
    campaign = Campaign(CampaignId("c"), "Canary", "running", now, "none")
    watch = Watch(campaign, record.reference, "Canary", None, now, now, now)
    entry = Entry(InstanceId("1"), now, record.reference, record.id, "Canary", now)
    await store.commit(
        talk,
        7,
        None,
        new,
        owing=False,
        records=(record,),
        follows=((watch, Draft(record.reference, now, ("canary-answer",))),),
        entered=(entry,),
        update_id=update_id,
    )
    await store.shown(talk, 1, None)
    await store.do(lambda connection: alarms.put(connection, Alarm(talk, "file", now, "canary")))
    await store.do(lambda connection: lay_aside(connection, "update", talk, "canary"))
    return new


def draft(serial: int) -> Draft:
    return Draft(Reference(f"D{serial}"), NOW, ("canary-answer",))


def rows(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(f"select count(*) from {table}").fetchone()[0])  # noqa: S608 - our own names


def tables(connection: sqlite3.Connection) -> dict[str, set[str]]:
    names = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
    return {name: {row[1] for row in connection.execute(f"pragma table_info({name})")} for name in names}


async def test_every_table_is_known_to_hold_something_of_a_person_or_not(store: Store) -> None:
    """A new table with a talk in it must be added to what is forgotten, any other one to what is not."""
    found = tables(store.connection)

    assert {name for name, columns in found.items() if "talk" in columns} == set(PERSONAL)
    assert {name for name, columns in found.items() if "talk" not in columns} == IMPERSONAL


async def test_a_person_is_forgotten_in_every_chat_and_nobody_else_is(path: Path) -> None:
    async with opened(path) as store:
        for at, talk in enumerate(("7:7", "-100:7", "7:77", "77:8", "17:17")):
            await lives(store, talk, update_id=at)
        await store.receive((Arrival(9, "7:7", 7, ("canary",)),), NOW)
        before = {table: rows(path, table) for table in PERSONAL}
        assert all(before.values())

    assert forget_person(path, 7) == Forgotten(15, 0)
    with closing(sqlite3.connect(path)) as connection:
        left = {talk for table in PERSONAL for (talk,) in connection.execute(f"select talk from {table}")}  # noqa: S608 - our own names
    assert left == {"7:77", "77:8", "17:17"}


async def test_nothing_of_a_forgotten_person_stays_in_the_bytes(path: Path) -> None:
    async with opened(path) as store:
        await lives(store, "7:7", draft=draft(1))
        forget_person(path, 7)

        assert b"anary" not in bytes_of(path.parent)


async def test_what_was_rewritten_long_before_is_not_left_in_free_pages(path: Path) -> None:
    async with opened(path) as store:
        for body in ("canary-of-the-first-version " * 2_000, "short"):
            await store.do(partial(alarms.put, alarm=Alarm("7:7", "file", NOW, body)))
        assert b"canary" in bytes_of(path.parent)
        assert forget_person(path, 7).rows == 1

        assert b"canary" not in bytes_of(path.parent)


async def test_who_reads_all_the_while_is_told_of_and_forgetting_can_be_run_again(path: Path) -> None:
    async with opened(path) as store:
        await lives(store, "7:7", draft=draft(1))
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("begin")
            other.execute("select * from conversations").fetchall()
            with pytest.raises(StoreError, match="rows are removed, but bytes"):
                forget_person(path, 7, busy_seconds=0.1)
            other.execute("rollback")
        assert forget_person(path, 7).rows == 0

        assert b"anary" not in bytes_of(path.parent)


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_a_bot_that_runs_meanwhile_forgets_too(path: Path) -> None:
    async with opened(path) as store:
        await store.receive((), NOW)
        await lives(store, "7:7", draft=draft(1))
        assert await store.load("7:7") is not None
        forget_person(path, 7)
        await store.receive((Arrival(2, "7:7", 7, ("hello",)),), NOW)

        assert await store.load("7:7") is None


async def test_a_campaign_whose_outcome_is_unknown_is_named_when_it_is_forgotten(path: Path) -> None:
    async with opened(path) as store:
        await lives(store, "7:7", submissions=(Submission(Reference("X"), 1, draft(1), "n", NOW, NOW, "unknown"),))

    assert forget_person(path, 7).unknown == 1


async def test_somebody_unknown_is_forgotten_without_a_word(path: Path) -> None:
    async with opened(path):
        pass

    assert forget_person(path, 7) == Forgotten(0, 0)


def test_no_database_is_made_to_forget_somebody(path: Path) -> None:
    with pytest.raises(StoreError):
        forget_person(path, 7)

    assert not path.exists()


async def test_a_talk_left_alone_goes_and_its_records_stay_their_own_time(store: Store, path: Path) -> None:
    await lives(store, "7:7", NOW, 1)
    await lives(store, "8:8", NOW + timedelta(days=1), 2)

    assert await store.sweep(limits(NOW + timedelta(days=90))) == 0
    assert await store.sweep(limits(NOW + timedelta(days=91))) == 1
    assert await store.load("7:7") is None
    assert await store.load("8:8") is not None
    assert (rows(path, "visits"), rows(path, "campaigns")) == (1, 2)
    await store.sweep(limits(NOW + timedelta(days=401)))
    assert rows(path, "campaigns") == 1


async def test_writing_again_keeps_a_talk(store: Store) -> None:
    await lives(store, "7:7")
    await store.receive((Arrival(2, "7:7", 7, ("hello",)),), NOW + timedelta(days=60))
    await store.clear(2)

    assert await store.sweep(limits(NOW + timedelta(days=120))) == 0


async def test_what_is_owed_or_waits_is_not_swept_out_before_its_record(store: Store) -> None:
    for at, talk in enumerate(("7:7", "8:8", "9:9"), 1):
        await lives(store, talk, NOW, at)
    await store.commit("7:7", 7, 1, replace(begin("7:7", "fr", "UTC"), turn=2), owing=True)
    await store.shown("7:7", 2, None)
    await store.commit("8:8", 7, 1, replace(begin("8:8", "fr", "UTC"), turn=2), owing=False)
    await store.receive((Arrival(20, "9:9", 7, ("hello",)),), NOW)

    assert await store.sweep(limits(NOW + timedelta(days=399))) == 0
    assert await store.sweep(limits(NOW + timedelta(days=401))) == 2


async def test_what_waits_what_is_open_and_what_is_unknown_is_counted(store: Store) -> None:
    assert await store.do(upkeep.census) == Census(0, None, 0, 0)
    unknown = Submission(Reference("X"), 1, draft(1), "n", NOW, NOW, "unknown")
    await lives(store, "7:7", update_id=1, draft=draft(1), aside=(draft(2), draft(3)))
    await lives(store, "8:8", update_id=2, submissions=(unknown, replace(unknown, state="sent")))
    await store.receive((Arrival(5, "7:7", 7, ("hello",)),), NOW + timedelta(minutes=1))
    await store.receive((Arrival(6, "7:7", 7, ("hello",)),), NOW + timedelta(minutes=2))

    assert await store.do(upkeep.census) == Census(2, NOW + timedelta(minutes=1), 3, 1)


async def test_writing_is_tried_by_writing(store: Store) -> None:
    for now in (NOW, NOW + timedelta(minutes=1)):
        await store.do(partial(upkeep.beat, now=now))

    assert store.connection.execute("select at from pulse").fetchall() == [((NOW + timedelta(minutes=1)).isoformat(),)]


async def test_writing_that_fails_says_why(store: Store) -> None:
    store.connection.execute("pragma query_only = on")

    with pytest.raises(StoreError, match="read-only"):
        await store.do(partial(upkeep.beat, now=NOW))


async def test_talks_from_before_visits_were_noted_are_kept_from_the_upgrade_on(path: Path) -> None:
    async with opened(path) as store:
        await lives(store, "7:7")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        later = re.findall(r"create table (\w+)", " ".join(chain.from_iterable(MIGRATIONS[1:])))
        for statement in (
            *(f"drop table {table}" for table in later),
            "alter table conversations drop column drafts",
            "alter table conversations drop column unknown",
            "delete from applied where number > 1",
        ):
            connection.execute(statement)

    async with opened(path) as store:
        assert await store.load("7:7") is not None
    assert rows(path, "visits") == 1


async def test_the_database_and_its_backup_are_for_nobody_else_to_read(path: Path) -> None:
    async with opened(path) as store:
        await lives(store, "7:7")
        back_up(path, path.with_name("copy.db"))

        assert rights(path.parent) == {"bot.db": "600", "bot.db-wal": "600", "bot.db-shm": "600", "copy.db": "600"}


def rights(folder: Path) -> dict[str, str]:
    return {file.name: f"{file.stat().st_mode & 0o777:o}" for file in folder.iterdir()}
