"""The methods with which the bot says something: texts, files, albums, copies."""

from collections.abc import Mapping

from bot.demo.telegram import files, outgoing, pictures
from bot.demo.telegram.arguments import Arguments
from bot.demo.telegram.files import LARGEST_PHOTO, StoredFile, Upload
from bot.demo.telegram.messages import CAPTIONED, SERVICE, Message, Said
from bot.demo.telegram.people import BOT
from bot.demo.telegram.refusals import bad_request
from bot.demo.telegram.telegram import Telegram

ACTIONS = frozenset(
    (
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "record_audio",
        "upload_audio",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    )
)
MOST_IN_ALBUM = 10

_TOLD = ("duration", "width", "height")
_ALBUM_KINDS = ("photo", "video", "audio", "document")
_UNMIXED = ("audio", "document")


def send_message(telegram: Telegram, arguments: Arguments) -> object:
    (message,) = outgoing.post(telegram, arguments, outgoing.text(telegram, arguments))
    return message.as_json()


def send_photo(telegram: Telegram, arguments: Arguments) -> object:
    return _send_file(telegram, arguments, "photo")


def send_video(telegram: Telegram, arguments: Arguments) -> object:
    return _send_file(telegram, arguments, "video")


def send_audio(telegram: Telegram, arguments: Arguments) -> object:
    return _send_file(telegram, arguments, "audio")


def send_voice(telegram: Telegram, arguments: Arguments) -> object:
    return _send_file(telegram, arguments, "voice")


def send_document(telegram: Telegram, arguments: Arguments) -> object:
    return _send_file(telegram, arguments, "document")


def send_media_group(telegram: Telegram, arguments: Arguments) -> object:
    media = arguments.structure("media", "media")
    if not isinstance(media, list):
        raise bad_request("expected an Array of InputMedia")
    if not media:
        raise bad_request("there are no messages to send")
    if len(media) > MOST_IN_ALBUM:
        raise bad_request("too many messages to send as an album")
    contents = [_in_album(telegram, arguments, item) for item in media]
    kinds = {item["type"] for item in media}
    for kind in _UNMIXED:
        if kind in kinds and len(kinds) > 1:
            raise bad_request(f"{kind} can't be mixed with other media types")
    return [message.as_json() for message in outgoing.post(telegram, arguments, *contents)]


def copy_message(telegram: Telegram, arguments: Arguments) -> object:
    source = _source(telegram, arguments, "message to copy")
    if SERVICE & source.said.content.keys():
        raise bad_request("the message can't be copied")
    content = dict(source.said.content)
    if "caption" in arguments.values and any(kind in content for kind in CAPTIONED):
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= outgoing.caption(telegram, arguments)
    (message,) = outgoing.post(telegram, arguments, content)
    return {"message_id": message.number}


def forward_message(telegram: Telegram, arguments: Arguments) -> object:
    source = _source(telegram, arguments, "message to forward")
    if SERVICE & source.said.content.keys():
        raise bad_request("the message can't be forwarded")
    chat = telegram.chats.writable(arguments.text("chat_id"))
    origin = source.said.origin or {
        "type": "user",
        "sender_user": source.said.sender.as_json(),
        "date": source.date,
    }
    silent = arguments.flag("disable_notification")
    return telegram.chats.post(chat, Said(BOT, source.said.content, origin=origin, silent=silent)).as_json()


def send_chat_action(telegram: Telegram, arguments: Arguments) -> object:
    action = arguments.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    telegram.chats.act(telegram.chats.writable(arguments.text("chat_id")), action)
    return True


def _source(telegram: Telegram, arguments: Arguments, called: str) -> Message:
    return outgoing.message_in(telegram.chats.known(arguments.text("from_chat_id")), arguments, called)


def _send_file(telegram: Telegram, arguments: Arguments, kind: str) -> object:
    file = _file(telegram, kind, arguments.upload(kind), arguments.text(kind))
    told: dict[str, object] = {name: arguments.integer(name) for name in _TOLD}
    told |= {name: arguments.text(name) for name in ("performer", "title")}
    content = files.described(file, told) | outgoing.caption(telegram, arguments)
    (message,) = outgoing.post(telegram, arguments, content)
    return message.as_json()


def _in_album(telegram: Telegram, arguments: Arguments, item: object) -> dict[str, object]:
    if not isinstance(item, Mapping):
        raise bad_request("can't parse InputMedia: expected an Object")
    kind, reference = item.get("type"), item.get("media")
    if kind not in _ALBUM_KINDS:
        raise bad_request(f"can't parse InputMedia: type \"{kind}\" can't be used in sendMediaGroup")
    if not isinstance(reference, str) or not reference:
        raise bad_request("can't parse InputMedia: media not found")
    file = _file(telegram, kind, arguments.attached(reference), reference)
    return files.described(file, item) | outgoing.caption(telegram, Arguments(item))


def _file(telegram: Telegram, kind: str, upload: Upload | None, reference: str) -> StoredFile:
    """Take the upload, or find what was sent before; nothing is fetched from elsewhere."""
    if upload is not None:
        _check(kind, upload)
        return telegram.files.store(kind, upload)
    if not reference:
        raise bad_request(f"there is no {kind} in the request")
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    known = telegram.files.by_id(reference)
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if known.kind != kind:
        raise bad_request(f"can't use file of type {known.kind.title()} as {kind.title()}")
    return known


def _check(kind: str, upload: Upload) -> None:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if kind != "photo":
        return
    if len(upload.content) > LARGEST_PHOTO:
        raise bad_request(
            f"file of size {len(upload.content)} bytes is too big for a photo; "
            f"the maximum size is {LARGEST_PHOTO} bytes"
        )
    if pictures.size(upload.content) is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
