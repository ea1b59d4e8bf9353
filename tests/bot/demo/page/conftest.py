"""A small server that speaks the page's contract, and a browser to open the page with."""

import asyncio
import json
import shutil
from base64 import b64decode
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeAlias

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, Error, Locator, Page, async_playwright

from bot.demo.page.files import routes

Json: TypeAlias = dict[str, Any]

OPERATORS: list[Json] = [
    {"id": 1001, "first_name": "Awa", "last_name": "Doe", "language_code": "fr"},
    {"id": 1002, "first_name": "Sam", "last_name": "Hill", "language_code": "en"},
    {"id": 1003, "first_name": "Zoé", "last_name": "Martin", "language_code": "fr", "stranger": True},
]
BOT: Json = {"first_name": "Campaign bot", "username": "campaign_demo_bot", "description": "Creates campaigns."}
BOT["short_description"] = "WhatsApp campaigns"
COMMANDS = [{"command": "start", "description": "Begin"}, {"command": "new", "description": "A new campaign"}]
PHONE = {"width": 390, "height": 844}
MORNING = 1_700_000_000
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", *QUIET, *MICROPHONE]


class Noted(asyncio.Queue[Any]):
    """What was done on the page, in its order; to wait for something in vain is to fail, not to hang."""

    async def get(self) -> Any:  # noqa: ANN401 - the queue's own signature
        async with asyncio.timeout(5):
            return await super().get()


@dataclass
class StandIn:
    """The demo's server as the page sees it: what is said here shows there, what is done there is noted here."""

    messages: dict[int, list[Json]] = field(default_factory=lambda: {one["id"]: [] for one in OPERATORS})
    files: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    presses: Noted = field(default_factory=Noted)
    sent: Noted = field(default_factory=Noted)
    edits: Noted = field(default_factory=Noted)
    orders: Noted = field(default_factory=Noted)
    resumed: Noted = field(default_factory=Noted)
    trouble: Json = field(default_factory=lambda: dict.fromkeys(("slow", "server_error", "telegram_flood"), False))
    traffic: Json | None = None
    refusal: str | None = None
    answering: asyncio.Event = field(default_factory=asyncio.Event)
    online: bool = True
    fetched: Counter[int] = field(default_factory=Counter)
    address: str = ""
    _history: list[tuple[int, str, object, int | None]] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _ids: "count[int]" = field(default_factory=lambda: count(1))
    _forgotten: int = 0

    def add(self, user: int = 1001, *, out: bool = False, **content: object) -> Json:
        """Put a message into a chat, as if it had been there before the page came."""
        message: Json = {
            "message_id": next(self._ids),
            "date": MORNING,
            "from": {"first_name": "Campaign bot"},
            **content,
        }
        if out:
            message["out"] = True
        self.messages[user].append(message)
        return message

    def says(self, user: int = 1001, *, out: bool = False, **content: object) -> Json:
        """Put a message into a chat and tell the page."""
        message = self.add(user, out=out, **content)
        self.publish("message", message, user)
        return message

    def changes(self, message: Json, user: int = 1001, **content: object) -> None:
        message.update(content, edit_date=MORNING + 60)
        self.publish("edited", dict(message), user)

    def publish(self, name: str, data: object, user: int | None = 1001) -> None:
        self._history.append((len(self._history) + 1, name, data, user))
        self._wake()

    def answers(self, query: str, text: str | None, *, alert: bool = False) -> None:
        self.publish("answered", {"callback_query_id": query, "text": text, "show_alert": alert})

    def hang_up(self) -> None:
        """Break every stream off, and refuse new ones until `pick_up`."""
        self.online = False
        self._wake()

    def pick_up(self, *, forgetful: bool = False) -> None:
        """Answer again; a forgetful server no longer knows what happened meanwhile."""
        self.online = True
        if forgetful:
            self._forgotten = len(self._history)

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        chats = "/demo/chats/{user}"
        return [
            *routes(),
            web.get("/demo/operators", self._operators),
            web.get(chats, self._chat),
            web.post(f"{chats}/messages", self._send),
            web.post(f"{chats}/messages/{{message}}/edit", self._edit),
            web.post(f"{chats}/presses", self._press),
            web.get("/demo/files/{file}", self._file),
            web.get("/demo/events", self._events),
            web.route("*", "/demo/trouble", self._trouble),
            web.get("/demo/traffic", self._traffic),
            web.route("*", "/demo/bot", self._bot),
        ]

    async def _operators(self, _request: web.Request) -> web.Response:
        return web.json_response(OPERATORS)

    async def _chat(self, request: web.Request) -> web.Response:
        user = int(request.match_info["user"])
        self.fetched[user] += 1
        messages = self.messages[user]
        return web.json_response({"bot": BOT, "commands": COMMANDS, "messages": messages})

    async def _send(self, request: web.Request) -> web.Response:
        if self.refusal:
            return web.json_response({"error": self.refusal}, status=400)
        user = int(request.match_info["user"])
        if request.content_type == "application/json":
            body = await request.json()
            await self.sent.put(body)
            content = {key: body[key] for key in ("text", "entities") if key in body}
            sent = self.says(user, out=True, **content)
            await self.answering.wait()
            return web.json_response([sent])
        form = await request.post()
        fields: Json = {key: value for key, value in form.items() if isinstance(value, str)}
        uploads = [one for one in form.getall("file", []) if isinstance(one, web.FileField)]
        for upload in uploads:
            self.files[upload.filename] = (upload.file.read(), upload.content_type)
        await self.sent.put({**fields, "files": [(one.filename, one.content_type) for one in uploads]})
        kind = str(fields["kind"])
        shown = [
            {"file_id": one.filename, "file_size": 1000, "duration": 1, "file_name": one.filename} for one in uploads
        ]
        contents = [{kind: [{**one, "width": 1, "height": 1}] if kind == "photo" else one} for one in shown]
        return web.json_response([self.says(user, out=True, **content) for content in contents])

    async def _edit(self, request: web.Request) -> web.Response:
        body = await request.json()
        message = int(request.match_info["message"])
        await self.edits.put({"message_id": message, "text": body["text"]})
        found = next(one for one in self.messages[int(request.match_info["user"])] if one["message_id"] == message)
        found.update(text=body["text"], edit_date=MORNING + 60)
        return web.json_response(found)

    async def _press(self, request: web.Request) -> web.Response:
        body = await request.json()
        query = f"query-{next(self._ids)}"
        await self.presses.put({**body, "callback_query_id": query})
        await self.answering.wait()
        return web.json_response({"callback_query_id": query})

    async def _file(self, request: web.Request) -> web.Response:
        body, kind = self.files[request.match_info["file"]]
        return web.Response(body=body, content_type=kind)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        if not self.online:
            return web.json_response({"error": "away"}, status=503)
        user = int(request.query["user"])
        last = request.headers.get("Last-Event-ID")
        await self.resumed.put(last)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        with suppress(ConnectionResetError):  # the page has gone elsewhere meanwhile
            await response.prepare(request)
            await self._tell(response, user, len(self._history) if last is None else int(last))
        return response

    async def _tell(self, response: web.StreamResponse, user: int, seen: int) -> None:
        if seen < self._forgotten:
            seen = self._forgotten
            await response.write(f"id: {seen}\nevent: lost\ndata: {{}}\n\n".encode())
        while self.online:
            news = self._news
            for number, name, data, whose in self._history[seen:]:
                seen = number
                if whose in {None, user}:
                    await response.write(f"id: {number}\nevent: {name}\ndata: {json.dumps(data)}\n\n".encode())
            if seen == len(self._history) and self.online:
                await news.wait()

    async def _trouble(self, request: web.Request) -> web.Response:
        if request.method == "POST":
            self.trouble.update(await request.json())
        return web.json_response(self.trouble)

    async def _traffic(self, _request: web.Request) -> web.Response:
        return web.json_response(self.traffic)

    async def _bot(self, request: web.Request) -> web.Response:
        if request.method == "GET":
            return web.json_response({"running": True, "pid": 4321})
        what = (await request.json())["do"]
        await self.orders.put(what)
        return web.json_response({"running": what == "restart", "pid": 4322})


@pytest_asyncio.fixture(loop_scope="session")
async def demo() -> AsyncIterator[StandIn]:
    stand_in = StandIn()
    stand_in.answering.set()
    application = web.Application()
    application.add_routes(stand_in.routes())
    runner = web.AppRunner(application, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    stand_in.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield stand_in
    stand_in.hang_up()
    await runner.cleanup()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("These tests drive a real browser: install Chromium so that `chromium` is on the PATH.")
    async with async_playwright() as playwright:
        yield await playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def windows() -> dict[str, Page]:
    """Windows already open, by their settings. Each test's server has a port, hence a storage, of its own."""
    return {}


Open: TypeAlias = Callable[..., Any]


@pytest_asyncio.fixture(loop_scope="session")
async def visit(demo: StandIn, browser: Browser, windows: dict[str, Page]) -> AsyncIterator[Open]:
    """Opens the page and waits until the chat is there."""
    visited: list[Page] = []
    faults: list[str] = []

    def note(fault: Error) -> None:
        faults.append(str(fault))

    async def open_page(user: int = 1001, *, clock: bool = False, **options: object) -> Page:
        settings: Json = {"viewport": PHONE, "locale": "en-GB", "timezone_id": "Africa/Porto-Novo"}
        settings.update(options)
        wanted = repr((clock, settings))
        if wanted not in windows:
            context = await browser.new_context(**settings)
            windows[wanted] = await context.new_page()
            windows[wanted].set_default_timeout(4000)
            if clock:
                await context.clock.install()
        page = windows[wanted]
        visited.append(page)
        page.on("pageerror", note)
        await page.goto(f"{demo.address}/#{user}", wait_until="commit")
        await page.get_by_role("heading", name="Campaign bot").first.wait_for()
        return page

    yield open_page
    for page in visited:
        await page.goto("about:blank")
        page.remove_listener("pageerror", note)
    assert faults == []


@pytest.fixture
def bubble() -> Callable[[Page, Json], Locator]:
    """Finds the bubble of a message."""
    return lambda page, message: page.locator(f'[data-message-id="{message["message_id"]}"]')


@pytest.fixture(scope="session")
def picture() -> bytes:
    """A PNG file of one grey pixel."""
    return b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")
