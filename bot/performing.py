"""Carries out what a conversation asks of the world, and feeds back what the world answers."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace

from bot.arrivals import Origin
from bot.asked import Asked
from bot.beside import Beside
from bot.chat import Chat, GoneError, NotShownError
from bot.deeds import do
from bot.drawing import drawn
from bot.hosting import file_held
from bot.msgflash.creating import Outcome
from bot.readings import AT_ONCE_SECONDS, Feed, Readings
from bot.render import render, say
from bot.sending import send, tell, tell_of_deed
from bot.server_facts import ServerFacts
from bot.sources import Sources
from bot.watching import Watcher
from conversations.conversation import Conversation, News, Submission
from conversations.deeds import Deed, End, Result, Unsure
from conversations.effects import (
    Do,
    Enter,
    Fetch,
    Follow,
    Hold,
    Keep,
    Learn,
    LookAgain,
    Show,
    Submit,
    Tell,
    Toast,
    Track,
    Transition,
)
from conversations.events import Did, Refused, Ripe, Told, Unconfirmed
from storage.store import Card, Saved, Store, StoreError

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Performer:
    """`feed` is where answers go; `pay_soon` is told of a talk whose screen Telegram did not take.

    `late` are passing screens that are not shown yet: each with the call that will, and whether it goes below.
    """

    store: Store
    chat: Chat
    sources: Sources
    beside: Beside
    feed: Feed
    pay_soon: Callable[[str], None]
    lane: Callable[[str], asyncio.Lock]
    watcher: Watcher
    facts: ServerFacts
    telling: set[tuple[str, News]] = field(default_factory=set)
    late: dict[str, tuple[asyncio.TimerHandle, bool]] = field(default_factory=dict)
    readings: Readings = field(init=False)

    def __post_init__(self) -> None:
        self.readings = Readings(self.sources.find, self.beside, self.feed)

    async def perform(
        self, talk: str, origin: Origin, saved: Saved | None, transition: Transition, *, watched: bool = True
    ) -> None:
        """Carry out the effects: what the operator sees at once and together, outward calls after and beside it."""
        conversation, chat = transition.conversation, origin.chat
        self.readings.leave(talk, conversation.fetching)
        seen: list[Coroutine[object, object, None]] = []
        deeds: list[Coroutine[object, object, None]] = []
        for effect in transition.effects:
            match effect:
                case Toast(said):
                    if origin.query is not None:
                        text = None if said is None else say(said, conversation.language)
                        seen.append(self.chat.answer(origin.query, text))
                case Show(passing=True):
                    self._show_later(talk, chat, effect, conversation)
                case Show():
                    seen.append(self._show(talk, chat, saved.card if saved else None, effect, conversation))
                case Fetch():
                    self.readings.begin(talk, chat, effect, watched=watched)
                case Do(deed):
                    deeds.append(self._do(talk, chat, deed))
                case Submit(submission):
                    deeds.append(self._submit(talk, chat, submission))
                case Tell():
                    deeds.append(self._tell(talk, chat, effect, conversation))
                case Hold(submission):
                    self._hold(talk, chat, submission)
                case Track(campaign):
                    deeds.append(self.watcher.track(talk, campaign))
                case LookAgain(reference):
                    deeds.append(self.watcher.look_again(talk, reference))
                case Learn():
                    deeds.append(self.facts.learn())
                case Follow():
                    self.watcher.awake.set()
                case Keep() | Enter():  # stored with the change itself
                    pass
        showing = asyncio.gather(*seen)
        for work in deeds:
            self.beside.start(self.beside.guarded(talk, work))
        await showing

    def _show_later(self, talk: str, chat: int, show: Show, conversation: Conversation) -> None:
        below = show.below or self._overtaken(talk)
        shown = replace(show, below=below, passing=False)
        handle = asyncio.get_running_loop().call_later(
            AT_ONCE_SECONDS,
            lambda: self.beside.start(self.beside.guarded(talk, self._show_late(talk, chat, shown, conversation.turn))),
        )
        self.late[talk] = (handle, below)

    async def _show_late(self, talk: str, chat: int, show: Show, turn: int) -> None:
        """Show that something is awaited, if it still is."""
        async with self.lane(talk):
            saved = await self.store.load(talk)
            if saved is not None and saved.conversation.turn == turn and saved.shown < turn:
                await self._show(talk, chat, saved.card, show, saved.conversation)

    def _overtaken(self, talk: str) -> bool:
        """Give up a passing screen that is not shown yet; tell whether it would have gone below."""
        handle, below = self.late.pop(talk, (None, False))
        if handle is not None:
            handle.cancel()
        return below

    async def _show(self, talk: str, chat: int, card: Card | None, show: Show, conversation: Conversation) -> None:
        below = self._overtaken(talk) or show.below
        rendered = await drawn(show.screen, render(show.screen, conversation.language, conversation.turn), conversation)
        shown: Card | None = card
        try:
            shown = await self.chat.show(chat, card, rendered, below=below, kept=show.screen.kept)
        except NotShownError as reason:
            log.warning("talk %s: turn %s is not shown yet", talk, conversation.turn)
            if reason.after is not None:
                asyncio.get_running_loop().call_later(reason.after, self.pay_soon, talk)
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
                await self.chat.post(chat, render(tell.screen, conversation.language, None))
            except GoneError:
                log.warning("talk %s: news could not be told", talk)
            await self.feed(talk, Told(tell.news), Origin(chat))
        except NotShownError:
            log.warning("talk %s: news are not told yet", talk)
        finally:
            self.telling.discard((talk, tell.news))

    async def _do(self, talk: str, chat: int, deed: Deed) -> None:
        result: Result = Unsure()
        try:
            if isinstance(deed, End):
                result = await self.watcher.dismiss(talk, deed.reference)
            else:
                result = await do(self.sources, deed, Asked(talk, _unheard))
        except StoreError:
            raise
        except Exception:
            log.exception("talk %s: a deed failed", talk)
        tell_of_deed(talk, deed, result)
        await self.feed(talk, Did(deed, result), Origin(chat))

    def _hold(self, talk: str, chat: int, submission: Submission) -> None:
        """Say so when a submission has waited here long enough."""
        if submission.until is not None:
            seconds = (submission.until - self.watcher.clock()).total_seconds()
            asyncio.get_running_loop().call_later(
                max(seconds, 0),
                lambda: self.beside.start(self.beside.guarded(talk, self._ripen(talk, chat, submission))),
            )

    async def _ripen(self, talk: str, chat: int, submission: Submission) -> None:
        if self.sources.msgflash.leaving.is_set():
            return  # its time is looked at again after the next start
        if submission.until is not None and self.watcher.clock() < submission.until:
            self._hold(talk, chat, submission)  # the clock was set back meanwhile
        else:
            await self.feed(talk, Ripe(submission.reference, submission.attempt), Origin(chat))

    async def _submit(self, talk: str, chat: int, submission: Submission) -> None:
        reference, attempt = submission.reference, submission.attempt
        outcome: Outcome = Refused(reference, attempt, "FILE_NOT_KEPT")
        try:
            if await file_held(self.sources.host, self.store, submission, talk):
                outcome = Unconfirmed(reference, attempt)
                outcome = await send(self.sources, submission)
            else:
                outcome = Refused(reference, attempt, "FILE_GONE", "mediaUrl")
        except Exception:
            # Whatever it was: once the request may have left, only that may be said, and the talk must go on.
            log.exception("talk %s: submitting %s failed", talk, reference)
        tell(talk, outcome)
        await self.feed(talk, outcome, Origin(chat))


async def _unheard(_done: int, _of: int | None) -> None:
    """Progress that nobody is told of."""
