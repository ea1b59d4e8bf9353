from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from bot.demo.msgflash.timeline import timeline

NOW = datetime(2026, 10, 2, 10, 0, tzinfo=UTC)
MANY = [str(uuid5(UUID(int=1), str(place))) for place in range(2000)]


def fates(*, reachable: bool) -> list[str]:
    return [timeline(message, NOW, NOW, reachable=reachable).latest(NOW + timedelta(hours=1))[1] for message in MANY]


def test_most_messages_are_read_some_only_delivered_and_a_few_fail() -> None:
    counted = Counter(fates(reachable=True))
    shares = {status: times / len(MANY) for status, times in counted.items()}

    assert set(shares) == {"sent", "delivered", "read", "failed"}
    assert shares["failed"] < 0.07
    assert 0.45 < shares["read"] < 0.65


def test_nothing_gets_through_from_a_number_that_is_not_reachable() -> None:
    assert set(fates(reachable=False)) == {"failed"}


def test_the_same_message_always_fares_the_same() -> None:
    assert fates(reachable=True) == fates(reachable=True)


def test_a_message_that_is_held_back_stays_queued() -> None:
    held = timeline(MANY[0], NOW, None, reachable=True)

    assert (list(held.events()), held.latest(NOW + timedelta(days=1))) == ([], (NOW, "queued"))


def test_what_happens_to_a_message_comes_in_order() -> None:
    for message in MANY[:200]:
        moments = [moment for moment, _ in timeline(message, NOW, NOW, reachable=True).events()]

        assert moments == sorted(moments)
