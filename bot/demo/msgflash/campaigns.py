"""Campaigns: create, read, pause and resume; as documented there is no list."""

from collections.abc import Mapping
from dataclasses import replace

from bot.demo.msgflash import placeholders
from bot.demo.msgflash.audience import audience
from bot.demo.msgflash.calls import Answer, Call, Route
from bot.demo.msgflash.campaign import Campaign, Content, Pause, Recipient
from bot.demo.msgflash.campaign_form import CampaignForm, read_campaign
from bot.demo.msgflash.faults import Fault
from bot.demo.msgflash.instants import read_instant, written, written_or_none
from bot.demo.msgflash.progress import Progress, progress
from bot.demo.msgflash.records import Contact, Instance, Template
from bot.demo.msgflash.safety import assess
from bot.demo.msgflash.world import World, found

PATH = "/campaigns"


class Campaigns:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("POST", PATH, self.create),
            Route("GET", "/campaigns/{id}", self.get),
            Route("POST", "/campaigns/{id}/pause", self.pause),
            Route("POST", "/campaigns/{id}/resume", self.resume),
        )

    def create(self, call: Call) -> Answer:
        if self._world.switches.no_campaigns_plan:
            raise Fault("CAMPAIGNS_NOT_AVAILABLE_ON_PLAN", "Campaigns are not available on your plan")
        form = read_campaign(call.body)
        instance = found(self._world.instances, form.instance_id, "Instance")
        template = None if form.is_direct else found(self._world.templates, form.template_id, "Template")
        contacts = audience(self._world, form.recipients)
        if form.type == "buttons" and not instance.business:
            raise Fault("UNSUPPORTED_FEATURE", "Buttons need a WhatsApp Business number")
        if template is not None:
            self._refuse_missing(template, form, instance)
        assert isinstance(call.body, Mapping)
        campaign = self._recorded(call, call.body, form, instance, template, contacts)
        self._world.campaigns[campaign.id] = campaign
        reading = self._progress(campaign, call)
        return Answer(
            {
                **_opening(self._world.user_id, campaign, reading),
                "stats": _counters(reading),
                "safety": campaign.verdict.full(),
                **_dates(campaign, reading),
            },
            201,
        )

    def get(self, call: Call) -> Answer:
        campaign = self._campaign(call)
        reading = self._progress(campaign, call)
        stats = {
            **_counters(reading),
            "processingStartedAt": written_or_none(reading.processing_started_at),
            "lastEnqueuedAt": written_or_none(reading.last_enqueued_at),
            "completedAt": written_or_none(reading.completed_at),
            "cancelledAt": None,
        }
        return Answer(
            {**_controlled(self._world.user_id, campaign, reading), "stats": stats, **_dates(campaign, reading)}
        )

    def pause(self, call: Call) -> Answer:
        campaign = self._campaign(call)
        status = self._progress(campaign, call).status
        allowed = {"running", "scheduled"} if self._world.options.scheduled_may_be_paused else {"running"}
        if status not in allowed:
            raise Fault("BAD_REQUEST", f"A campaign that is {status} cannot be paused")
        campaign = replace(campaign, pauses=(*campaign.pauses, Pause(call.now, None)))
        self._world.campaigns[campaign.id] = campaign
        reading = self._progress(campaign, call)
        return Answer(
            {
                **_controlled(self._world.user_id, campaign, reading),
                "stats": _counters(reading),
                **_dates(campaign, reading),
            }
        )

    def resume(self, call: Call) -> Answer:
        campaign = self._campaign(call)
        status = self._progress(campaign, call).status
        if not campaign.paused:
            raise Fault("BAD_REQUEST", f"A campaign that is {status} cannot be resumed")
        *earlier, last = campaign.pauses
        campaign = replace(campaign, pauses=(*earlier, replace(last, end=call.now)))
        self._world.campaigns[campaign.id] = campaign
        reading = self._progress(campaign, call)
        return Answer(
            {
                **_controlled(self._world.user_id, campaign, reading),
                "safety": campaign.verdict.resumed(),
                **_dates(campaign, reading),
            }
        )

    def _campaign(self, call: Call) -> Campaign:
        return found(self._world.campaigns, call.path["id"], "Campaign")

    def _progress(self, campaign: Campaign, call: Call) -> Progress:
        return progress(campaign, self._world.options.messages_per_second, call.now)

    def _refuse_missing(self, template: Template, form: CampaignForm, instance: Instance) -> None:
        """Refuse a campaign whose custom values are not all given; when MsgFlash notices this is not documented."""
        values = placeholders.known(None, instance, form.variables)
        absent = [name for name in placeholders.missing(template.body, values) if name.startswith("custom.")]
        if absent:
            raise Fault("TEMPLATE_VARIABLES_MISSING", f"Missing template variables: {', '.join(absent)}")

    def _recorded(  # noqa: PLR0913, PLR0917  (a campaign is made of this much)
        self,
        call: Call,
        request: Mapping[str, object],
        form: CampaignForm,
        instance: Instance,
        template: Template | None,
        contacts: tuple[Contact, ...],
    ) -> Campaign:
        connected = self._world.connected(instance)
        return Campaign(
            id=self._world.identify(),
            request=request,
            instance_id=instance.id,
            name=form.name,
            template_id=None if template is None else template.id,
            content=_content(form, template),
            variables=form.variables if "variables" in form.model_fields_set else None,
            schedule=read_instant(form.schedule),
            repeat=form.repeat,
            recipients=tuple(Recipient(contact.id, contact.name, contact.phone) for contact in contacts),
            reachable=connected,
            verdict=assess(instance, contacts, connected=connected),
            created_at=call.now,
        )


def _content(form: CampaignForm, template: Template | None) -> Content:
    if template is not None:
        return Content(template.kind, template.body, template.media_url)
    return Content(form.type, form.body or form.description or None, form.media_url or None)


def _opening(user_id: str, campaign: Campaign, reading: Progress) -> dict[str, object]:
    """Gather the fields of every answer; nothing of a buttons message comes back, as in the documented answers."""
    direct = campaign.template_id is None
    return {
        "id": campaign.id,
        "userId": user_id,
        "instanceId": campaign.instance_id,
        "name": campaign.name,
        "status": reading.status,
        "templateId": campaign.template_id,
        "type": campaign.content.kind if direct else None,
        "body": campaign.request.get("body"),
        "mediaUrl": campaign.request.get("mediaUrl"),
        "schedule": written(campaign.schedule),
        "repeat": campaign.repeat,
        "recipients": campaign.request["recipients"],
    }


def _controlled(user_id: str, campaign: Campaign, reading: Progress) -> dict[str, object]:
    return {**_opening(user_id, campaign, reading), "templateVariables": campaign.variables}


def _counters(reading: Progress) -> dict[str, object]:
    return {
        "planned": reading.planned,
        "queued": reading.queued,
        "sent": reading.sent,
        "delivered": reading.delivered,
        "read": reading.read,
        "failed": reading.failed,
        "cancelled": 0,
    }


def _dates(campaign: Campaign, reading: Progress) -> dict[str, object]:
    return {"createdAt": written(campaign.created_at), "updatedAt": written(reading.updated_at)}
