"""The chats and their messages: what Telegram remembers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.demo.telegram.messages import Message, Said
from bot.demo.telegram.people import BOT, GROUP, PEOPLE, Person
from bot.demo.telegram.refusals import bad_request, forbidden, migrated

Tell = Callable[[int, str, object], None]
"""Tells the pages that look at a chat what happened in it: the chat's id, the event's name, its data."""


def clock() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Chat:
    """One chat and everything said in it. In a private chat the id is the person's."""

    id: int
    identity: dict[str, object]
    members: tuple[Person, ...]
    messages: dict[int, Message] = field(default_factory=dict)
    last: int = 0
    started: bool = False
    blocked: bool = False
    pinned: list[int] = field(default_factory=list)
    moved_to: int = 0

    @property
    def is_private(self) -> bool:
        return self.identity["type"] == "private"

    def person(self, identifier: int) -> Person | None:
        return next((member for member in self.members if member.id == identifier), None)


class Chats:
    """Every chat of the demo. Whatever changes is told to the pages."""

    def __init__(self, tell: Tell, now: Callable[[], datetime] = clock, beyond: int = 0) -> None:
        """Begin to number messages `beyond` those that the bot may remember."""
        self.now = now
        self._tell = tell
        self._chats = {person.id: Chat(person.id, person.as_chat(), (person,), last=beyond) for person in PEOPLE}
        self.add_group(GROUP, "Campagnes · équipe", PEOPLE)

    def add_group(self, identifier: int, title: str, members: Iterable[Person]) -> Chat:
        """Put the bot into a new group: a supergroup when the id has thirteen digits, a simple group otherwise."""
        kind = "supergroup" if str(identifier).startswith("-100") else "group"
        chat = Chat(identifier, {"id": identifier, "type": kind, "title": title}, tuple(members), started=True)
        self._chats[identifier] = chat
        return chat

    def upgrade(self, group: int, supergroup: int) -> tuple[Message, Message]:
        """Make a simple group a supergroup with another id, as Telegram does now and then; both say so."""
        old = self._chats[group]
        new = self.add_group(supergroup, str(old.identity["title"]), old.members)
        sender = old.members[0]
        left = self.post(old, Said(sender, {"migrate_to_chat_id": supergroup}))
        arrived = self.post(new, Said(sender, {"migrate_from_chat_id": group}))
        old.moved_to = supergroup
        return left, arrived

    def find(self, identifier: int) -> Chat | None:
        return self._chats.get(identifier)

    def person(self, identifier: int) -> Person | None:
        if identifier == BOT.id:
            return BOT
        return next((person for person in PEOPLE if person.id == identifier), None)

    def known(self, wanted: str) -> Chat:
        """Find the chat a call names; the bot knows a person only once that person has written."""
        if not wanted:
            raise bad_request("chat_id is empty")
        try:
            chat = self._chats.get(int(wanted))
        except ValueError:
            chat = None
        if chat is None or not chat.started:
            raise bad_request("chat not found")
        return chat

    def writable(self, wanted: str) -> Chat:
        """Find the chat a call writes to."""
        chat = self.known(wanted)
        if chat.moved_to:
            raise migrated(chat.moved_to)
        if chat.blocked:
            raise forbidden(
                "bot was blocked by the user"
                if chat.is_private
                else f"bot was kicked from the {chat.identity['type']} chat"
            )
        return chat

    def post(self, chat: Chat, said: Said) -> Message:
        chat.last += 1
        message = Message(chat.last, chat.identity, self.date(), said)
        chat.messages[chat.last] = message
        if not said.sender.is_bot:
            chat.started = True
        self._tell(chat.id, "message", message.for_page())
        return message

    def edit(self, chat: Chat, message: Message, said: Said) -> Message:
        """Replace what a message says; a change of its keyboard alone does not make it "edited"."""
        date = message.edited if said.content == message.said.content else self.date()
        edited = replace(message, said=said, edited=date)
        chat.messages[message.number] = edited
        self._tell(chat.id, "edited", edited.for_page())
        return edited

    def delete(self, chat: Chat, number: int) -> None:
        del chat.messages[number]
        if number in chat.pinned:
            chat.pinned.remove(number)
        self._tell(chat.id, "deleted", {"message_id": number})

    def react(self, chat: Chat, number: int, emoji: str | None) -> None:
        """Set or take away the bot's reaction to a message."""
        message = chat.messages[number]
        chat.messages[number] = replace(message, reaction=emoji or "")
        self._tell(chat.id, "reaction", {"message_id": number, "emoji": emoji})

    def act(self, chat: Chat, action: str) -> None:
        self._tell(chat.id, "action", {"action": action})

    def date(self) -> int:
        return int(self.now().timestamp())
