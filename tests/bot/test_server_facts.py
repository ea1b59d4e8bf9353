"""What was learned of a server is believed for thirty days, however long the bot runs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.server_facts import ServerFacts
from conversations.airlock import Airlock
from storage.store import opened

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)


async def test_what_was_learned_is_believed_for_thirty_days_also_without_and_after_a_restart(tmp_path: Path) -> None:
    clock = [NOW]
    async with opened(tmp_path / "bot.db") as store:
        facts = ServerFacts(store, lambda: clock[0], "https://msgflash.test", Airlock())
        assert not facts.airlock.here
        await facts.learn()
        again = ServerFacts(store, lambda: clock[0], "https://msgflash.test", Airlock())
        await again.recall()
        other = ServerFacts(store, lambda: clock[0], "https://other.test", Airlock())
        await other.recall()
        believed = []
        for days in (0, 29, 30):
            clock[0] = NOW + timedelta(days=days)
            believed.append((facts.airlock.here, again.airlock.here, other.airlock.here))

    assert believed == [(True, True, False), (True, True, False), (False, False, False)]
