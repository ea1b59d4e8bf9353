"""What the inbox keeps of an update, where its answer goes, and what a talk is owed besides."""

from dataclasses import dataclass
from typing import get_args

from conversations.conversation import Conversation
from conversations.events import Event
from conversations.words import LANGUAGES, Language, Text
from storage.codec import UnreadableError

SORRY = Text(
    fr="Quelque chose n’a pas marché de mon côté. Touchez /start pour voir où vous en êtes.",
    en="Something went wrong on my side. Tap /start to see where you stand.",
)
FROM_ANEW = Text(
    fr="Je ne retrouve plus notre conversation : elle recommence. Ce qui était commencé ici est perdu pour moi ; "
    "vérifiez dans la console MsgFlash qu’aucun envoi n’était en cours. "
    "Vos campagnes déjà créées restent sous /campaigns.",
    en="I can no longer read our conversation: it begins anew. What was begun here is lost to me; "
    "check in the MsgFlash console whether anything was being sent. "
    "Campaigns created already are still under /campaigns.",
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an event came from: the chat to write to, and what of Telegram's is to be answered and cleared."""

    chat: int
    language_code: str | None = None
    query: str | None = None
    update_id: int | None = None


def departing(event: Event, code: str | None, query: str | None) -> tuple[object, ...]:
    """Return what the inbox keeps of an update."""
    return (event, code, query)


def arrived(body: object) -> tuple[Event, str | None, str | None]:
    """Return what `departing` made a body of. Raises UnreadableError for anything else."""
    match body:
        case (event, (str() | None) as code, (str() | None) as query) if isinstance(event, get_args(Event)):
            return event, code, query
        case _:
            raise UnreadableError("the inbox holds what is no event")


def language_of(code: str | None, default: Language) -> Language:
    """French for `fr…`, English for any other language; the default when Telegram names none."""
    if not code:
        return default
    return next((language for language in LANGUAGES if code.lower().startswith(language)), "en")


def owes(conversation: Conversation) -> bool:
    """Tell whether something was begun whose end is not told, or not known: that is brought up after a restart."""
    return any(
        (
            conversation.submissions,
            conversation.news,
            conversation.fetching,
            conversation.doing,
            conversation.stopping,
        )
    )
