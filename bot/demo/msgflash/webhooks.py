"""Webhooks: addresses that are told when a message or a number changes."""

import ipaddress
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from bot.demo.msgflash.calls import Answer, Call, Form, Route, read
from bot.demo.msgflash.content import Link
from bot.demo.msgflash.faults import Fault
from bot.demo.msgflash.instants import written
from bot.demo.msgflash.records import Webhook
from bot.demo.msgflash.world import World, found

EventName = Literal[
    "instance.connected",
    "instance.disconnected",
    "message.sent",
    "message.delivered",
    "message.read",
    "message.failed",
    "message.received",
]


def _secure(url: str) -> str:
    """Ask for HTTPS, except on this machine itself: the demo's bot has no certificate."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not _on_this_machine(parts.hostname or ""):
        raise ValueError("Expected an https URL")
    return url


def _on_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class WebhookForm(Form):
    url: Annotated[Link, AfterValidator(_secure)]
    events: Annotated[list[EventName], Field(min_length=1, max_length=50)]


class Webhooks:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/webhooks", self.all),
            Route("POST", "/webhooks", self.create),
            Route("DELETE", "/webhooks/{id}", self.delete),
        )

    def all(self, _call: Call) -> Answer:
        return Answer([{**_shown(webhook), "active": True} for webhook in self._world.webhooks.values()])

    def create(self, call: Call) -> Answer:
        form = read(WebhookForm, call.body)
        if len(self._world.webhooks) >= self._world.plan.webhooks:
            raise Fault("MAX_WEBHOOK_ENDPOINTS_REACHED", "Your plan allows no more webhook endpoints")
        webhook = Webhook(
            id=self._world.identify(),
            url=form.url,
            events=tuple(dict.fromkeys(form.events)),
            secret=f"whsec_{self._world.chance.getrandbits(256):064x}",
            created_at=call.now,
        )
        self._world.webhooks[webhook.id] = webhook
        return Answer({**_shown(webhook), "secret": webhook.secret}, 201)

    def delete(self, call: Call) -> Answer:
        webhook = found(self._world.webhooks, call.path["id"], "Webhook")
        del self._world.webhooks[webhook.id]
        return Answer({"id": webhook.id, "deleted": True})


def _shown(webhook: Webhook) -> dict[str, object]:
    return {
        "id": webhook.id,
        "url": webhook.url,
        "events": list(webhook.events),
        "createdAt": written(webhook.created_at),
    }
