"""Backups: of a database in use, whole, and never over another file."""

import os
import sqlite3
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from conversations.conversation import begin
from storage.backup import back_up, back_up_with
from storage.causes import StoreError
from storage.store import opened

FIRST = replace(begin("1:1", "en", "Europe/Paris"), turn=1)


async def test_a_backup_of_a_database_in_use_holds_what_was_committed(tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    async with opened(tmp_path / "bot.db") as store:
        await store.commit("1:1", 1, None, FIRST, owing=False)
        back_up(tmp_path / "bot.db", copy)
        await store.commit("1:1", 1, 1, replace(FIRST, turn=2), owing=False)
    left = sorted(os.listdir(tmp_path))  # noqa: PTH208 - a coroutine may not walk a folder the other way
    async with opened(copy) as store:
        saved = await store.load("1:1")

    assert saved is not None
    assert saved.conversation == FIRST
    assert left == ["bot.db", "copy.db"]


async def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("mine")
    async with opened(tmp_path / "bot.db"):
        with pytest.raises(StoreError, match="is there already"):
            back_up(tmp_path / "bot.db", copy)

    assert copy.read_text() == "mine"


@pytest.mark.parametrize("content", [None, b"no database at all, but long enough to be looked at" * 40])
def test_what_is_no_database_is_not_backed_up(tmp_path: Path, content: bytes | None) -> None:
    source, copy = tmp_path / "bot.db", tmp_path / "copy.db"
    if content is not None:
        source.write_bytes(content)

    with pytest.raises(StoreError):
        back_up(source, copy)

    assert [path.name for path in tmp_path.iterdir()] == ([] if content is None else ["bot.db"])


def test_a_folder_that_is_not_there_is_named_in_one_line(tmp_path: Path) -> None:
    source = tmp_path / "bot.db"
    sqlite3.connect(source).close()

    with pytest.raises(StoreError, match=r"^the copy cannot be made: No such file or directory$"):
        back_up(source, tmp_path / "nowhere" / "copy.db")


async def test_an_archive_holds_the_database_and_what_lies_beside_it_as_it_is_after_the_copy(tmp_path: Path) -> None:
    archive, files = tmp_path / "copy.tar", tmp_path / "files"
    files.mkdir()
    named = [files / "one", files / "gone"]

    def beside() -> list[Path]:
        # Files come while the database is copied, and go before they are.
        named[0].write_bytes(b"content")
        return named

    async with opened(tmp_path / "bot.db") as store:
        await store.commit("1:1", 1, None, FIRST, owing=False)
        back_up_with(tmp_path / "bot.db", archive, beside)
    left = sorted(os.listdir(tmp_path))  # noqa: PTH208 - a coroutine may not walk a folder the other way
    with tarfile.open(archive) as held:
        names = held.getnames()
        held.extractall(tmp_path / "back", filter="data")
    async with opened(tmp_path / "back" / "campaign-bot.db") as store:
        saved = await store.load("1:1")

    assert saved is not None
    assert saved.conversation == FIRST
    assert names == ["campaign-bot.db", "media/one"]
    assert (tmp_path / "back" / "media" / "one").read_bytes() == b"content"
    assert left == ["bot.db", "copy.tar", "files"]
    assert archive.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("there", [True, False])
def test_an_archive_that_cannot_be_made_leaves_nothing_behind(tmp_path: Path, there: bool) -> None:  # noqa: FBT001
    source, archive = tmp_path / "bot.db", tmp_path / "copy.tar"
    if there:
        sqlite3.connect(source).close()
        archive.write_text("mine")

    with pytest.raises(StoreError):
        back_up_with(source, archive, tuple)

    assert sorted(path.name for path in tmp_path.iterdir()) == (["bot.db", "copy.tar"] if there else [])
    assert not there or archive.read_text() == "mine"
