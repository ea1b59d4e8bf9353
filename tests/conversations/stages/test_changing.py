"""Changing answers from the recap: what is wanted is asked, and what did not get in is said."""

from tests.conversations.walk import Walk


def test_choosing_the_same_kind_again_from_the_recap_asks_what_follows(walk: Walk) -> None:
    """Otherwise one who wants other tags is back at the recap with the old ones, and Send under the thumb."""
    walk.completes()
    before = walk.draft()
    walk.chooses("change", "edit:recipients", "tags")

    walk.sees("Write a tag", "Current answer")
    assert walk.draft() == before


def test_a_text_that_the_phone_cut_in_two_is_called_so(walk: Walk) -> None:
    walk.completes()
    walk.chooses("change", "edit:body")
    walk.types("x" * 4096)
    walk.types("the rest")

    walk.sees("arrived in two parts")
