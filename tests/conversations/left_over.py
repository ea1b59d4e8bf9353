"""A list of numbers of which MsgFlash knows but a part."""

from conversations.effects import Do
from conversations.people import (
    Added,
    Gather,
    ListId,
)
from tests.conversations.people import LISTED
from tests.conversations.walk import Walk

NUMBERS = "06 39 98 00 01\n06 39 98 00 02"
SOME = Added(None, 128, (), 8, 2, 0, 2)
KEPT = Added(ListId("more"), 128, ("Awa Doe",), 8, 2, 0, 2)
ALL = Added(ListId("all"), 131, ("Awa Doe",), 9, 2, 1, 0)


def sends_list(walk: Walk, found: object = LISTED) -> None:
    walk.types("/new")
    walk.chooses("explicit")
    walk.findings[Gather] = found  # type: ignore[assignment] # each is a finding
    walk.types(NUMBERS)


def begun(walk: Walk) -> list[object]:
    return [effect.deed for effect in walk.effects if isinstance(effect, Do)]
