"""Who may: operators' updates are stored and worked off; others hear once, politely, how to be let in."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from telegram import Update

from bot.runner import Runner, departing
from bot.updates import Incoming, incoming
from conversations.words import Text
from storage.store import Arrival, StoreError

log = logging.getLogger(__name__)

NOT_AN_OPERATOR = Text(
    fr="Bonjour ! Ce bot est réservé à ses opérateurs. Pour y entrer, "
    "donnez ce numéro à la personne qui le gère : {user}",
    en="Hello! This bot is for its operators only. To be let in, give this number to the person who runs it: {user}",
)
IN_PRIVATE = Text(
    fr="Je travaille seulement en privé : écrivez-moi directement.", en="I work in private only: write to me directly."
)
KNOCK_AGAIN = timedelta(minutes=10)
MOST_REMEMBERED = 10_000


@dataclass(slots=True)
class Door:
    """Lets operators in. `answered` remembers whom it told, so that knocking on is not answered."""

    operators: frozenset[int]
    runner: Runner
    clock: Callable[[], datetime]
    answered: dict[tuple[int, int], datetime] = field(default_factory=dict)

    async def receive(self, update: Update) -> "asyncio.Task[None] | None":
        """Store an update before anybody is told that it arrived; return the work on it. Raises StoreError."""
        arriving = incoming(update)
        if arriving is None:
            return None
        if arriving.user not in self.operators or not arriving.private:
            await self._turn_away(arriving)
            return None
        body = departing(arriving.event, arriving.language_code, arriving.query)
        arrival = Arrival(arriving.update_id, arriving.talk, arriving.chat, body)
        new = await self.runner.store.receive((arrival,), self.clock())
        return self.runner.start(arriving.talk) if new else None

    async def _turn_away(self, arriving: Incoming) -> None:
        """Say once in a while why nothing happens; everything else about the bot stays unsaid."""
        said = NOT_AN_OPERATOR if arriving.private else IN_PRIVATE
        french = (arriving.language_code or "").lower().startswith("fr")
        text = said.in_language("fr" if french else "en").format(user=arriving.user)
        if arriving.query is not None:
            await self.runner.chat.answer(arriving.query, text)
            return
        now = self.clock()
        who = (arriving.chat, arriving.user if arriving.private else 0)
        if who in self.answered and now - self.answered[who] < KNOCK_AGAIN:
            return
        if len(self.answered) >= MOST_REMEMBERED:
            self.answered.clear()
        self.answered[who] = now
        await self.runner.chat.say(arriving.chat, text)


class Inbox(asyncio.Queue[object]):
    """The queue python-telegram-bot's Updater fills: an update is stored before the next poll confirms it.

    Only the library's own stop signal goes through: the inbox in the database is what is worked off.
    """

    def __init__(self, door: Door, fatal: Callable[[Exception], None]) -> None:
        super().__init__()
        self._door = door
        self._fatal = fatal

    async def put(self, item: object) -> None:
        """Take in an update. Raises StoreError, after which nothing is confirmed to Telegram."""
        if not isinstance(item, Update):
            await super().put(item)
            return
        try:
            await self._door.receive(item)
        except StoreError as reason:
            self._fatal(reason)
            raise
