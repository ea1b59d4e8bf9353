"""The body of POST /campaigns, and everything that can be wrong with it before anything is looked up.

The sandbox is as strict as the documentation allows: what is not shown for a content mode is refused, and so is null.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from bot.demo.msgflash.calls import Filled, Form, Identities, Identity, read
from bot.demo.msgflash.content import Body, Buttons, Link, Variables, content_flaws
from bot.demo.msgflash.faults import invalid
from bot.demo.msgflash.instants import read_instant


class Everyone(Form):
    type: Literal["all"]


class Tagged(Form):
    type: Literal["tags"]
    value: Annotated[list[Filled], Field(min_length=1)]


class Chosen(Form):
    type: Literal["explicit"]
    value: Identities


class Grouped(Form):
    type: Literal["group"]
    group_id: Identity


Recipients = Annotated[Everyone | Tagged | Chosen | Grouped, Field(discriminator="type")]


def _instant(text: str) -> str:
    read_instant(text)
    return text


class CampaignForm(Form):
    instance_id: Identity
    name: Filled
    schedule: Annotated[str, AfterValidator(_instant)]
    repeat: Literal["none", "daily", "weekly"] = "none"
    recipients: Recipients
    template_id: Identity = ""
    variables: Variables = Field(default_factory=dict)
    type: Literal["text", "image", "video", "audio", "document", "voice_note", "buttons"] = "text"
    body: Body = ""
    media_url: Link = ""
    title: Filled = ""
    description: Filled = ""
    footer: Filled = ""
    buttons: Buttons = Field(default_factory=list)

    @property
    def is_direct(self) -> bool:
        return "type" in self.model_fields_set


_CONTENT = {"body", "mediaUrl", "title", "description", "footer", "buttons"}


def read_campaign(body: object) -> CampaignForm:
    form = read(CampaignForm, body)
    given = {CampaignForm.model_fields[name].alias or name for name in form.model_fields_set}
    flaws = tuple(content_flaws(given, form.type if form.is_direct else None, "body", _CONTENT))
    if flaws:
        raise invalid(*flaws)
    return form
