"""An operator who picks recipients, and what MsgFlash was asked for meanwhile."""

import json

import httpx

from bot.render import plain
from tests.bot.fake_msgflash import FakeMsgFlash
from tests.bot.stage import Stage


def sees(stage: Stage, *texts: str) -> None:
    """Every text is on the screen, however it is set."""
    read = plain(stage.reads())
    for text in texts:
        assert text in read, f"{text!r} is not in:\n{read}"


def asked_of(msgflash: FakeMsgFlash, method: str, path: str) -> list[httpx.Request]:
    return [one for one in msgflash.requests if (one.method, one.url.path) == (method, f"/api/v1{path}")]


def listings(msgflash: FakeMsgFlash) -> list[dict[str, str]]:
    """What was asked of the list of contacts, the total aside."""
    asked = [
        request for request in msgflash.requests if (request.method, request.url.path) == ("GET", "/api/v1/contacts")
    ]
    return [dict(request.url.params) for request in asked if request.url.params["limit"] != "5"]


def posted(msgflash: FakeMsgFlash, path: str) -> list[dict[str, object]]:
    return [json.loads(request.content) for request in asked_of(msgflash, "POST", path)]


async def at_contacts(stage: Stage) -> None:
    await stage.types("/new")
    await stage.presses("Chosen contacts")


async def sends(stage: Stage) -> None:
    """From the question after the recipients on, to the end."""
    await stage.types("15/04/2026 11:00")
    await stage.presses("Once only")
    await stage.types("Hello")
    sees(stage, "Recap")
    await stage.presses("Send to")
    sees(stage, "Campaign created")


def document(name: str) -> dict[str, object]:
    return {"document": {"file_id": name, "file_unique_id": name, "file_name": name, "mime_type": "text/csv"}}
