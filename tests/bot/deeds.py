"""A whole campaign, deed by deed, from /start to the key that sends."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from tests.bot.stage import Stage

Deed: TypeAlias = Callable[[Stage], Awaitable[None]]


def typing(text: str) -> Deed:
    return lambda stage: stage.types(text)


def pressing(label: str) -> Deed:
    return lambda stage: stage.presses(label)


DEEDS: tuple[tuple[str, Deed], ...] = (
    ("start", typing("/start")),
    ("new", pressing("New campaign")),
    ("tags", pressing("By tags")),
    ("vip", typing("vip, client")),
    ("when", typing("15/04/2026 11:00")),
    ("once", pressing("Once only")),
    ("buttons", pressing("buttons")),
    ("title", typing("How was it?")),
    ("description", typing("One tap is enough.")),
    ("footer", pressing("No footer")),
    ("choices", typing("Good\nNot so good")),
    ("change", pressing("Change an answer")),
    ("name", pressing("Name")),
    ("survey", typing("Survey")),
    ("send", pressing("Send")),
)
