from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.demo.msgflash.campaign import Campaign, Content, Pause, Recipient
from bot.demo.msgflash.progress import Progress, progress, runs
from bot.demo.msgflash.safety import Verdict

START = datetime(2026, 10, 2, 10, 0, tzinfo=UTC)
PACE = 2.0
VERDICT = Verdict("allow", "low", 90, "stable", (), (), 1000, 0.6, 0, 0.0)


def campaign(size: int = 40, repeat: str = "none", schedule: datetime = START) -> Campaign:
    return Campaign(
        id="9a0c1c52-0b8e-4f0a-b5b5-2f1d8f6f7e33",
        request={},
        instance_id="6f1d2a74-0c55-4c7e-9a2f-0b8f6f1f9b11",
        name="Autumn sale",
        template_id=None,
        content=Content("text", "Hello", None),
        variables=None,
        schedule=schedule,
        repeat=repeat,
        recipients=tuple(Recipient(f"contact {place}", "Awa Doe", "+33639980001") for place in range(size)),
        reachable=True,
        verdict=VERDICT,
        created_at=START - timedelta(hours=1),
    )


def after(asked: Campaign, seconds: float) -> Progress:
    return progress(asked, PACE, START + timedelta(seconds=seconds))


def test_before_its_time_nothing_is_planned() -> None:
    assert (after(campaign(), -0.001).status, after(campaign(), -0.001).planned) == ("scheduled", 0)


def test_it_runs_from_its_schedule_on_and_plans_a_second_later() -> None:
    assert [(after(campaign(), at).status, after(campaign(), at).planned) for at in (0, 0.999, 1)] == [
        ("running", 0),
        ("running", 0),
        ("running", 40),
    ]


def test_two_messages_leave_each_second() -> None:
    left = [after(campaign(), at).sent + after(campaign(), at).failed for at in (1, 1.5, 2, 11)]

    assert left == [0, 1, 2, 20]


def test_it_completes_when_the_last_message_has_left_and_is_still_being_read_afterwards() -> None:
    end, later = after(campaign(), 21), after(campaign(), 300)

    assert after(campaign(), 20.999).status == "running"
    assert (end.status, end.completed_at) == ("completed", START + timedelta(seconds=21))
    assert (later.completed_at, later.sent) == (end.completed_at, end.sent)
    assert later.read > end.read


def test_a_schedule_in_the_past_starts_when_the_campaign_is_made() -> None:
    old = campaign(schedule=START - timedelta(days=400), repeat="daily")

    assert [run.start for run in runs(old, PACE, START)] == [old.created_at]


def test_a_daily_campaign_starts_again_each_day_and_its_counters_go_on_rising() -> None:
    daily = campaign(repeat="daily")
    day = 86_400

    assert [after(daily, at).status for at in (30, day - 1, day, day + 30)] == [
        "scheduled",
        "scheduled",
        "running",
        "scheduled",
    ]
    assert [after(daily, at).planned for at in (30, day + 30, 6 * day + 30)] == [40, 80, 280]
    assert after(daily, 6 * day + 30).completed_at is None


def test_a_weekly_campaign_starts_again_each_week() -> None:
    starts = [run.start for run in runs(campaign(repeat="weekly"), PACE, START + timedelta(days=15))]

    assert starts == [START, START + timedelta(days=7), START + timedelta(days=14)]


def test_messages_of_different_runs_have_different_ids() -> None:
    ids = [
        dispatch.id
        for run in runs(campaign(repeat="daily"), PACE, START + timedelta(days=1, hours=1))
        for dispatch in run.dispatches
    ]

    assert len(ids) == len(set(ids)) == 80


def test_a_start_within_a_pause_waits_for_its_end_and_happens_once() -> None:
    held = replace(
        campaign(repeat="daily"),
        pauses=(Pause(START + timedelta(hours=1), START + timedelta(days=3, hours=1)),),
    )

    starts = [run.start for run in runs(held, PACE, START + timedelta(days=4))]

    assert starts == [START, START + timedelta(days=3, hours=1), START + timedelta(days=4)]


def test_while_a_pause_is_open_nothing_starts() -> None:
    held = replace(campaign(), pauses=(Pause(START - timedelta(minutes=1), None),))

    assert (after(held, 3600).status, after(held, 3600).planned) == ("paused", 0)


def test_a_pause_right_after_a_resume_still_holds() -> None:
    stop, again = START + timedelta(seconds=6), START + timedelta(seconds=26)
    held = replace(campaign(), pauses=(Pause(stop, again), Pause(again, None)))

    assert after(held, 3600).sent + after(held, 3600).failed == 10


def test_receipts_of_messages_that_have_left_still_come_during_a_pause() -> None:
    held = replace(campaign(), pauses=(Pause(START + timedelta(seconds=11), None),))

    assert after(held, 11).delivered < after(held, 60).delivered
    assert after(held, 11).sent == after(held, 60).sent


def test_the_last_change_is_told() -> None:
    assert after(campaign(), -10).updated_at == campaign().created_at
    assert after(campaign(), 11).updated_at == START + timedelta(seconds=11)


@pytest.mark.parametrize("repeat", ["none", "daily", "weekly"])
@settings(deadline=None)
@given(
    size=st.integers(0, 30),
    steps=st.lists(st.tuples(st.floats(0, 200_000), st.sampled_from(["look", "pause", "resume"])), max_size=12),
)
def test_whatever_the_pauses_counters_only_rise_and_always_add_up(
    repeat: str, size: int, steps: list[tuple[float, str]]
) -> None:
    asked, now, seen = campaign(size, repeat), START - timedelta(minutes=5), []
    for seconds, action in steps:
        now += timedelta(seconds=seconds)
        seen.append(progress(asked, PACE, now))
        if action == "pause" and not asked.paused:
            asked = replace(asked, pauses=(*asked.pauses, Pause(now, None)))
        if action == "resume" and asked.paused:
            asked = replace(asked, pauses=(*asked.pauses[:-1], replace(asked.pauses[-1], end=now)))
        seen.append(progress(asked, PACE, now))

    for reading in seen:
        assert reading.queued + reading.sent + reading.failed == reading.planned
        assert reading.read <= reading.delivered <= reading.sent
        assert (reading.status == "completed") == (reading.completed_at is not None)
    for earlier, later in pairwise(seen):
        assert later.planned >= earlier.planned
        assert later.sent >= earlier.sent
        assert later.delivered >= earlier.delivered
        assert later.read >= earlier.read
        assert later.failed >= earlier.failed
        assert later.updated_at >= earlier.updated_at
