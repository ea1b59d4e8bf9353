"""Who may: operators' updates are stored and worked off; others hear once, politely, how to be let in."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from telegram import Update

from bot import logs
from bot.arrivals import departing
from bot.runner import Runner
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
MOST_SAID_AT_ONCE = 20


@dataclass(slots=True)
class Door:
    """Lets operators in. `answered` remembers whom it told, so that knocking on is not answered."""

    operators: frozenset[int]
    runner: Runner
    clock: Callable[[], datetime]
    answered: dict[tuple[int, int], datetime] = field(default_factory=dict)
    saying: "set[asyncio.Task[None]]" = field(default_factory=set)

    async def receive_all(self, updates: Sequence[Update]) -> "tuple[asyncio.Task[None], ...]":
        """Store updates together; return the work on them. Raises StoreError."""
        try:
            return await self._received(updates)
        finally:
            # Whoever brings updates goes on to others.
            logs.about(None)

    async def _received(self, updates: Sequence[Update]) -> "tuple[asyncio.Task[None], ...]":
        tasks: list[asyncio.Task[None] | None] = []
        arrivals: list[Arrival] = []
        for update in updates:
            arriving = incoming(update)
            if arriving is None:
                continue
            logs.about(arriving.update_id)
            if arriving.user not in self.operators or not arriving.private:
                self.runner.measures.arrived(arriving.update_id, "TurnedAway")
                log.debug("an update from outside is turned away")
                tasks.append(self._turn_away(arriving))
                continue
            self.runner.measures.arrived(arriving.update_id, type(arriving.event).__name__)
            log.debug("talk %s: %s", arriving.talk, type(arriving.event).__name__)
            body = departing(arriving.event, arriving.language_code, arriving.query)
            arrivals.append(Arrival(arriving.update_id, arriving.talk, arriving.chat, body))
        if arrivals:
            for talk in await self.runner.store.receive(tuple(arrivals), self.clock()):
                own = [arrival for arrival in arrivals if arrival.talk == talk]
                tasks.append(self.runner.start(talk, own[0] if len(own) == 1 else None))
        return tuple(task for task in tasks if task is not None)

    def _turn_away(self, arriving: Incoming) -> "asyncio.Task[None] | None":
        """Say once in a while why nothing happens; everything else about the bot stays unsaid. No operator waits."""
        said = NOT_AN_OPERATOR if arriving.private else IN_PRIVATE
        french = (arriving.language_code or "").lower().startswith("fr")
        text = said.in_language("fr" if french else "en").format(user=arriving.user)
        if len(self.saying) >= MOST_SAID_AT_ONCE:
            return None
        if arriving.query is not None:
            return self._say(self.runner.chat.answer(arriving.query, text))
        now = self.clock()
        who = (arriving.chat, arriving.user if arriving.private else 0)
        if who in self.answered and now - self.answered[who] < KNOCK_AGAIN:
            return None
        if len(self.answered) >= MOST_REMEMBERED:
            self.answered.clear()
        self.answered[who] = now
        return self._say(self.runner.chat.say(arriving.chat, text))

    def _say(self, work: Coroutine[object, object, None]) -> "asyncio.Task[None]":
        task = self.runner.beside.start(work)
        self.saying.add(task)
        task.add_done_callback(self.saying.discard)
        return task


class Inbox(asyncio.Queue[object]):
    """Where updates go, by polling or webhook: an update is stored before Telegram is told that it arrived.

    It stands in the place of python-telegram-bot's queue; only the library's own stop signal goes through it, for the
    inbox in the database is what is worked off.
    """

    def __init__(self, door: Door, fatal: Callable[[Exception], None]) -> None:
        super().__init__()
        self._door = door
        self._fatal = fatal
        self.is_open = False

    def open(self) -> None:
        """Let updates in from now on: what an earlier process left is known by then."""
        self.is_open = True

    async def put(self, item: object) -> None:
        """Take in an update. Raises StoreError, after which nothing is confirmed to Telegram."""
        if not isinstance(item, Update):
            await super().put(item)
            return
        await self.put_all((item,))

    async def put_all(self, updates: Sequence[Update]) -> "tuple[asyncio.Task[None], ...]":
        """Take in the updates of one call; return the work on them.

        Raises StoreError, after which nothing is confirmed to Telegram.
        """
        try:
            return await self._door.receive_all(updates)
        except StoreError as reason:
            self._fatal(reason)
            raise
