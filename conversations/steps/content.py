"""What kind of message is sent: a text, a media, reply buttons, or a template."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from conversations.draft import Draft
from conversations.replies import message_of, unusable
from conversations.screen import Button, Key, Small, rows
from conversations.step import Answered, Attached, Chosen, Context, Outcome, Problem, Question, Reply, Step, Wrote
from conversations.words import Said, Text

CHAPTER = Text(fr="Message", en="Message")
LABEL = Text(fr="Genre", en="Kind")
QUESTION = Text(fr="Qu’envoyez-vous ?", en="What are you sending?")
OR_WRITE = Text(
    fr="Pour un simple texte, vous pouvez l’écrire tout de suite.",
    en="For a plain text, you can write it right away.",
)
BY_LINK_ONLY = Text(
    fr="Je ne peux pas encore prendre les fichiers envoyés ici. Choisissez Image, Vidéo, Audio… "
    "puis collez un lien public.",
    en="I cannot take files sent here yet. Choose Image, Video, Audio… then paste a public link.",
)
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
SENDABLE = ("photo", "video", "audio", "voice", "document", "animation")
MOST = 4096


@dataclass(frozen=True, slots=True)
class Content:
    """MsgFlash's own word for the kind, or "template"."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a text campaign."""

    text: str


def of_kind(draft: Draft, *kinds: Kind) -> bool:
    """Tell whether the message is to be of one of these kinds."""
    content = draft.find(Content)
    return content is not None and content.kind in kinds


def ask(context: Context) -> Question:
    keys: tuple[Key, ...] = tuple(Button(label(), kind) for kind, label in LABELS.items())
    return Question(QUESTION(), (Small(OR_WRITE()),), rows(keys, 2))


def read(reply: Reply, context: Context) -> Outcome:
    match reply:
        case Wrote():
            text = message_of(reply, MOST)
            return text if isinstance(text, Problem) else Answered(Content("text"), Body(text))
        case Attached(sent):
            return Problem(BY_LINK_ONLY()) if sent in SENDABLE else unusable(reply)
        case Chosen(choice):
            kind: Kind | None = next((kind for kind in get_args(Kind) if kind == choice), None)
            return unusable(reply) if kind is None else Answered(Content(kind))


def recap(answer: Content, context: Context) -> Said:
    return LABELS[answer.kind]()


def implied(answer: Content) -> bool:
    return answer.kind == "text"


STEP = Step(
    name="content",
    chapter=CHAPTER,
    label=LABEL,
    answer=Content,
    ask=ask,
    read=read,
    recap=recap,
    implied=implied,
    fields=("type",),
    refusals=("UNSUPPORTED_FEATURE",),
)
