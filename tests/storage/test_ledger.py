"""The ledger keeps every verdict, in the order of time, and what became of the campaign."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from conversations.conversation import begin
from conversations.ledger import Audience, Entered, Entry, Held, SentBefore, Verdicts
from conversations.workspace import CampaignId, InstanceId, Reference, Safety
from storage.causes import StoreError
from storage.ledger import MOST_VERDICTS, Ledger
from storage.store import Store, opened

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
NUMBER = InstanceId("1")
SPRING = Entry(
    NUMBER,
    NOW,
    Reference("ABCDE"),
    CampaignId("9"),
    "Spring",
    NOW,
    safety=Safety("warn", score=56),
    audience=Audience("all"),
    message="mark",
    people=120,
)


async def entered(store: Store, *new: Entered) -> Ledger:
    """Write as the runner does: together with the change of a talk."""
    saved = await store.load("1:1")
    before = saved.conversation if saved else None
    after = replace(before or begin("1:1", "en", "Europe/Paris"), turn=before.turn + 1 if before else 1)
    await store.commit("1:1", 1, before.turn if before else None, after, owing=False, entered=new)
    return Ledger(store.database)


async def test_a_verdict_is_found_by_its_number_and_by_its_message(store: Store) -> None:
    ledger = await entered(store, SPRING, replace(SPRING, instance=InstanceId("2"), message="other"))

    assert (await ledger.verdicts(Verdicts(NUMBER))).entries == (SPRING,)
    assert (await ledger.sent_before(SentBefore("mark"))).entries == (SPRING,)


async def test_the_newest_come_first_and_the_oldest_are_left_out(store: Store) -> None:
    many = tuple(replace(SPRING, at=NOW + timedelta(days=day)) for day in range(MOST_VERDICTS + 3))
    ledger = await entered(store, *many)

    assert (await ledger.verdicts(Verdicts(NUMBER))).entries == many[::-1][:MOST_VERDICTS]


async def test_a_pause_and_what_has_left_are_remembered_over_a_restart(tmp_path: Path) -> None:
    async with opened(tmp_path / "bot.db") as store:
        ledger = await entered(store, SPRING)
        await entered(store, Held(CampaignId("9"), held=True))
        await ledger.count(CampaignId("9"), 42)
    async with opened(tmp_path / "bot.db") as store:
        kept = (await Ledger(store.database).verdicts(Verdicts(NUMBER))).entries

    assert kept == (replace(SPRING, held=True, sent=42),)


async def test_a_campaign_let_go_on_is_held_no_more(store: Store) -> None:
    await entered(store, SPRING, Held(CampaignId("9"), held=True))
    ledger = await entered(store, Held(CampaignId("9"), held=False))

    assert (await ledger.verdicts(Verdicts(NUMBER))).entries == (SPRING,)


async def test_a_database_that_fails_is_a_store_error(store: Store) -> None:
    ledger = await entered(store)
    await store.database.close()

    with pytest.raises(StoreError):
        await ledger.verdicts(Verdicts(NUMBER))
