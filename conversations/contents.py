"""What a campaign can say: its kind, and the answers that several questions settle."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from conversations.draft import Draft
from conversations.files import Kept, MediaKind
from conversations.words import Text

CHAPTER = Text(fr="Message", en="Message")
TEXT = Text(fr="Texte", en="Text")
IMAGE = Text(fr="Image", en="Image")
VIDEO = Text(fr="Vidéo", en="Video")
AUDIO = Text(fr="Audio", en="Audio")
DOCUMENT = Text(fr="Document", en="Document")
VOICE_NOTE = Text(fr="Note vocale", en="Voice note")
BUTTONS = Text(fr="Boutons de réponse", en="Reply buttons")
TEMPLATE = Text(fr="Un modèle", en="A template")

Kind: TypeAlias = Literal["text", "image", "video", "audio", "document", "voice_note", "buttons", "template"]
LABELS: dict[Kind, Text] = {
    "text": TEXT,
    "template": TEMPLATE,
    "image": IMAGE,
    "video": VIDEO,
    "document": DOCUMENT,
    "audio": AUDIO,
    "voice_note": VOICE_NOTE,
    "buttons": BUTTONS,
}
MEDIA: tuple[MediaKind, ...] = ("image", "video", "document", "audio", "voice_note")
CAPTIONED: tuple[MediaKind, ...] = ("image", "video", "document")
MOST = 4096


@dataclass(frozen=True, slots=True)
class Content:
    """MsgFlash's own word for the kind, or "template"."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a text campaign."""

    text: str


@dataclass(frozen=True, slots=True)
class Media:
    """Where MsgFlash fetches the file; `kept` when the bot itself hands it out."""

    url: str
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """The words under an image, a video or a document, if any."""

    text: str | None


def of_kind(draft: Draft, *kinds: Kind) -> bool:
    """Tell whether the message is to be of one of these kinds."""
    content = draft.find(Content)
    return content is not None and content.kind in kinds
