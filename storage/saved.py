"""What the store hands out: updates that wait, and conversations with the message they are shown on."""

from dataclasses import dataclass

from conversations.conversation import Conversation


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update that waits: `body` is what it means, as encoded by the one who received it."""

    update_id: int
    talk: str
    chat: int
    body: object


@dataclass(frozen=True, slots=True)
class Card:
    """The living message in the chat; a `kept` one is a receipt that stays."""

    message_id: int
    kept: bool


@dataclass(frozen=True, slots=True)
class Saved:
    """A conversation as it was stored, with the turn that its message shows (-1: none yet)."""

    chat: int
    conversation: Conversation
    shown: int
    card: Card | None
