"""Telegram as the one who brings updates, for the bot as a real process: each is kept until it was taken.

By long polling it is taken when a later call says so, by webhook when it was answered with 200; what was under way when
the bot went may arrive twice.
"""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, TCPConnector, web

from bot.webhook import SECRET_HEADER
from tests.bot.fake_telegram import NOW
from tests.bot.processes import TOKEN

OPERATORS = range(2001, 2051)
# As many as Telegram opens to a webhook where nothing else was asked for, and as it gives to one poll.
CONNECTIONS = 40
A_BATCH = 100
HOLD_SECONDS = 0.2
LONGEST = 60


@dataclass
class Courier:
    """Telegram, and a MsgFlash that hangs until told to go on; the webhook's public address leads to `listen`.

    `answered` has what each operator was told, `seconds` how long the webhook took for each update it took.
    """

    listen: str
    base: str = ""
    written: int = 0
    waiting: dict[int, dict[str, object]] = field(default_factory=dict)
    carried: set[int] = field(default_factory=set)
    taken: dict[int, dict[str, object]] = field(default_factory=dict)
    answered: list[tuple[int, str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    hook: tuple[str, str] | None = None
    news: asyncio.Event = field(default_factory=asyncio.Event)
    msgflash_goes_on: asyncio.Event = field(default_factory=asyncio.Event)
    messages: "count[int]" = field(default_factory=lambda: count(1))

    def write(self, user: int, text: str = "") -> int:
        """Let somebody write, by default a command that names its update; return the update's number."""
        self.written = number = self.written + 1
        person = {"id": user, "is_bot": False, "first_name": "Awa", "language_code": "en"}
        said = {"message_id": number, "date": int(NOW.timestamp()), "from": person, "text": text or f"/u{number}"}
        self.waiting[number] = {"update_id": number, "message": {**said, "chat": {"id": user, "type": "private"}}}
        self.news.set()
        return number

    def write_all(self, updates: int) -> dict[int, list[str]]:
        """Let all operators write in turn; return what each has to be answered, in its order."""
        wrote: dict[int, list[str]] = {user: [] for user in OPERATORS}
        for at in range(updates):
            user = OPERATORS[at % len(OPERATORS)]
            wrote[user].append(f"/u{self.write(user)}")
        return wrote

    def brings_again(self, updates: int) -> None:
        """Bring the last ones once more: the bot took them, and Telegram did not hear it."""
        for number in list(self.taken)[-updates:]:
            self.waiting[number] = self.taken.pop(number)
        self.waiting = dict(sorted(self.waiting.items()))

    def _took(self, number: int) -> None:
        if number in self.waiting:
            self.taken[number] = self.waiting.pop(number)

    def answers(self) -> dict[int, list[str]]:
        """Return which of their commands each operator was answered, in the order of the answers."""
        found: dict[int, list[str]] = {user: [] for user in OPERATORS}
        for user, text in self.answered:
            if user in found:
                found[user] += re.findall(r"/u\d+", text)
        return found

    async def telegram(self, request: web.Request) -> web.Response:
        given = await request.json() if request.can_read_body else {}
        match request.match_info["method"]:
            case "getMe":
                return _good({"id": 123456, "is_bot": True, "first_name": "Bot", "username": "campaign_test_bot"})
            case "getUpdates" if self.hook is not None:
                return web.json_response({"ok": False, "error_code": 409, "description": "Conflict"}, status=409)
            case "getUpdates":
                return _good(await self._polled(int(str(given.get("offset", 0)))))
            case "setWebhook":
                self.hook = (urlsplit(str(given["url"])).path, str(given["secret_token"]))
            case "deleteWebhook":
                self.hook = None
            case "sendMessage":
                chat, text = int(str(given["chat_id"])), str(given["text"])
                self.answered.append((chat, text))
                message = {"message_id": next(self.messages), "date": 1, "chat": {"id": chat, "type": "private"}}
                return _good({**message, "text": "x"})
            case _:
                pass
        self.news.set()
        return _good(result=True)

    async def msgflash(self, _: web.Request) -> web.Response:
        await self.msgflash_goes_on.wait()
        return web.Response(status=404)

    async def has_set_a_webhook(self) -> None:
        await becomes(lambda: self.hook is not None)

    async def carry(self, session: ClientSession) -> None:
        """Bring updates to the webhook, one after the other, until cancelled."""
        while True:
            number = next((number for number in self.waiting if number not in self.carried), None)
            if number is None or self.hook is None:
                self.news.clear()
                await self.news.wait()
                continue
            self.carried.add(number)
            try:
                taken = await self._brought(session, number, *self.hook)
            finally:
                self.carried.discard(number)
            if taken:
                self._took(number)
            else:
                # Telegram waits longer; nobody is there.
                await asyncio.sleep(0.02)
                self.news.set()

    async def _brought(self, session: ClientSession, number: int, path: str, secret: str) -> bool:
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            async with session.post(
                f"http://{self.listen}{path}", json=self.waiting[number], headers={SECRET_HEADER: secret}
            ) as response:
                self.statuses[response.status] += 1
                taken = response.status == web.HTTPOk.status_code
        except (ClientError, OSError):
            return False
        if taken:
            self.seconds.append(clock() - began)
        return taken

    async def _polled(self, offset: int) -> list[dict[str, object]]:
        for number in [number for number in self.waiting if number < offset]:
            self._took(number)
        if not self.waiting:
            self.news.clear()
            try:
                async with asyncio.timeout(HOLD_SECONDS):
                    await self.news.wait()
            except TimeoutError:
                return []
        return [self.waiting[number] for number in sorted(self.waiting)[:A_BATCH]]


@asynccontextmanager
async def courier(listen: str) -> AsyncIterator[Courier]:
    """Serve both, and bring updates to the webhook over as many connections as Telegram does."""
    made = Courier(listen)
    application = web.Application()
    application.router.add_route("*", f"/bot{TOKEN}/{{method}}", made.telegram)
    application.router.add_route("*", "/api/{path:.*}", made.msgflash)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.base = "http://{}:{}".format(*runner.addresses[0][:2])
    async with ClientSession(connector=TCPConnector(limit=CONNECTIONS)) as session:
        carriers = [asyncio.ensure_future(made.carry(session)) for _ in range(CONNECTIONS)]
        try:
            yield made
        finally:
            for carrier in carriers:
                carrier.cancel()
            await asyncio.gather(*carriers, return_exceptions=True)
            await runner.cleanup()


async def becomes(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(LONGEST):
        while not condition():  # noqa: ASYNC110 - a state of another process, of which no event tells
            await asyncio.sleep(0.01)


def _good(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})
