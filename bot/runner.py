"""Carries conversations along: load, advance, store, perform, and feed back what the world answers.

Updates of one talk are worked off one by one, those of different talks side by side; the inbox is the queue.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime
from weakref import WeakValueDictionary

from bot.arrivals import SORRY, Origin, arrived, language_of, owes
from bot.chat import Chat, GoneError, NotShownError
from bot.msgflash import MsgFlash, Outcome
from bot.render import render, say
from conversations.advance import advance, resume, shown_again
from conversations.conversation import Conversation, News, Submission, begin
from conversations.effects import Fetch, Keep, Show, Submit, Tell, Toast, Transition
from conversations.events import Event, Fetched, Told, Unconfirmed
from conversations.needs import Created, Finding, Need, Nothing
from conversations.quiet import Quiet
from conversations.words import Language
from storage.store import Arrival, Card, OutpacedError, Saved, Store, StoreError

log = logging.getLogger(__name__)

# Talks worked on at the same moment; the others wait in the database.
MOST_AT_ONCE = 200


@dataclass(slots=True)
class Runner:
    """`fatal` is told when the store fails: nothing may go on then.

    `zone` and `language` are for new talks, `quiet` for all. Each talk has at most one of `workers`; `more` are those
    whose inbox is to be looked into again, `woken` those that owe something since before the start.
    """

    store: Store
    chat: Chat
    msgflash: MsgFlash
    clock: Callable[[], datetime]
    zone: str
    language: Language
    quiet: Quiet
    fatal: Callable[[Exception], None]
    lanes: "WeakValueDictionary[str, asyncio.Lock]" = field(default_factory=WeakValueDictionary)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    workers: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    more: set[str] = field(default_factory=set)
    woken: set[str] = field(default_factory=set)
    telling: set[tuple[str, News]] = field(default_factory=set)
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_AT_ONCE))
    ending: bool = False

    async def wake_all(self) -> None:
        """After a restart: pay what is owed, and work off what arrived meanwhile, each talk beside the others."""
        owing, waiting = await self.store.owing(), await self.store.waiting()
        self.woken.update(owing)
        for talk in dict.fromkeys((*owing, *waiting)):
            self.start(talk)

    def start(self, talk: str, arrival: Arrival | None = None) -> "asyncio.Task[None]":
        """Work off a talk's inbox beside everything else. `arrival` is what has just been put into it, if known."""
        if talk in self.workers:
            self.more.add(talk)
        else:
            self.workers[talk] = self.beside(self._guarded(talk, self._work(talk, arrival)))
        return self.workers[talk]

    async def pay_owed(self) -> None:
        """Show and tell what Telegram did not take at its time; look after every inbox."""
        for talk in await self.store.waiting():
            self.start(talk)
        idle = [talk for talk in await self.store.owing() if not self._lane(talk).locked()]
        await asyncio.gather(*(self._guarded(talk, self._pay(talk)) for talk in idle))

    def leave(self) -> None:
        """Begin nothing more: the process is about to end."""
        self.ending = True
        self.msgflash.leaving.set()

    async def finish(self, seconds: float) -> None:
        """Wait for what is in hand; what lasts longer is taken up after the next start."""
        end = (now := asyncio.get_running_loop().time)() + seconds
        while self.tasks and (left := end - now()) > 0:
            await asyncio.wait(self.tasks, timeout=left)
            # A task that is done leaves the set one step of the loop later.
            await asyncio.sleep(0)
        for task in tuple(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

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
        event, code, query = arrived(arrival.body)
        try:
            await self._feed(talk, event, Origin(arrival.chat, code, query, arrival.update_id))
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
            await self._perform(talk, origin, saved, transition)
            if origin.update_id is not None:
                await self.store.clear(origin.update_id)
            return
        await self._commit(talk, origin, saved, transition)
        await self._perform(talk, origin, saved, transition)

    def _before(self, talk: str, saved: Saved | None, origin: Origin) -> Conversation:
        """Return the conversation as it is, with the quiet hours as they are set today."""
        if saved is None:
            return begin(talk, language_of(origin.language_code, self.language), self.zone, self.quiet)
        return replace(saved.conversation, quiet=self.quiet)

    async def _commit(self, talk: str, origin: Origin, saved: Saved | None, transition: Transition) -> None:
        after = transition.conversation
        await self.store.commit(
            talk,
            origin.chat,
            saved.conversation.turn if saved else None,
            after,
            owing=owes(after),
            records=tuple(effect.record for effect in transition.effects if isinstance(effect, Keep)),
            update_id=origin.update_id,
        )

    async def _perform(
        self, talk: str, origin: Origin, saved: Saved | None, transition: Transition, *, watched: bool = True
    ) -> None:
        """Carry out the effects: what the operator sees at once and together, outward calls after and beside it."""
        conversation, chat = transition.conversation, origin.chat
        seen: list[Coroutine[object, object, None]] = []
        deeds: list[Coroutine[object, object, None]] = []
        for effect in transition.effects:
            match effect:
                case Toast(said):
                    if origin.query is not None:
                        text = None if said is None else say(said, conversation.language)
                        seen.append(self.chat.answer(origin.query, text))
                case Show():
                    seen.append(self._show(talk, chat, saved.card if saved else None, effect, conversation))
                case Fetch(need):
                    deeds.append(self._fetch(talk, chat, need, watched=watched))
                case Submit(submission):
                    deeds.append(self._submit(talk, chat, submission))
                case Tell():
                    deeds.append(self._tell(talk, chat, effect, conversation))
                case Keep():  # stored with the change itself
                    pass
        showing = asyncio.gather(*seen)
        for deed in deeds:
            self.beside(self._guarded(talk, deed))
        await showing

    async def _show(self, talk: str, chat: int, card: Card | None, show: Show, conversation: Conversation) -> None:
        rendered = render(show.screen, conversation.language, conversation.turn)
        shown: Card | None = card
        try:
            shown = await self.chat.show(chat, card, rendered, below=show.below, kept=show.screen.kept)
        except NotShownError as reason:
            log.warning("talk %s: turn %s is not shown yet", talk, conversation.turn)
            if reason.after is not None:
                asyncio.get_running_loop().call_later(reason.after, self._pay_soon, talk)
            return
        except GoneError:
            log.warning("talk %s: the chat is closed to the bot, its draft is kept", talk)
        await self.store.shown(talk, conversation.turn, shown)

    async def _tell(self, talk: str, chat: int, tell: Tell, conversation: Conversation) -> None:
        """Tell a piece of news once; what cannot be told now stays owed."""
        if (talk, tell.news) in self.telling:
            return
        self.telling.add((talk, tell.news))
        try:
            try:
                await self.chat.post(chat, render(tell.screen, conversation.language, conversation.turn))
            except GoneError:
                log.warning("talk %s: news could not be told", talk)
            await self._feed(talk, Told(tell.news), Origin(chat))
        except NotShownError:
            log.warning("talk %s: news are not told yet", talk)
        finally:
            self.telling.discard((talk, tell.news))

    async def _fetch(self, talk: str, chat: int, need: Need, *, watched: bool) -> None:
        finding: Finding = Nothing()
        try:
            if isinstance(need, Created):
                finding = await self.store.records(talk, need.page)
            else:
                finding = await self.msgflash.read(need, watched=watched)
        except StoreError:
            raise
        except Exception:
            log.exception("talk %s: reading failed", talk)
        await self._feed(talk, Fetched(need, finding), Origin(chat))

    async def _submit(self, talk: str, chat: int, submission: Submission) -> None:
        outcome: Outcome = Unconfirmed(submission.reference, submission.attempt)
        try:
            outcome = await self.msgflash.submit(submission)
        except Exception:
            # Whatever it was, the request may have left: only that may be said, and the talk must go on.
            log.exception("talk %s: submitting %s failed", talk, submission.reference)
        await self._feed(talk, outcome, Origin(chat))

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
            await self._perform(talk, origin, saved, transition, watched=False)

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
            await self._perform(talk, origin, saved, transition)

    def _pay_soon(self, talk: str) -> None:
        if not self.ending:
            self.beside(self._guarded(talk, self._pay(talk)))

    async def _apologise(self, talk: str, chat: int) -> None:
        saved = await self.store.load(talk)
        language = saved.conversation.language if saved else self.language
        await self.chat.say(chat, SORRY.in_language(language))

    async def _guarded(self, talk: str, work: Coroutine[object, object, None]) -> None:
        try:
            await work
        except StoreError as reason:
            self.fatal(reason)
        except Exception:
            log.exception("talk %s: failed", talk)

    def beside(self, work: Coroutine[object, object, None]) -> "asyncio.Task[None]":
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    def _lane(self, talk: str) -> asyncio.Lock:
        return self.lanes.setdefault(talk, asyncio.Lock())
