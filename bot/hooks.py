"""MsgFlash's webhooks: registered and removed by the bot, verified over the raw body, and taken as hints only.

An event names no campaign, may come late, twice, or from somebody who recorded it: so nothing is counted from events.
They only say when to look, and whom to look at; what is shown is what was read.
"""

import asyncio
import hmac
import json
import logging
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal
from urllib.parse import quote

import httpx
from aiohttp import web

from bot.keyring import Keyring, SealedError
from bot.msgflash.client import MsgFlash, found_in
from bot.watching import Watcher
from conversations.workspace import InstanceId
from storage.store import Store, StoreError

log = logging.getLogger(__name__)

Heard = Literal["message", "cut off", "other"]

NAME = "MsgFlash's webhook"
HEADER = "X-MsgFlash-Signature"
# `message.read` would come for days, and changes nothing that has to be told.
EVENTS = ("message.sent", "message.delivered", "message.failed", "instance.disconnected")
BODY_SECONDS = 10.0
CREATED = (200, 201)


@dataclass(frozen=True, slots=True)
class Registered:
    """A webhook of ours at MsgFlash; its secret was told once, at its creation."""

    id: str
    url: str
    secret: str


@dataclass(slots=True)
class Hooks:
    """`address` is where MsgFlash is to call, None without a public address."""

    store: Store
    msgflash: MsgFlash
    watcher: Watcher
    keyring: Keyring | None
    address: str | None
    registered: Registered | None = None
    suspecting: "set[asyncio.Task[None]]" = field(default_factory=set)

    async def arrange(self) -> None:
        """Have MsgFlash call, or have it stop calling; watching goes on without where that is refused."""
        stored = await self._stored()
        if stored is not None and stored.url == self.address and await self._still_there(stored):
            self._use(stored)
            return
        if stored is not None:
            await self._removed(stored.id)
            await self.store.forget_secret(NAME)
        if self.address is None:
            return
        if self.keyring is None:
            log.warning("SECRET_KEYS is not set: MsgFlash's webhooks are not used, campaigns are read more often")
            return
        await self._register(self.address, self.keyring)

    def routes(self) -> list[web.RouteDef]:
        if self.address is None:
            return []
        return [web.post(f"/{self.address.split('/', 3)[3]}", self._take)]

    def heard(self, body: bytes, signature: str) -> tuple[Heard, InstanceId] | None:
        """Return what an event says of which number, None when it is not MsgFlash's."""
        if self.registered is None or not _signed(body, signature, self.registered.secret):
            return None
        try:
            event = json.loads(body)
        except (ValueError, RecursionError):
            return None
        match event:
            case {"event": "instance.disconnected", "instanceId": str(number)}:
                return "cut off", InstanceId(number)
            case {"event": str(name), "instanceId": str(number)} if name.startswith("message."):
                return "message", InstanceId(number)
            case _:
                return "other", InstanceId("")

    async def _take(self, request: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=408, headers={"Connection": "close"})
        heard = self.heard(body, request.headers.get(HEADER, ""))
        if heard is None:
            return web.Response(status=403)
        what, number = heard
        if what == "message":
            self.watcher.hint(number)
        elif what == "cut off":
            task = asyncio.ensure_future(self._suspect(number))
            self.suspecting.add(task)
            task.add_done_callback(self.suspecting.discard)
        return web.Response()

    async def _suspect(self, number: InstanceId) -> None:
        try:
            await self.watcher.suspect(number)
        except StoreError as reason:
            log.warning("a number could not be looked at (%s)", reason)

    async def _stored(self) -> Registered | None:
        sealed = await self.store.secret(NAME)
        if sealed is None or self.keyring is None:
            return None
        try:
            match json.loads(self.keyring.open(sealed)):
                case [str(mark), str(url), str(secret)]:
                    return Registered(mark, url, secret)
                case _:
                    return None
        except (SealedError, ValueError):
            return None

    async def _still_there(self, stored: Registered) -> bool:
        """Tell whether MsgFlash still has it; where that cannot be read, it has."""
        listed = found_in(await self.msgflash.glance("/api/v1/webhooks", watched=False))
        return not isinstance(listed, list) or any(_is(item, "id", stored.id) for item in listed)

    async def _register(self, address: str, keyring: Keyring) -> None:
        """Register once. One of an earlier life, whose secret is lost, is removed first: endpoints are few."""
        listed = found_in(await self.msgflash.glance("/api/v1/webhooks", watched=False))
        for item in listed if isinstance(listed, list) else ():
            match item:
                case {"id": str(mark), "url": str(url)} if url == address:
                    await self._removed(mark)
                case _:
                    continue
        try:
            answer = await self.msgflash.once("POST", "/api/v1/webhooks", {"url": address, "events": list(EVENTS)})
        except httpx.HTTPError as reason:
            log.warning(
                "MsgFlash's webhook was not registered (%s): tried again at the next start", type(reason).__name__
            )
            return
        match answer.body:
            case {"data": {"id": str(mark), "secret": str(secret)}} if answer.status in CREATED and secret:
                new = Registered(mark, address, secret)
                await self.store.keep_secret(NAME, keyring.seal(json.dumps([mark, address, secret])))
                self._use(new)
            case _:
                log.warning("MsgFlash registers no webhook (%s): campaigns are read more often", answer.status)

    async def _removed(self, mark: str) -> None:
        try:
            await self.msgflash.once("DELETE", f"/api/v1/webhooks/{quote(mark, safe='')}")
        except httpx.HTTPError as reason:
            log.warning("MsgFlash's webhook was not removed (%s)", type(reason).__name__)

    def _use(self, registered: Registered) -> None:
        self.registered = registered
        self.watcher.is_told()


def address(public_url: str, key: str) -> str:
    """Return an address nobody can guess, from which the key cannot be found."""
    return f"{public_url}/msgflash/{sha256(f'webhook/{key}'.encode()).hexdigest()[:32]}"


def _signed(body: bytes, signature: str, secret: str) -> bool:
    """Tell whether this is the signature of the raw body: HMAC-SHA256, keyed with the webhook's secret."""
    expected = f"sha256={hmac.new(secret.encode(), body, sha256).hexdigest()}"
    # A header that is no UTF-8 comes with surrogates.
    return hmac.compare_digest(signature.encode(errors="surrogateescape"), expected.encode())


def _is(item: object, name: str, value: str) -> bool:
    return isinstance(item, dict) and item.get(name) == value
