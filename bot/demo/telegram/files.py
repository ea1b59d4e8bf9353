"""The files that were sent, and how a message describes each of them."""

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass

from bot.demo.telegram import pictures

LARGEST_DOWNLOAD = 20 * 1024 * 1024
LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024

_FOLDERS = {
    "photo": ("photos", ".jpg", "image/jpeg"),
    "video": ("videos", ".mp4", "video/mp4"),
    "audio": ("music", ".mp3", "audio/mpeg"),
    "voice": ("voice", ".oga", "audio/ogg"),
    "document": ("documents", "", "application/octet-stream"),
    "sticker": ("stickers", ".webp", "image/webp"),
    "video_note": ("video_notes", ".mp4", "video/mp4"),
}
KINDS = tuple(_FOLDERS)

_STICKER_SIDE = 512
_NOTE_SIDE = 384


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrived with a request."""

    content: bytes
    name: str = ""
    mime: str = ""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that Telegram keeps."""

    id: str
    unique_id: str
    kind: str
    path: str
    upload: Upload

    @property
    def size(self) -> int:
        return len(self.upload.content)

    def as_json(self) -> dict[str, object]:
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}


class Files:
    """Everything sent as a file since the demo started, in memory."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def store(self, kind: str, upload: Upload) -> StoredFile:
        folder, ending, usual = _FOLDERS[kind]
        number = len(self._by_id)
        mime = _mime(upload, usual)
        if kind == "document" or mime != usual:
            ending = mimetypes.guess_extension(mime) or ending
        # The unique id is the same for the same bytes; the id, as at Telegram, is another each time.
        unique = hashlib.sha256(kind.encode() + upload.content).hexdigest()[:16]
        stored = StoredFile(
            f"{folder}-{number}-{unique}",
            unique,
            kind,
            f"{folder}/file_{number}{ending}",
            Upload(upload.content, upload.name, mime),
        )
        self._by_id[stored.id] = self._by_path[stored.path] = stored
        return stored

    def by_id(self, identifier: str) -> StoredFile | None:
        return self._by_id.get(identifier)

    def by_path(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)


def _mime(upload: Upload, usual: str) -> str:
    """Trust the bytes of a picture, then what the sender declared, then the name."""
    declared = upload.mime.partition(";")[0].strip()
    if declared in {"", "application/octet-stream"}:
        declared = mimetypes.guess_type(upload.name)[0] or ""
    return pictures.kind(upload.content) or declared or usual


def described(file: StoredFile, told: Mapping[str, object]) -> dict[str, object]:
    """Write the field of a `Message` for this file. `told` is what its sender said of it (duration, title, emoji …)."""
    plain = file.as_json()
    mime = {"mime_type": file.upload.mime}
    name = {"file_name": file.upload.name} if file.upload.name else {}
    duration = {"duration": told.get("duration") or 0}
    width, height = pictures.size(file.upload.content) or (told.get("width") or 0, told.get("height") or 0)
    sides = {"width": width, "height": height}
    match file.kind:
        case "photo":
            return {"photo": [plain | sides]}
        case "video":
            return {"video": plain | sides | duration | mime | name}
        case "audio":
            tags = {tag: told[tag] for tag in ("performer", "title") if told.get(tag)}
            return {"audio": plain | duration | mime | name | tags}
        case "voice":
            return {"voice": plain | duration | mime}
        case "sticker":
            return {"sticker": plain | _sticker(sides, told)}
        case "video_note":
            return {"video_note": plain | duration | {"length": told.get("length") or _NOTE_SIDE}}
        case _:
            return {"document": plain | mime | name}


def _sticker(sides: Mapping[str, object], told: Mapping[str, object]) -> dict[str, object]:
    emoji = {"emoji": told["emoji"]} if told.get("emoji") else {}
    known = sides if sides["width"] else {"width": _STICKER_SIDE, "height": _STICKER_SIDE}
    return {**known, "type": "regular", "is_animated": False, "is_video": False, **emoji}
