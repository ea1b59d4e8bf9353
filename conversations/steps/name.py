"""What the campaign is called in MsgFlash; a name is proposed, and asked only when the operator wants another."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from conversations.draft import Draft
from conversations.replies import shortened, text_of
from conversations.screen import Button, Paragraph
from conversations.step import Answered, Chosen, Context, Outcome, Problem, Question, Reply, Step
from conversations.steps.contacts import Contacts
from conversations.steps.group import InGroup
from conversations.steps.recipients import Recipients
from conversations.steps.schedule import Schedule
from conversations.steps.tags import Tags
from conversations.words import Language, Text

CHAPTER = Text(fr="Nom", en="Name")
QUESTION = Text(fr="Écrivez le nom de la campagne.", en="Write the campaign’s name.")
ONLY_INSIDE = Text(
    fr="Vos clients ne le voient pas : il sert à la retrouver dans MsgFlash.",
    en="Your customers do not see it: it serves to find it again in MsgFlash.",
)
PROPOSED = Text(fr="Reprendre le nom proposé", en="Use the proposed name")
EVERYONE = Text(fr="Tous", en="All")
ONE_CONTACT = Text(fr="1 contact", en="1 contact")
CONTACTS = Text(fr="{count} contacts", en="{count} contacts")
MOST = 120


@dataclass(frozen=True, slots=True)
class Name:
    """The operator's own name, or None for the proposed one."""

    text: str | None


def ask(context: Context) -> Question:
    own = context.draft.find(Name)
    keys = ((Button(PROPOSED(), "proposed"),),) if own and own.text else ()
    return Question(QUESTION(), (Paragraph(ONLY_INSIDE()),), keys)


def read(reply: Reply, context: Context) -> Outcome:
    if reply == Chosen("proposed"):
        return Answered(Name(None))
    text = text_of(reply, MOST)
    return text if isinstance(text, Problem) else Answered(Name(" ".join(text.split())))


def recap(answer: Name, context: Context) -> str:
    return sent_as(context.draft.having(answer), context)


def sent_as(draft: Draft, context: Context) -> str:
    """Return the name it is sent under: a sending whose forerunner may exist must be told from it."""
    own = draft.find(Name)
    name = own.text if own and own.text else proposed(replace(context, draft=draft))
    return f"{name} ({draft.attempts + 1})" if draft.in_doubt else name


def proposed(context: Context) -> str:
    """Return audience, day, time and reference: "vip · 15/04 09:00 · K7Q2X"."""
    schedule = context.draft.find(Schedule)
    local = schedule.at.astimezone(ZoneInfo(context.zone)) if schedule else None
    parts = (
        shortened(_audience(context.draft, context.language), 60),
        f"{local:%d/%m %H:%M}" if local else "",
        context.draft.reference,
    )
    return " · ".join(part for part in parts if part)


def _audience(draft: Draft, language: Language) -> str:
    recipients = draft.find(Recipients)
    match recipients.kind if recipients else None:
        case "all":
            return EVERYONE.in_language(language)
        case "tags":
            tags = draft.find(Tags)
            return ", ".join(tags.names) if tags else ""
        case "group":
            group = draft.find(InGroup)
            return group.group.name if group else ""
        case "explicit":
            contacts = draft.find(Contacts)
            if contacts is None:
                return ""
            count = contacts.count
            return (ONE_CONTACT if count == 1 else CONTACTS).in_language(language).format(count=count)
        case None:
            return ""


STEP = Step(
    name="name",
    chapter=CHAPTER,
    label=CHAPTER,
    answer=Name,
    ask=ask,
    read=read,
    recap=recap,
    fields=("name",),
    on_request=True,
)
