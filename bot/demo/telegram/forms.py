"""What the page sends: JSON for a text, a multipart form for everything else."""

import json
import math
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.demo.telegram import files, incoming, multipart, pictures
from bot.demo.telegram.files import LARGEST_UPLOAD, Upload
from bot.demo.telegram.formatting import Source
from bot.demo.telegram.incoming import NotPossibleError
from bot.demo.telegram.people import Person
from bot.demo.telegram.telegram import Telegram

MOST_IN_ALBUM = 10
FEWEST_OPTIONS = 2
MOST_OPTIONS = 12

_ALBUM_KINDS = ("photo", "video", "audio", "document")
_COTONOU = (6.3654, 2.4183)
_FICTITIOUS = "+229019000{id:04d}"


@dataclass(frozen=True, slots=True)
class Form:
    """A multipart form: each field as often as it came, and the files."""

    fields: tuple[tuple[str, str], ...]
    uploads: tuple[Upload, ...]

    def text(self, name: str) -> str:
        return next((value for field, value in self.fields if field == name), "")

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(value for field, value in self.fields if field == name)

    def number(self, name: str) -> float:
        """Read a number, 0 when there is none."""
        value = self.text(name).strip() or "0"
        try:
            number = float(value)
        except ValueError as error:
            raise NotPossibleError(f"{name} is a number.") from error
        if not math.isfinite(number):
            raise NotPossibleError(f"{name} is a number.")
        return number

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in {"1", "true", "on"}


async def json_body(request: web.Request) -> Mapping[str, object]:
    """Read a JSON object, or refuse."""
    try:
        body = json.loads(await request.read())
    except ValueError as error:
        raise NotPossibleError("The request is no JSON.") from error
    if not isinstance(body, dict):
        raise NotPossibleError("The request is no JSON object.")
    return body


async def form_body(request: web.Request) -> Form:
    try:
        parts = await multipart.read(request)
    except multipart.BadFormError as error:
        raise NotPossibleError("The form cannot be read.") from error
    except multipart.TooLargeError as error:
        raise NotPossibleError(f"A file has at most {LARGEST_UPLOAD // 1024**2} MB here.") from error
    return Form(parts.fields, tuple(upload for _, upload in parts.uploads))


def contents(telegram: Telegram, person: Person, form: Form) -> list[dict[str, object]]:
    """Make a form into the contents of one message, or of the several of an album."""
    match form.text("kind"):
        case "poll":
            return [{"poll": _poll(form)}]
        case "contact":
            return [{"contact": _contact(person, form)}]
        case "location":
            return [{"location": _location(form)}]
        case kind if kind in files.KINDS:
            return _files(telegram, kind, form)
        case kind:
            raise NotPossibleError(f"There is no kind of message called {kind}.")


def _files(telegram: Telegram, kind: str, form: Form) -> list[dict[str, object]]:
    most = MOST_IN_ALBUM if kind in _ALBUM_KINDS else 1
    if not 1 <= len(form.uploads) <= most:
        raise NotPossibleError(f"A {kind} needs a file." if not form.uploads else f"At most {most} at once.")
    for upload in form.uploads:
        if not upload.content:
            raise NotPossibleError("The file is empty.")
        if kind == "photo" and pictures.size(upload.content) is None:
            raise NotPossibleError("This is no picture; send it as a document.")
    told: dict[str, object] = {name: round(form.number(name)) for name in ("duration", "width", "height")}
    told |= {name: form.text(name) for name in ("performer", "title", "emoji")}
    described = [files.described(telegram.files.store(kind, upload), told) for upload in form.uploads]
    entities = form.text("caption_entities")
    source = Source(form.text("caption"), entities=_json(entities) if entities else None)
    # Like Telegram's own clients: the caption of an album is the caption of its first part.
    if kind not in {"sticker", "video_note"}:
        described[0] |= incoming.caption(telegram, source)
    return described


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise NotPossibleError("The entities are no JSON.") from error


def _poll(form: Form) -> dict[str, object]:
    options = form.texts("option") or _options(form.text("options"))
    question = form.text("question") or form.text("caption")
    if not question or not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise NotPossibleError(f"A poll has a question and {FEWEST_OPTIONS} to {MOST_OPTIONS} options.")
    return {
        "id": str(zlib.crc32(f"{question} {options}".encode())),
        "question": question,
        "options": [
            {"persistent_id": str(number), "text": option, "voter_count": 0} for number, option in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }


def _options(text: str) -> tuple[str, ...]:
    """Split options given in one field: a JSON array, or one on each line."""
    if text.startswith("["):
        parsed = _json(text)
        return tuple(str(option) for option in parsed) if isinstance(parsed, list) else ()
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _contact(person: Person, form: Form) -> dict[str, object]:
    number = form.text("phone_number")
    if not number:
        own = {"phone_number": _FICTITIOUS.format(id=person.id), "user_id": person.id}
        return own | {"first_name": person.first_name, "last_name": person.last_name}
    contact: dict[str, object] = {"phone_number": number, "first_name": form.text("first_name") or number}
    return contact | ({"last_name": form.text("last_name")} if form.text("last_name") else {})


def _location(form: Form) -> dict[str, object]:
    if not form.text("latitude") and not form.text("longitude"):
        latitude, longitude = _COTONOU
    else:
        latitude, longitude = form.number("latitude"), form.number("longitude")
    if abs(latitude) > 90 or abs(longitude) > 180:  # noqa: PLR2004 - degrees on a globe
        raise NotPossibleError("There is no such place on the globe.")
    return {"latitude": latitude, "longitude": longitude}
