"""The button presses that wait for the bot's answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.demo.telegram.refusals import bad_request

TOO_OLD = timedelta(seconds=60)
"""After this the bot can no longer answer. Telegram documents no figure; clients give up sooner."""


@dataclass(frozen=True, slots=True)
class Press:
    """One press, in one chat, at one time."""

    id: str
    chat: int
    at: datetime


class Presses:
    """Each press can be answered once, and soon."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._waiting: dict[str, Press] = {}
        self._count = 0

    def add(self, chat: int, person: int) -> Press:
        self._count += 1
        # At Telegram the first half of the number is the person's, too.
        press = Press(str((person << 32) + self._count), chat, self._now())
        self._waiting[press.id] = press
        return press

    def take(self, identifier: str) -> Press:
        """Find a press to answer it, once."""
        press = self._waiting.pop(identifier, None)
        if press is None or self._now() - press.at > TOO_OLD:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        return press
