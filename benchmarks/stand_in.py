"""Telegram and MsgFlash in one small, fast server, with operators who go through a campaign as soon as they can."""

import asyncio
import json
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter
from urllib.parse import parse_qsl, unquote

HOST = "127.0.0.1"
MOST_UPDATES = 100
NUMBER = {
    "id": "6f1d2a74-0c55-4c7e-9a2f-0b8f6f1f9b11",
    "name": "Shop",
    "waNumber": "+33639980001",
    "status": "connected",
}
USER_NAME = "Awa"

# What the operator does, and the words on the screen (or on a button) that let him go on.
STEPS = (
    ("type", "/start", ""),
    ("press", "New campaign", ""),
    ("press", "By tags", ""),
    ("type", "vip", "Write a tag"),
    ("press", "Tomorrow 09:00", ""),
    ("press", "Once only", ""),
    ("press", "Text", ""),
    ("type", "Hello", "Write the message"),
    ("press", "Send", ""),
)
DONE = "Campaign created"


@dataclass(slots=True)
class Operator:
    """One person in a private chat: at which step, and what the last message shows."""

    chat: int
    rounds: int = 1
    last: int = len(STEPS)
    step: int = 0
    given_at: float = 0.0
    called_at: float = 0.0
    pressed: str = ""


@dataclass
class StandIn:
    """Both servers. `delay` is how long Telegram takes to answer; `seconds` go from an update to its last call."""

    delay: float = 0.0
    operators: dict[int, Operator] = field(default_factory=dict)
    updates: dict[int, dict[str, object]] = field(default_factory=dict)
    created: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    finished: int = 0
    calls: int = 0
    polled: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    update_ids: "count[int]" = field(default_factory=lambda: count(1))
    message_ids: "count[int]" = field(default_factory=lambda: count(1))
    keyboards: dict[int, str] = field(default_factory=dict)

    async def start(self) -> asyncio.Server:
        return await asyncio.get_running_loop().create_server(lambda: _Connection(self), HOST, 0)

    def admit(self, operator: Operator) -> None:
        self.operators[operator.chat] = operator
        self.go_on(operator, "", "")

    def go_on(self, operator: Operator, text: str, keyboard: str) -> None:
        """Let the operator do the next thing, if the screen lets him."""
        if operator.step == operator.last:
            if operator.last < len(STEPS) or DONE in text:
                operator.rounds -= 1
                operator.step = 0 if operator.rounds else operator.last + 1
                self.finished += not operator.rounds
                if self.finished == len(self.operators):
                    self.ended.set()
            # What was still being checked when Send was pressed may have changed the screen: it is pressed again.
            again = (
                found(keyboard, STEPS[-1][1]) if operator.step == len(STEPS) and "inline_keyboard" in keyboard else None
            )
            if again is not None and again != operator.pressed:
                self.press(operator, again)
            if operator.step:
                return
        if operator.step > operator.last:
            return
        deed, what, cue = STEPS[operator.step]
        if deed == "type" and cue in text:
            entities = [{"type": "bot_command", "offset": 0, "length": len(what)}] if what.startswith("/") else []
            self.give(operator, {"message": {**self.message(operator.chat), "text": what, "entities": entities}})
            operator.step += 1
        elif deed == "press" and (data := found(keyboard, what)):
            self.press(operator, data)
            operator.step += 1

    def press(self, operator: Operator, data: str) -> None:
        operator.pressed = data
        message = {**self.message(operator.chat), "message_id": 1, "text": "…"}
        query = {"id": str(next(self.message_ids)), "from": person(operator.chat), "chat_instance": "1"}
        self.give(operator, {"callback_query": {**query, "data": data, "message": message}})

    def give(self, operator: Operator, update: dict[str, object]) -> None:
        if operator.called_at:
            self.seconds.append(operator.called_at - operator.given_at)
        operator.given_at = perf_counter()
        number = next(self.update_ids)
        self.updates[number] = {"update_id": number, **update}
        self.news.set()

    def message(self, chat: int) -> dict[str, object]:
        sent = {"message_id": next(self.message_ids), "date": 1776155400, "chat": {"id": chat, "type": "private"}}
        return {**sent, "from": person(chat)}

    async def answer(self, path: str, body: bytes, kind: str) -> tuple[int, object]:
        """Return status and JSON for one call."""
        if path.startswith("/api/"):
            return self.msgflash(path, body)
        given = arguments(body, kind)
        method = path.rpartition("/")[2]
        if method == "getUpdates":
            return 200, {"ok": True, "result": await self.next_updates(given)}
        self.calls += 1
        operator = self.operators.get(int(given.get("chat_id") or 0))
        if operator is not None:
            operator.called_at = perf_counter()
        if self.delay:
            await asyncio.sleep(self.delay)
        return 200, {"ok": True, "result": self.telegram(method, given)}

    async def next_updates(self, given: dict[str, str]) -> list[dict[str, object]]:
        offset = int(given.get("offset") or 0)
        for number in [number for number in self.updates if number < offset]:
            del self.updates[number]
        self.polled.set()
        if not self.updates:
            self.news.clear()
            try:
                async with asyncio.timeout(float(given.get("timeout") or 0)):
                    await self.news.wait()
            except TimeoutError:
                return []
        return list(self.updates.values())[:MOST_UPDATES]

    def telegram(self, method: str, given: dict[str, str]) -> object:
        if method == "getMe":
            return {"id": 123456, "is_bot": True, "first_name": "Bot", "username": "campaign_bot"}
        chat = int(given.get("chat_id") or 0)
        operator = self.operators.get(chat)
        if method not in {"sendMessage", "editMessageText"}:
            return True
        number = int(given["message_id"]) if method == "editMessageText" else next(self.message_ids)
        if operator is not None:
            self.go_on(operator, given["text"], given.get("reply_markup", ""))
        return {"message_id": number, "date": 1776155400, "chat": {"id": chat, "type": "private"}, "text": "…"}

    def msgflash(self, path: str, body: bytes) -> tuple[int, object]:
        match path.partition("?")[0]:
            case "/api/v1/instances":
                return 200, {"data": [NUMBER]}
            case "/api/v1/contacts":
                return 200, {"data": {"contacts": [], "total": 240}}
            case "/api/v1/campaigns":
                given = json.loads(body)
                self.created.append(given["name"])
                return 201, {"data": {**given, "id": f"c-{len(self.created)}", "status": "scheduled"}}
            case _:
                return 404, {"error": {"code": "NOT_FOUND", "message": "Not found"}}


def person(chat: int) -> dict[str, object]:
    return {"id": chat, "is_bot": False, "first_name": USER_NAME, "language_code": "en"}


def arguments(body: bytes, kind: str) -> dict[str, str]:
    if kind.startswith("application/json"):
        return {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in json.loads(body).items()
        }
    return dict(parse_qsl(body.decode()))


def found(keyboard: str, label: str) -> str | None:
    """Return the callback data of the button that bears this label."""
    rows = json.loads(keyboard)["inline_keyboard"] if keyboard else ()
    return next((key.get("callback_data") for row in rows for key in row if label in key["text"]), None)


class _Connection(asyncio.Protocol):
    """HTTP/1.1 with kept connections, as far as the two clients speak it."""

    def __init__(self, stand_in: StandIn) -> None:
        self.stand_in = stand_in
        self.buffer = b""
        self.transport: asyncio.Transport | None = None
        self.tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self.transport = transport

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - the library's signature
        for task in self.tasks:
            task.cancel()

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, end, rest = self.buffer.partition(b"\r\n\r\n")
        if not end:
            return
        lines = head.decode().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        length = int(headers.get("content-length", "0"))
        if len(rest) < length:
            return
        self.buffer = b""
        work = self.respond(unquote(lines[0].split(" ")[1]), rest[:length], headers.get("content-type", ""))
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def respond(self, path: str, body: bytes, kind: str) -> None:
        status, answer = await self.stand_in.answer(path, body, kind)
        content = json.dumps(answer).encode()
        head = f"HTTP/1.1 {status} OK\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
        if self.transport is not None:
            self.transport.write(head.encode() + content)
