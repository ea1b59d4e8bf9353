"""An operator played by a program: writes, presses and looks at the chat of a running demo as a person would."""

import asyncio
import io
import json
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

import aiohttp

PATIENCE = 10.0
"""Seconds until what is expected counts as not coming, unless the player's own `patience` is set."""

_LONGEST_LINE = 1 << 22

Json = Any
"""JSON as it comes from the server; what it holds is the business of whoever looks."""

Message = dict[str, Json]


class NotSeenError(AssertionError):
    """What was expected did not come; the text tells what was there instead."""


class RefusedError(Exception):
    """The demo would not let the operator do this."""


class Player:
    """One operator. Used as `async with Player(session, address, 1001) as awa:`.

    `sees` looks at what the bot wrote or changed since this operator last did something.
    """

    def __init__(self, session: aiohttp.ClientSession, address: str, user: int, group: int = 0) -> None:
        self._session = session
        self._address = address.rstrip("/")
        self._user = user
        self._query = {"chat": str(group)} if group else {}
        self._chat = group or user
        self.patience = PATIENCE
        self.messages: dict[int, Message] = {}
        self.events: list[tuple[str, Json]] = []
        self._news = asyncio.Event()
        self._acted = 0
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        stream = await self._session.get(
            f"{self._address}/demo/events",
            params={"user": str(self._chat)},
            timeout=aiohttp.ClientTimeout(total=None),
            read_bufsize=_LONGEST_LINE,
        )
        self._reader = asyncio.create_task(self._read(stream))
        chat = await self.asks("GET", f"/demo/chats/{self._user}")
        self.messages |= {message["message_id"]: message for message in chat["messages"]}
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._reader is not None, "entered before"
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)

    async def types(self, text: str, **more: object) -> Message:
        """Write a text; `entities`, `reply_to_message_id` and `forward` as in docs/demo.md."""
        (message,) = self._sent(await self._does("messages", json={"text": text, **more}))
        return message

    async def sends(self, kind: str, *files: tuple[str, bytes, str], **fields: str) -> list[Message]:
        """Send something else than text; each file is its name, its bytes and its type."""
        form = aiohttp.FormData({"kind": kind, **fields}, default_to_multipart=True)
        for name, content, mime in files:
            form.add_field("file", io.BytesIO(content), filename=name, content_type=mime)
        return self._sent(await self._does("messages", data=form))

    async def edits(self, number: int, text: str) -> Message:
        return dict(await self._does(f"messages/{number}/edit", json={"text": text}))

    async def presses(self, label: str) -> str:
        """Press the newest button with exactly this label, and give the press's id."""
        for message in reversed(self.messages.values()):
            for button in _buttons(message):
                if button["text"] == label and "callback_data" in button:
                    return await self.presses_data(message["message_id"], button["callback_data"])
        raise NotSeenError(f"There is no button {label!r}.\n{self.transcript()}")

    async def presses_data(self, number: int, data: str) -> str:
        """Press a button by what it carries, whether it is shown or not."""
        pressed = await self._does("presses", json={"message_id": number, "data": data})
        return str(pressed["callback_query_id"])

    async def sees(self, text: str) -> Message:
        """Wait until the bot has written or changed a message with this in its text, its caption or a button."""

        def wanted(name: str, content: Json) -> bool:
            return name in {"message", "edited"} and not content.get("out") and text in _words(content)

        return dict(await self._waits(wanted, repr(text)))

    async def hears(self, press: str) -> Message:
        """Wait for the answer to a press."""
        return dict(
            await self._waits(
                lambda name, content: name == "answered" and content["callback_query_id"] == press, "an answer"
            )
        )

    async def notices(self, name: str) -> Json:
        """Wait for an event of this name, and give its data."""
        return await self._waits(lambda event, _content: event == name, f"the event {name}")

    async def asks(self, method: str, path: str, **more: Json) -> Json:
        """Call the demo as the page does."""
        address = f"{self._address}{path}"
        async with self._session.request(method, address, params=self._query, **more) as answer:
            content = await answer.json()
        if not answer.ok:
            raise RefusedError(content["error"])
        return content

    def transcript(self) -> str:
        """Write down the chat as it stands."""
        return "\n".join(
            f"{'>' if message.get('out') else '<'} {message['message_id']}: {_words(message)}"
            for message in self.messages.values()
        )

    async def _does(self, what: str, **more: Json) -> Json:
        self._acted = len(self.events)
        return await self.asks("POST", f"/demo/chats/{self._user}/{what}", **more)

    def _sent(self, messages: list[Message]) -> list[Message]:
        """Keep what was just sent, whose event may not have come yet."""
        for message in messages:
            self.messages.setdefault(message["message_id"], message)
        return messages

    async def _waits(self, wanted: Callable[[str, Json], bool], called: str) -> Json:
        seen = self._acted
        try:
            async with asyncio.timeout(self.patience):
                while True:
                    news = self._news
                    for name, content in self.events[seen:]:
                        if wanted(name, content):
                            return content
                    seen = len(self.events)
                    await news.wait()
        except TimeoutError:
            raise NotSeenError(f"Waited in vain for {called}.\n{self.transcript()}") from None

    async def _read(self, stream: aiohttp.ClientResponse) -> None:
        async with stream:
            name = ""
            async for line in stream.content:
                field, _, value = line.decode().rstrip("\n").partition(": ")
                if field == "event":
                    name = value
                elif field == "data":
                    self._take(name, json.loads(value))

    def _take(self, name: str, content: Json) -> None:
        if name in {"message", "edited"}:
            self.messages[content["message_id"]] = content
        elif name == "deleted":
            self.messages.pop(content["message_id"], None)
        self.events.append((name, content))
        self._news.set()
        self._news = asyncio.Event()


def _buttons(message: Mapping[str, Json]) -> list[dict[str, Json]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def _words(message: Mapping[str, Json]) -> str:
    labels = [f"[{button['text']}]" for button in _buttons(message)]
    return " ".join([message.get("text", ""), message.get("caption", ""), *labels]).strip()
