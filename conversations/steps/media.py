"""Where the image, video, audio, document or voice note is to be found."""

from datetime import datetime
from urllib.parse import urlsplit

from conversations import handed
from conversations.contents import CHAPTER, LABELS, MEDIA, Content, Media, of_kind
from conversations.draft import Draft
from conversations.files import MediaKind
from conversations.replies import shortened, text_of
from conversations.screen import Small
from conversations.step import Attached, Context, Outcome, Problem, Question, Reply, Step, Still
from conversations.words import Said, Text

QUESTION = Text(fr="{kind} : collez le lien public du fichier.", en="{kind}: paste the file’s public link.")
SEND_OR_PASTE = Text(
    fr="{kind} : envoyez le fichier ici, ou collez son lien public.",
    en="{kind}: send the file here, or paste its public link.",
)
RECORD = Text(
    fr="Note vocale : maintenez le micro, parlez, relâchez. Ou collez le lien public d’un fichier.",
    en="Voice note: hold the microphone, speak, release. Or paste a file’s public link.",
)
LABEL = Text(fr="Fichier", en="File")
FORMATS = Text(
    fr="{formats}, {megabytes} Mo au plus. Un lien doit s’ouvrir sans mot de passe jusqu’au dernier envoi.",
    en="{formats}, {megabytes} MB at most. A link must open without a password until the last sending.",
)
NOT_HTTPS = Text(
    fr="Ce lien commence par http, sans s. MsgFlash a besoin d’un lien https : essayez le même avec https.",
    en="This link begins with http, without an s. MsgFlash needs an https link: try the same one with https.",
)
NAMED = Text(fr="{name}, {megabytes} Mo", en="{name}, {megabytes} MB")
GONE = Text(
    fr="Je ne garde plus le fichier de ce brouillon, il attendait depuis trop longtemps. Renvoyez-le.",
    en="I no longer keep this draft’s file, it waited too long. Send it again.",
)
NOT_A_LINK = Text(
    fr="« {value} » n’est pas un lien https complet. Exemple : https://exemple.com/affiche.jpg",
    en="“{value}” is not a complete https link. Example: https://example.com/poster.jpg",
)
NOT_PUBLIC = Text(
    fr="Le lien « {value} » n’est pas public : MsgFlash ne pourra pas l’ouvrir. "
    "Donnez l’adresse du fichier sur un site ouvert à tous.",
    en="The link “{value}” is not public: MsgFlash will not be able to open it. "
    "Give the file’s address on a site open to all.",
)

# The console's own product limits: https://srv.msgflash.com documents them under guides/media-uploads.
LIMITS: dict[MediaKind, tuple[str, int]] = {
    "image": ("JPEG, PNG, WEBP, GIF", 5),
    "video": ("MP4, 3GPP", 16),
    "document": ("PDF, DOC, DOCX, XLS, XLSX", 10),
    "audio": ("MP3, OGG, MP4, AAC, AMR", 16),
    "voice_note": ("MP3, OGG, WEBM, MP4, AAC, AMR", 16),
}
LONGEST = 2048
MEGABYTE = 1_000_000


def applies(draft: Draft) -> bool:
    return of_kind(draft, *MEDIA)


def ask(context: Context) -> Question:
    kind = _kind(context)
    formats, megabytes = LIMITS[kind]
    if not context.hosts:
        question = QUESTION(kind=LABELS[kind]())
    else:
        question = RECORD() if kind == "voice_note" else SEND_OR_PASTE(kind=LABELS[kind]())
    return Question(question, (Small(FORMATS(formats=formats, megabytes=megabytes)),))


def read(reply: Reply, context: Context) -> Outcome:
    if isinstance(reply, Attached):
        return handed.take(reply, context)
    text = text_of(reply, LONGEST)
    if isinstance(text, Problem):
        return text
    problem = _problem(text)
    return Still(handed.Trying(text, _kind(context))) if problem is None else Problem(problem)


def check(answer: Media, now: datetime) -> Problem | None:
    return Problem(GONE()) if answer.kept is not None and answer.kept.until <= now else None


def recap(answer: Media, context: Context) -> Said | str:
    if answer.kept is None:
        return answer.url
    megabytes = max(round(answer.kept.size / MEGABYTE, 1), 0.1)
    return NAMED(name=answer.kept.name, megabytes=megabytes)


def _kind(context: Context) -> MediaKind:
    content = context.draft.find(Content)
    return next((kind for kind in MEDIA if content is not None and kind == content.kind), "image")


def _problem(text: str) -> Said | None:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return NOT_A_LINK(value=shortened(text))
    if parts.scheme == "http" and host:
        return NOT_HTTPS()
    if parts.scheme != "https" or not host or any(letter.isspace() for letter in text):
        return NOT_A_LINK(value=shortened(text))
    host = host.removesuffix(".")
    if not all(host.split(".")):
        return NOT_A_LINK(value=shortened(text))
    local = "." not in host or host.endswith((".local", ".localhost", ".internal")) or host.replace(".", "").isdigit()
    # A Telegram file link holds the bot's token: it must never be handed on.
    if local or parts.username or parts.password or host == "api.telegram.org":
        return NOT_PUBLIC(value=shortened(host))
    return None


def message(answer: Media) -> str | None:
    return f"📎 {answer.url if answer.kept is None else answer.kept.name}"


STEP = Step(
    name="media",
    chapter=CHAPTER,
    label=LABEL,
    answer=Media,
    needs=handed.needed,
    awaits=handed.awaited,
    concludes=handed.concluded,
    applies=applies,
    check=check,
    ask=ask,
    read=read,
    recap=recap,
    message=message,
    also_named=True,
    follows=(Content,),
    fields=("mediaUrl",),
    refusals=("FILE_GONE",),
    memos=handed.MEMOS,
)
