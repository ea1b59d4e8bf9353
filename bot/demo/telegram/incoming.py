"""What people do in their chat with the bot: write, send, forward, edit, press, block."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.demo.telegram import outgoing, utf16
from bot.demo.telegram.chats import Chat
from bot.demo.telegram.formatting import LONGEST_CAPTION, LONGEST_TEXT, Source
from bot.demo.telegram.messages import SERVICE, Content, Message, Said
from bot.demo.telegram.people import BOT, Person
from bot.demo.telegram.presses import Press
from bot.demo.telegram.telegram import Telegram

LONGEST_DATA = 64

_ANOTHER = "Ismaël B."
"""Who first wrote a text that an operator forwards: somebody whose account stays hidden."""


class NotPossibleError(Exception):
    """A person's client would not let them do this; the reason is a sentence."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """How a message came about."""

    reply_to: int = 0
    is_forwarded: bool = False
    album: str = ""


PLAINLY = Circumstances()


def text(telegram: Telegram, source: Source) -> dict[str, object]:
    """Make what was typed into the content of a message."""
    read = telegram.formatted(source)
    if not read.text:
        raise NotPossibleError("There is nothing to send.")
    if utf16.length(read.text) > LONGEST_TEXT:
        raise NotPossibleError(f"A message has at most {LONGEST_TEXT} characters.")
    return outgoing.fields("text", read)


def caption(telegram: Telegram, source: Source) -> dict[str, object]:
    read = telegram.formatted(source)
    if utf16.length(read.text) > LONGEST_CAPTION:
        raise NotPossibleError(f"A caption has at most {LONGEST_CAPTION} characters.")
    return outgoing.fields("caption", read) if read.text else {}


def send(telegram: Telegram, chat: Chat, person: Person, content: Content, how: Circumstances = PLAINLY) -> Message:
    """Put a person's message into the chat, and tell the bot if it hears it."""
    if chat.blocked:
        unblock(telegram, chat, person)
    origin = None
    if how.is_forwarded:
        origin = {"type": "hidden_user", "sender_user_name": _ANOTHER, "date": telegram.chats.date() - 60}
    said = Said(person, content, origin=origin, album=how.album, reply_to=chat.messages.get(how.reply_to))
    message = telegram.chats.post(chat, said)
    if _is_heard(chat, message):
        telegram.updates.add("message", message.as_json())
    return message


def edit(telegram: Telegram, chat: Chat, person: Person, number: int, source: Source) -> Message:
    """Change the text or the caption of a person's own message."""
    message = chat.messages.get(number)
    if message is None:
        raise NotPossibleError("The message to edit is no longer there.")
    if message.said.sender != person or message.said.origin is not None:
        raise NotPossibleError("Only one's own messages can be edited.")
    if "text" in message.said.content:
        content = text(telegram, source)
    else:
        kept = {name: value for name, value in message.said.content.items() if "caption" not in name}
        content = kept | caption(telegram, source)
    if content == message.said.content:
        return message
    message = telegram.chats.edit(chat, message, replace(message.said, content=content))
    if _is_heard(chat, message):
        telegram.updates.add("edited_message", message.as_json())
    return message


def press(telegram: Telegram, chat: Chat, person: Person, number: int, data: str) -> Press:
    """Press an inline button. The data is not compared with the keyboard: a client may be out of date, or forged."""
    message = chat.messages.get(number)
    if message is None:
        raise NotPossibleError("The message with this button is no longer there.")
    if not message.said.sender.is_bot:
        raise NotPossibleError("Only the bot's messages have buttons.")
    if not 1 <= len(data.encode()) <= LONGEST_DATA:
        raise NotPossibleError(f"The data of a button has 1 to {LONGEST_DATA} bytes.")
    pressed = telegram.presses.add(chat.id, person.id)
    telegram.updates.add(
        "callback_query",
        {
            "id": pressed.id,
            "from": person.as_json(),
            "message": message.as_json(),
            "chat_instance": str(zlib.crc32(f"{BOT.id} {chat.id}".encode()) << 20),
            "data": data,
        },
    )
    return pressed


def block(telegram: Telegram, chat: Chat, person: Person) -> None:
    _change_membership(telegram, chat, person, blocked=True)


def unblock(telegram: Telegram, chat: Chat, person: Person) -> None:
    _change_membership(telegram, chat, person, blocked=False)


def upgrade(telegram: Telegram, group: int, supergroup: int) -> None:
    """Make a simple group a supergroup, with another id; the bot learns it by one message in each."""
    for message in telegram.chats.upgrade(group, supergroup):
        telegram.updates.add("message", message.as_json())


def _change_membership(telegram: Telegram, chat: Chat, person: Person, *, blocked: bool) -> None:
    """Let the bot in or out: a person blocks it, a group removes it."""
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    bot = {"user": BOT.as_json()}
    out: Mapping[str, object] = {**bot, "status": "kicked", "until_date": 0}
    inside: Mapping[str, object] = {**bot, "status": "member"}
    before, after = (inside, out) if blocked else (out, inside)
    telegram.updates.add(
        "my_chat_member",
        {
            "chat": chat.identity,
            "from": person.as_json(),
            "date": telegram.chats.date(),
            "old_chat_member": before,
            "new_chat_member": after,
        },
    )


def _is_heard(chat: Chat, message: Message) -> bool:
    """In a group the bot hears commands, mentions of it and replies to it: "privacy mode" in the manual of bots."""
    if chat.is_private:
        return True
    said = message.said
    if said.reply_to is not None and said.reply_to.said.sender.is_bot:
        return True
    words, entities = said.content.get("text") or said.content.get("caption"), _entities(said.content)
    if not isinstance(words, str):
        return bool(SERVICE & said.content.keys())
    for entity in entities:
        word = utf16.piece(words, int(str(entity["offset"])), int(str(entity["length"])))
        name = word.partition("@")[2]
        if entity["type"] == "bot_command" and name in {"", BOT.username}:
            return True
        if entity["type"] == "mention" and name == BOT.username:
            return True
    return False


def _entities(content: Content) -> list[dict[str, object]]:
    entities = content.get("entities") or content.get("caption_entities") or []
    return entities if isinstance(entities, list) else []
