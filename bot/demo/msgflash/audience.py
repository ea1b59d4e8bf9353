"""Who receives a campaign."""

from collections.abc import Iterable

from bot.demo.msgflash.campaign_form import Chosen, Everyone, Grouped, Recipients, Tagged
from bot.demo.msgflash.faults import Flaw, invalid
from bot.demo.msgflash.records import Contact
from bot.demo.msgflash.world import World, found


def audience(world: World, recipients: Recipients) -> tuple[Contact, ...]:
    """Select contacts, each once.

    Not documented, and read thus: several tags select contacts with *any* of them, compared to the letter;
    contact ids that nobody has are a validation error ("recipients invalid"); an unknown group is not found.
    """
    match recipients:
        case Everyone():
            return tuple(world.contacts.values())
        case Tagged():
            wanted = set(recipients.value)
            return tuple(contact for contact in world.contacts.values() if wanted.intersection(contact.tags))
        case Chosen():
            return _chosen(world, recipients.value)
        case Grouped():
            group = found(world.groups, recipients.group_id, "Contact group")
            return tuple(world.contacts[member] for member in group.members)


def _chosen(world: World, wanted: Iterable[str]) -> tuple[Contact, ...]:
    unknown = [
        Flaw(("recipients", "value", place), "Unknown contact")
        for place, wish in enumerate(wanted)
        if wish not in world.contacts
    ]
    if unknown:
        raise invalid(*unknown)
    return tuple(world.contacts[wish] for wish in dict.fromkeys(wanted))
