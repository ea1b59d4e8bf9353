"""When a campaign is read next, and what its whole life costs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from conversations.looks import begun, following, hinted, tomorrow
from conversations.watch import Rules, Watch, number_seen, seen, woken
from conversations.workspace import Campaign, CampaignId, InstanceId, Reference

CREATED = datetime(2026, 4, 14, 8, 57, tzinfo=UTC)
START = CREATED + timedelta(minutes=3)
ALONE, HOOKED = Rules(), Rules(hooked=True)
MOST_ALONE, MOST_HOOKED = 60, 10


def watch(start: datetime = START, repeat: str = "none", rules: Rules = ALONE) -> Watch:
    campaign = Campaign(CampaignId("9a0c1c52"), "Spring", "scheduled", start, repeat)
    number = InstanceId("6f1d2a74")
    return begun(Watch(campaign, Reference("AAAAA"), "Spring", number, start, CREATED, CREATED), CREATED, rules)


def running(sent: int, planned: int = 500, status: str = "running") -> Campaign:
    counts = (("planned", planned), ("sent", sent))
    return Campaign(CampaignId("9a0c1c52"), "Spring", status, START, "none", None, counts)


def sending(seconds: float, planned: int = 500) -> Callable[[datetime], Campaign]:
    """A campaign that takes so many seconds to leave."""

    def at(now: datetime) -> Campaign:
        gone = max((now - START).total_seconds(), 0) / seconds
        status = "scheduled" if now < START else "completed" if gone >= 1 else "running"
        return running(min(int(planned * gone), planned), planned, status)

    return at


def lives(world: Callable[[datetime], Campaign], rules: Rules, speaks: timedelta | None = None) -> tuple[Watch, int]:
    """Watch until nothing is due any more; `speaks` is how often a message is spoken of while it runs.

    Return the watch and how many requests were made.
    """
    at, now, requests, spoken = watch(rules=rules), CREATED, 0, CREATED
    for _ in range(5000):
        going = world(now).status == "running"
        if speaks is not None and going:
            spoken = START + speaks * ((now - START) // speaks)
        hint = hinted(at, spoken, rules)
        dues = [due for due in (at.look_at, at.number_at, hint) if due is not None]
        if not dues:
            return at, requests
        due = min(dues)
        if speaks is not None and going and due > now + speaks:
            now += speaks
            continue
        now = max(due, now)
        requests += 1
        counted = replace(at, requests=at.requests + 1)
        if at.number_at is not None and at.number_at <= now:
            at = number_seen(counted, "connected", now)
        else:
            at = following(seen(counted, world(now), now, rules), now, rules)
    raise AssertionError("it is watched for ever")


@pytest.mark.parametrize("seconds", [1, 20, 100, 600, 3600, 5 * 3600, 24 * 3600])
def test_a_whole_life_costs_at_most_sixty_requests(seconds: float) -> None:
    at, requests = lives(sending(seconds), ALONE)

    assert requests <= MOST_ALONE - 10
    assert at.ending in {"over", "unwatched"}


@pytest.mark.parametrize("seconds", [1, 20, 100, 600, 3600, 5 * 3600, 24 * 3600])
def test_with_webhooks_it_costs_at_most_ten(seconds: float) -> None:
    at, requests = lives(sending(seconds), HOOKED, timedelta(seconds=max(seconds / 500, 1)))

    assert requests <= MOST_HOOKED
    assert at.ending in {"over", "unwatched"}


@pytest.mark.parametrize("seconds", [20, 600, 3600])
def test_the_end_is_seen_soon_after_it(seconds: float) -> None:
    for rules, speaks in ((ALONE, None), (HOOKED, timedelta(seconds=2))):
        at, _ = lives(sending(seconds), rules, speaks)

        assert at.ended_at is not None
        unseen = at.ended_at - START - timedelta(seconds=seconds)
        assert unseen <= max(timedelta(minutes=3), timedelta(seconds=seconds / 5))


def test_one_that_stands_still_for_ever_is_given_up_within_its_requests() -> None:
    at, requests = lives(lambda now: running(3, status="scheduled" if now < START else "running"), ALONE)

    assert at.ending == "unwatched"
    assert at.raised == ("stalled",)
    assert requests <= MOST_ALONE


def test_a_standstill_is_noticed_when_it_is_ten_minutes_old() -> None:
    at = watch()
    now = START + timedelta(minutes=90)
    at = following(seen(replace(at, requests=30), running(3), now, ALONE), now, ALONE)

    assert at.look_at == now + timedelta(minutes=10)


def test_before_the_start_there_is_nothing_to_read_but_the_number() -> None:
    tomorrow_nine = START + timedelta(days=1)
    at = watch(tomorrow_nine)

    assert at.number_at == tomorrow_nine - timedelta(minutes=5)
    assert at.look_at == tomorrow_nine + timedelta(seconds=15)
    assert at.tell_at == tomorrow_nine - timedelta(minutes=5)


def test_the_card_of_one_that_leaves_soon_comes_when_its_verdict_can_have_been_read() -> None:
    assert watch().tell_at == CREATED + timedelta(seconds=20)


def test_a_paused_one_is_looked_at_ever_more_rarely() -> None:
    at, pauses = watch(), []
    now = START
    for _ in range(6):
        at = following(seen(at, running(3, status="paused"), now, ALONE), now, ALONE)
        assert at.look_at is not None
        pauses.append(at.look_at - now)
        now = at.look_at

    assert pauses[0] == timedelta(minutes=30)
    assert pauses == sorted(pauses)
    assert pauses[-1] >= timedelta(hours=8)


def test_while_somebody_looks_it_is_read_quickly() -> None:
    now = START + timedelta(hours=2)
    at = seen(replace(watch(), attended_at=now), running(30), now, ALONE)

    assert following(at, now, ALONE).look_at == now + timedelta(seconds=15)
    left = replace(at, attended_at=now - timedelta(minutes=2))
    assert following(left, now, ALONE).look_at == now + timedelta(minutes=10)


def test_a_repeating_one_is_next_looked_at_after_its_next_start() -> None:
    now = START + timedelta(hours=1)
    done = replace(running(500, status="scheduled"), repeat="daily")
    at = following(seen(watch(repeat="daily"), done, now, ALONE), now, ALONE)

    assert at.look_at == START + timedelta(days=1, seconds=15)


def test_a_hint_before_the_start_or_without_webhooks_changes_nothing() -> None:
    assert hinted(watch(rules=HOOKED), START - timedelta(minutes=1), HOOKED) is None
    assert hinted(watch(), START + timedelta(minutes=1), ALONE) is None


def test_the_first_message_that_is_spoken_of_brings_a_look_at_once() -> None:
    assert hinted(watch(rules=HOOKED), START + timedelta(seconds=2), HOOKED) == START + timedelta(seconds=2)


def test_many_messages_are_one_hint_until_they_fall_silent() -> None:
    now = START + timedelta(minutes=1)
    at = following(seen(watch(rules=HOOKED), running(30), now, HOOKED), now, HOOKED)
    spoken = [now + timedelta(seconds=second) for second in range(1, 40)]

    dues = [hinted(at, each, HOOKED) for each in spoken]
    assert dues == [each + timedelta(seconds=45) for each in spoken]


def test_a_message_spoken_of_before_the_last_look_is_no_news() -> None:
    now = START + timedelta(minutes=1)
    at = following(seen(watch(rules=HOOKED), running(30), now, HOOKED), now, HOOKED)

    assert hinted(at, now - timedelta(seconds=1), HOOKED) is None


def test_what_was_due_long_ago_is_not_read_any_more() -> None:
    assert woken(watch(), START + timedelta(days=4)).next_at is None


def test_a_day_of_requests_begins_at_midnight_of_utc() -> None:
    assert tomorrow(datetime(2026, 4, 14, 23, 59, tzinfo=UTC)) == datetime(2026, 4, 15, 0, 1, tzinfo=UTC)
