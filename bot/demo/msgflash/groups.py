"""Contact groups and their members; as documented they live below `/contacts`."""

from dataclasses import replace
from typing import Annotated

from pydantic import Field

from bot.demo.msgflash.calls import Answer, Call, Filled, Form, Identities, Route, read
from bot.demo.msgflash.faults import Fault
from bot.demo.msgflash.instants import written
from bot.demo.msgflash.jobs import BATCH, Jobs, join, leave
from bot.demo.msgflash.pages import number, portion, searched
from bot.demo.msgflash.records import Group
from bot.demo.msgflash.world import World, found

Colour = Annotated[str, Field(pattern="^#[0-9a-fA-F]{6}$")]


class GroupForm(Form):
    name: Filled
    description: str = ""
    color: Colour = ""


class GroupChange(Form):
    name: Filled = ""
    description: str = ""
    color: Colour = ""


class MembersForm(Form):
    contact_ids: Identities


class Groups:
    def __init__(self, world: World, jobs: Jobs) -> None:
        self._world = world
        self._jobs = jobs

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/contacts/groups", self.list),
            Route("POST", "/contacts/groups", self.create),
            Route("GET", "/contacts/groups/{groupId}", self.get),
            Route("PUT", "/contacts/groups/{groupId}", self.change),
            Route("DELETE", "/contacts/groups/{groupId}", self.delete),
            Route("GET", "/contacts/groups/{groupId}/members", self.members),
            Route("POST", "/contacts/groups/{groupId}/members", self.add),
            Route("DELETE", "/contacts/groups/{groupId}/members", self.remove),
        )

    def list(self, call: Call) -> Answer:
        limit = number(call.query, "limit", 50, 100)
        words = searched(call.query)
        matching = [
            group
            for group in self._world.groups.values()
            if words is None or words in group.name.casefold() or words in (group.description or "").casefold()
        ]
        page = portion(
            matching,
            lambda group: (written(group.created_at), group.id),
            order="createdAt_desc",
            descending=True,
            limit=limit,
            cursor=call.query.get("cursor"),
        )
        shown = [shown_group(group) for group in page.items]
        return Answer({"groups": shown, "total": len(matching), "limit": limit, **page.paging()})

    def create(self, call: Call) -> Answer:
        form = read(GroupForm, call.body)
        highest = self._world.plan.groups
        if highest is not None and len(self._world.groups) >= highest:
            raise Fault("MAX_CONTACT_GROUPS_REACHED", "Your plan allows no more contact groups")
        self._refuse_taken(form.name)
        group = Group(
            id=self._world.identify(),
            name=form.name,
            description=form.description or None,
            color=form.color or None,
            members=(),
            created_at=call.now,
        )
        self._world.groups[group.id] = group
        answer = shown_group(group)
        del answer["createdAt"]
        return Answer(answer, 201)

    def get(self, call: Call) -> Answer:
        return Answer(shown_group(self._group(call)))

    def change(self, call: Call) -> Answer:
        form = read(GroupChange, call.body)
        group = self._group(call)
        if form.name and form.name != group.name:
            self._refuse_taken(form.name)
        group = replace(
            group,
            name=form.name or group.name,
            description=form.description or group.description,
            color=form.color or group.color,
        )
        self._world.groups[group.id] = group
        return Answer(shown_group(group))

    def delete(self, call: Call) -> Answer:
        group = self._group(call)
        del self._world.groups[group.id]
        return Answer({"id": group.id, "deleted": True})

    def members(self, call: Call) -> Answer:
        limit = number(call.query, "limit", 50, 100)
        group = self._group(call)
        page = portion(
            [self._world.contacts[member] for member in group.members],
            lambda contact: (contact.name.casefold(), contact.id),
            order="members",
            descending=False,
            limit=limit,
            cursor=call.query.get("cursor"),
        )
        shown = [{"id": member.id, "name": member.name, "phone": member.phone} for member in page.items]
        return Answer({"members": shown, "total": len(group.members), "limit": limit, **page.paging()})

    def add(self, call: Call) -> Answer:
        chosen = read(MembersForm, call.body).contact_ids
        group = self._group(call)
        if len(chosen) >= BATCH:
            return self._jobs.begin("add_to_group", group.id, chosen, call.now)
        known = [contact_id for contact_id in chosen if contact_id in self._world.contacts]
        added = sum(join(self._world, group.id, contact_id) for contact_id in known)
        return Answer(
            {
                "added": added,
                "alreadyInGroup": len(known) - added,
                "notFound": len(chosen) - len(known),
                "total": len(self._world.groups[group.id].members),
            }
        )

    def remove(self, call: Call) -> Answer:
        chosen = read(MembersForm, call.body).contact_ids
        group = self._group(call)
        if len(chosen) >= BATCH:
            return self._jobs.begin("remove_from_group", group.id, chosen, call.now)
        removed = sum(leave(self._world, group.id, contact_id) for contact_id in chosen)
        return Answer({"removed": removed, "notInGroup": len(chosen) - removed})

    def _group(self, call: Call) -> Group:
        return found(self._world.groups, call.path["groupId"], "Contact group")

    def _refuse_taken(self, name: str) -> None:
        if any(group.name == name for group in self._world.groups.values()):
            raise Fault("CONFLICT", "A contact group with this name already exists")


def shown_group(group: Group) -> dict[str, object]:
    return {
        "id": group.id,
        "name": group.name,
        "description": group.description,
        "color": group.color,
        "contactCount": len(group.members),
        "createdAt": written(group.created_at),
    }
