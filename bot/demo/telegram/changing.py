"""The methods that change what stands already: edits, deletions, pins, reactions, answers to presses."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.demo.telegram import keyboards, outgoing, reactions
from bot.demo.telegram.arguments import Arguments
from bot.demo.telegram.chats import Chat
from bot.demo.telegram.messages import CAPTIONED, Message, Said
from bot.demo.telegram.people import BOT
from bot.demo.telegram.refusals import bad_request
from bot.demo.telegram.telegram import Telegram

DELETABLE = timedelta(hours=48)
LONGEST_ANSWER = 200
MOST_AT_ONCE = 100

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


def edit_message_text(telegram: Telegram, arguments: Arguments) -> object:
    text = outgoing.text(telegram, arguments)
    markup = keyboards.read(arguments).inline
    chat, message = _own(telegram, arguments)
    if "text" not in message.said.content:
        raise bad_request("there is no text in the message to edit")
    return _edited(telegram, chat, message, replace(message.said, content=text, markup=markup))


def edit_message_caption(telegram: Telegram, arguments: Arguments) -> object:
    caption = outgoing.caption(telegram, arguments)
    markup = keyboards.read(arguments).inline
    chat, message = _own(telegram, arguments)
    if not any(kind in message.said.content for kind in CAPTIONED):
        raise bad_request("there is no caption in the message to edit")
    kept = {name: value for name, value in message.said.content.items() if "caption" not in name}
    return _edited(telegram, chat, message, replace(message.said, content=kept | caption, markup=markup))


def edit_message_reply_markup(telegram: Telegram, arguments: Arguments) -> object:
    markup = keyboards.read(arguments).inline
    chat, message = _own(telegram, arguments)
    return _edited(telegram, chat, message, replace(message.said, markup=markup))


def delete_message(telegram: Telegram, arguments: Arguments) -> object:
    chat = telegram.chats.writable(arguments.text("chat_id"))
    message = outgoing.message_in(chat, arguments, "message to delete")
    if not _may_delete(chat, message):
        raise bad_request("message can't be deleted")
    if telegram.chats.date() - message.date > DELETABLE.total_seconds():
        raise bad_request("message can't be deleted for everyone")
    telegram.chats.delete(chat, message.number)
    return True


def delete_messages(telegram: Telegram, arguments: Arguments) -> object:
    """Delete what can be deleted and pass over the rest, as Telegram does."""
    numbers = arguments.structure("message_ids", "message identifiers")
    if not isinstance(numbers, list):
        raise bad_request("expected an Array of message identifiers")
    if not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > MOST_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    chat = telegram.chats.writable(arguments.text("chat_id"))
    oldest = telegram.chats.date() - DELETABLE.total_seconds()
    for number in numbers:
        message = chat.messages.get(number) if isinstance(number, int) else None
        if message is not None and message.date >= oldest and _may_delete(chat, message):
            telegram.chats.delete(chat, message.number)
    return True


def answer_callback_query(telegram: Telegram, arguments: Arguments) -> object:
    text = arguments.text("text")
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    identifier = arguments.text("callback_query_id")
    press = telegram.presses.take(identifier)
    telegram.events.publish(
        "answered",
        {"callback_query_id": identifier, "text": text or None, "show_alert": arguments.flag("show_alert")},
        press.chat,
    )
    return True


def set_message_reaction(telegram: Telegram, arguments: Arguments) -> object:
    wanted = arguments.structure("reaction", "reaction types") or []
    if not isinstance(wanted, list) or not all(isinstance(reaction, Mapping) for reaction in wanted):
        raise bad_request("expected an Array of ReactionType")
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = None
    for reaction in wanted:
        emoji = reactions.known(reaction.get("emoji")) if reaction.get("type") == "emoji" else None
        if emoji is None:
            raise bad_request("REACTION_INVALID")
    chat = telegram.chats.writable(arguments.text("chat_id"))
    message = outgoing.message_in(chat, arguments, "message to react")
    telegram.chats.react(chat, message.number, emoji)
    return True


def pin_chat_message(telegram: Telegram, arguments: Arguments) -> object:
    chat = telegram.chats.writable(arguments.text("chat_id"))
    message = outgoing.message_in(chat, arguments, "message to pin")
    if message.number in chat.pinned:
        return True
    chat.pinned.append(message.number)
    pinned: dict[str, object] = {"pinned_message": message.as_json(quoting=False)}
    telegram.chats.post(chat, Said(BOT, pinned, silent=arguments.flag("disable_notification")))
    return True


def unpin_chat_message(telegram: Telegram, arguments: Arguments) -> object:
    """Unpin the message named, or the last one pinned."""
    chat = telegram.chats.writable(arguments.text("chat_id"))
    number = arguments.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.messages:
        raise bad_request("message to unpin not found")
    if number in chat.pinned:
        chat.pinned.remove(number)
    return True


def unpin_all_chat_messages(telegram: Telegram, arguments: Arguments) -> object:
    telegram.chats.writable(arguments.text("chat_id")).pinned.clear()
    return True


def _own(telegram: Telegram, arguments: Arguments) -> tuple[Chat, Message]:
    """Find the message to edit, which must be the bot's."""
    if not arguments.text("chat_id") and not arguments.integer("message_id"):
        raise bad_request("message identifier is not specified")
    chat = telegram.chats.writable(arguments.text("chat_id"))
    message = outgoing.message_in(chat, arguments, "message to edit")
    if not message.said.sender.is_bot or message.said.origin is not None:
        raise bad_request("message can't be edited")
    return chat, message


def _edited(telegram: Telegram, chat: Chat, message: Message, said: Said) -> object:
    if said == message.said:
        raise bad_request(_NOT_MODIFIED)
    return telegram.chats.edit(chat, message, said).as_json()


def _may_delete(chat: Chat, message: Message) -> bool:
    """Tell whether the bot, no administrator, may delete this: anything in a private chat, its own in a group."""
    return chat.is_private or message.said.sender.is_bot
