"""What every message of the bot has in common: its chat, its text, its keyboard, what it replies to."""

from collections.abc import Mapping

from bot.demo.telegram import keyboards, utf16
from bot.demo.telegram.arguments import Arguments
from bot.demo.telegram.chats import Chat
from bot.demo.telegram.entities import Formatted
from bot.demo.telegram.formatting import LONGEST_CAPTION, LONGEST_TEXT, Source
from bot.demo.telegram.messages import Content, Message, Said
from bot.demo.telegram.people import BOT
from bot.demo.telegram.refusals import bad_request
from bot.demo.telegram.telegram import Telegram


def text(telegram: Telegram, arguments: Arguments) -> dict[str, object]:
    """Read the text of a message, with its link preview if it says anything of that."""
    source = arguments.text("text")
    if not source:
        raise bad_request("message text is empty")
    given = arguments.structure("entities", "entities")
    read = telegram.formatted(Source(source, arguments.text("parse_mode"), given))
    if not read.text:
        raise bad_request("text must be non-empty")
    if utf16.length(read.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    preview = arguments.structure("link_preview_options", "link preview options")
    if preview is None and arguments.flag("disable_web_page_preview"):
        preview = {"is_disabled": True}
    return fields("text", read) | ({"link_preview_options": preview} if isinstance(preview, Mapping) else {})


def caption(telegram: Telegram, arguments: Arguments) -> dict[str, object]:
    """Read the caption; nothing at all when it is empty."""
    given = arguments.structure("caption_entities", "caption entities")
    read = telegram.formatted(Source(arguments.text("caption"), arguments.text("parse_mode"), given))
    if utf16.length(read.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    above = {"show_caption_above_media": True} if arguments.flag("show_caption_above_media") else {}
    return fields("caption", read) | above if read.text else {}


def fields(name: str, read: Formatted) -> dict[str, object]:
    """Write a text as the fields of a `Message`; the caption's entities have a name of their own."""
    written: dict[str, object] = {name: read.text}
    if read.entities:
        written["entities" if name == "text" else f"{name}_entities"] = [entity.as_json() for entity in read.entities]
    return written


def post(telegram: Telegram, arguments: Arguments, *contents: Content) -> tuple[Message, ...]:
    """Send the contents, as an album when there are several."""
    keyboard = keyboards.read(arguments)
    chat = telegram.chats.writable(arguments.text("chat_id"))
    replied = _replied(chat, arguments)
    album = telegram.new_album() if len(contents) > 1 else ""
    silent = arguments.flag("disable_notification")
    return tuple(
        telegram.chats.post(
            chat,
            Said(
                BOT,
                content,
                keyboard.inline,
                album=album,
                reply_to=replied,
                silent=silent,
                keyboard=keyboard.other,
            ),
        )
        for content in contents
    )


def message_in(chat: Chat, arguments: Arguments, called: str) -> Message:
    """Find the message a call is about, or refuse with the words that belong to the call."""
    message = chat.messages.get(arguments.integer("message_id"))
    if message is None:
        raise bad_request(f"{called} not found")
    return message


def _replied(chat: Chat, arguments: Arguments) -> Message | None:
    parameters = arguments.structure("reply_parameters", "reply parameters")
    if parameters is None:
        parameters = {
            "message_id": arguments.integer("reply_to_message_id"),
            "allow_sending_without_reply": arguments.flag("allow_sending_without_reply"),
        }
    if not isinstance(parameters, Mapping):
        raise bad_request("object expected as reply parameters")
    number = parameters.get("message_id")
    if not isinstance(number, int) or number <= 0:
        return None
    message = chat.messages.get(number)
    if message is None and not parameters.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message
