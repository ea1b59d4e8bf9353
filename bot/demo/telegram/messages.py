"""A message: who said what, when, and what has become of it since."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.demo.telegram.people import Person

Content = Mapping[str, object]
"""The fields of Telegram's `Message` that say what is in it: text and entities, photo and caption, a contact …"""

SERVICE = frozenset(("pinned_message", "migrate_to_chat_id", "migrate_from_chat_id"))
"""What Telegram itself says in a chat; it cannot be copied or forwarded."""

CAPTIONED = ("photo", "video", "audio", "voice", "document")


@dataclass(frozen=True, slots=True)
class Said:
    """All of a message that its sender decides."""

    sender: Person
    content: Content
    markup: Mapping[str, object] | None = None
    origin: Mapping[str, object] | None = None
    album: str = ""
    reply_to: "Message | None" = None
    silent: bool = False
    keyboard: Mapping[str, object] | None = None
    """A keyboard that is not inline: Telegram keeps it out of the `Message`, but the client shows it."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message in its chat. An edit makes a new value with the same number."""

    number: int
    chat: Mapping[str, object]
    date: int
    said: Said
    edited: int = 0
    reaction: str = ""

    def as_json(self, *, quoting: bool = True) -> dict[str, object]:
        """Write Telegram's `Message`; what is quoted in it quotes nothing itself."""
        said = self.said
        message: dict[str, object] = {
            "message_id": self.number,
            "from": said.sender.as_json(),
            "chat": dict(self.chat),
            "date": self.date,
        }
        if self.edited:
            message["edit_date"] = self.edited
        if said.origin is not None:
            message["forward_origin"] = dict(said.origin)
        if said.album:
            message["media_group_id"] = said.album
        if said.reply_to is not None and quoting:
            message["reply_to_message"] = said.reply_to.as_json(quoting=False)
        message |= said.content
        if said.markup is not None:
            message["reply_markup"] = dict(said.markup)
        return message

    def for_page(self) -> dict[str, object]:
        """Write what the page shows: the message, and what Telegram's own client knows besides."""
        message = self.as_json()
        if not self.said.sender.is_bot:
            message["out"] = True
        if self.said.silent:
            message["silent"] = True
        if self.said.keyboard is not None:
            message["keyboard"] = dict(self.said.keyboard)
        if self.reaction:
            message["reaction"] = self.reaction
        return message
