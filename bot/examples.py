"""Whose eyes a template is read with before it is sent: recipients where some are known, else contacts as examples."""

from dataclasses import replace

from bot.asked import Asked
from bot.audience import Audience
from bot.msgflash.reading import read
from conversations.needs import ContactSample, Finding, SampleContacts
from conversations.people import Contact
from storage.contacts import NAMES


async def sample(audience: Audience, need: SampleContacts, asked: Asked) -> Finding:
    """Return a few of the people meant. Raises StoreError."""
    known: tuple[Contact, ...] = ()
    if need.selection is not None:
        known = await _selected(audience, need)
    elif need.tags:
        known = await audience.contacts.bearing(need.tags)
    if known:
        return ContactSample(known)
    if need.group is not None:
        members = await read(audience.msgflash, need, watched=asked.watched)
        if isinstance(members, ContactSample) and members.contacts:
            return members
    anybody = await read(audience.msgflash, SampleContacts(), watched=asked.watched)
    return replace(anybody, chosen=need == SampleContacts()) if isinstance(anybody, ContactSample) else anybody


async def _selected(audience: Audience, need: SampleContacts) -> tuple[Contact, ...]:
    ids = (await audience.lists.selection(need.selection) or ())[:NAMES] if need.selection else ()
    known = await audience.contacts.with_ids(ids)
    named = ((one, known[one].name if one in known else audience.seen.get(one)) for one in ids)
    # Whoever's name is not known here any more is read with all the same: MsgFlash knows them by their id.
    return tuple(known.get(one) or Contact(one, name or "", "") for one, name in named)
