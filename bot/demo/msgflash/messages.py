"""Messages, those of campaigns and single ones together, with their status now; sending one, now or later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.demo.msgflash import placeholders
from bot.demo.msgflash.calls import Answer, Call, Form, Identity, Route, read
from bot.demo.msgflash.faults import Fault, Flaw, invalid, not_found
from bot.demo.msgflash.instants import read_instant, written
from bot.demo.msgflash.message_form import MessageForm, read_message
from bot.demo.msgflash.pages import number, portion
from bot.demo.msgflash.progress import runs
from bot.demo.msgflash.records import Instance, Message
from bot.demo.msgflash.safety import assess
from bot.demo.msgflash.timeline import Timeline, timeline
from bot.demo.msgflash.world import World, found

STATUSES = ("scheduled", "queued", "sent", "delivered", "read", "failed")
_HANDLING = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Sending:
    """One message on its way, whatever it came from."""

    message: Message
    campaign_id: str | None
    timeline: Timeline

    @property
    def provider_id(self) -> str:
        return self.message.id.replace("-", "")[:16].upper()

    def latest(self, now: datetime) -> tuple[datetime, str]:
        """When it changed last, and its status since."""
        if now < self.message.leaves_at:
            return self.message.created_at, "scheduled"
        return self.timeline.latest(now)


class _InstanceFilter(Form):
    instance_id: Identity


class Messages:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/messages", self.list),
            Route("POST", "/messages/send", self.send, outbound=True),
            Route("POST", "/messages/schedule", self.schedule, outbound=True),
            Route("GET", "/messages/{id}", self.get),
        )

    def list(self, call: Call) -> Answer:
        limit = number(call.query, "limit", 50, 100)
        status, instance_id = call.query.get("status"), call.query.get("instanceId")
        if status is not None and status not in STATUSES:
            raise invalid(Flaw(("status",), f"Expected one of {', '.join(STATUSES)}"))
        if instance_id is not None:
            instance_id = read(_InstanceFilter, {"instanceId": instance_id}).instance_id
        matching = [
            sending
            for sending in sendings(self._world, call.now)
            if status in {None, sending.latest(call.now)[1]} and instance_id in {None, sending.message.instance_id}
        ]
        page = portion(
            matching,
            lambda sending: (written(sending.message.created_at), sending.message.id),
            order="messages",
            descending=True,
            limit=limit,
            cursor=call.query.get("cursor"),
        )
        return Answer({"messages": [self._shown(sending, call.now) for sending in page.items], **page.paging()})

    def get(self, call: Call) -> Answer:
        wanted = call.path["id"].lower()
        for sending in sendings(self._world, call.now):
            if sending.message.id == wanted:
                return Answer(self._shown(sending, call.now))
        raise not_found("Message")

    def send(self, call: Call) -> Answer:
        return self._accepted(call, read_message(call.body, scheduled=False), call.now)

    def schedule(self, call: Call) -> Answer:
        form = read_message(call.body, scheduled=True)
        return self._accepted(call, form, max(call.now, read_instant(form.scheduled_at)))

    def _accepted(self, call: Call, form: MessageForm, leaves_at: datetime) -> Answer:
        instance = found(self._world.instances, form.instance_id, "Instance")
        kind, body, media_url = self._content(form, instance)
        if form.type == "buttons" and not instance.business:
            raise Fault("UNSUPPORTED_FEATURE", "Buttons need a WhatsApp Business number")
        connected = self._world.connected(instance)
        contact = self._world.contact_with(form.to)
        verdict = assess(instance, None, connected=connected)
        message = Message(
            id=self._world.identify(),
            instance_id=instance.id,
            contact_id=form.contact_id or (None if contact is None else contact.id),
            kind=kind,
            to=form.to,
            body=body,
            media_url=media_url,
            scheduled=bool(form.scheduled_at),
            leaves_at=leaves_at,
            reachable=connected,
            safety=verdict.brief(),
            created_at=call.now,
        )
        self._world.messages[message.id] = message
        shown = self._shown(_single(message), call.now)
        if message.scheduled:
            shown["scheduledAt"] = written(leaves_at)
        return Answer({**shown, "safety": verdict.resumed()}, 201)

    def _content(self, form: MessageForm, instance: Instance) -> tuple[str, str | None, str | None]:
        if form.is_direct:
            if form.contact_id:
                found(self._world.contacts, form.contact_id, "Contact")
            return form.type, form.text or form.description or None, form.media_url or None
        template = found(self._world.templates, form.template_id, "Template")
        contact = self._world.contacts.get(form.contact_id)
        if form.contact_id and contact is None:
            raise Fault("TEMPLATE_CONTEXT_UNAVAILABLE", "The contact is not available")
        values = placeholders.known(contact, instance, form.variables)
        absent = placeholders.missing(template.body, values)
        if absent:
            raise Fault("TEMPLATE_VARIABLES_MISSING", f"Missing template variables: {', '.join(absent)}")
        body = None if template.body is None else placeholders.rendered(template.body, values)
        return template.kind, body, template.media_url

    def _shown(self, sending: Sending, now: datetime) -> dict[str, object]:
        message = sending.message
        changed_at, status = sending.latest(now)
        gone = status not in {"scheduled", "queued"}
        return {
            "id": message.id,
            "userId": self._world.user_id,
            "instanceId": message.instance_id,
            "contactId": message.contact_id,
            "campaignId": sending.campaign_id,
            "direction": "outbound",
            "type": message.kind,
            "from": None,
            "to": message.to,
            "body": message.body,
            "mediaUrl": message.media_url,
            "status": status,
            "error": "The number could not be reached" if status == "failed" else None,
            "meta": {"workerSafety": message.safety} if gone else {},
            "providerMessageId": sending.provider_id if gone and status != "failed" else None,
            "createdAt": written(message.created_at),
            "updatedAt": written(changed_at),
        }


def sendings(world: World, now: datetime) -> Iterator[Sending]:
    """Go through every message there is by now, those of campaigns included."""
    for message in world.messages.values():
        yield _single(message)
    for campaign in world.campaigns.values():
        instance = world.instances[campaign.instance_id]
        custom: Mapping[str, object] | None = campaign.variables
        for run in runs(campaign, world.options.messages_per_second, now):
            for dispatch in run.dispatches:
                body = campaign.content.body
                if body is not None and campaign.template_id is not None:
                    body = placeholders.rendered(body, placeholders.known(dispatch.recipient, instance, custom))
                message = Message(
                    id=dispatch.id,
                    instance_id=campaign.instance_id,
                    contact_id=dispatch.recipient.contact_id,
                    kind=campaign.content.kind,
                    to=dispatch.recipient.phone,
                    body=body,
                    media_url=campaign.content.media_url,
                    scheduled=False,
                    leaves_at=dispatch.timeline.queued_at,
                    reachable=campaign.reachable,
                    safety=campaign.verdict.brief(),
                    created_at=dispatch.timeline.queued_at,
                )
                yield Sending(message, campaign.id, dispatch.timeline)


def _single(message: Message) -> Sending:
    life = timeline(message.id, message.leaves_at, message.leaves_at + _HANDLING, reachable=message.reachable)
    return Sending(message, None, life)
