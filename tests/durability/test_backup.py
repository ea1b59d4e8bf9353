"""Backups: of a database in use, whole, and never over another file."""

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from conversations.conversation import begin
from storage.backup import back_up
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

    with pytest.raises(StoreError, match=r"^[^\n]+$"):
        back_up(source, tmp_path / "nowhere" / "copy.db")
