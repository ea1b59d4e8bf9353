"""Number lookups: which numbers have WhatsApp, and contacts made from those that have."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated
from uuid import NAMESPACE_URL, uuid5

from pydantic import Field

from bot.demo.msgflash.calls import Answer, Call, Filled, Form, Identity, Route, read
from bot.demo.msgflash.content import E164
from bot.demo.msgflash.faults import Fault
from bot.demo.msgflash.instants import written, written_or_none
from bot.demo.msgflash.jobs import BATCH
from bot.demo.msgflash.records import Contact, Lookup
from bot.demo.msgflash.world import World, found

_CHECKED_AT_ONCE = 20
_SEPARATORS = re.compile(r"[\s().-]")


class LookupForm(Form):
    instance_id: Identity
    numbers: Annotated[list[str], Field(min_length=1, max_length=10_000)]


class ImportForm(Form):
    tag: Filled


class Lookups:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/number-lookups", self.all),
            Route("POST", "/number-lookups", self.create),
            Route("GET", "/number-lookups/{id}", self.get),
            Route("GET", "/number-lookups/{id}/progress", self.progress),
            Route("POST", "/number-lookups/{id}/cancel", self.cancel),
            Route("POST", "/number-lookups/{id}/import-contacts", self.import_contacts),
        )

    def all(self, call: Call) -> Answer:
        newest_first = reversed(self._world.lookups.values())
        return Answer([_shown(lookup, call.now) for lookup in newest_first])

    def create(self, call: Call) -> Answer:
        form = read(LookupForm, call.body)
        instance = found(self._world.instances, form.instance_id, "Instance")
        if not self._world.connected(instance):
            raise Fault("PROVIDER_ERROR", "The instance is not connected")
        normal = list(dict.fromkeys(_normalised(number) for number in form.numbers))
        right = [number for number in normal if E164.fullmatch(number)]
        lookup = Lookup(
            id=self._world.identify(),
            instance_id=instance.id,
            requested=len(form.numbers),
            found=tuple(number for number in right if self._has_whatsapp(number)),
            absent=tuple(number for number in right if not self._has_whatsapp(number)),
            wrong=tuple(number for number in normal if not E164.fullmatch(number)),
            batched=len(form.numbers) >= BATCH,
            created_at=call.now,
            cancelled_at=None,
        )
        self._world.lookups[lookup.id] = lookup
        begun = {
            "mode": "async" if lookup.batched else "sync",
            "lookupId": lookup.id,
            "status": "pending" if lookup.batched else "done",
            "requested": lookup.requested,
        }
        if lookup.batched:
            return Answer(begun, 202)
        return Answer(
            {
                **begun,
                "normalized": len(right),
                "checked": len(right),
                "onWhatsAppCount": len(lookup.found),
                "notOnWhatsAppCount": len(lookup.absent),
                "invalidCount": len(lookup.wrong),
                "result": _result(lookup),
            }
        )

    def get(self, call: Call) -> Answer:
        lookup = self._lookup(call)
        done = _status(lookup, call.now) == "done"
        return Answer({**_shown(lookup, call.now), "result": _result(lookup) if done else None})

    def progress(self, call: Call) -> Answer:
        return Answer(_shown(self._lookup(call), call.now))

    def cancel(self, call: Call) -> Answer:
        lookup = self._lookup(call)
        status = _status(lookup, call.now)
        if status not in {"pending", "processing"}:
            raise Fault("BAD_REQUEST", f"A lookup that is {status} cannot be cancelled")
        lookup = replace(lookup, cancelled_at=call.now)
        self._world.lookups[lookup.id] = lookup
        return Answer(_shown(lookup, call.now))

    def import_contacts(self, call: Call) -> Answer:
        tag = read(ImportForm, call.body).tag
        lookup = self._lookup(call)
        if _status(lookup, call.now) != "done":
            raise Fault("BAD_REQUEST", "The lookup is not done")
        imported = [self._imported(number, tag, call.now) for number in lookup.found]
        return Answer({"imported": imported.count(True), "updated": imported.count(False), "tag": tag})

    def _imported(self, number: str, tag: str, now: datetime) -> bool:
        """Tag the contact with this number; True when it had to be made."""
        known = self._world.contact_with(number)
        if known is not None:
            tags = tuple(dict.fromkeys((*known.tags, tag)))
            self._world.contacts[known.id] = replace(known, tags=tags, updated_at=now)
            return False
        contact = Contact(self._world.identify(), number, number, (tag,), None, {}, now, now)
        self._world.contacts[contact.id] = contact
        return True

    def _has_whatsapp(self, number: str) -> bool:
        """Contacts have it; of the other numbers about 7 in 10, always the same ones."""
        return self._world.contact_with(number) is not None or uuid5(NAMESPACE_URL, number).int % 10 < 7  # noqa: PLR2004

    def _lookup(self, call: Call) -> Lookup:
        return found(self._world.lookups, call.path["id"], "Number lookup")


def _normalised(number: str) -> str:
    bare = _SEPARATORS.sub("", number)
    return f"+{bare[2:]}" if bare.startswith("00") else bare


def _checked(lookup: Lookup, now: datetime) -> int:
    """Twenty numbers a second in the background; all of them at once otherwise."""
    right = len(lookup.found) + len(lookup.absent)
    if not lookup.batched:
        return right
    seconds = int(((lookup.cancelled_at or now) - lookup.created_at).total_seconds())
    return min(right, max(0, _CHECKED_AT_ONCE * seconds))


def _finished_at(lookup: Lookup) -> datetime:
    batches = -(-(len(lookup.found) + len(lookup.absent)) // _CHECKED_AT_ONCE) if lookup.batched else 0
    return lookup.created_at + timedelta(seconds=batches)


def _status(lookup: Lookup, now: datetime) -> str:
    if lookup.cancelled_at is not None:
        return "cancelled"
    if now >= _finished_at(lookup):
        return "done"
    return "processing" if _checked(lookup, now) else "pending"


def _result(lookup: Lookup) -> dict[str, object]:
    return {"onWhatsApp": list(lookup.found), "notOnWhatsApp": list(lookup.absent), "invalid": list(lookup.wrong)}


def _shown(lookup: Lookup, now: datetime) -> dict[str, object]:
    right = len(lookup.found) + len(lookup.absent)
    checked = _checked(lookup, now)
    on_whatsapp = min(checked, len(lookup.found))
    status = _status(lookup, now)
    ended = lookup.cancelled_at or (_finished_at(lookup) if status == "done" else None)
    return {
        "id": lookup.id,
        "status": status,
        "progress": 100 * checked // right if right else 100,
        "requestedCount": lookup.requested,
        "normalizedCount": right,
        "checkedCount": checked,
        "onWhatsAppCount": on_whatsapp,
        "notOnWhatsAppCount": checked - on_whatsapp,
        "invalidCount": len(lookup.wrong),
        "error": None,
        "createdAt": written(lookup.created_at),
        "updatedAt": written(ended or now),
        "completedAt": written_or_none(ended),
    }
