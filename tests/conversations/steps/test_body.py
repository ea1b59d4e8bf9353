"""The words of a text campaign: what is said of variables in them. The rest is in test_written.py."""

import pytest

from tests.conversations.walk import Walk


@pytest.mark.parametrize(("text", "said"), [("Hello {{contact.firstName}}!", True), ("Hello {name}", False)])
def test_a_variable_in_a_text_of_ones_own_is_said_to_be_read_as_it_stands(walk: Walk, text: str, *, said: bool) -> None:
    walk.types("/new")
    walk.replies("!all", "15/04/2026 11:00", "!none", "!text", text)

    assert ("only a template fills in variables" in walk.reads()) == said
