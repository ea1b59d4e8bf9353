"""What is kept of watched campaigns, and what is due of it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from conversations.conversation import begin
from conversations.draft import Draft
from conversations.watch import Watch
from conversations.workspace import Campaign, CampaignId, Record, Reference
from storage import watches
from storage.store import Store, opened

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
TALK = "7:7"
DRAFT = Draft(Reference("AAAAA"), NOW, ("an answer",))


def watch(mark: str = "AAAAA", **more: object) -> Watch:
    campaign = Campaign(CampaignId(f"id of {mark}"), "Spring", "scheduled", NOW, "none")
    made = Watch(campaign, Reference(mark), "Spring", None, NOW, NOW, NOW, look_at=NOW)
    return replace(made, **more)  # type: ignore[arg-type] # a test names fields of Watch


async def follows(store: Store, *new: Watch, talk: str = TALK) -> None:
    """Store a talk whose campaigns are watched."""
    records = tuple(Record(one.reference, one.id, one.name, NOW, NOW) for one in new)
    pairs = tuple((one, replace(DRAFT, reference=one.reference)) for one in new)
    talking = replace(begin(talk, "fr", "Europe/Paris"), turn=1)
    await store.commit(talk, 7, None, talking, owing=False, records=records, follows=pairs)


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Store]:
    async with opened(tmp_path / "bot.db") as store:
        yield store


async def test_a_campaign_is_watched_from_the_moment_its_record_is_kept(kept: Store) -> None:
    await follows(kept, watch())
    found = await kept.do(partial(watches.one, talk=TALK, campaign=watch().id))

    assert found == watches.Watched(TALK, 7, None, watch())
    assert await kept.do(partial(watches.named, talk=TALK, reference=Reference("AAAAA"))) == found
    assert await kept.do(partial(watches.draft_of, talk=TALK, reference=Reference("AAAAA"))) == DRAFT


async def test_nobody_reads_the_campaigns_of_another(kept: Store) -> None:
    await follows(kept, watch())

    assert await kept.do(partial(watches.named, talk="8:8", reference=Reference("AAAAA"))) is None
    assert await kept.do(partial(watches.draft_of, talk="8:8", reference=Reference("AAAAA"))) is None
    assert await kept.do(partial(watches.underway, talk="8:8")) == ()


async def test_what_is_due_comes_oldest_first_and_nothing_before_its_second(kept: Store) -> None:
    late, soon = (
        watch("LATE0", look_at=NOW + timedelta(seconds=9)),
        watch("SOON0", look_at=NOW + timedelta(seconds=2.5)),
    )
    await follows(kept, late, soon, watch("NEVER", look_at=None))

    def due(seconds: float) -> partial[tuple[watches.Watched, ...]]:
        return partial(watches.due, now=NOW + timedelta(seconds=seconds), most=10)

    assert await kept.do(due(2.4)) == ()
    assert [found.watch for found in await kept.do(due(3))] == [soon]
    assert [found.watch for found in await kept.do(due(60))] == [soon, late]
    assert await kept.do(watches.next_at) == int(NOW.timestamp()) + 3


async def test_a_request_is_counted_with_the_watch_it_is_made_for(kept: Store) -> None:
    await follows(kept, watch())
    counted = watch(requests=1)
    await kept.do(partial(watches.spend, talk=TALK, watch=counted, day="2026-04-14"))
    await kept.do(partial(watches.spend, talk=TALK, watch=counted, day="2026-04-14"))

    assert await kept.do(partial(watches.spent, day="2026-04-14")) == 2
    found = await kept.do(partial(watches.one, talk=TALK, campaign=watch().id))
    assert found is not None
    assert found.watch.requests == 1
    await kept.do(partial(watches.spend, talk=TALK, watch=counted, day="2026-04-15"))
    assert await kept.do(partial(watches.spent, day="2026-04-14")) == 0
    assert await kept.do(partial(watches.spent, day="2026-04-15")) == 1


async def test_what_is_underway_are_those_that_have_not_ended(kept: Store) -> None:
    await follows(kept, watch("CCCCC", ending="unwatched", look_at=None), watch("AAAAA"), watch("BBBBB", ending="over"))
    found = await kept.do(partial(watches.underway, talk=TALK))

    assert [record.reference for record, _ in found] == ["AAAAA", "CCCCC"]
    assert await kept.do(partial(watches.statuses, talk=TALK)) == dict.fromkeys(
        ("AAAAA", "BBBBB", "CCCCC"), "scheduled"
    )


async def test_the_card_is_remembered(kept: Store) -> None:
    await follows(kept, watch())
    await kept.do(partial(watches.put_on, talk=TALK, campaign=watch().id, message_id=107))
    await kept.do(partial(watches.change, talk=TALK, watch=watch(requests=3)))
    found = await kept.do(partial(watches.one, talk=TALK, campaign=watch().id))

    assert found == watches.Watched(TALK, 7, 107, watch(requests=3))


async def test_a_campaign_told_twice_is_watched_once(kept: Store) -> None:
    await follows(kept, watch())
    await kept.do(partial(watches.change, talk=TALK, watch=watch(requests=3)))
    await kept.do(partial(watches.begin, talk=TALK, chat=7, watch=watch(), draft=DRAFT))

    found = await kept.do(partial(watches.one, talk=TALK, campaign=watch().id))
    assert found is not None
    assert found.watch.requests == 3


async def test_a_fact_is_learned_and_replaced(kept: Store) -> None:
    assert await kept.do(partial(watches.known, name="f")) is None
    await kept.do(partial(watches.learn, name="f", fact="one"))
    await kept.do(partial(watches.learn, name="f", fact="two"))

    assert await kept.do(partial(watches.known, name="f")) == "two"


async def test_a_watch_that_cannot_be_read_holds_up_no_other(kept: Store) -> None:
    await follows(kept, watch())
    await kept.do(lambda connection: connection.execute("update watches set watch = '{}'"))
    later = NOW + timedelta(days=9)

    assert await kept.do(partial(watches.one, talk=TALK, campaign=watch().id)) is None
    assert await kept.do(watches.still_open) == ()
    assert await kept.do(partial(watches.due, now=later, most=9)) == ()
    assert await kept.do(watches.next_at) is None
    assert kept.connection.execute("select kind, body from unreadable").fetchall() == [("watch", "{}")]
