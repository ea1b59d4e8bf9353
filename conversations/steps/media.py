"""Where the image, video, audio, document or voice note is to be found."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from conversations.draft import Draft
from conversations.replies import shortened, text_of
from conversations.screen import Small
from conversations.step import Answered, Context, Outcome, Problem, Question, Reply, Step
from conversations.steps.content import CHAPTER, LABELS, Content, Kind, of_kind
from conversations.words import Said, Text

QUESTION = Text(fr="{kind} : collez le lien public du fichier.", en="{kind}: paste the file’s public link.")
LABEL = Text(fr="Lien", en="Link")
FORMATS = Text(
    fr="{formats}, {megabytes} Mo au plus. MsgFlash doit pouvoir l’ouvrir sans mot de passe jusqu’au dernier envoi.",
    en="{formats}, {megabytes} MB at most. MsgFlash must be able to open it without a password until the last sending.",
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

KINDS: tuple[Kind, ...] = ("image", "video", "document", "audio", "voice_note")
# The console's own product limits: https://srv.msgflash.com documents them under guides/media-uploads.
LIMITS: dict[Kind, tuple[str, int]] = {
    "image": ("JPEG, PNG, WEBP, GIF", 5),
    "video": ("MP4, 3GPP", 16),
    "document": ("PDF, DOC, DOCX, XLS, XLSX", 10),
    "audio": ("MP3, OGG, MP4, AAC, AMR", 16),
    "voice_note": ("MP3, OGG, WEBM, MP4, AAC, AMR", 16),
}
LONGEST = 2048


@dataclass(frozen=True, slots=True)
class Media:
    url: str


def applies(draft: Draft) -> bool:
    return of_kind(draft, *KINDS)


def ask(context: Context) -> Question:
    kind = _kind(context)
    formats, megabytes = LIMITS[kind]
    return Question(QUESTION(kind=LABELS[kind]()), (Small(FORMATS(formats=formats, megabytes=megabytes)),))


def read(reply: Reply, context: Context) -> Outcome:
    text = text_of(reply, LONGEST)
    if isinstance(text, Problem):
        return text
    problem = _problem(text)
    return Answered(Media(text)) if problem is None else Problem(problem)


def recap(answer: Media, context: Context) -> str:
    return answer.url


def _kind(context: Context) -> Kind:
    content = context.draft.find(Content)
    return "image" if content is None else content.kind


def _problem(text: str) -> Said | None:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return NOT_A_LINK(value=shortened(text))
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
    return answer.url


STEP = Step(
    name="media",
    chapter=CHAPTER,
    label=LABEL,
    answer=Media,
    applies=applies,
    ask=ask,
    read=read,
    recap=recap,
    message=message,
    follows=(Content,),
    fields=("mediaUrl",),
)
