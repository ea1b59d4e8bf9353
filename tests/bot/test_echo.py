"""What the bot shows of a moment can be typed back, and means the same moment."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from bot.render import say
from conversations.bounds import READABLE
from conversations.spoken import At, EitherOf, read_time
from conversations.words import LANGUAGES, Distance, Language, When

ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))
MINUTE = timedelta(minutes=1)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis adds the zone
    st.integers(3, 500_000),
    st.sampled_from(ZONES),
    st.sampled_from(LANGUAGES),
)
def test_an_echo_typed_back_gives_the_same_moment(now: datetime, minutes: int, zone: str, language: Language) -> None:
    at = now.replace(second=0, microsecond=0) + minutes * MINUTE
    echo = say(READABLE(when=When(at, zone), distance=Distance(at, now, zone)), language)

    match read_time(echo, now, ZoneInfo(zone)):
        case At(instant):
            assert instant == at
        case EitherOf(first, second):
            assert at in (first, second)
        case other:
            raise AssertionError(f"{echo!r} is read as {other}")
