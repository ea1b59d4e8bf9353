"""What an operator hands over as the message, whatever the question was: it chooses its own kind of content.

A file is looked at first, a link is tried first: until then it waits in the question's memo, and then comes back as an
answer, or as the reason why it is none.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from conversations.contents import CAPTIONED, MEDIA, MOST, Caption, Content, Media
from conversations.files import FileOf, Hosted, LinkOf, MediaKind, Reached, TurnedDown
from conversations.needs import Need
from conversations.replies import message_of, unusable
from conversations.step import Answered, Attached, Context, Outcome, Problem, SentFile, Still, Wrote
from conversations.words import Said, Text

LINKS_ONLY = Text(
    fr="Je ne peux pas prendre les fichiers envoyés ici : ce bot n’a pas d’adresse publique. "
    "Choisissez Image, Vidéo, Audio… puis collez un lien public.",
    en="I cannot take files sent here: this bot has no public address. "
    "Choose Image, Video, Audio… then paste a public link.",
)
TAKING = Text(fr="Je prends le fichier chez Telegram…", en="Taking the file from Telegram…")
TRYING = Text(fr="J’essaie le lien…", en="Trying the link…")
NOT_LOOKED_AT = Text(
    fr="Je n’ai pas pu regarder ce fichier. Renvoyez-le dans un instant.",
    en="I could not look at this file. Send it again in a moment.",
)
STICKER = Text(
    fr="Un autocollant ne peut pas partir dans une campagne. Envoyez une photo, une vidéo, un document ou un texte.",
    en="A sticker cannot go into a campaign. Send a photo, a video, a document or a text.",
)
POLL = Text(
    fr="Un sondage ne peut pas partir dans une campagne. Les boutons de réponse peuvent poser une question.",
    en="A poll cannot go into a campaign. Reply buttons can ask a question.",
)
FIRST_OF_ALBUM = Text(
    fr="Une campagne porte un seul fichier : j’ai pris le premier de l’album.",
    en="A campaign carries one file: I took the first of the album.",
)
AS_VIDEO = Text(fr="Elle partira comme une vidéo.", en="It will go as a video.")
NO_CAPTION = Text(
    fr="WhatsApp ne montre pas de légende sous ce genre de fichier : je l’ai retirée.",
    en="WhatsApp shows no caption under this kind of file: I left it out.",
)

KIND_OF: Mapping[str, MediaKind] = {
    "photo": "image",
    "video": "video",
    "video_note": "video",
    "animation": "video",
    "audio": "audio",
    "voice": "voice_note",
    "document": "document",
}
EXPLAINED = {"sticker": STICKER, "poll": POLL}
_BY_TYPE: tuple[tuple[str, MediaKind], ...] = (("image/", "image"), ("video/", "video"), ("audio/", "audio"))


@dataclass(frozen=True, slots=True)
class Receiving:
    """A file is being taken; what was said of it comes along."""

    file: SentFile
    kind: MediaKind
    caption: str = ""
    note: Said | None = None


@dataclass(frozen=True, slots=True)
class Trying:
    """A link is being tried."""

    url: str
    kind: MediaKind


MEMOS = (Receiving, Trying)


def known(sent: Attached) -> bool:
    """Tell whether this can be a message, or it can be explained why not."""
    return sent.kind in KIND_OF or sent.kind in EXPLAINED


def take(sent: Attached, context: Context) -> Outcome:
    """Take what was sent as the message, or say why it cannot be one."""
    kind = _kind(sent, context)
    if kind is None:
        explained = EXPLAINED.get(sent.kind)
        return unusable(sent) if explained is None else Problem(explained())
    if not context.hosts:
        return Problem(LINKS_ONLY())
    if sent.file is None:
        return unusable(sent)
    caption = _caption(sent)
    if isinstance(caption, Problem):
        return caption
    return Still(Receiving(sent.file, kind, caption, _note(sent, kind)))


def needed(context: Context) -> Need | None:
    """Return what is to be found out about what was handed over."""
    match context.memo:
        case Receiving(file, kind):
            return FileOf(file.id, kind, context.draft.reference, file.name, file.mime, file.size)
        case Trying(url, kind):
            return LinkOf(url, kind)
        case _:
            return None


def awaited(context: Context) -> Said | None:
    """Return what is said while that is found out."""
    match context.memo:
        case Receiving():
            return TAKING()
        case Trying():
            return TRYING()
        case _:
            return None


def concluded(context: Context) -> Answered | Problem | None:
    """Return what the finding makes of what was handed over."""
    match context.memo, context.finding:
        case Receiving(_, kind, caption, note), Hosted(url, kept):
            captions = (Caption(caption),) if caption and kind in CAPTIONED else ()
            return Answered(Content(kind), Media(url, kept), *captions, notice=note)
        case Trying(url), Reached():
            return Answered(Media(url))
        case ((Receiving() | Trying()), TurnedDown(reason)):
            return Problem(reason)
        case ((Receiving() | Trying()), _):
            return Problem(NOT_LOOKED_AT())
        case _:
            return None


def _kind(sent: Attached, context: Context) -> MediaKind | None:
    """Return the kind of message that it makes; the one that was chosen, if it can be that too."""
    kind = KIND_OF.get(sent.kind)
    mime = sent.file.mime or "" if sent.file else ""
    if kind == "document":
        kind = next((other for start, other in _BY_TYPE if mime.startswith(start)), kind)
    content = context.draft.find(Content)
    wanted = next((other for other in MEDIA if content is not None and other == content.kind), None)
    sounds = ("audio", "voice_note")
    return wanted if wanted in sounds and kind in sounds else kind


def _caption(sent: Attached) -> str | Problem:
    return message_of(Wrote(sent.caption, sent.spans), MOST) if sent.caption.strip() else ""


def _note(sent: Attached, kind: MediaKind) -> Said | None:
    if sent.album is not None:
        return FIRST_OF_ALBUM()
    if sent.kind in {"animation", "video_note"}:
        return AS_VIDEO()
    return NO_CAPTION() if sent.caption.strip() and kind not in CAPTIONED else None
