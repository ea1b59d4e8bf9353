"""Delivery of updates to the bot's own address, one after the other, each again until the bot accepts it."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp

from bot.demo.telegram.refusals import bad_request
from bot.demo.telegram.updates import Update, Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header, no secret
LONGEST_SECRET = 256
MOST_CONNECTIONS = 100
USUAL_CONNECTIONS = 40

_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 60.0
_PATIENCE = aiohttp.ClientTimeout(total=60)

Pause = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Address:
    """Where the updates go, as setWebhook told."""

    url: str
    secret: str = ""
    connections: int = USUAL_CONNECTIONS

    def check(self) -> None:
        """Refuse what Telegram refuses, and every address outside this machine: the demo calls nobody else."""
        try:
            host = urlsplit(self.url).hostname
        except ValueError as error:
            raise bad_request("invalid webhook URL specified") from error
        if not host or urlsplit(self.url).scheme not in {"http", "https"}:
            raise bad_request("invalid webhook URL specified")
        if host not in _LOOPBACK:
            raise bad_request("bad webhook: the demo delivers to this machine only")
        if len(self.secret) > LONGEST_SECRET:
            raise bad_request("secret token is too long")
        if not _SECRET.fullmatch(self.secret):
            raise bad_request("secret token contains unallowed characters")


@dataclass(frozen=True, slots=True)
class Failure:
    date: int
    message: str


class Webhook:
    """The webhook, set or not."""

    def __init__(self, updates: Updates, date: Callable[[], int], pause: Pause) -> None:
        self._updates = updates
        self._date = date
        self._pause = pause
        self._address: Address | None = None
        self._failure: Failure | None = None
        self._delivery: asyncio.Task[None] | None = None

    @property
    def is_set(self) -> bool:
        return self._address is not None

    async def set(self, address: Address) -> str:
        """Deliver there from now on, and say what setWebhook says."""
        address.check()
        if address == self._address:
            return "Webhook is already set"
        await self.delete()
        self._updates.interrupt("terminated by setWebhook request")
        self._address = address
        self._delivery = asyncio.create_task(self._deliver(address))
        return "Webhook was set"

    async def delete(self) -> str:
        """Deliver no more; what was not accepted stays in the queue."""
        if self._address is None:
            return "Webhook is already deleted"
        self._address = self._failure = None
        if self._delivery is not None:
            self._delivery.cancel()
            await asyncio.gather(self._delivery, return_exceptions=True)
            self._delivery = None
        return "Webhook was deleted"

    def as_json(self) -> dict[str, object]:
        """Write Telegram's `WebhookInfo`."""
        described: dict[str, object] = {
            "url": self._address.url if self._address else "",
            "has_custom_certificate": False,
            "pending_update_count": self._updates.pending,
        }
        if self._failure is not None:
            described |= {"last_error_date": self._failure.date, "last_error_message": self._failure.message}
        if self._address is not None:
            described |= {"max_connections": self._address.connections, "ip_address": "127.0.0.1"}
        if self._updates.allowed:
            described["allowed_updates"] = list(self._updates.allowed)
        return described

    async def _deliver(self, address: Address) -> None:
        async with aiohttp.ClientSession(timeout=_PATIENCE) as session:
            while True:
                await self._updates.arrived()
                update = self._updates.first()
                pause = _FIRST_PAUSE
                while (problem := await self._problem(session, address, update)) is not None:
                    self._failure = Failure(self._date(), problem)
                    await self._pause(pause)
                    pause = min(2 * pause, _LONGEST_PAUSE)
                self._updates.confirm(update)

    @staticmethod
    async def _problem(session: aiohttp.ClientSession, address: Address, update: Update) -> str | None:
        """Deliver one update; the reason why the bot did not take it, or None."""
        headers = {SECRET_HEADER: address.secret} if address.secret else {}
        try:
            async with session.post(address.url, json=update.as_json(), headers=headers) as answer:
                if answer.ok:
                    return None
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except TimeoutError:
            return "Read timeout expired"
        except aiohttp.ClientError:
            return "Connection failed"
