from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import format_datetime, format_timedelta, get_timezone_location
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from conversations.spoken import At, EitherOf, OnDay, Reading, read_time
from conversations.spoken.cities import shown_as
from conversations.spoken.lexicon import WORDS
from conversations.words import LANGUAGES, Language

MINUTE = timedelta(minutes=1)
# Without the alias of the machine's own zone, which not every machine has.
ZONES = sorted(available_timezones() - {"localtime"})
zones = st.sampled_from(ZONES).map(ZoneInfo)
nows = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # the zone follows
numbers = st.integers(0, 3000).map(str)
forms = st.sampled_from(
    (
        "9h",
        "21h30",
        "9:05",
        "15/06",
        "15.06",
        "29/02",
        "31/12/2026",
        "9am",
        "12pm",
        "1er",
        "2nd",
        "10 pm",
        "2026-06-15T",
    )
)
signs = st.sampled_from((" ", "-", " - ", ",", ":", "/", ".", "(", ")", "+", "~", "→", "🙂", "’", "\u00a0", "²", "½"))
like_phrases = st.lists(st.one_of(st.sampled_from(sorted(WORDS)), numbers, forms, signs), max_size=8).map(" ".join)
tight_phrases = st.lists(st.one_of(st.sampled_from(sorted(WORDS)), numbers, forms, signs), max_size=5).map("".join)


def instants(reading: Reading) -> tuple[datetime, ...]:
    match reading:
        case At(instant=instant):
            return (instant,)
        case EitherOf(first=first, second=second):
            return (first, second)
        case _:
            return ()


def echo(instant: datetime, zone: ZoneInfo, language: Language, city: str) -> str:
    local = format_datetime(instant.astimezone(zone), "EEE d MMM y, HH:mm", locale=language)
    weekday, _, rest = local.partition(" ")
    return f"{weekday}{',' if language == 'en' else ''} {rest} ({city})"


@given(phrase=st.one_of(st.text(max_size=60), like_phrases, tight_phrases), now=nows, zone=zones)
@settings(max_examples=600, deadline=None)
def test_whatever_is_typed_nothing_is_raised_and_what_is_read_is_still_to_come(
    phrase: str, now: datetime, zone: ZoneInfo
) -> None:
    reading = read_time(phrase, now, zone)

    found = instants(reading)
    assert all(instant > now and instant.tzinfo is UTC for instant in found)
    assert list(found) == sorted(set(found))
    if isinstance(reading, OnDay):
        assert reading.day >= now.astimezone(zone).date()


@given(phrase=like_phrases, now=nows, zone=zones, days=st.integers(-3, 400))
@settings(max_examples=150, deadline=None)
def test_with_a_day_already_known_what_is_read_is_still_to_come(
    phrase: str, now: datetime, zone: ZoneInfo, days: int
) -> None:
    on = now.astimezone(zone).date() + timedelta(days=days)

    assert all(instant > now for instant in instants(read_time(phrase, now, zone, on)))


@given(now=nows, zone=zones, minutes=st.integers(1, 60 * 24 * 700), language=st.sampled_from(LANGUAGES))
@settings(max_examples=150, deadline=None)
def test_the_echo_of_an_instant_typed_back_is_that_instant(
    now: datetime, zone: ZoneInfo, minutes: int, language: Language
) -> None:
    instant = (now + minutes * MINUTE).replace(second=0, microsecond=0)
    assume(instant > now and instant.astimezone(zone).second == 0)

    for city in shown_as(zone):
        assert instant in instants(read_time(echo(instant, zone, language, city), now, zone))


@given(now=nows, zone=zones, minutes=st.integers(1, 60 * 24 * 700), language=st.sampled_from(LANGUAGES))
@example(now=datetime(2026, 1, 1, tzinfo=UTC), zone=ZoneInfo("Europe/Paris"), minutes=60 * 24 * 26, language="fr")
@settings(max_examples=150, deadline=None)
def test_the_distance_that_follows_an_echo_agrees_with_it(
    now: datetime, zone: ZoneInfo, minutes: int, language: Language
) -> None:
    instant = (now + minutes * MINUTE).replace(second=0, microsecond=0)
    assume(instant > now and instant.astimezone(zone).second == 0)
    distance = format_timedelta(instant - now, add_direction=True, locale=language)

    phrase = f"{echo(instant, zone, language, shown_as(zone)[0])}, {distance}"

    assert instant in instants(read_time(phrase, now, zone))


@given(zone=zones, language=st.sampled_from(LANGUAGES))
@settings(max_examples=200, deadline=None)
def test_the_city_of_an_echo_may_be_named_as_the_languages_name_it(zone: ZoneInfo, language: Language) -> None:
    """But for the towns that carry their state's name in brackets."""
    city = get_timezone_location(zone, locale=language, return_city=True)
    assume(not set("[(,/") & set(city) and zone.key.count("/") < 2 and zone.key != "Factory")
    now = datetime(2026, 5, 21, 12, 0, tzinfo=UTC)
    instant = now + timedelta(days=30)

    assert read_time(echo(instant, zone, language, city), now, zone) == At(instant)


@given(now=nows, zone=zones, days=st.integers(1, 300), hour=st.integers(0, 23), minute=st.integers(0, 59))
@settings(max_examples=150, deadline=None)
def test_a_day_and_then_a_time_come_to_the_same_as_both_at_once(
    now: datetime, zone: ZoneInfo, days: int, hour: int, minute: int
) -> None:
    day = now.astimezone(zone).date() + timedelta(days=days)
    dated = day.strftime("%d/%m/%Y")
    assume(read_time(dated, now, zone) == OnDay(day))

    first_the_day = read_time(f"{hour}h{minute:02}", now, zone, on=day)
    at_once = read_time(f"{dated} {hour}h{minute:02}", now, zone)

    assert instants(first_the_day) == instants(at_once)
    assert type(first_the_day) is type(at_once)


@given(now=nows, zone=zones, hours=st.integers(1, 500))
@settings(max_examples=200, deadline=None)
def test_hours_to_wait_are_elapsed_time_whatever_the_clocks_do(now: datetime, zone: ZoneInfo, hours: int) -> None:
    minute = now.replace(second=0, microsecond=0)

    assert read_time(f"dans {hours} h", now, zone) == At(minute + timedelta(hours=hours))
    assert read_time(f"in {hours} hours", now, zone) == At(minute + timedelta(hours=hours))
