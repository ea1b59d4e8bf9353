"""What is to be looked at waits in the database, in the order of time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from conversations.files import FileNeeded
from storage import alarms
from storage.alarms import Alarm
from storage.store import opened

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
NEEDED = FileNeeded("ABCDE", "Spring", "https://bot.example.com/media/a", "image", NOW, "none")
FIRST = Alarm("1:1", "file ABCDE", NOW, NEEDED)
LATER = Alarm("2:2", "file ABCDE", NOW + timedelta(seconds=1), NEEDED)


async def test_what_is_due_comes_in_the_order_of_time_and_survives_a_restart(tmp_path: Path) -> None:
    async with opened(tmp_path / "bot.db") as store:
        for alarm in (LATER, FIRST):
            await store.do(_put(alarm))
    async with opened(tmp_path / "bot.db") as store:
        assert await store.do(lambda connection: alarms.due(connection, NOW - timedelta(microseconds=1))) == ()
        assert await store.do(lambda connection: alarms.due(connection, NOW)) == (FIRST,)
        assert await store.do(lambda connection: alarms.due(connection, NOW + timedelta(days=1))) == (FIRST, LATER)


async def test_an_alarm_is_put_to_another_time_and_let_go(tmp_path: Path) -> None:
    moved = Alarm(FIRST.talk, FIRST.name, NOW.astimezone(timezone(timedelta(hours=5))) + timedelta(hours=1), NEEDED)
    async with opened(tmp_path / "bot.db") as store:
        await store.do(_put(FIRST))
        await store.do(_put(moved))
        await store.do(lambda connection: alarms.drop(connection, FIRST))
        assert await store.do(lambda connection: alarms.due(connection, NOW + timedelta(hours=1))) == (moved,)
        await store.do(lambda connection: alarms.drop(connection, moved))

        assert await store.do(lambda connection: alarms.due(connection, NOW + timedelta(days=1))) == ()


async def test_an_alarm_that_cannot_be_read_is_dropped(tmp_path: Path) -> None:
    async with opened(tmp_path / "bot.db") as store:
        await store.do(_put(FIRST))
        await store.do(lambda connection: connection.execute('update alarms set body = \'{"":"Strange"}\''))

        assert await store.do(lambda connection: alarms.due(connection, NOW)) == ()
        assert await store.do(lambda connection: connection.execute("select count(*) from alarms").fetchone()[0]) == 0


def _put(alarm: Alarm) -> Callable[..., None]:
    return lambda connection: alarms.put(connection, alarm)
