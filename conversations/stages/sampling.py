"""Whose eyes a template is read with before it is sent: MsgFlash fills it for a contact, and for the next on demand."""

from dataclasses import replace

from conversations.conversation import Conversation, Recap
from conversations.needs import ContactSample, Need, Preview, Rendering, SampleContacts
from conversations.people import Contact
from conversations.replies import shortened
from conversations.screen import Button
from conversations.steps.contacts import Contacts
from conversations.steps.group import InGroup
from conversations.steps.recipients import Recipients
from conversations.steps.tags import Tags
from conversations.words import Said, Text

EXAMPLE = Text(
    fr="Le message, tel que le lirait {name} (contact d’exemple)", en="The message, as {name} would read it (example)"
)
READ_BY = Text(fr="Le message, tel que {name} le lira", en="The message, as {name} will read it")
NEXT = Text(fr="Vu par {name} ▶", en="Seen by {name} ▶")
SOMEBODY = Text(fr="un contact", en="a contact")
SHORT = 24


def needed(stage: Recap, conversation: Conversation, preview: Preview | None) -> tuple[Need, ...]:
    """Return what a template's preview takes: first some contacts, then the message as one of them reads it."""
    if preview is None:
        return ()
    whose = _whose(conversation)
    if conversation.finding(whose) is None:
        return (whose,)
    contact = _contact(stage, conversation)
    return (whose, preview if contact is None else replace(preview, contact=contact.id))


def rendering(stage: Recap, conversation: Conversation, preview: Preview | None) -> Rendering | None:
    """Return the message as it was filled, if it was."""
    found = [conversation.finding(need) for need in needed(stage, conversation, preview)]
    return next((finding for finding in found if isinstance(finding, Rendering)), None)


def title(stage: Recap, conversation: Conversation) -> Said | None:
    contact = _contact(stage, conversation)
    if contact is None:
        return None
    sample = conversation.finding(_whose(conversation))
    known = isinstance(sample, ContactSample) and sample.chosen
    return (READ_BY if known else EXAMPLE)(name=_named(contact))


def swipe(stage: Recap, conversation: Conversation) -> Button | None:
    """Return the key to the next contact's message, if there is another."""
    following = _contact(replace(stage, sample=stage.sample + 1), conversation)
    if following is None or following == _contact(stage, conversation):
        return None
    return Button(NEXT(name=_named(following)), "swipe")


def swiped(stage: Recap, conversation: Conversation) -> Conversation:
    return replace(conversation, stage=replace(stage, sample=stage.sample + 1))


def _whose(conversation: Conversation) -> SampleContacts:
    """Return whose eyes to read with: those of the people the draft is for."""
    draft = conversation.draft
    recipients = draft.find(Recipients) if draft else None
    if draft is None or recipients is None:
        return SampleContacts()
    match recipients.kind:
        case "group":
            group = draft.find(InGroup)
            return SampleContacts(group=group.group.id if group else None)
        case "tags":
            tags = draft.find(Tags)
            return SampleContacts(tags=tags.names if tags else ())
        case "explicit":
            contacts = draft.find(Contacts)
            return SampleContacts(selection=contacts.selection if contacts else None)
        case "all":
            return SampleContacts()


def _contact(stage: Recap, conversation: Conversation) -> Contact | None:
    match conversation.finding(_whose(conversation)):
        case ContactSample(contacts) if contacts:
            return contacts[stage.sample % len(contacts)]
        case _:
            return None


def _named(contact: Contact) -> Said | str:
    return shortened(contact.name, SHORT) or SOMEBODY()
