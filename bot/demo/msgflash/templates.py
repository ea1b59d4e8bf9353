"""Templates: list by page, create, read, change, delete, and preview without sending."""

from dataclasses import replace
from typing import Literal

from pydantic import Field

from bot.demo.msgflash import placeholders
from bot.demo.msgflash.calls import Answer, Call, Filled, Form, Identity, Route, read, read_optional
from bot.demo.msgflash.content import Body, Link, Variables
from bot.demo.msgflash.faults import Fault, Flaw, invalid
from bot.demo.msgflash.instants import written
from bot.demo.msgflash.pages import numbered
from bot.demo.msgflash.records import Template
from bot.demo.msgflash.world import World, found


class TemplateForm(Form):
    name: Filled
    type: Literal["text", "image", "video", "audio", "document"]
    body: Body = ""
    media_url: Link = ""


class TemplateChange(Form):
    name: Filled = ""
    type: Literal["", "text", "image", "video", "audio", "document"] = ""
    body: Body = ""
    media_url: Link = ""


class PreviewForm(Form):
    instance_id: Identity = ""
    contact_id: Identity = ""
    variables: Variables = Field(default_factory=dict)


class Templates:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/templates", self.page),
            Route("POST", "/templates", self.create),
            Route("GET", "/templates/{id}", self.get),
            Route("PUT", "/templates/{id}", self.change),
            Route("DELETE", "/templates/{id}", self.delete),
            Route("POST", "/templates/{id}/preview", self.preview),
        )

    def page(self, call: Call) -> Answer:
        newest_first = sorted(self._world.templates.values(), key=lambda kept: (kept.created_at, kept.id), reverse=True)
        taken, paging = numbered(newest_first, call.query)
        shown = [_dated(template) for template in taken]
        return Answer(shown if self._world.options.template_array else {"templates": shown, **paging})

    def create(self, call: Call) -> Answer:
        form = read(TemplateForm, call.body)
        template = Template(
            id=self._world.identify(),
            name=form.name,
            kind=form.type,
            body=form.body or None,
            media_url=form.media_url or None,
            created_at=call.now,
            updated_at=call.now,
        )
        self._keep(template)
        return Answer(_shown(template), 201)

    def get(self, call: Call) -> Answer:
        return Answer(_dated(self._template(call)))

    def change(self, call: Call) -> Answer:
        form = read(TemplateChange, call.body)
        template = self._template(call)
        kind = form.type or template.kind
        template = replace(
            template,
            name=form.name or template.name,
            kind=kind,
            body=form.body or template.body,
            # A template that becomes text has no use for the link it had.
            media_url=form.media_url or (None if kind == "text" else template.media_url),
            updated_at=call.now,
        )
        self._keep(template)
        return Answer(_dated(template))

    def delete(self, call: Call) -> Answer:
        template = self._template(call)
        del self._world.templates[template.id]
        return Answer({"id": template.id, "deleted": True})

    def preview(self, call: Call) -> Answer:
        form = read_optional(PreviewForm, call.body)
        template = self._template(call)
        instance = self._world.instances.get(form.instance_id)
        contact = self._world.contacts.get(form.contact_id)
        if (form.instance_id and instance is None) or (form.contact_id and contact is None):
            raise Fault("TEMPLATE_CONTEXT_UNAVAILABLE", "The instance or contact is not available")
        values = placeholders.known(contact, instance, form.variables)
        missing = placeholders.missing(template.body, values)
        return Answer(
            {
                "rendered": placeholders.rendered(template.body or "", values),
                "variables": placeholders.variables(template.body),
                "missingVariables": missing,
                "valid": not missing,
            }
        )

    def _template(self, call: Call) -> Template:
        return found(self._world.templates, call.path["id"], "Template")

    def _keep(self, template: Template) -> None:
        """Keep a template that makes sense as a whole, or refuse it."""
        if template.kind == "text":
            if template.body is None:
                raise invalid(Flaw(("body",), "Required when type is text"))
            if template.media_url is not None:
                raise invalid(Flaw(("mediaUrl",), "Not allowed when type is text"))
        elif template.media_url is None:
            raise invalid(Flaw(("mediaUrl",), f"Required when type is {template.kind}"))
        placeholders.refuse_malformed(template.body)
        self._world.templates[template.id] = template


def _shown(template: Template) -> dict[str, object]:
    return {
        "id": template.id,
        "name": template.name,
        "type": template.kind,
        "body": template.body,
        "mediaUrl": template.media_url,
        "variables": placeholders.variables(template.body),
    }


def _dated(template: Template) -> dict[str, object]:
    return {**_shown(template), "createdAt": written(template.created_at), "updatedAt": written(template.updated_at)}
