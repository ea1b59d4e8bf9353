"""How steps take up replies: the checks they share, and what is said of a reply that cannot be used."""

from unicodedata import combining, normalize
from uuid import UUID

from conversations.markup import to_whatsapp
from conversations.step import Attached, Chosen, Problem, Reply, Wrote
from conversations.words import Text

PRESS_A_BUTTON = Text(
    fr="« {value} » n’est pas un choix ici. Touchez un des boutons ci-dessous.",
    en="“{value}” is not a choice here. Tap one of the buttons below.",
)
WRITE_IT = Text(
    fr="J’attends un texte ici, pas un envoi de ce genre ({kind}). Écrivez-le dans la conversation.",
    en="I need a text here, not something of this kind ({kind}). Write it in the chat.",
)
NOT_TAKEN = Text(
    fr="Je ne peux rien faire de cet envoi ici ({kind}). Touchez un des boutons ci-dessous.",
    en="I cannot use this here ({kind}). Tap one of the buttons below.",
)
EMPTY = Text(
    fr="Ce texte est vide. Écrivez au moins un caractère.", en="This text is empty. Write at least one character."
)
TOO_LONG = Text(
    fr="Ce texte fait {length} caractères, le maximum est {most}. Raccourcissez-le et renvoyez-le.",
    en="This text has {length} characters, the most is {most}. Shorten it and send it again.",
)

KINDS = {
    "photo": Text(fr="une photo", en="a photo"),
    "video": Text(fr="une vidéo", en="a video"),
    "audio": Text(fr="un morceau audio", en="an audio file"),
    "voice": Text(fr="un message vocal", en="a voice message"),
    "document": Text(fr="un fichier", en="a file"),
    "sticker": Text(fr="un autocollant", en="a sticker"),
    "poll": Text(fr="un sondage", en="a poll"),
    "contact": Text(fr="une fiche de contact", en="a contact card"),
    "location": Text(fr="une position", en="a location"),
    "video_note": Text(fr="une vidéo ronde", en="a round video"),
    "animation": Text(fr="une animation", en="an animation"),
}
OTHER_KIND = Text(fr="autre chose qu’un texte", en="something other than text")


def unusable(reply: Reply) -> Problem:
    """Return what is said where only the step's own buttons answer."""
    match reply:
        case Wrote(text):
            return Problem(PRESS_A_BUTTON(value=shortened(text)))
        case Attached(kind):
            return Problem(NOT_TAKEN(kind=KINDS.get(kind, OTHER_KIND)()))
        case Chosen(choice):
            return Problem(PRESS_A_BUTTON(value=shortened(choice)))


def text_of(reply: Reply, most: int) -> str | Problem:
    """Return the text of a reply, without blank edges, or why it is none.

    `most` counts UTF-16 code units, as Telegram, and as far as we know MsgFlash, count characters.
    """
    match reply:
        case Wrote(text):
            text = text.strip()
            if not text:
                return Problem(EMPTY())
            length = units(text)
            return text if length <= most else Problem(TOO_LONG(length=length, most=most))
        case Attached(kind):
            return Problem(WRITE_IT(kind=KINDS.get(kind, OTHER_KIND)()))
        case Chosen():
            return unusable(reply)


def message_of(reply: Reply, most: int) -> str | Problem:
    """Return the text of a reply as WhatsApp takes it, its formatting in WhatsApp's signs, or why it is none.

    The signs count: `most` is the longest text MsgFlash may be given, in UTF-16 code units.
    """
    if isinstance(reply, Wrote):
        # More than Telegram sends at once is not looked at in detail: it is too long either way.
        spans = reply.spans if units(reply.text) <= most else ()
        return text_of(Wrote(to_whatsapp(reply.text, spans)), most)
    return text_of(reply, most)


def plainly(text: str) -> str:
    """Return a text in small letters and without accents: as it is typed on a phone, and searched."""
    return "".join(sign for sign in normalize("NFKD", text.casefold()) if not combining(sign))


def units(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, most: int = 60) -> str:
    """Return a text on one line, cut with an ellipsis when longer than `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False
