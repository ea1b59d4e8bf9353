from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from conversations.spoken import At, NotRead, read_time, reasons
from conversations.spoken.readings import Reading
from conversations.words import Text

PORTO_NOVO = ZoneInfo("Africa/Porto-Novo")
THURSDAY = datetime(2026, 5, 21, 14, 32, tzinfo=PORTO_NOVO)
TODAY = THURSDAY.date()
MONDAY = date(2026, 5, 25)


def reading(phrase: str, on: date) -> Reading:
    return read_time(phrase, THURSDAY, PORTO_NOVO, on)


def at(local: str) -> At:
    return At(datetime.fromisoformat(local).replace(tzinfo=PORTO_NOVO).astimezone(UTC))


@pytest.mark.parametrize(
    ("phrase", "local"),
    [
        ("9h", "2026-05-25 09:00"),
        ("9", "2026-05-25 09:00"),
        ("à 9", "2026-05-25 09:00"),
        ("at nine", "2026-05-25 09:00"),
        ("neuf", "2026-05-25 09:00"),
        ("9 30", "2026-05-25 09:30"),
        ("0930", "2026-05-25 09:30"),
        ("1430", "2026-05-25 14:30"),
        ("9pm", "2026-05-25 21:00"),
        ("midi", "2026-05-25 12:00"),
        ("le matin", "2026-05-25 09:00"),
        ("soir 8h", "2026-05-25 20:00"),
        ("9.30 pm", "2026-05-25 21:30"),
    ],
)
def test_a_time_alone_is_about_the_day_already_known(phrase: str, local: str) -> None:
    assert reading(phrase, MONDAY) == at(local)


@pytest.mark.parametrize(
    ("phrase", "local"),
    [
        ("demain 9h", "2026-05-22 09:00"),
        ("15/06 9h", "2026-06-15 09:00"),
        ("ce soir 20h", "2026-05-21 20:00"),
        ("dans 2h", "2026-05-21 16:32"),
        ("cette nuit 23h", "2026-05-21 23:00"),
    ],
)
def test_a_phrase_with_a_day_of_its_own_is_a_change_of_mind(phrase: str, local: str) -> None:
    assert reading(phrase, MONDAY) == at(local)


@pytest.mark.parametrize(
    ("phrase", "on", "why"),
    [
        ("9h", TODAY, reasons.PAST),
        ("18h", date(2026, 5, 20), reasons.PAST),
        ("minuit", MONDAY, reasons.WHICH_MIDNIGHT),
        ("25h", MONDAY, reasons.IMPOSSIBLE_HOUR),
        ("25", MONDAY, reasons.IMPOSSIBLE_HOUR),
        ("9 5", MONDAY, reasons.TWO_SENSES),
        ("9.30", MONDAY, reasons.TWO_SENSES),
        ("9 30 15", MONDAY, reasons.NOT_UNDERSTOOD),
        ("oui", MONDAY, reasons.NOTHING),
    ],
)
def test_what_is_no_time_of_that_day_is_refused_by_name(phrase: str, on: date, why: Text) -> None:
    refused = reading(phrase, on)

    assert isinstance(refused, NotRead)
    assert refused.reason.text == why


def test_midnight_of_today_is_the_coming_one() -> None:
    assert reading("minuit", TODAY) == at("2026-05-22 00:00")


def test_days_ahead_keep_the_clock_to_the_minute() -> None:
    typed = THURSDAY.replace(second=59, microsecond=999_999)

    assert read_time("dans 2 jours", typed, PORTO_NOVO) == at("2026-05-23 14:32")
