"""Contacts: list by cursor, create, read, change, delete, delete many."""

from collections.abc import Callable
from dataclasses import replace

from pydantic import Field

from bot.demo.msgflash.calls import Answer, Call, Filled, Form, Identities, Route, read
from bot.demo.msgflash.content import Phone
from bot.demo.msgflash.faults import Fault, Flaw, invalid
from bot.demo.msgflash.groups import shown_group
from bot.demo.msgflash.instants import written
from bot.demo.msgflash.jobs import BATCH, Jobs, forget
from bot.demo.msgflash.pages import number, portion, searched
from bot.demo.msgflash.records import Contact
from bot.demo.msgflash.world import World, found

_ORDERS: dict[str, Callable[[Contact], tuple[str, str]]] = {
    "createdAt_desc": lambda contact: (written(contact.created_at), contact.id),
    "name_asc": lambda contact: (contact.name.casefold(), contact.id),
}


class ContactForm(Form):
    name: Filled
    phone: Phone
    tags: list[Filled] = Field(default_factory=list)
    meta: dict[str, object] = Field(default_factory=dict)


class ContactChange(Form):
    name: Filled = ""
    phone: Phone = ""
    tags: list[Filled] = Field(default_factory=list)
    meta: dict[str, object] = Field(default_factory=dict)


class SelectionForm(Form):
    contact_ids: Identities


class Contacts:
    def __init__(self, world: World, jobs: Jobs) -> None:
        self._world = world
        self._jobs = jobs

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/contacts", self.list),
            Route("POST", "/contacts", self.create),
            Route("POST", "/contacts/bulk-delete", self.delete_many),
            Route("GET", "/contacts/{id}", self.get),
            Route("PUT", "/contacts/{id}", self.change),
            Route("DELETE", "/contacts/{id}", self.delete),
            Route("GET", "/contacts/{id}/groups", self.groups),
        )

    def list(self, call: Call) -> Answer:
        sort = call.query.get("sort", "createdAt_desc")
        if sort not in _ORDERS:
            raise invalid(Flaw(("sort",), f"Expected one of {', '.join(_ORDERS)}"))
        limit = number(call.query, "limit", 50, 100)
        words = searched(call.query)
        matching = [
            contact
            for contact in self._world.contacts.values()
            if words is None or words in contact.name.casefold() or words in contact.phone
        ]
        page = portion(
            matching,
            _ORDERS[sort],
            order=sort,
            descending=sort.endswith("_desc"),
            limit=limit,
            cursor=call.query.get("cursor"),
        )
        return Answer(
            {
                "contacts": [shown_contact(contact) for contact in page.items],
                "total": len(matching),
                "limit": limit,
                "sort": sort,
                **page.paging(),
            }
        )

    def create(self, call: Call) -> Answer:
        form = read(ContactForm, call.body)
        self._refuse_taken(form.phone)
        contact = Contact(
            id=self._world.identify(),
            name=form.name,
            phone=form.phone,
            tags=tuple(dict.fromkeys(form.tags)),
            temperature=None,
            meta=form.meta,
            created_at=call.now,
            updated_at=call.now,
        )
        self._world.contacts[contact.id] = contact
        return Answer({"id": contact.id, "name": contact.name, "phone": contact.phone}, 201)

    def get(self, call: Call) -> Answer:
        return Answer(_detailed(self._contact(call)))

    def change(self, call: Call) -> Answer:
        form = read(ContactChange, call.body)
        contact = self._contact(call)
        if form.phone and form.phone != contact.phone:
            self._refuse_taken(form.phone)
        given = form.model_fields_set
        contact = replace(
            contact,
            name=form.name or contact.name,
            phone=form.phone or contact.phone,
            tags=tuple(dict.fromkeys(form.tags)) if "tags" in given else contact.tags,
            meta=form.meta if "meta" in given else contact.meta,
            updated_at=call.now,
        )
        self._world.contacts[contact.id] = contact
        return Answer(_detailed(contact))

    def delete(self, call: Call) -> Answer:
        contact = self._contact(call)
        forget(self._world, contact.id)
        return Answer({"id": contact.id, "deleted": True})

    def delete_many(self, call: Call) -> Answer:
        chosen = read(SelectionForm, call.body).contact_ids
        if len(chosen) >= BATCH:
            return self._jobs.begin("bulk_delete_contacts", None, chosen, call.now)
        deleted = [contact_id for contact_id in chosen if forget(self._world, contact_id)]
        absent = [contact_id for contact_id in dict.fromkeys(chosen) if contact_id not in deleted]
        return Answer({"requested": len(chosen), "deleted": len(deleted), "notFound": absent})

    def groups(self, call: Call) -> Answer:
        return Answer([shown_group(group) for group in self._world.groups_of(self._contact(call))])

    def _contact(self, call: Call) -> Contact:
        return found(self._world.contacts, call.path["id"], "Contact")

    def _refuse_taken(self, phone: str) -> None:
        if self._world.contact_with(phone) is not None:
            raise Fault("CONFLICT", "A contact with this phone number already exists")


def shown_contact(contact: Contact) -> dict[str, object]:
    return {
        "id": contact.id,
        "name": contact.name,
        "phone": contact.phone,
        "tags": list(contact.tags),
        "temperature": contact.temperature,
        "createdAt": written(contact.created_at),
        "updatedAt": written(contact.updated_at),
    }


def _detailed(contact: Contact) -> dict[str, object]:
    return {**shown_contact(contact), "meta": contact.meta}
