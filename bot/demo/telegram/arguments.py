"""The parameters of a call, however they came: query, form, JSON or multipart."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from aiohttp import web

from bot.demo.telegram import multipart
from bot.demo.telegram.files import Upload
from bot.demo.telegram.refusals import RefusedError, bad_request

_ATTACHED = "attach://"


@dataclass(frozen=True, slots=True)
class Arguments:
    """Values are texts, except what a JSON body gave another type."""

    values: Mapping[str, object] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, otherwise: int = 0) -> int:
        """Read a number; like Telegram, what is none counts as zero."""
        text = self.text(name).strip()
        if not text:
            return otherwise
        try:
            return int(float(text)) if "." in text else int(text)
        except (ValueError, OverflowError):
            return 0

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in {"true", "yes", "1"}

    def structure(self, name: str, called: str) -> object:
        """Read an object or array, sent as such or as JSON in a text; None when there is none."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return _parsed(value)
        except (ValueError, RecursionError) as error:
            raise bad_request(f"Can't parse {called} JSON object") from error

    def upload(self, name: str) -> Upload | None:
        """Find the file sent under this name, or under the name that `attach://` refers to."""
        value = self.values.get(name)
        if isinstance(value, str) and value.startswith(_ATTACHED):
            return self.uploads.get(value.removeprefix(_ATTACHED))
        return self.uploads.get(name)

    def attached(self, reference: str) -> Upload | None:
        return self.uploads.get(reference.removeprefix(_ATTACHED)) if reference.startswith(_ATTACHED) else None


async def read(request: web.Request) -> Arguments:
    """Read every parameter; those in the body win over those in the address."""
    values: dict[str, object] = dict(request.query)
    match request.content_type:
        case "multipart/form-data":
            parts = await _multipart(request)
            return Arguments({**values, **parts.values}, parts.uploads)
        case "application/json":
            return Arguments(values | _object(await request.read()))
        case _:
            form = await request.post()
            return Arguments(values | {name: value for name, value in form.items() if isinstance(value, str)})


def _parsed(text: str | bytes) -> object:
    """Parse JSON; half an emoji, which UTF-8 cannot write, and numbers beyond all bounds are errors as well."""
    parsed: object = json.loads(text)
    json.dumps(parsed, ensure_ascii=False, allow_nan=False).encode()
    return parsed


def _object(body: bytes) -> dict[str, object]:
    if not body.strip():
        return {}
    try:
        parsed = _parsed(body)
    except (ValueError, RecursionError) as error:
        raise bad_request("can't parse request JSON object") from error
    if not isinstance(parsed, dict):
        raise bad_request("can't parse request JSON object")
    return parsed


async def _multipart(request: web.Request) -> Arguments:
    try:
        parts = await multipart.read(request)
    except multipart.BadFormError as error:
        raise bad_request("can't parse multipart request") from error
    except multipart.TooLargeError as error:
        raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Request Entity Too Large") from error
    return Arguments(dict(parts.fields), dict(parts.uploads))
