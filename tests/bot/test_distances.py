"""How far away a moment is, as the operator reads it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.render import say
from conversations.words import Distance, Language, Text

AT = datetime(2026, 4, 15, 8, tzinfo=UTC)
DISTANCE = Text(fr="{distance}", en="{distance}")


def said(distance: Distance, language: Language) -> str:
    return say(DISTANCE(distance=distance), language)


@pytest.mark.parametrize(
    ("elapsed", "french", "english"),
    [
        (timedelta(hours=3), "dans 3 heures", "in 3 hours"),
        (timedelta(minutes=15), "dans 15 minutes", "in 15 minutes"),
        (timedelta(days=1, hours=2), "dans 26 heures", "in 26 hours"),
        (timedelta(days=10), "dans 10 jours", "in 10 days"),
        (timedelta(hours=-2), "il y a 2 heures", "2 hours ago"),
        (timedelta(seconds=-90), "il y a 2 minutes", "2 minutes ago"),
        (timedelta(seconds=-59), "à l’instant", "just now"),
        (timedelta(0), "à l’instant", "just now"),
        (timedelta(seconds=20), "dans 1 minute", "in 1 minute"),
        (timedelta(days=32), "dans 5 semaines", "in 5 weeks"),
        (timedelta(days=-3), "il y a 3 jours", "3 days ago"),
    ],
)
def test_a_distance_is_said_from_now(elapsed: timedelta, french: str, english: str) -> None:
    distance = Distance(AT + elapsed, AT)

    assert (said(distance, "fr"), said(distance, "en")) == (french, english)


@pytest.mark.parametrize(
    ("now", "at", "days"),
    [
        ("2026-11-24 04:24", "2026-11-26 18:00", "dans 2 jours"),
        ("2026-11-24 22:00", "2026-11-27 08:00", "dans 3 jours"),
        ("2026-11-24 22:00", "2026-11-26 23:30", "dans 2 jours"),
        ("2026-11-24 00:30", "2026-12-15 23:30", "dans 21 jours"),
    ],
)
def test_days_are_those_of_the_readers_calendar(now: str, at: str, days: str) -> None:
    paris = ZoneInfo("Europe/Paris")
    since, then = (datetime.fromisoformat(each).replace(tzinfo=paris).astimezone(UTC) for each in (now, at))

    assert said(Distance(then, since, "Europe/Paris"), "fr") == days
