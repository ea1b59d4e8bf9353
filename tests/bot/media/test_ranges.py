"""Which part of a file a request asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.media.ranges import Beyond, Part, Wanted, Whole, wanted

ETAG = '"abc"'


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (None, Whole()),
        ("bytes=0-0", Part(0, 0)),
        ("bytes=0-", Part(0, 99)),
        ("bytes=10-19", Part(10, 19)),
        ("bytes=99-99", Part(99, 99)),
        ("bytes=90-1000", Part(90, 99)),
        ("bytes=-10", Part(90, 99)),
        ("bytes=-1000", Part(0, 99)),
        ("Bytes = 1-2", Part(1, 2)),
        ("bytes=000000000000000000000000000005-6", Part(5, 6)),
        ("bytes=0-" + "9" * 6000, Part(0, 99)),
        ("bytes=100-", Beyond()),
        ("bytes=100-200", Beyond()),
        ("bytes=" + "9" * 6000 + "-", Beyond()),
        ("bytes=-0", Beyond()),
        ("bytes=5-4", Whole()),
        ("bytes=-", Whole()),
        ("bytes=", Whole()),
        ("bytes=a-b", Whole()),
        ("bytes=0x1-2", Whole()),
        ("bytes=+1-2", Whole()),
        ("bytes=1-2,4-5", Whole()),
        ("bytes=١-٢", Whole()),
        ("items=0-1", Whole()),
        ("0-1", Whole()),
        ("", Whole()),
    ],
)
def test_a_range_is_read(asked: str | None, expected: Wanted) -> None:
    assert wanted(asked, None, ETAG, 100) == expected


@pytest.mark.parametrize(
    ("unless", "expected"),
    [
        (ETAG, Part(0, 9)),
        (f" {ETAG} ", Part(0, 9)),
        ('"other"', Whole()),
        (f"W/{ETAG}", Whole()),
        ("Wed, 01 Apr 2026 09:00:00 GMT", Whole()),
        ("", Whole()),
    ],
)
def test_a_range_holds_only_for_the_content_it_was_asked_of(unless: str, expected: Wanted) -> None:
    assert wanted("bytes=0-9", unless, ETAG, 100) == expected


@given(st.text(alphabet="bytes=0123456789-, ", max_size=40), st.integers(0, 10**9))
def test_a_part_always_lies_inside_the_file(asked: str, size: int) -> None:
    found = wanted(asked, None, ETAG, size)

    assert not isinstance(found, Part) or 0 <= found.first <= found.last < size
