import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from conversations.spoken import At, NotRead, OnDay, Repeats, read_time, reasons
from conversations.words import Day, Said, Several, Text, Value, When

TEXTS = {name: text for name, text in vars(reasons).items() if isinstance(text, Text)}
PORTO_NOVO = ZoneInfo("Africa/Porto-Novo")
THURSDAY = datetime(2026, 5, 21, 14, 32, tzinfo=PORTO_NOVO)


def reason(phrase: str, on: date | None = None) -> Said:
    reading = read_time(phrase, THURSDAY, PORTO_NOVO, on)
    assert isinstance(reading, NotRead), reading
    return reading.reason


def quoted(value: Value) -> str:
    match value:
        case Said(values=values):
            return " ".join(quoted(each) for _, each in values)
        case Several(items=items):
            return " ".join(quoted(item) for item in items)
        case _:
            return str(value)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("Réunion demain 9h", "Réunion"),
        ("demain Blabla et tralala 9h", "Blabla tralala"),
        ("demain 9h30€", "€"),
        ("un deux mille-feuilles", "mille feuilles"),
        ("aa bb cc dd ee ff", "aa bb cc dd"),
    ],
)
def test_the_words_not_understood_are_shown_as_they_were_typed(phrase: str, words: str) -> None:
    said = reason(phrase)

    assert said.text == reasons.NOT_UNDERSTOOD
    assert quoted(dict(said.values)["words"]) == words


def test_a_time_already_past_is_named_as_an_instant_of_the_zone() -> None:
    assert reason("aujourd’hui 9h") == reasons.PAST(
        moment=When(datetime(2026, 5, 21, 8, 0, tzinfo=UTC), "Africa/Porto-Novo")
    )


def test_a_day_already_past_is_named_as_a_day() -> None:
    assert reason("20/05/2026") == reasons.PAST(moment=Day(date(2026, 5, 20)))


def test_a_wrong_weekday_is_answered_with_the_day_that_it_is() -> None:
    assert reason("lundi 22 mai 9h") == reasons.WEEKDAY_DIFFERS(words="lundi 22 mai 9h", day=Day(date(2026, 5, 22)))


def test_a_weekday_that_may_be_today_is_answered_with_both_days() -> None:
    assert reason("jeudi") == reasons.WHICH_DAY(
        words="jeudi", first=Day(date(2026, 5, 21)), second=Day(date(2026, 5, 28))
    )


@pytest.mark.parametrize(
    ("phrase", "first", "second"),
    [
        ("jeudi en huit", date(2026, 5, 28), date(2026, 6, 4)),
        ("dimanche de la semaine prochaine", date(2026, 5, 24), date(2026, 5, 31)),
    ],
)
def test_a_day_that_can_be_counted_in_two_ways_is_answered_with_both(phrase: str, first: date, second: date) -> None:
    assert reason(phrase) == reasons.WHICH_DAY(words=phrase, first=Day(first), second=Day(second))


@pytest.mark.parametrize("phrase", ["dans 11 ans", "dans 9999 ans", "2040-01-01T09:00", "1er janvier 2040 9h"])
def test_what_is_too_far_ahead_is_answered_with_the_year_that_it_is(phrase: str) -> None:
    assert reason(phrase) == reasons.TOO_FAR(words=phrase, year="2026")


def test_an_iso_date_that_is_past_is_named_as_a_day_and_one_just_past_as_an_instant() -> None:
    assert reason("2026-05-18T09:00Z") == reasons.PAST(moment=Day(date(2026, 5, 18)))
    assert reason("2026-05-19T09:00Z") == reasons.PAST(
        moment=When(datetime(2026, 5, 19, 9, tzinfo=UTC), "Africa/Porto-Novo")
    )


def test_a_delay_that_ends_in_a_skipped_hour_is_answered_with_its_day() -> None:
    paris = ZoneInfo("Europe/Paris")
    reading = read_time("dans 1 jour et 1 minute", datetime(2026, 3, 28, 2, 30, tzinfo=paris), paris)

    assert reading == NotRead(reasons.HOUR_SKIPPED(words="dans 1 jour et 1 minute", day=Day(date(2026, 3, 29))))


def test_another_zone_is_answered_with_the_city_of_this_one() -> None:
    assert reason("demain 9h GMT") == reasons.ANOTHER_ZONE(words="demain 9h GMT", city="Porto-Novo")


def test_a_skipped_hour_is_answered_with_its_day() -> None:
    paris = ZoneInfo("Europe/Paris")
    reading = read_time("demain 2h30", datetime(2026, 3, 28, 22, 0, tzinfo=paris), paris)

    assert reading == NotRead(reasons.HOUR_SKIPPED(words="demain 2h30", day=Day(date(2026, 3, 29))))


def test_a_long_message_is_refused_and_quoted_short() -> None:
    said = reason("demain 9h " * 100)

    assert said.text == reasons.NOTHING
    shown = dict(said.values)["words"]
    assert isinstance(shown, str)
    assert len(shown) == 60
    assert shown.endswith("…")


def test_a_repetition_is_handed_on_as_it_was_typed() -> None:
    assert read_time("Tous les lundis à 9h", THURSDAY, PORTO_NOVO) == Repeats("Tous les lundis à 9h")


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_french_signs_stand_after_a_no_break_space(name: str) -> None:
    french = re.sub(r"\d+:\d+", "", TEXTS[name].fr)

    assert not re.search(r"(?<!\u00a0)[:;!?»]|«(?!\u00a0)", french)


@pytest.mark.parametrize("name", sorted(TEXTS.keys() - {"QUOTED"}))
def test_each_refusal_gives_an_example_that_is_understood(name: str) -> None:
    """What follows the last "for example" or "Type" is typed back, piece by piece."""
    text = TEXTS[name]
    for sentence, sign in ((text.fr, r"(?:exemple\u00a0:|exemple) "), (text.en, r"for example:? ")):
        examples = re.split(sign, sentence.replace("{year}", "2027"))[1].rstrip(".")
        for typed in re.split(r", ou | ou | or |, (?:or )?", examples):
            reading = read_time(typed.removesuffix(" pour minuit").removesuffix(" for midnight"), THURSDAY, PORTO_NOVO)
            assert isinstance(reading, At | OnDay | Repeats), typed
