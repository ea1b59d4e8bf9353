"""What is counted, and that nothing is where the extra `metrics` is missing."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.measures import MOST_AWAITED, Measures, outcome
from storage.upkeep import Census

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def figures(measures: Measures, census: Census | None = None) -> dict[str, float]:
    found = measures.written(census, NOW)
    assert found is not None
    lines = [line for line in found[0].decode().splitlines() if line.startswith("campaign_bot")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


@pytest.mark.parametrize(
    ("status", "counted"),
    [(None, "no_answer"), (200, "ok"), (302, "ok"), (403, "refused"), (429, "too_fast"), (500, "failed")],
)
def test_calls_are_counted_by_how_they_ended(status: int | None, counted: str) -> None:
    measures = Measures()
    with measures.calling("msgflash", "GET instances") as call:
        call.status = status

    assert outcome(status) == counted
    assert figures(measures)[f'campaign_bot_calls_total{{outcome="{counted}",peer="msgflash"}}'] == 1


def test_a_call_that_fails_has_no_answer_and_fails_on() -> None:
    measures = Measures()
    with pytest.raises(OSError, match="gone"), measures.calling("telegram", "getMe"):
        raise OSError("gone")

    assert figures(measures)['campaign_bot_calls_total{outcome="no_answer",peer="telegram"}'] == 1
    assert measures.contacts["telegram"].failed is not None


def test_a_call_the_bot_gives_up_itself_says_nothing_of_the_other_side() -> None:
    measures = Measures()
    with pytest.raises(asyncio.CancelledError), measures.calling("telegram", "getUpdates"):
        raise asyncio.CancelledError

    assert measures.contacts["telegram"].failed is None
    assert not any("calls_total" in name for name in figures(measures))


def test_answers_are_measured_from_the_arrival_and_polls_are_not() -> None:
    clock = Clock()
    measures = Measures(clock)
    measures.arrived(5, "Wrote")
    with measures.calling("telegram", "getUpdates") as call:
        call.status = 200
    clock.now += 0.3
    measures.answered(5)
    measures.answered(5)
    measures.answered(None)

    counted = figures(measures)
    assert counted['campaign_bot_updates_total{kind="Wrote"}'] == 1
    assert counted["campaign_bot_answer_seconds_count"] == 1
    assert counted['campaign_bot_answer_seconds_bucket{le="0.25"}'] == 0
    assert counted['campaign_bot_answer_seconds_bucket{le="0.5"}'] == 1
    assert not any("call_seconds_count" in name for name in counted)


def test_answers_that_never_come_do_not_pile_up() -> None:
    measures = Measures()
    for update_id in range(MOST_AWAITED + 5):
        measures.arrived(update_id, "Wrote")
    for update_id in range(MOST_AWAITED + 5):
        measures.answered(update_id)

    assert figures(measures)["campaign_bot_answer_seconds_count"] == MOST_AWAITED


def test_what_the_database_counts_is_told_with_the_age_of_the_oldest() -> None:
    measures = Measures()
    counted = figures(measures, Census(3, NOW - timedelta(seconds=90), 7, 2))

    assert counted["campaign_bot_inbox_updates"] == 3
    assert counted["campaign_bot_inbox_age_seconds"] == 90
    assert counted["campaign_bot_drafts_open"] == 7
    assert counted["campaign_bot_submissions_unknown"] == 2
    assert counted["campaign_bot_database_answers"] == 1
    assert figures(measures)["campaign_bot_database_answers"] == 0


def test_an_age_is_never_negative_though_clocks_are_set_back() -> None:
    assert figures(Measures(), Census(1, NOW + timedelta(hours=1), 0, 0))["campaign_bot_inbox_age_seconds"] == 0


def test_without_the_extra_nothing_is_counted_and_contacts_are_still_known() -> None:
    measures = Measures(counting=False)
    measures.arrived(5, "Wrote")
    measures.answered(5)
    measures.submitted("created")
    with measures.calling("msgflash", "GET instances") as call:
        call.status = 200

    assert measures.written(None, NOW) is None
    assert measures.contacts["msgflash"].answered is not None
