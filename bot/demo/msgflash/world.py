"""Everything one workspace holds at this moment, and the questions several routes ask about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import TypeVar
from uuid import UUID

from bot.demo.msgflash.campaign import Campaign
from bot.demo.msgflash.faults import not_found
from bot.demo.msgflash.options import PLANS, Options, Plan
from bot.demo.msgflash.records import Contact, Group, Instance, Job, Lookup, Message, Template, Webhook
from bot.demo.trouble import Switches

_Record = TypeVar("_Record")


@dataclass(slots=True)
class World:
    """Records by their id, in the order in which they were made.

    `chance` gives ids and secrets, so that the same seed gives the same workspace.
    """

    options: Options
    switches: Switches
    chance: Random
    user_id: str
    born: datetime
    instances: dict[str, Instance]
    contacts: dict[str, Contact]
    groups: dict[str, Group]
    templates: dict[str, Template]
    campaigns: dict[str, Campaign] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    webhooks: dict[str, Webhook] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    lookups: dict[str, Lookup] = field(default_factory=dict)
    requests: int = 0

    @property
    def plan(self) -> Plan:
        return PLANS[self.options.plan]

    def identify(self) -> str:
        """Make a new id."""
        return identity(self.chance)

    def connected(self, instance: Instance) -> bool:
        return instance.connected and not self.switches.disconnected

    def groups_of(self, contact: Contact) -> tuple[Group, ...]:
        return tuple(group for group in self.groups.values() if contact.id in group.members)

    def contact_with(self, phone: str) -> Contact | None:
        return next((contact for contact in self.contacts.values() if contact.phone == phone), None)


def identity(chance: Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


def found(records: Mapping[str, _Record], wanted: str, what: str) -> _Record:
    """Take the record with this id, however the UUID is written; a malformed id is simply not found."""
    record = records.get(wanted.lower())
    if record is None:
        raise not_found(what)
    return record
