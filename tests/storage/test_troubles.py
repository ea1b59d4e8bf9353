"""A database that cannot be used says why, in one line, and nothing of it is half written."""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conversations.conversation import begin
from conversations.needs import RecordPage
from storage.schema import MIGRATIONS
from storage.store import Arrival, Card, Saved, Store, StoreError, opened

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
TALK = "7:7"
NEW = begin(TALK, "fr", "Europe/Paris")
Spoil = Callable[[Path], Path]


async def refusal(path: Path) -> str:
    with pytest.raises(StoreError) as caught:
        async with opened(path):
            pass
    return str(caught.value)


def _letter(path: Path) -> Path:
    path.write_text("this is a letter, not a database\n" * 100, encoding="utf-8")
    return path


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _behind_a_file(path: Path) -> Path:
    path.write_text("x", encoding="utf-8")
    return path / "bot.db"


def _newer(path: Path) -> Path:
    with sqlite3.connect(path) as connection:
        connection.execute("create table applied (number integer primary key)")
        connection.execute("insert into applied values (?)", (len(MIGRATIONS) + 1,))
    connection.close()
    return path


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_letter, "no SQLite database"),
        (_folder, "cannot be opened"),
        (_behind_a_file, "cannot be opened"),
        (_newer, "newer version"),
    ],
)
async def test_a_path_that_holds_no_database_of_ours_is_refused_with_one_line(
    path: Path, spoil: Spoil, words: str
) -> None:
    said = await refusal(spoil(path))

    assert words in said
    assert "\n" not in said


def contents(path: Path) -> bytes:
    return path.read_bytes()


def damage(path: Path) -> None:
    """Spoil all pages but the first."""
    content = contents(path)
    path.write_bytes(content[:4096] + b"\xaa" * (len(content) - 4096))


async def reads_all(path: Path) -> None:
    async with opened(path) as store:
        await store.next_arrival(TALK)
        await store.waiting()


async def test_a_newer_database_is_left_as_it_is(path: Path) -> None:
    await refusal(_newer(path))

    with sqlite3.connect(path) as connection:
        tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
    connection.close()
    assert tables == [("applied",)]


async def test_a_letter_is_left_as_it_is(path: Path) -> None:
    before = contents(_letter(path))
    await refusal(path)

    assert contents(path) == before


async def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    async with opened(tmp_path / "a" / "b" / "bot.db") as store:
        assert await store.waiting() == ()


async def test_a_damaged_database_says_so(path: Path) -> None:
    async with opened(path) as store:
        for number in range(200):
            await store.receive((Arrival(number, TALK, 7, "x" * 500),), NOW)
    damage(path)

    with pytest.raises(StoreError, match="damaged"):
        await reads_all(path)


async def change(store: Store) -> None:
    await store.commit(TALK, 7, None, replace(NEW, turn=1), owing=False)


async def test_a_read_only_database_says_so_and_can_still_be_read(store: Store) -> None:
    store.connection.execute("pragma query_only = on")

    with pytest.raises(StoreError, match="read-only"):
        await change(store)
    assert await store.load(TALK) is None
    assert not store.connection.in_transaction


async def test_a_full_disk_says_so_and_leaves_nothing_half_written(store: Store) -> None:
    pages = store.connection.execute("pragma page_count").fetchone()[0]
    store.connection.execute(f"pragma max_page_count = {pages}")
    large = tuple(Arrival(number, TALK, 7, "x" * 4000) for number in range(50))

    with pytest.raises(StoreError, match="disk is full"):
        await store.receive(large, NOW)
    assert not store.connection.in_transaction
    assert await store.waiting() == ()
    store.connection.execute("pragma max_page_count = 100000")
    assert await store.receive(large, NOW) == (TALK,)


async def test_a_lock_of_another_process_says_so_and_passes(store: Store, path: Path) -> None:
    store.connection.execute("pragma busy_timeout = 0")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(StoreError, match="locked by another process"):
        await change(store)
    other.execute("rollback")
    other.close()

    await change(store)
    assert await store.load(TALK) is not None


async def test_a_table_that_is_missing_says_that_the_database_failed(store: Store) -> None:
    store.connection.execute("drop table campaigns")

    with pytest.raises(StoreError, match="the database failed"):
        await store.records(TALK, 0)


async def test_a_closed_store_says_so(path: Path) -> None:
    async with opened(path) as store:
        pass

    with pytest.raises(StoreError):
        await store.waiting()


@pytest.mark.parametrize("document", ["", "{", '{"":"NoSuchThing"}', '{"":"Home"}', "[1]", "null"])
async def test_a_conversation_that_cannot_be_read_is_laid_aside_for_a_new_one(store: Store, document: str) -> None:
    store.anew = lambda talk, _: replace(begin(talk, "en", "Europe/Paris"), turn=9)
    store.connection.execute("insert into conversations values (?, 7, 1, ?, 1, 1, 5, 0, 2, 1)", (TALK, document))
    saved = await store.load(TALK)

    assert saved == Saved(7, replace(begin(TALK, "en", "Europe/Paris"), turn=9), -1, Card(5, kept=False))
    assert await store.owing() == (TALK,)
    assert laid_aside(store) == [(TALK, "conversation", document)]


async def test_without_anything_to_put_in_its_place_a_conversation_that_cannot_be_read_stays(store: Store) -> None:
    store.connection.execute("insert into conversations values (?, 7, 1, '{', 0, 1, null, 0, 0, 0)", (TALK,))

    assert await store.load(TALK) is None
    assert laid_aside(store) == []


@pytest.mark.parametrize("text", ["", "{", '{"":"NoSuchThing"}'])
async def test_an_update_that_cannot_be_read_can_be_laid_aside_and_the_next_one_comes(store: Store, text: str) -> None:
    store.connection.execute("insert into inbox values (1, ?, 7, 0, ?)", (TALK, text))
    await store.receive((Arrival(2, TALK, 7, "hello"),), NOW)
    unread = await store.next_arrival(TALK)
    await store.lay_aside(TALK, 1)

    assert unread == Arrival(1, TALK, 7, None)
    assert await store.next_arrival(TALK) == Arrival(2, TALK, 7, "hello")
    assert laid_aside(store) == [(TALK, "update", text)]


async def test_a_campaign_that_cannot_be_read_is_left_out_of_the_list(store: Store) -> None:
    store.connection.execute("insert into campaigns values (?, 'R1', 'now', '{')", (TALK,))

    assert await store.records(TALK, 0) == RecordPage((), more=False)


def laid_aside(store: Store) -> list[tuple[str, str, str]]:
    return store.connection.execute("select talk, kind, body from unreadable").fetchall()


async def test_half_a_character_is_stored_like_any_other(store: Store) -> None:
    await store.receive((Arrival(1, TALK, 7, "cut emoji \ud83d"),), NOW)

    assert await store.next_arrival(TALK) == Arrival(1, TALK, 7, "cut emoji \ud83d")


async def test_two_processes_that_start_together_bring_the_database_up_to_date_once(tmp_path: Path) -> None:
    for serial in range(10):
        path = tmp_path / f"{serial}.db"
        await asyncio.gather(*(_opens(path) for _ in range(4)))

        with sqlite3.connect(path) as connection:
            applied = connection.execute("select number from applied").fetchall()
        connection.close()
        assert applied == [(number,) for number in range(1, len(MIGRATIONS) + 1)]


async def _opens(path: Path) -> None:
    async with opened(path) as store:
        await store.waiting()


async def test_a_database_is_opened_again_as_it_was_left(path: Path) -> None:
    async with opened(path) as store:
        await change(store)
    async with opened(path) as store:
        assert store.connection.execute("pragma journal_mode").fetchone() == ("wal",)
        assert store.connection.execute("pragma synchronous").fetchone() == (2,)
        saved = await store.load(TALK)

    assert saved is not None
    assert saved.conversation == replace(NEW, turn=1)


async def test_a_failure_while_the_store_is_open_still_closes_it(path: Path) -> None:
    with pytest.raises(ValueError, match="ours"):
        async with opened(path) as store:
            raise ValueError("ours")

    with pytest.raises(sqlite3.ProgrammingError):
        store.connection.execute("select 1")
