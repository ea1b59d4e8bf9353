"""A person of whom the bot keeps all it can is forgotten while it runs: no table, no file, no byte knows them."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.__main__ import forgotten
from storage.store import Arrival
from storage.unreadable import lay_aside
from storage.upkeep import PERSONAL
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_people import FakePeople
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.picking import at_contacts, sends
from tests.bot.stage import OPERATOR, Stage, settings
from tests.bot.test_campaigns import press
from tests.bot.test_hosting import JPEG, PHOTO, hosting, to_the_content

# Of no other number's digits.
SOMEBODY = 918_273_645
CANARY = "canary-of-a-person"
LONG = f"{CANARY} " * 150


async def leaves_all_there_can_be(stage: Stage) -> None:
    """Campaigns created and unknown, drafts open and aside, choices, files, and words written again and again."""
    await at_contacts(stage)
    await stage.types("Name 0003")
    await stage.presses("Name 0003")
    await stage.presses("Continue")
    await sends(stage)
    await to_the_content(stage)
    await stage.sends(**PHOTO, caption=CANARY)
    await press(stage, "send")
    stage.sees("Campaign created")
    await to_the_content(stage)
    await press(stage, "text")
    await stage.types(CANARY)
    stage.msgflash.answers("/campaigns", httpx.ReadTimeout("lost"))
    await press(stage, "send")
    await to_the_content(stage)
    await press(stage, "text")
    for number in range(20):
        await stage.types(f"{LONG} {number}")
        await press(stage, "change")
        await stage.presses("Text")
    await stage.types("short")
    await stage.types("/new")
    await stage.presses("Start another one")
    await stage.presses("tags")
    await stage.types(CANARY)
    await stage.types("15/04/2026 11:00")
    await press(stage, "once")
    await stage.sends(voice={"file_id": "v", "file_unique_id": "u", "duration": 3, "mime_type": "audio/ogg"})
    stage.sees("Recap")


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return everything in every table there is."""
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
        return {name: connection.execute(f"select * from {name}").fetchall() for name in names}  # noqa: S608 - our own names


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def knowing(path: Path) -> set[str]:
    """Return the tables in which something is of the person."""
    return {
        name
        for name, found in rows(path).items()
        if any(str(SOMEBODY) in str(value) or CANARY in str(value) for row in found for value in row)
    }


async def test_nothing_of_a_forgotten_person_is_left_in_any_table_or_file(
    tmp_path: Path,
    telegram: FakeTelegram,
    msgflash: FakeMsgFlash,
    people: FakePeople,
    capsys: pytest.CaptureFixture[str],
) -> None:
    people.crowd(20)
    operators = f"{OPERATOR},{SOMEBODY}"
    async with hosting(tmp_path, telegram, msgflash, operator_ids=operators) as (stage, host):
        store, somebody = stage.made.runner.store, stage.beside(SOMEBODY)
        await stage.types("/new")
        await leaves_all_there_can_be(somebody)
        talk = f"{SOMEBODY}:{SOMEBODY}"
        await store.receive((Arrival(9_001, talk, SOMEBODY, (CANARY,)),), stage.clock[0])
        await store.do(lambda connection: lay_aside(connection, "update", talk, CANARY))
        assert knowing(stage.path) >= set(PERSONAL)

        given = settings(operator_ids=operators, database_url=f"sqlite:///{stage.path}")
        assert forgotten(given, SOMEBODY) == 0
        await host.sweep(store)(stage.clock[0])

        assert knowing(stage.path) == set()
        kept = files(tmp_path)
        assert {name for name, content in kept.items() if CANARY.encode() in content} == set()
        assert {name for name, content in kept.items() if str(SOMEBODY).encode() in content} == set()
        stage.sees("Who receives")
        await stage.presses("Everyone")
        assert [JPEG in content for content in kept.values()].count(True) == 1
        await host.sweep(store)(stage.clock[0] + timedelta(days=9))
        assert files(tmp_path / "media") == {}
    assert "rows were removed" in capsys.readouterr().out
