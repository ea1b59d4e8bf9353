"""Watching one campaign: what was read of it, and what there is cause to tell."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from conversations.watch import (
    Alert,
    Rules,
    Watch,
    alarmed,
    is_over,
    missing,
    number_seen,
    phase,
    seen,
    unseen,
    woken,
)
from conversations.workspace import Campaign, CampaignId, InstanceId, Reference

START = datetime(2026, 4, 14, 9, 0, tzinfo=UTC)
RULES = Rules()


def campaign(status: str = "running", **counts: int) -> Campaign:
    return Campaign(CampaignId("9a0c1c52"), "Spring", status, START, "none", None, tuple(counts.items()))


def watch(status: str = "scheduled", **counts: int) -> Watch:
    """A campaign created a quarter of an hour before its start."""
    before = START - timedelta(minutes=15)
    known = campaign(status, **counts)
    return Watch(known, Reference("AAAAA"), "Spring", InstanceId("6f1d2a74"), START, before, before)


def later(**elapsed: float) -> datetime:
    return START + timedelta(**elapsed)


@pytest.mark.parametrize(
    ("status", "counts", "over"),
    [
        ("scheduled", {}, False),
        ("scheduled", {"planned": 10, "sent": 10}, False),
        ("running", {"planned": 10, "sent": 9}, False),
        ("running", {"planned": 10, "sent": 9, "failed": 1}, True),
        ("running", {"planned": 10, "sent": 5, "cancelled": 5}, True),
        ("running", {"planned": 0}, False),
        ("paused", {"planned": 10, "sent": 10}, False),
        ("completed", {"planned": 10, "sent": 3}, True),
        ("cancelled", {}, True),
        ("brewing", {}, False),
        ("brewing", {"planned": 10, "sent": 10}, True),
    ],
)
def test_a_campaign_is_over_when_it_is_called_so_or_nothing_is_left(
    status: str,
    counts: dict[str, int],
    *,
    over: bool,
) -> None:
    assert is_over(campaign(status, **counts)) == over


def test_a_campaign_that_repeats_is_over_only_when_it_is_called_so() -> None:
    assert not is_over(replace(campaign("running", planned=10, sent=10), repeat="daily"))
    assert is_over(replace(campaign("cancelled"), repeat="daily"))


def test_a_campaign_with_a_date_of_its_end_is_over_whatever_its_status() -> None:
    assert is_over(replace(campaign("brewing"), completed_at=START))
    assert is_over(replace(campaign("brewing"), cancelled_at=START))


@pytest.mark.parametrize(
    ("status", "at", "where"),
    [
        ("scheduled", later(minutes=-1), "waiting"),
        ("scheduled", later(hours=1), "waiting"),
        ("running", later(minutes=-1), "running"),
        ("paused", later(hours=1), "paused"),
        ("completed", later(hours=1), "over"),
        ("brewing", later(minutes=-1), "waiting"),
        ("brewing", later(minutes=1), "running"),
    ],
)
def test_an_unknown_status_runs_once_its_time_has_come(status: str, at: datetime, where: str) -> None:
    assert phase(watch(status), at) == where


def test_what_a_shorter_answer_leaves_out_is_still_known() -> None:
    before = watch("paused", planned=10, sent=4)
    resumed = replace(campaign("running"), counts=(), schedule=None, repeat=None)
    after = seen(before, resumed, later(minutes=1), RULES)

    assert after.campaign.counts == (("planned", 10), ("sent", 4))
    assert after.campaign.schedule == START
    assert after.campaign.status == "running"


@pytest.mark.parametrize(
    ("at", "raised"), [(later(seconds=119), ()), (later(minutes=2), ("late",)), (later(hours=2), ("late",))]
)
def test_one_that_has_not_begun_two_minutes_after_its_time_is_late(at: datetime, raised: tuple[Alert, ...]) -> None:
    assert seen(watch(), campaign("scheduled"), at, RULES).raised == raised


def test_one_that_has_run_and_waits_for_its_next_day_is_not_late() -> None:
    daily = replace(campaign("scheduled", planned=10, sent=10), repeat="daily")

    assert seen(watch(), daily, later(hours=2), RULES).raised == ()


def test_one_on_which_nothing_moves_for_ten_minutes_stands_still() -> None:
    moving = seen(watch(), campaign(planned=10, sent=4), later(minutes=3), RULES)
    nine = seen(moving, campaign(planned=10, sent=4), later(minutes=12, seconds=59), RULES)
    ten = seen(nine, campaign(planned=10, sent=4), later(minutes=13), RULES)

    assert (moving.raised, nine.raised, ten.raised) == ((), (), ("stalled",))


def test_one_that_moves_slowly_does_not_stand_still() -> None:
    at = seen(watch(), campaign(planned=100, sent=1), later(minutes=1), RULES)
    for minute in range(10, 90, 9):
        at = seen(at, campaign(planned=100, sent=minute), later(minutes=minute), RULES)

    assert at.raised == ()


def test_a_pause_is_no_standstill_and_neither_is_what_follows_it() -> None:
    paused = seen(watch(), campaign("paused", planned=10, sent=4), later(minutes=1), RULES)
    still = seen(paused, campaign("paused", planned=10, sent=4), later(hours=5), RULES)
    resumed = seen(still, campaign("running", planned=10, sent=4), later(hours=6), RULES)

    assert resumed.raised == ()


@pytest.mark.parametrize(
    ("failed", "sent", "limit", "told"),
    [
        (10, 90, 10, False),
        (11, 89, 10, True),
        (2, 1, 10, False),
        (3, 10, 10, True),
        (30, 70, 30, False),
        (31, 69, 30, True),
        (3, 0, 10, True),
    ],
)
def test_failures_beyond_what_is_set_are_told(failed: int, sent: int, limit: int, *, told: bool) -> None:
    after = seen(watch(), campaign(planned=500, sent=sent, failed=failed), later(minutes=1), Rules(limit))

    assert ("failing" in after.raised) == told


def test_each_alert_is_raised_once() -> None:
    once = seen(watch(), campaign("scheduled"), later(minutes=3), RULES)
    twice = seen(replace(once, told=("late",)), campaign("scheduled"), later(minutes=9), RULES)

    assert twice.raised == ("late",)
    assert twice.owed == ()


def test_where_something_is_wrong_the_number_itself_is_looked_at_once_in_a_while() -> None:
    late = seen(watch(), campaign("scheduled"), later(minutes=3), RULES)
    looked = number_seen(late, "connected", later(minutes=3))
    soon = seen(looked, campaign(planned=9, sent=1, failed=3), later(minutes=4), RULES)

    assert late.number_at == later(minutes=3)
    assert soon.raised == ("late", "failing")
    assert soon.number_at is None


@pytest.mark.parametrize(
    ("status", "raised"),
    [("connected", ()), (None, ()), ("disconnected", ("disconnected",)), ("odd", ("disconnected",))],
)
def test_a_number_that_is_not_connected_is_told(status: str | None, raised: tuple[Alert, ...]) -> None:
    assert number_seen(watch(), status, START).raised == raised


def test_a_campaign_nobody_knows_any_more_ends() -> None:
    assert unseen(watch(), "NOT_FOUND", START).ending == "gone"


@pytest.mark.parametrize("code", [None, "UNAUTHORIZED", "INTERNAL_ERROR"])
def test_an_answer_that_does_not_come_is_said_and_ends_nothing(code: str | None) -> None:
    after = unseen(watch(), code, START)

    assert (after.silent, after.ending) == (True, None)
    assert not seen(after, campaign(), later(minutes=1), RULES).silent


def test_the_end_keeps_the_moment_it_was_first_seen() -> None:
    ended = seen(watch(), campaign("completed", planned=3, sent=3), later(minutes=5), RULES)
    again = seen(ended, campaign("completed", planned=3, sent=3, read=2), later(hours=1), RULES)

    assert (again.ending, again.ended_at) == ("over", later(minutes=5))


def test_one_that_goes_on_after_all_is_watched_again() -> None:
    given_up = replace(watch("running"), ending="unwatched", ended_at=START)

    assert seen(given_up, campaign(planned=9, sent=1), later(hours=1), RULES).ending is None


def test_what_is_missing_is_what_was_planned_and_never_heard_of() -> None:
    assert missing(campaign("completed", planned=100, sent=80, failed=5, cancelled=3)) == 12
    assert missing(campaign("completed", planned=10, sent=12)) == 0


def test_a_bot_that_was_stopped_says_since_when_nobody_watched() -> None:
    due = replace(watch("running"), look_at=START)

    assert woken(due, later(minutes=9)).asleep is None
    assert woken(due, later(minutes=11)).asleep == (START, later(minutes=11))


def test_one_whose_window_is_past_is_reported_and_not_read() -> None:
    after = woken(replace(watch("running"), look_at=START), later(days=3))

    assert (after.ending, after.next_at) == ("unwatched", None)


def test_one_that_nothing_is_expected_of_does_not_wake() -> None:
    assert woken(watch(), later(days=9)) == watch()


def test_an_alert_from_elsewhere_is_raised_once_too() -> None:
    assert alarmed(alarmed(watch(), "media"), "media").raised == ("media",)


@pytest.mark.parametrize(
    ("before", "counts", "since"),
    [
        ("paused", {"planned": 10, "sent": 4}, (later(minutes=5), 5)),
        ("paused", {}, (later(minutes=5), 5)),
        ("scheduled", {"planned": 10, "sent": 10}, (later(minutes=5), 5)),
        ("scheduled", {"planned": 10}, None),
        ("running", {"planned": 10, "sent": 4}, None),
    ],
    ids=["after a pause", "held before its start", "sent again", "at its start", "on its way"],
)
def test_from_when_a_pace_counts(before: str, counts: dict[str, int], since: tuple[datetime, int] | None) -> None:
    after = seen(watch(before, **counts), campaign("running", planned=10, sent=4, failed=1), later(minutes=5), RULES)

    assert after.since == since
