from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.demo.msgflash.instants import read_instant, written, written_or_none


def test_an_instant_is_written_in_utc_with_milliseconds() -> None:
    abroad = datetime(2026, 10, 2, 12, 30, 5, 123_999, tzinfo=timezone(timedelta(hours=2)))

    assert written(abroad) == "2026-10-02T10:30:05.123Z"
    assert written_or_none(None) is None
    assert written_or_none(abroad) == written(abroad)


@settings(deadline=None)
@given(st.datetimes(timezones=st.just(UTC)))
def test_what_is_written_is_read_back_to_the_millisecond(instant: datetime) -> None:
    assert read_instant(written(instant)) == instant.replace(microsecond=instant.microsecond // 1000 * 1000)


@settings(deadline=None)
@given(st.text())
def test_a_text_is_read_or_refused_with_a_value_error(text: str) -> None:
    try:
        instant = read_instant(text)
    except ValueError:
        return
    assert instant.tzinfo == UTC


@pytest.mark.parametrize("text", ["2026-10-02T10:00:00", "2026-10-02", "9999-12-31T23:59:59-01:00"])
def test_a_text_without_a_certain_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"ISO 8601|out of range"):
        read_instant(text)
