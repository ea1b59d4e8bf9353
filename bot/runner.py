"""Carries conversations along: load, advance, store, perform, and feed back what the world answers.

Updates of one talk are worked off one by one, those of different talks side by side; the inbox is the queue.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import get_args
from weakref import WeakValueDictionary

from bot.chat import Chat, GoneError, NotShownError
from bot.msgflash import MsgFlash
from bot.render import render, say
from conversations.advance import advance, resume
from conversations.conversation import Conversation, Submission, begin
from conversations.effects import Fetch, Keep, Show, Submit, Tell, Toast, Transition
from conversations.events import Event, Fetched, Told
from conversations.look import look
from conversations.needs import Created, Need
from conversations.quiet import Quiet
from conversations.words import LANGUAGES, Language, Text
from storage.store import Card, OutpacedError, Saved, Store, StoreError

log = logging.getLogger(__name__)

SORRY = Text(
    fr="Quelque chose n’a pas marché de mon côté. Rien n’est parti. Touchez /start pour reprendre.",
    en="Something went wrong on my side. Nothing has left. Tap /start to go on.",
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an event came from: the chat to write to, and what of Telegram's is to be answered and cleared."""

    chat: int
    language_code: str | None = None
    query: str | None = None
    update_id: int | None = None


@dataclass(slots=True)
class Runner:
    """`fatal` is told when the store fails: nothing may go on then.

    `zone` and `language` are for new talks, `quiet` for all.
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

    async def wake_all(self) -> None:
        """After a restart: pay what is owed, then work off what arrived meanwhile."""
        for talk in await self.store.owing():
            await self._guarded(talk, self._resume(talk))
        for talk in await self.store.waiting():
            self.start(talk)

    def start(self, talk: str) -> "asyncio.Task[None]":
        """Work off a talk's inbox beside everything else."""
        return self._spawn(self._guarded(talk, self._work_off(talk)))

    async def pay_owed(self) -> None:
        """Show what Telegram did not take at its time."""
        for talk in await self.store.owing():
            if not self._lane(talk).locked():
                await self._guarded(talk, self._pay(talk))

    async def finish(self, seconds: float) -> None:
        """Wait for what is in hand; what lasts longer is taken up after the next start."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while self.tasks and (left := end - loop.time()) > 0:
            await asyncio.wait(self.tasks, timeout=left)
        for task in tuple(self.tasks):
            task.cancel()

    async def _work_off(self, talk: str) -> None:
        async with self._lane(talk):
            while (arrival := await self.store.next_arrival(talk)) is not None:
                event, code, query = arrived(arrival.body)
                try:
                    await self._take(talk, event, Origin(arrival.chat, code, query, arrival.update_id))
                except (StoreError, OutpacedError):
                    raise
                except Exception:
                    log.exception("talk %s: update %s failed", talk, arrival.update_id)
                    await self.store.clear(arrival.update_id)
                    await self._apologise(talk, arrival.chat)

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
            return begin(talk, self._language(origin.language_code), self.zone, self.quiet)
        return replace(saved.conversation, quiet=self.quiet)

    async def _commit(self, talk: str, origin: Origin, saved: Saved | None, transition: Transition) -> None:
        after = transition.conversation
        await self.store.commit(
            talk,
            origin.chat,
            saved.conversation.turn if saved else None,
            after,
            owing=_owes(after),
            records=tuple(effect.record for effect in transition.effects if isinstance(effect, Keep)),
            update_id=origin.update_id,
        )

    async def _perform(self, talk: str, origin: Origin, saved: Saved | None, transition: Transition) -> None:
        """Carry out the effects: outward calls beside this, what the operator sees at once and together."""
        shown: list[Awaitable[None]] = []
        for effect in transition.effects:
            match effect:
                case Toast(said):
                    text = None if said is None else say(said, transition.conversation.language)
                    if origin.query is not None:
                        shown.append(self.chat.answer(origin.query, text))
                case Fetch(need):
                    self._spawn(self._guarded(talk, self._fetch(talk, origin.chat, need)))
                case Submit(submission):
                    self._spawn(self._guarded(talk, self._submit(talk, origin.chat, submission)))
                case Tell() as tell:
                    self._spawn(self._guarded(talk, self._tell(talk, origin.chat, tell, transition.conversation)))
                case Show() as show:
                    card = saved.card if saved else None
                    shown.append(self._show(talk, origin.chat, card, show, transition.conversation))
                case Keep():
                    pass  # stored with the change itself
        await asyncio.gather(*shown)

    async def _show(self, talk: str, chat: int, card: Card | None, show: Show, conversation: Conversation) -> None:
        rendered = render(show.screen, conversation.language, conversation.turn)
        shown: Card | None = card
        try:
            shown = await self.chat.show(chat, card, rendered, below=show.below, kept=show.screen.kept)
        except NotShownError:
            log.warning("talk %s: turn %s is not shown yet", talk, conversation.turn)
            return
        except GoneError:
            log.warning("talk %s: the chat is closed to the bot, its draft is kept", talk)
        await self.store.shown(talk, conversation.turn, shown)

    async def _tell(self, talk: str, chat: int, tell: Tell, conversation: Conversation) -> None:
        try:
            await self.chat.post(chat, render(tell.screen, conversation.language, conversation.turn))
        except NotShownError:
            return
        except GoneError:
            log.warning("talk %s: news could not be told", talk)
        await self._feed(talk, chat, Told(tell.news))

    async def _fetch(self, talk: str, chat: int, need: Need) -> None:
        match need:
            case Created(page):
                await self._feed(talk, chat, Fetched(need, await self.store.records(talk, page)))
            case _:
                await self._feed(talk, chat, Fetched(need, await self.msgflash.read(need)))

    async def _submit(self, talk: str, chat: int, submission: Submission) -> None:
        await self._feed(talk, chat, await self.msgflash.submit(submission))

    async def _feed(self, talk: str, chat: int, event: Event) -> None:
        async with self._lane(talk):
            await self._take(talk, event, Origin(chat))

    async def _resume(self, talk: str) -> None:
        async with self._lane(talk):
            saved = await self.store.load(talk)
            if saved is None:
                return
            transition = resume(saved.conversation, self.clock())
            origin = Origin(saved.chat)
            if transition.conversation != saved.conversation:
                await self._commit(talk, origin, saved, transition)
            await self._perform(talk, origin, saved, transition)

    async def _pay(self, talk: str) -> None:
        async with self._lane(talk):
            saved = await self.store.load(talk)
            if saved is None or saved.shown >= saved.conversation.turn:
                return
            screen = look(saved.conversation, self.clock())
            await self._show(talk, saved.chat, saved.card, Show(screen), saved.conversation)

    async def _apologise(self, talk: str, chat: int) -> None:
        saved = await self.store.load(talk)
        language = saved.conversation.language if saved else self.language
        await self.chat.say(chat, SORRY.in_language(language))

    async def _guarded(self, talk: str, work: Awaitable[None]) -> None:
        try:
            await work
        except StoreError as reason:
            self.fatal(reason)
        except Exception:
            log.exception("talk %s: failed", talk)

    def _spawn(self, work: Coroutine[object, object, None]) -> "asyncio.Task[None]":
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    def _lane(self, talk: str) -> asyncio.Lock:
        lane = self.lanes.get(talk)
        if lane is None:
            lane = self.lanes[talk] = asyncio.Lock()
        return lane

    def _language(self, code: str | None) -> Language:
        """French for `fr…`, English for any other language; the default when Telegram names none."""
        if not code:
            return self.language
        return next((language for language in LANGUAGES if code.lower().startswith(language)), "en")


def departing(event: Event, code: str | None, query: str | None) -> tuple[object, ...]:
    """Return what the inbox keeps of an update."""
    return (event, code, query)


def arrived(body: object) -> tuple[Event, str | None, str | None]:
    """Return what `departing` made a body of. Raises StoreError for anything else."""
    match body:
        case (event, (str() | None) as code, (str() | None) as query) if isinstance(event, get_args(Event)):
            return event, code, query
        case _:
            raise StoreError("the inbox holds what is no event")


def _owes(conversation: Conversation) -> bool:
    sent = any(submission.state == "sent" for submission in conversation.submissions)
    return sent or conversation.fetching is not None or bool(conversation.news)
