"""Signed webhook deliveries: what has happened since the last look, told once to whoever asked for it."""

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import aiohttp

from bot.demo.msgflash.messages import Sending, sendings
from bot.demo.msgflash.records import Webhook
from bot.demo.msgflash.world import World

_LOOK_EVERY = 0.5
_PATIENCE = aiohttp.ClientTimeout(total=10)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delivery:
    url: str
    body: bytes
    headers: Mapping[str, str]


class Deliveries:
    """The documentation says nothing of retries: each event is delivered once, and a failure is logged."""

    def __init__(self, world: World, now: Callable[[], datetime]) -> None:
        self._world = world
        self._now = now
        self._seen_until = now()
        self._linked = self._states()

    def due(self) -> tuple[Delivery, ...]:
        """Take what has happened since the last call."""
        since, self._seen_until = self._seen_until, self._now()
        before, self._linked = self._linked, self._states()
        changes = [*self._link_changes(before), *self._message_changes(since)]
        return tuple(
            _signed(webhook, name, told)
            for name, told in changes
            for webhook in self._world.webhooks.values()
            if name in webhook.events
        )

    async def run(self, pause: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        """Deliver until cancelled."""
        async with aiohttp.ClientSession(timeout=_PATIENCE) as session:
            while True:
                await pause(_LOOK_EVERY)
                for delivery in self.due():
                    await _deliver(session, delivery)

    def _states(self) -> dict[str, bool]:
        return {instance.id: self._world.connected(instance) for instance in self._world.instances.values()}

    def _link_changes(self, before: Mapping[str, bool]) -> Iterator[tuple[str, dict[str, object]]]:
        for instance_id, connected in self._linked.items():
            if before[instance_id] != connected:
                status = "connected" if connected else "disconnected"
                yield f"instance.{status}", {"instanceId": instance_id, "status": status}

    def _message_changes(self, since: datetime) -> Iterator[tuple[str, dict[str, object]]]:
        if not self._world.webhooks:
            return
        fresh = [
            (moment, status, sending)
            for sending in sendings(self._world, self._seen_until)
            for moment, status in sending.timeline.events()
            if since < moment <= self._seen_until
        ]
        for _, status, sending in sorted(fresh, key=lambda change: change[0]):
            yield f"message.{status}", _told(sending, status)


def _told(sending: Sending, status: str) -> dict[str, object]:
    return {
        "instanceId": sending.message.instance_id,
        "messageId": sending.message.id,
        "providerMessageId": None if status == "failed" else sending.provider_id,
        "to": sending.message.to,
        "status": status,
    }


def _signed(webhook: Webhook, name: str, told: Mapping[str, object]) -> Delivery:
    body = json.dumps({"event": name, **told}).encode()
    signature = hmac.new(webhook.secret.encode(), body, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/json",
        "X-MsgFlash-Event": name,
        "X-MsgFlash-Signature": f"sha256={signature}",
    }
    return Delivery(webhook.url, body, headers)


async def _deliver(session: aiohttp.ClientSession, delivery: Delivery) -> None:
    try:
        async with session.post(delivery.url, data=delivery.body, headers=dict(delivery.headers)) as response:
            if not response.ok:
                _log.warning("A webhook answered with status %d.", response.status)
    except (aiohttp.ClientError, TimeoutError) as error:
        # The class only: the text of the exception holds the address, which may hold a secret.
        _log.warning("A webhook could not be reached: %s.", type(error).__name__)
