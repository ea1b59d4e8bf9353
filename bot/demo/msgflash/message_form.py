"""The body of a single message, now or later; its text is called `text`, unlike in campaigns."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from bot.demo.msgflash.calls import Filled, Form, Identity, read
from bot.demo.msgflash.content import E164, Body, Buttons, Link, Variables, content_flaws
from bot.demo.msgflash.faults import Fault, Flaw, invalid
from bot.demo.msgflash.instants import read_instant


def _instant(text: str) -> str:
    read_instant(text)
    return text


class MessageForm(Form):
    """`contact_id` is the shared contact of type `contact`, and otherwise the context of a template."""

    instance_id: Identity
    to: Filled
    template_id: Identity = ""
    variables: Variables = Field(default_factory=dict)
    type: Literal["text", "image", "video", "audio", "document", "voice_note", "buttons", "location", "contact"] = (
        "text"
    )
    text: Body = ""
    media_url: Link = ""
    latitude: Annotated[float, Field(ge=-90, le=90)] = 0.0
    longitude: Annotated[float, Field(ge=-180, le=180)] = 0.0
    location_name: Filled = ""
    location_address: Filled = ""
    contact_id: Identity = ""
    title: Filled = ""
    description: Filled = ""
    footer: Filled = ""
    buttons: Buttons = Field(default_factory=list)
    scheduled_at: Annotated[str, AfterValidator(_instant)] = ""

    @property
    def is_direct(self) -> bool:
        return "type" in self.model_fields_set


_CONTENT = {
    "text",
    "mediaUrl",
    "latitude",
    "longitude",
    "locationName",
    "locationAddress",
    "title",
    "description",
    "footer",
    "buttons",
}


def read_message(body: object, *, scheduled: bool) -> MessageForm:
    form = read(MessageForm, body)
    given = {MessageForm.model_fields[name].alias or name for name in form.model_fields_set}
    content = _CONTENT | {"contactId"} if form.is_direct else _CONTENT
    flaws = list(content_flaws(given, form.type if form.is_direct else None, "text", content))
    if scheduled and "scheduledAt" not in given:
        flaws.append(Flaw(("scheduledAt",), "Required"))
    if not scheduled and "scheduledAt" in given:
        flaws.append(Flaw(("scheduledAt",), "Use /messages/schedule to send later"))
    if flaws:
        raise invalid(*flaws)
    if E164.fullmatch(form.to) is None:
        raise Fault("INVALID_DESTINATION", "The recipient number is not valid")
    return form
