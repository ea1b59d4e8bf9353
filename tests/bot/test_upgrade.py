"""Databases as earlier versions left them: today's bot goes on with each, and an earlier one opens none of ours.

The samples were written by those versions in the demo, on 24 November 2026: Sam (1002) has a campaign that was created
and a draft that waits for its date, Awa (1001) a campaign of which nobody knows whether it arrived.
"""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from storage.schema import MIGRATIONS
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.processes import Bot
from tests.bot.stage import Stage, staged

SAMPLES = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parent / "samples").glob("tables-*.sql"))
}
AWA, SAM = 1001, 1002
# From the morning on which tests begin to the one after the samples were written.
AHEAD = 225 * 24 * 60


@asynccontextmanager
async def upgraded(folder: Path, sample: str, msgflash: FakeMsgFlash) -> AsyncIterator[tuple[Stage, Stage]]:
    """Let today's bot begin on an old database; give Awa and Sam before it."""
    with closing(sqlite3.connect(folder / "bot.db")) as connection:
        connection.executescript(sample)
        connection.commit()
    operators = f"{AWA},{SAM}"
    async with staged(folder / "bot.db", FakeTelegram(), msgflash, operator_ids=operators, ahead=AHEAD) as stage:
        stage.telegram.update_ids = iter(range(900_000_000, 900_001_000))  # type: ignore[assignment] # counts as well
        awa, sam = stage.beside(AWA, "fr"), stage.beside(SAM)
        yield awa, sam


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
async def test_what_an_earlier_version_stored_is_gone_on_with(
    tmp_path: Path, msgflash: FakeMsgFlash, sample: str
) -> None:
    async with upgraded(tmp_path, sample, msgflash) as (awa, sam):
        await awa.types("/start")
        await awa.presses("Envoi incertain (1)")
        awa.sees("Résultat inconnu", "Tous · 24/11 09:00")
        await sam.types("/campaigns")
        assert "All · 24/11 09:00" in " ".join(sam.labels())
        await sam.types("/start")
        await sam.presses("Resume the draft")
        sam.sees("Boutique Cotonou", "When")
        await sam.types("tomorrow 10am")
        await sam.presses("Once only")
        await sam.presses("Text")
        await sam.types("Hello from today")
        sam.sees("Recap")
        await sam.presses("Send to")
        await sam.presses("Yes, send")
        sam.sees("Campaign created")

    assert [body["body"] for body in msgflash.created] == ["Hello from today"]
    with closing(sqlite3.connect(tmp_path / "bot.db")) as connection:
        assert connection.execute("select max(number) from applied").fetchone() == (len(MIGRATIONS),)
        assert connection.execute("select count(*) from unreadable").fetchone() == (0,)
        assert connection.execute("select count(*) from campaigns").fetchone() == (2,)


def test_every_sample_is_of_another_version() -> None:
    assert list(SAMPLES) == ["tables-1", "tables-2", "tables-4"]


async def test_a_database_of_a_later_version_is_left_alone_and_told_in_one_line(bot: Bot) -> None:
    path = bot.folder / "bot.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("create table applied (number integer primary key); insert into applied values (999);")

    code, _, said = await bot.plays("run")

    line = "DATABASE_URL: the database is from a newer version of campaign-bot: install that version"
    assert (code, said) == (1, [line])
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("select name from sqlite_master where type = 'table'").fetchall() == [("applied",)]
