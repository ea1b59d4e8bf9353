"""Whom two campaigns have in common, as far as their marks tell."""

import pytest

from conversations.ledger import Audience, Overlap

CASES: dict[str, tuple[Audience, Audience, Overlap]] = {
    "everyone and a tag": (Audience("all"), Audience("tags", ("a",)), "yes"),
    "the same tags": (Audience("tags", ("a", "b")), Audience("tags", ("a", "b")), "yes"),
    "a tag in common": (Audience("tags", ("a", "b")), Audience("tags", ("b",)), "maybe"),
    "other tags": (Audience("tags", ("a",)), Audience("tags", ("b",)), "maybe"),
    "the same group": (Audience("group", ("a",)), Audience("group", ("a",)), "yes"),
    "another group": (Audience("group", ("a",)), Audience("group", ("b",)), "maybe"),
    "a common contact": (Audience("explicit", ("a", "b")), Audience("explicit", ("b", "c")), "yes"),
    "other contacts": (Audience("explicit", ("a",)), Audience("explicit", ("b",)), "no"),
    "a crowd without a common mark": (
        Audience("explicit", ("a",), whole=False),
        Audience("explicit", ("b",)),
        "maybe",
    ),
    "a crowd with a common mark": (Audience("explicit", ("a",), whole=False), Audience("explicit", ("a",)), "yes"),
    "a tag and a group": (Audience("tags", ("a",)), Audience("group", ("b",)), "maybe"),
}


@pytest.mark.parametrize(("one", "other", "overlap"), CASES.values(), ids=CASES.keys())
def test_two_audiences_overlap_either_way_round(one: Audience, other: Audience, overlap: Overlap) -> None:
    assert (one.overlaps(other), other.overlaps(one)) == (overlap, overlap)
