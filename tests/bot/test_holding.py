"""Holding a campaign through the real Application: at MsgFlash where it can be, here where it cannot."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.arrivals import Origin
from conversations.effects import Hold, Transition
from conversations.events import Ripe
from tests.bot.fake_telegram import FakeTelegram
from tests.bot.living import Living, creates, texts, watches
from tests.bot.stage import Stage, staged


@pytest.fixture
def msgflash() -> Living:
    return Living()


@pytest.fixture
async def stage(tmp_path: Path, telegram: FakeTelegram, msgflash: Living) -> AsyncIterator[Stage]:
    async with staged(tmp_path / "bot.db", telegram, msgflash) as made:
        yield made


def paths(msgflash: Living, word: str) -> list[str]:
    return [request.url.path for request in msgflash.requests if request.url.path.endswith(word)]


async def ripens(stage: Stage) -> None:
    """Let the wait of every held campaign be over, as its timer does."""
    talk = f"{stage.user}:{stage.user}"
    saved = await stage.made.runner.store.load(talk)
    assert saved is not None
    for held in saved.conversation.submissions:
        await stage.made.runner.performer.feed(talk, Ripe(held.reference, held.attempt), Origin(stage.user))
    await stage.settles()


async def test_now_leaves_at_the_next_full_minute_after_the_airlock(stage: Stage, msgflash: Living) -> None:
    await creates(stage)

    assert msgflash.created[-1]["schedule"] == "2026-04-14T08:33:00.000Z"


async def test_how_long_the_airlock_is_can_be_set(tmp_path: Path, telegram: FakeTelegram, msgflash: Living) -> None:
    async with staged(tmp_path / "bot.db", telegram, msgflash, airlock_minutes=20) as stage:
        await creates(stage)

    assert msgflash.created[-1]["schedule"] == "2026-04-14T08:50:00.000Z"


async def test_warned_of_a_campaign_it_is_held_with_one_request(stage: Stage, msgflash: Living) -> None:
    await creates(stage)
    stage.sees("you decide")
    await stage.presses("Pause it")

    stage.sees("” is paused", "Status: <b>paused</b>")
    assert len(paths(msgflash, "/pause")) == 1
    await watches(stage, minutes=30)
    assert not any("should have started" in text for text in texts(stage))


async def test_going_on_shows_the_part_of_the_verdict_that_comes(stage: Stage) -> None:
    await creates(stage)
    await stage.presses("Pause it")
    await stage.presses("▶ Resume")
    await stage.presses("Yes, resume it")

    stage.sees("” is resumed", "On resuming, MsgFlash said", "caution", "Many contacts are new to this number.")


async def test_a_pause_that_is_refused_early_is_held_here_from_then_on_also_after_a_restart(
    tmp_path: Path, telegram: FakeTelegram, msgflash: Living
) -> None:
    msgflash.early = False
    async with staged(tmp_path / "bot.db", telegram, msgflash) as stage:
        await creates(stage)
        await stage.presses("Pause it")
        stage.sees("From now on I will hold your campaigns here")
    async with staged(tmp_path / "bot.db", telegram, msgflash) as stage:
        await creates(stage)
        stage.sees("Held here until 10:33", "Nothing has reached MsgFlash")
        assert len(msgflash.posts()) == 1
        await stage.presses("Do not send it")

    assert len(msgflash.posts()) == 1


async def test_held_here_it_leaves_when_its_wait_is_over_and_is_created_once(
    tmp_path: Path, telegram: FakeTelegram, msgflash: Living
) -> None:
    msgflash.early = False
    async with staged(tmp_path / "bot.db", telegram, msgflash) as stage:
        await creates(stage)
        await stage.presses("Pause it")
        await creates(stage)
        stage.passes(minutes=3)
        await ripens(stage)
        await ripens(stage)

        stage.sees("Campaign created")
    assert len(msgflash.posts()) == 2


@pytest.mark.parametrize(("minutes", "posts"), [(1, 1), (4, 2), (60, 1)])
async def test_stopped_while_it_is_held_here_it_leaves_in_its_time_or_not_at_all(
    tmp_path: Path, telegram: FakeTelegram, msgflash: Living, minutes: int, posts: int
) -> None:
    msgflash.early = False
    async with staged(tmp_path / "bot.db", telegram, msgflash) as stage:
        await creates(stage)
        await stage.presses("Pause it")
        await creates(stage)
    async with staged(tmp_path / "bot.db", telegram, msgflash, ahead=minutes) as stage:
        said = "\n".join(texts(stage))

    assert len(msgflash.posts()) == posts
    assert ("it was not sent" in said) == (minutes == 60)


async def test_stop_pauses_what_runs_and_says_what_became_of_it(stage: Stage, msgflash: Living) -> None:
    await creates(stage)
    await stage.types("/stop")
    await stage.presses("Stop 1 campaign")

    stage.sees("paused")
    assert len(paths(msgflash, "/pause")) == 1


async def test_a_report_leads_to_the_same_campaign_again_with_its_time_asked(stage: Stage, msgflash: Living) -> None:
    await creates(stage)
    msgflash.becomes("completed", planned=3, sent=3)
    await watches(stage, minutes=5)
    (report,) = [message for message in stage.messages() if "/again" in str(message.get("reply_markup"))]
    (kept,) = [record.reference for record in (await stage.made.runner.store.records("1001:1001", 0)).records]
    await stage.presses_data(f"*|/again {kept}", report["message_id"])

    stage.sees("When should it be sent", "The same answers as")
    assert len(msgflash.posts()) == 1


async def test_what_is_held_for_somebody_who_is_no_operator_any_more_does_not_leave(
    tmp_path: Path, telegram: FakeTelegram, msgflash: Living
) -> None:
    msgflash.early = False
    async with staged(tmp_path / "bot.db", telegram, msgflash) as stage:
        await creates(stage)
        await stage.presses("Pause it")
        await creates(stage)
        assert len(msgflash.posts()) == 1
    said = len(telegram.calls)
    async with staged(tmp_path / "bot.db", telegram, msgflash, ahead=4, operator_ids="1002") as stage:
        await stage.made.runner.pay_owed()
        await stage.settles()
        await watches(stage, minutes=30)

    assert len(msgflash.posts()) == 1
    assert [name for name, _ in telegram.calls[said:] if name != "getMe"] == []
    async with staged(tmp_path / "bot.db", telegram, msgflash, ahead=60) as stage:
        assert any("it was not sent" in text for text in texts(stage))


async def test_what_is_held_does_not_begin_to_leave_while_the_process_ends(
    tmp_path: Path, telegram: FakeTelegram, msgflash: Living
) -> None:
    msgflash.early = False
    async with staged(tmp_path / "bot.db", telegram, msgflash) as stage:
        await creates(stage)
        await stage.presses("Pause it")
        await creates(stage)
        talk, runner = f"{stage.user}:{stage.user}", stage.made.runner
        saved = await runner.store.load(talk)
        assert saved is not None
        (held,) = saved.conversation.submissions
        assert held.until is not None
        stage.passes(minutes=4)
        runner.leave()
        again = Transition(saved.conversation, (Hold(held),))
        await runner.performer.perform(talk, Origin(stage.user), saved, again)
        for _ in range(3):
            await asyncio.sleep(0)
        await stage.settles()
        after = await runner.store.load(talk)

    assert after == saved
    assert len(msgflash.posts()) == 1
