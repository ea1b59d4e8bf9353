"""Carries conversations along: load, advance, store, perform, and feed back what the world answers.

Updates of one talk are worked off one by one, those of different talks side by side; the inbox is the queue.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from weakref import WeakValueDictionary

from bot import logs
from bot.arrivals import FROM_ANEW, SORRY, Origin, arrived, language_of, owes
from bot.beside import Beside
from bot.chat import Chat
from bot.measures import Measures
from bot.performing import Performer
from bot.server_facts import ServerFacts
from bot.sources import Sources
from bot.watching import Watcher
from conversations.advance import advance, resume, shown_again
from conversations.conversation import Conversation, begin
from conversations.effects import Enter, Follow, Keep, Tell, Transition
from conversations.events import Event
from conversations.quiet import Quiet
from conversations.words import Language
from storage.codec import UnreadableError
from storage.store import Arrival, OutpacedError, Saved, Store, StoreError

log = logging.getLogger(__name__)

# Talks worked on at the same moment; the others wait in the database.
MOST_AT_ONCE = 200


@dataclass(slots=True)
class Runner:
    """`zone` and `language` are for new talks, `quiet` and `hosts` (whether files can be handed out) for all.

    Nothing goes on for a user whom it does not serve (any more): what is theirs is kept as it is.
    Each talk has at most one of `workers`; `more` are those
    whose inbox is to be looked into again, `woken` those that owe something since before the start.
    """

    store: Store
    chat: Chat
    sources: Sources
    clock: Callable[[], datetime]
    zone: str
    language: Language
    quiet: Quiet
    beside: Beside
    watcher: Watcher
    facts: ServerFacts
    measures: Measures = field(default_factory=lambda: Measures(counting=False))
    hosts: bool = False
    serves: Callable[[int], bool] = lambda _: True
    lanes: "WeakValueDictionary[str, asyncio.Lock]" = field(default_factory=WeakValueDictionary)
    workers: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    more: set[str] = field(default_factory=set)
    woken: set[str] = field(default_factory=set)
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_AT_ONCE))
    ending: bool = False
    performer: Performer = field(init=False)

    def __post_init__(self) -> None:
        self.store.anew = self._begun_anew
        self.performer = Performer(
            self.store,
            self.chat,
            self.sources,
            self.beside,
            self._feed,
            self._pay_soon,
            self._lane,
            self.watcher,
            self.facts,
        )

    async def wake_all(self) -> None:
        """After a restart: pay what is owed, and work off what arrived meanwhile, each talk beside the others."""
        await self.facts.recall()
        owing, waiting = self._served(await self.store.owing()), self._served(await self.store.waiting())
        self.woken.update(owing)
        for talk in dict.fromkeys((*owing, *waiting)):
            self.start(talk)

    def start(self, talk: str, arrival: Arrival | None = None) -> "asyncio.Task[None]":
        """Work off a talk's inbox beside everything else. `arrival` is what has just been put into it, if known."""
        if talk in self.workers:
            self.more.add(talk)
        else:
            self.workers[talk] = self.beside.start(self.beside.guarded(talk, self._work(talk, arrival)))
        return self.workers[talk]

    async def pay_owed(self) -> "list[asyncio.Task[None]]":
        """Show and tell what Telegram did not take at its time; look after every inbox. Return the work on it."""
        for talk in self._served(await self.store.waiting()):
            self.start(talk)
        idle = [talk for talk in self._served(await self.store.owing()) if not self._lane(talk).locked()]
        return [self.beside.start(self.beside.guarded(talk, self._pay(talk))) for talk in idle]

    def _served(self, talks: Iterable[str]) -> list[str]:
        return [talk for talk in talks if self.serves(int(talk.rpartition(":")[2]))]

    def leave(self) -> None:
        """Begin nothing more: the process is about to end."""
        self.ending = True
        self.sources.msgflash.leaving.set()

    async def _work(self, talk: str, arrival: Arrival | None) -> None:
        """Work off the inbox until nothing is left in it, or the process ends."""
        if arrival is None or talk in self.more:
            self.more.add(talk)
            arrival = None
        try:
            async with self.room:
                if talk in self.woken:
                    await self._resume(talk)
                while not self.ending and (arrival is not None or talk in self.more):
                    arrival = arrival or await self._next(talk)
                    if arrival is not None:
                        await self._work_off(talk, arrival)
                    arrival = None
        except BaseException:
            self.more.add(talk)
            raise
        finally:
            del self.workers[talk]

    async def _next(self, talk: str) -> Arrival | None:
        self.more.discard(talk)
        arrival = await self.store.next_arrival(talk)
        if arrival is not None:
            self.more.add(talk)
        return arrival

    async def _work_off(self, talk: str, arrival: Arrival) -> None:
        logs.about(arrival.update_id)
        try:
            event, code, query = arrived(arrival.body)
            await self._feed(talk, event, Origin(arrival.chat, code, query, arrival.update_id))
            self.measures.answered(arrival.update_id)
        except UnreadableError:
            await self.store.lay_aside(talk, arrival.update_id)
            await self._apologise(talk, arrival.chat)
        except (StoreError, OutpacedError):
            raise
        except Exception:
            log.exception("talk %s: update %s failed", talk, arrival.update_id)
            await self.store.clear(arrival.update_id)
            await self._apologise(talk, arrival.chat)

    async def _feed(self, talk: str, event: Event, origin: Origin) -> None:
        async with self._lane(talk):
            try:
                await self._take(talk, event, origin)
            except OutpacedError:
                # As when one process follows another: nothing was done yet, and what is stored now counts.
                await self._take(talk, event, origin)

    async def _take(self, talk: str, event: Event, origin: Origin) -> None:
        """One event: advance, store, perform."""
        saved = await self.store.load(talk)
        before = self._before(talk, saved, origin)
        transition = advance(before, event, self.clock())
        if transition.conversation == before:
            await self.performer.perform(talk, origin, saved, transition)
            if origin.update_id is not None:
                await self.store.clear(origin.update_id)
            return
        await self._commit(talk, origin, saved, transition)
        await self.performer.perform(talk, origin, saved, transition)

    def _before(self, talk: str, saved: Saved | None, origin: Origin) -> Conversation:
        """Return the conversation as it is, with the quiet hours and the airlock as they are today."""
        if saved is None:
            return self._begun(talk, language_of(origin.language_code, self.language))
        return replace(saved.conversation, quiet=self.quiet, hosts=self.hosts, airlock=self.facts.airlock)

    def _begun(self, talk: str, language: Language) -> Conversation:
        new = begin(talk, language, self.zone, self.quiet, hosts=self.hosts)
        # A talk that was swept out or forgotten has left messages: their buttons must stay behind every new turn.
        return replace(new, turn=int(self.clock().timestamp()), airlock=self.facts.airlock)

    def _begun_anew(self, talk: str, chat: int) -> Conversation:
        """Return what takes the place of a conversation that cannot be read, and say so."""
        self.beside.start(self.beside.guarded(talk, self.chat.say(chat, FROM_ANEW.in_language(self.language))))
        return self._begun(talk, self.language)

    async def _commit(self, talk: str, origin: Origin, saved: Saved | None, transition: Transition) -> None:
        after = transition.conversation
        await self.store.commit(
            talk,
            origin.chat,
            saved.conversation.turn if saved else None,
            after,
            owing=owes(after),
            records=tuple(effect.record for effect in transition.effects if isinstance(effect, Keep)),
            follows=tuple(
                (self.watcher.begun(effect.watch), effect.draft)
                for effect in transition.effects
                if isinstance(effect, Follow)
            ),
            entered=tuple(effect.entered for effect in transition.effects if isinstance(effect, Enter)),
            update_id=origin.update_id,
        )

    async def _resume(self, talk: str) -> None:
        async with self._lane(talk):
            self.woken.discard(talk)
            saved = await self.store.load(talk)
            if saved is None:
                return
            transition = resume(saved.conversation, self.clock())
            origin = Origin(saved.chat)
            if transition.conversation != saved.conversation:
                await self._commit(talk, origin, saved, transition)
            await self.performer.perform(talk, origin, saved, transition, watched=False)

    async def _pay(self, talk: str) -> None:
        async with self.room, self._lane(talk):
            if (saved := await self.store.load(talk)) is None:
                return
            transition, origin = shown_again(saved.conversation, self.clock()), Origin(saved.chat)
            if saved.shown >= saved.conversation.turn:
                told = tuple(effect for effect in transition.effects if isinstance(effect, Tell))
                transition = Transition(saved.conversation, told)
            elif transition.conversation != saved.conversation:
                await self._commit(talk, origin, saved, transition)
            await self.performer.perform(talk, origin, saved, transition)

    def _pay_soon(self, talk: str) -> None:
        if not self.ending:
            self.beside.start(self.beside.guarded(talk, self._pay(talk)))

    async def _apologise(self, talk: str, chat: int) -> None:
        saved = await self.store.load(talk)
        language = saved.conversation.language if saved else self.language
        await self.chat.say(chat, SORRY.in_language(language))

    def _lane(self, talk: str) -> asyncio.Lock:
        return self.lanes.setdefault(talk, asyncio.Lock())
