"""The Bot API over HTTP: addresses, tokens, answers; and the switches that make it slow or strict."""

from http import HTTPStatus

from aiohttp import web

from bot.demo.telegram import arguments, methods
from bot.demo.telegram.refusals import RefusedError, too_many_requests
from bot.demo.telegram.telegram import Telegram

SLOWNESS = 1.5
"""Seconds by which each answer is late while `telegram_slow` is on."""

FLOOD_EACH = 3
FLOOD_SECONDS = 2


def routes(telegram: Telegram) -> list[web.AbstractRouteDef]:
    """Give the Bot API's addresses. `telegram.close` is to be called from `app.on_shutdown`."""
    api = _Api(telegram)
    return [
        web.route("*", "/bot{token}/{method}", api.call),
        web.get("/file/bot{token}/{path:.+}", api.download),
    ]


class _Api:
    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._written = 0

    async def call(self, request: web.Request) -> web.Response:
        try:
            result, description = await self._result(request)
        except RefusedError as refusal:
            answer, status = refusal.as_json(), refusal.code
        else:
            answer, status = {"ok": True, "result": result}, HTTPStatus.OK.value
            if description:
                answer["description"] = description
        if self._telegram.switches.telegram_slow:
            await self._telegram.pause(SLOWNESS)
        return web.json_response(answer, status=status)

    async def _result(self, request: web.Request) -> tuple[object, str]:
        if not self._telegram.knows(request.match_info["token"]):
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "Unauthorized")
        name = request.match_info["method"].lower()
        if waiting := methods.WAITING.get(name):
            return await waiting(self._telegram, await arguments.read(request))
        if writing := methods.WRITING.get(name):
            self._stem_the_flood()
            return writing(self._telegram, await arguments.read(request)), ""
        if reading := methods.READING.get(name):
            return reading(self._telegram, await arguments.read(request)), ""
        raise RefusedError(HTTPStatus.NOT_FOUND, "Not Found")

    def _stem_the_flood(self) -> None:
        if not self._telegram.switches.telegram_flood:
            self._written = 0
            return
        self._written += 1
        if self._written % FLOOD_EACH == 0:
            raise too_many_requests(FLOOD_SECONDS)

    async def download(self, request: web.Request) -> web.Response:
        if not self._telegram.knows(request.match_info["token"]):
            return web.json_response(RefusedError(HTTPStatus.UNAUTHORIZED, "Unauthorized").as_json(), status=401)
        file = self._telegram.files.by_path(request.match_info["path"])
        if file is None:
            return web.json_response(RefusedError(HTTPStatus.NOT_FOUND, "Not Found").as_json(), status=404)
        if self._telegram.switches.telegram_slow:
            await self._telegram.pause(SLOWNESS)
        return web.Response(body=file.upload.content, content_type="application/octet-stream")
