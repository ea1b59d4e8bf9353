"""The page's side of Telegram: what a person sees and does, over HTTP. docs/demo.md is the contract."""

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from aiohttp import web

from bot.demo.telegram import forms, incoming
from bot.demo.telegram.chats import Chat
from bot.demo.telegram.formatting import Source
from bot.demo.telegram.incoming import Circumstances, NotPossibleError
from bot.demo.telegram.messages import Message
from bot.demo.telegram.people import PEOPLE, Person
from bot.demo.telegram.refusals import RefusedError
from bot.demo.telegram.telegram import Telegram
from bot.demo.trouble import NoSuchSwitchError

_Route = Callable[[web.Request], Awaitable[web.StreamResponse]]

# Without a word now and then neither side notices that the other is gone.
_HEARTBEAT = 15.0

_FILE_HEADERS = {
    # What a person sent must not act as a page of this server.
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, max-age=3600",
    "Accept-Ranges": "bytes",
}


class _NotThereError(Exception):
    """No such person, chat or file; the reason is a sentence."""


def routes(telegram: Telegram) -> list[web.AbstractRouteDef]:
    """Give the addresses under `/demo/` that concern Telegram, and the switches for trouble."""
    page = _Page(telegram)
    return [
        web.get("/demo/operators", _answering(page.operators)),
        web.get("/demo/chats/{user}", _answering(page.chat)),
        web.post("/demo/chats/{user}/messages", _answering(page.send)),
        web.post("/demo/chats/{user}/messages/{message}/edit", _answering(page.edit)),
        web.post("/demo/chats/{user}/presses", _answering(page.press)),
        web.post("/demo/chats/{user}/blocked", _answering(page.block)),
        web.get("/demo/files/{file}", _answering(page.file)),
        web.get("/demo/events", _answering(page.events)),
        web.get("/demo/trouble", _answering(page.trouble)),
        web.post("/demo/trouble", _answering(page.make_trouble)),
    ]


def _answering(route: _Route) -> _Route:
    """Turn what is not possible into the contract's refusal."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await route(request)
        except _NotThereError as reason:
            return web.json_response({"error": str(reason)}, status=HTTPStatus.NOT_FOUND)
        except (NotPossibleError, NoSuchSwitchError) as reason:
            return web.json_response({"error": str(reason)}, status=HTTPStatus.BAD_REQUEST)
        except RefusedError as refusal:
            return web.json_response({"error": refusal.description}, status=HTTPStatus.BAD_REQUEST)

    return answer


class _Page:
    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    async def operators(self, _request: web.Request) -> web.Response:
        return web.json_response([_introduced(person) for person in PEOPLE])

    async def chat(self, request: web.Request) -> web.Response:
        person, chat = self._place(request)
        return web.json_response(
            {
                "bot": self._telegram.profile.introduction(person),
                "commands": [command.as_json() for command in self._telegram.profile.commands_shown(chat, person)],
                "messages": [message.for_page() for message in chat.messages.values()],
            }
        )

    async def send(self, request: web.Request) -> web.Response:
        person, chat = self._place(request)
        if request.content_type == "multipart/form-data":
            form = await forms.form_body(request)
            contents = forms.contents(self._telegram, person, form)
            reply_to, is_forwarded = round(form.number("reply_to_message_id")), form.flag("forward")
        else:
            body = await forms.json_body(request)
            contents = [incoming.text(self._telegram, _source(body))]
            reply_to, is_forwarded = _number(body.get("reply_to_message_id")), body.get("forward") is True
        album = self._telegram.new_album() if len(contents) > 1 else ""
        how = Circumstances(reply_to, is_forwarded, album)
        sent = [incoming.send(self._telegram, chat, person, content, how) for content in contents]
        return web.json_response([message.for_page() for message in sent])

    async def edit(self, request: web.Request) -> web.Response:
        person, chat = self._place(request)
        source = _source(await forms.json_body(request))
        number = _number(request.match_info["message"])
        message: Message = incoming.edit(self._telegram, chat, person, number, source)
        return web.json_response(message.for_page())

    async def press(self, request: web.Request) -> web.Response:
        person, chat = self._place(request)
        body = await forms.json_body(request)
        number, data = _number(body.get("message_id")), body.get("data")
        if not isinstance(data, str):
            raise NotPossibleError("The data of a button is a text.")
        pressed = incoming.press(self._telegram, chat, person, number, data)
        return web.json_response({"callback_query_id": pressed.id})

    async def block(self, request: web.Request) -> web.Response:
        person, chat = self._place(request)
        blocked = (await forms.json_body(request)).get("blocked")
        if blocked is True:
            incoming.block(self._telegram, chat, person)
        elif blocked is False:
            incoming.unblock(self._telegram, chat, person)
        else:
            raise NotPossibleError("blocked is true or false.")
        return web.json_response({"blocked": chat.blocked})

    async def file(self, request: web.Request) -> web.Response:
        file = self._telegram.files.by_id(request.match_info["file"])
        if file is None:
            raise _NotThereError("There is no such file.")
        try:
            wanted = request.http_range
        except ValueError:
            wanted = slice(file.size, None)
        start, stop, _ = wanted.indices(file.size)
        headers = dict(_FILE_HEADERS)
        status = HTTPStatus.OK
        if wanted.start is not None:
            if start >= stop:
                headers["Content-Range"] = f"bytes */{file.size}"
                return web.Response(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=headers)
            headers["Content-Range"] = f"bytes {start}-{stop - 1}/{file.size}"
            status = HTTPStatus.PARTIAL_CONTENT
        body = file.upload.content[start:stop]
        return web.Response(body=body, status=status, headers=headers, content_type=file.upload.mime)

    async def events(self, request: web.Request) -> web.StreamResponse:
        user = _number(request.query.get("user"))
        if self._telegram.chats.find(user) is None:
            raise _NotThereError("There is no such person.")
        last = request.headers.get("Last-Event-ID", "")
        subscription = self._telegram.events.subscribe(user, _number(last) if last else None)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        # A comment opens the stream, so that the page knows at once that it is heard.
        await response.write(b": open\n\n")
        try:
            while True:
                event = await subscription.within(_HEARTBEAT)
                await response.write(event.encoded() if event else b": still here\n\n")
        except (StopAsyncIteration, ConnectionResetError):
            return response

    async def trouble(self, _request: web.Request) -> web.Response:
        return web.json_response(self._telegram.switches.state())

    async def make_trouble(self, request: web.Request) -> web.Response:
        return web.json_response(self._telegram.switches.turn(await forms.json_body(request)))

    def _place(self, request: web.Request) -> tuple[Person, Chat]:
        """Find the person, and the chat: the one with the bot, or the group named by `?chat=`."""
        user = _number(request.match_info["user"])
        person = next((person for person in PEOPLE if person.id == user), None)
        chat = self._telegram.chats.find(_number(request.query.get("chat", str(user))))
        if person is None or chat is None or chat.person(user) is None:
            raise _NotThereError("There is no such person or chat.")
        return person, chat


def _introduced(person: Person) -> dict[str, object]:
    introduced: dict[str, object] = {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "language_code": person.language_code,
    }
    return introduced | ({"stranger": True} if person.is_stranger else {})


def _source(body: Mapping[str, object]) -> Source:
    text = body.get("text")
    if not isinstance(text, str):
        raise NotPossibleError("A message has a text.")
    return Source(text, entities=body.get("entities"))


def _number(value: object) -> int:
    """Read a number from an address or a body, 0 for nothing."""
    if value is None or value == "":
        return 0
    try:
        return int(str(value))
    except ValueError as error:
        raise NotPossibleError(f"{value} is no number.") from error
