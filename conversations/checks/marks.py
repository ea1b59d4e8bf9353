"""The marks by which a message and an audience are known again: hashes, so that no words and no people are kept."""

from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

from conversations.contents import CHAPTER, Media
from conversations.crowds import Reach, Whom
from conversations.draft import Draft
from conversations.flow import applicable
from conversations.ledger import Audience
from conversations.steps.contacts import Contacts
from conversations.steps.group import InGroup
from conversations.steps.recipients import Recipients
from conversations.steps.tags import Tags
from conversations.steps.template import FromTemplate
from conversations.steps.variables import Variables

LENGTH = 16
# Enough to tell a few hundred people apart; a crowd is told by the smallest of its marks.
SHORT = 8
MOST = 256


def whom(draft: Draft) -> Whom | None:
    """Return whom a draft goes to, None while that is not chosen."""
    recipients = draft.find(Recipients)
    if recipients is None:
        return None
    match recipients.kind:
        case "all":
            return Whom("all")
        case "tags":
            tags = draft.find(Tags)
            return Whom("tags", tags.names if tags else ())
        case "group":
            chosen = draft.find(InGroup)
            return Whom("group", (chosen.group.id,) if chosen else ())
        case "explicit":
            contacts = draft.find(Contacts)
            return Whom("explicit", (contacts.selection,) if contacts else ())


def audience(draft: Draft) -> Audience | None:
    """Return the mark of whom a draft goes to, None while that is not chosen."""
    chosen = whom(draft)
    if chosen is None:
        return None
    marked = _marked(chosen.reach, chosen.words)
    # A selection is told by its id; who is in it, only the store knows.
    return replace(marked, whole=False) if chosen.reach == "explicit" else marked


def message(draft: Draft) -> str:
    """Return the mark of what a draft says: the same for the same words, however they are spaced."""
    parts: list[str] = []
    for step in applicable(draft):
        answer = draft.find(step.answer)
        if answer is None or step.chapter is not CHAPTER:
            continue
        match answer:
            case FromTemplate(template):
                parts.append(template.id)
            case Variables(values):
                parts.extend(f"{name}={value}" for name, value in sorted(values))
            case Media(url, kept):
                # Photos have no name of their own: two of them are told apart by what is in them.
                parts.append(url if kept is None else kept.digest)
            case _:
                parts.append(step.message(answer) or "")
    return mark("\n".join(" ".join(part.split()) for part in parts if part))


def mark(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


@lru_cache(maxsize=16)
def _marked(reach: Reach, words: tuple[str, ...]) -> Audience:
    marks = sorted(mark(word.casefold())[:SHORT] for word in words)
    return Audience(reach, tuple(marks[:MOST]), whole=len(marks) <= MOST)
