"""One stored value that cannot be read costs one talk its conversation, and nobody else anything."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.stage import OPERATOR, staged

SAM = 1002
BOTH = f"{OPERATOR},{SAM}"


async def test_a_talk_whose_conversation_cannot_be_read_begins_anew_and_hears_so(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    path = tmp_path / "bot.db"
    async with staged(path, telegram, msgflash, operator_ids=BOTH) as stage:
        await stage.types("/new")
        await stage.beside(SAM).types("/help")
    spoils(path, "update conversations set owing = 1, document = '{' where chat = ?", OPERATOR)
    async with staged(path, telegram, msgflash, operator_ids=BOTH, default_language="en") as stage:
        said = [str(message["text"]) for message in stage.messages()]
        assert sum("it begins anew" in text for text in said) == 1
        assert not stage.made.ending.event.is_set()
        await stage.types("/start")
        stage.sees("WhatsApp campaigns")
        sam = stage.beside(SAM)
        await sam.types("/start")
        sam.sees("WhatsApp campaigns")


async def test_an_update_that_cannot_be_read_is_apologised_for_and_the_next_one_is_worked_off(
    tmp_path: Path, telegram: FakeTelegram, msgflash: FakeMsgFlash
) -> None:
    path, talk = tmp_path / "bot.db", f"{OPERATOR}:{OPERATOR}"
    async with staged(path, telegram, msgflash) as stage:
        await stage.types("/start")
    spoils(path, "insert into inbox values (901, ?, ?, 0, '{')", talk, OPERATOR)
    spoils(path, "insert into inbox values (902, ?, ?, 1, '[1,2]')", talk, OPERATOR)
    async with staged(path, telegram, msgflash) as stage:
        said = [str(message["text"]) for message in stage.messages()]
        assert sum("Something went wrong on my side" in text for text in said) == 2
        assert not stage.made.ending.event.is_set()
        await stage.types("/help")

        stage.sees("five answers")


def spoils(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement, values)
