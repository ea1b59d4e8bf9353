"""Telegram's updates as events: whose talk it is, and what happened. What nobody asked for is left out."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import (
    Animation,
    Audio,
    Bot,
    CallbackQuery,
    Contact,
    Document,
    Message,
    MessageEntity,
    PhotoSize,
    Sticker,
    Update,
    Video,
    VideoNote,
    Voice,
)

from bot.places import zones_near
from bot.render import whole
from conversations.events import Commanded, Edited, Event, Pressed
from conversations.markup.spans import Span
from conversations.step import Attached, SentFile, SharedContact, Wrote

log = logging.getLogger(__name__)

ALLOWED = ("message", "edited_message", "callback_query")

MOST_DIGITS = 16
MOST_ARGUMENT = 100
MOST_NAME = 200
# What SQLite can hold; Telegram's own ids are far below.
_BEYOND = 2**63

# In Telegram's order of precedence: an animation also carries a document.
KINDS = (
    "animation",
    "photo",
    "video",
    "video_note",
    "voice",
    "audio",
    "document",
    "sticker",
    "poll",
    "contact",
    "location",
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update that concerns a talk. `query` is the callback query to be answered, if there is one."""

    update_id: int
    user: int
    chat: int
    private: bool
    language_code: str | None
    event: Event
    query: str | None = None

    @property
    def talk(self) -> str:
        """The conversation's key: chat and user, for one person may write from several chats."""
        return f"{self.chat}:{self.user}"


def numbered(written: object) -> int | None:
    """Return the id of an update as Telegram wrote it; None for what is no update at all."""
    match written:
        case {"update_id": bool()}:
            return None
        case {"update_id": int(number)} if 0 <= number < _BEYOND:
            return number
        case _:
            return None


def readable(written: object, bot: Bot) -> Update | None:
    """Return an update as Telegram wrote it, or None when it can never be read: it must not hold up the others."""
    number = numbered(written)
    if number is None or not isinstance(written, dict):
        return None
    try:
        update = Update.de_json(written, bot)
        arriving = incoming(update)
    except Exception as reason:  # noqa: BLE001 - whatever the library trips over, it will again, each time
        log.error("update %s cannot be read and is passed over (%s)", number, type(reason).__name__)  # noqa: TRY400 - a trace may hold the message
        return None
    if arriving is not None and not -_BEYOND <= arriving.chat < _BEYOND:
        log.error("update %s is from no chat there can be and is passed over", number)
        return None
    return update


def incoming(update: Update) -> Incoming | None:
    """Return what an update means, or None when it concerns nobody's talk."""
    query = update.callback_query
    if query is not None:
        return _pressed(update.update_id, query)
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.from_user.is_bot:
        return None
    event = Edited() if update.edited_message else _said(message)
    if event is None:
        return None
    user = message.from_user
    private = message.chat.type == message.chat.PRIVATE
    return Incoming(update.update_id, user.id, message.chat.id, private, user.language_code, event)


def _pressed(update_id: int, query: CallbackQuery) -> Incoming:
    chat = query.message.chat if query.message else None
    turn, _, choice = (query.data or "").partition("|")
    event = Pressed(_turn(turn), choice)
    user = query.from_user
    private = chat is None or chat.type == chat.PRIVATE
    return Incoming(update_id, user.id, chat.id if chat else user.id, private, user.language_code, event, query.id)


def _turn(written: str) -> int | None:
    """Return the turn a key bears, None on messages that stay.

    One that is no number was never ours: -1 is no conversation's turn.
    """
    if written == "*":
        return None
    return int(written) if written.isascii() and written.isdigit() and len(written) < MOST_DIGITS else -1


def _said(message: Message) -> Event | None:
    if message.text is not None:
        if message.text.startswith("/") and message.forward_origin is None:
            name, *rest = message.text[1:].split(maxsplit=1) or [""]
            return Commanded(name.partition("@")[0].lower()[:32], whole("".join(rest).strip()[:MOST_ARGUMENT]))
        return Wrote(whole(message.text), spans_of(message.entities))
    kind = next((kind for kind in KINDS if getattr(message, kind)), None)
    return _attached(message, kind) if kind else Attached("other") if message.effective_attachment else None


def _attached(message: Message, kind: str) -> Attached:
    place = message.location
    return Attached(
        kind,
        message.media_group_id,
        zones_near(place.latitude, place.longitude) if place else (),
        _file(getattr(message, kind)),
        whole(message.caption or ""),
        spans_of(message.caption_entities),
        _contact(message.contact) if message.contact else None,
    )


def spans_of(entities: Sequence[MessageEntity]) -> tuple[Span, ...]:
    return tuple(Span(entity.type, entity.offset, entity.length, entity.url) for entity in entities)


def _file(sent: object) -> SentFile | None:
    """Return what Telegram says of a file; of a photo, of its largest size."""
    match sent:
        case (*_, PhotoSize() as largest):
            return SentFile(largest.file_id, None, "image/jpeg", largest.file_size)
        case Animation() | Audio() | Document() | Video():
            name = whole(sent.file_name[:MOST_NAME]) if sent.file_name else None
            return SentFile(sent.file_id, name, sent.mime_type, sent.file_size)
        case Voice():
            return SentFile(sent.file_id, None, sent.mime_type, sent.file_size)
        case Sticker() | VideoNote():
            return SentFile(sent.file_id, None, None, sent.file_size)
        case _:
            return None


def _contact(sent: Contact) -> SharedContact:
    name = " ".join(part for part in (sent.first_name, sent.last_name) if part)
    return SharedContact(sent.phone_number, whole(name), whole(sent.vcard) if sent.vcard else None)
