"""Watches campaigns: reads them when it is time, keeps their cards, and tells what is wrong or over.

Each request is counted before it is made, each alert and report is owed until it was told: killed anywhere, the bot
goes on from what is stored, and spends no request twice.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from weakref import WeakValueDictionary

from bot.beside import Beside
from bot.chat import Chat, GoneError, NotShownError
from bot.ending import Endings
from bot.hints import Hints
from bot.msgflash import glancing
from bot.msgflash.client import MsgFlash
from bot.render import render
from conversations.deeds import LetGo
from conversations.looks import begun, following, tomorrow
from conversations.needs import CampaignState
from conversations.stages import card
from conversations.watch import (
    Rules,
    Watch,
    alarmed,
    calmed,
    count,
    dismissed,
    just_slept,
    number_seen,
    seen,
    unseen,
    woken,
)
from conversations.words import Language
from conversations.workspace import Campaign, CampaignId, InstanceId, Reference
from storage import watches
from storage.ledger import Ledger
from storage.store import Card, Store
from storage.watches import Watched

log = logging.getLogger(__name__)

# People who tap quickly see what was read a moment ago.
LOOKED_JUST_NOW = timedelta(seconds=10)
TELL_AGAIN = timedelta(seconds=30)
MOST_AT_ONCE = 50
LONGEST_SLEEP = 30.0
SHORTEST_SLEEP = 1.0
HINTED_SLEEP = 5.0


@dataclass(slots=True)
class Watcher:
    """`a_day` is how many requests a day may go into watching."""

    store: Store
    msgflash: MsgFlash
    chat: Chat
    clock: Callable[[], datetime]
    rules: Rules
    a_day: int
    endings: Endings
    beside: Beside
    hints: Hints = field(default_factory=Hints)
    lanes: "WeakValueDictionary[tuple[str, str], asyncio.Lock]" = field(default_factory=WeakValueDictionary)
    awake: asyncio.Event = field(default_factory=asyncio.Event)

    def begun(self, watch: Watch) -> Watch:
        """Return a new watch with its first looks."""
        return begun(watch, self.clock(), self.rules)

    async def run(self) -> None:
        """Watch until cancelled. Raises StoreError."""
        while True:
            self.awake.clear()
            await self._begin()
            await asyncio.sleep(SHORTEST_SLEEP)
            try:
                async with asyncio.timeout(await self._rest()):
                    await self.awake.wait()
            except TimeoutError:
                continue

    async def tick(self) -> None:
        """Do what is due. Raises StoreError."""
        await asyncio.gather(*await self._begin())

    async def _begin(self) -> "list[asyncio.Task[None]]":
        """Begin what is due and not in hand: one who cannot be told just now holds up nobody else."""
        now = self.clock()
        in_hand = sum(lane.locked() for lane in self.lanes.values())
        due = list(await self.store.do(partial(watches.due, now=now, most=MOST_AT_ONCE + in_hand)))
        hinted_at = await self._hinted(now)
        free = [found for found in due if not self._lane(found.talk, found.watch.id).locked()]
        work = [(found, self._attend(found.talk, found.watch.id)) for found in free]
        work += [(one, self._attend(one.talk, one.watch.id, hinted_now=True)) for one in hinted_at if one not in due]
        return [self.beside.start(self.beside.guarded(found.talk, attend)) for found, attend in work]

    async def track(self, talk: str, campaign: Campaign) -> None:
        """Take in what was read or changed for an operator, who looks at this campaign now. Raises StoreError."""
        async with self._lane(talk, campaign.id):
            found = await self._one(talk, campaign.id)
            if found is not None:
                now = self.clock()
                asked = replace(found.watch, asked=found.watch.asked + 1, attended_at=now)
                await self._settle(found, following(seen(asked, campaign, now, self.rules), now, self.rules))

    async def dismiss(self, talk: str, reference: Reference) -> LetGo:
        """Follow a campaign no longer, and let go of its file. Raises StoreError."""
        await self.endings.end(talk, reference)
        named = await self.store.ask(partial(watches.named, talk=talk, reference=reference))
        if named is not None:
            async with self._lane(talk, named.watch.id):
                found = await self._one(talk, named.watch.id)
                if found is not None:
                    await self._settle(found, dismissed(found.watch, self.clock()))
        return LetGo()

    async def look_again(self, talk: str, reference: Reference) -> None:
        """Read a campaign because somebody asked, and show it on its card. Raises StoreError."""
        named = await self.store.ask(partial(watches.named, talk=talk, reference=reference))
        if named is None:
            return
        async with self._lane(talk, named.watch.id):
            found = await self._one(talk, named.watch.id)
            if found is None:
                return
            now, watch = self.clock(), found.watch
            if now - watch.seen_at >= LOOKED_JUST_NOW:
                asked = replace(watch, asked=watch.asked + 1, attended_at=now)
                watch = following(await self._read(asked, watched=True), self.clock(), self.rules)
            await self._settle(found, watch)

    async def out_of_reach(self, talk: str, reference: Reference) -> bool:
        """Tell that a campaign's file cannot be fetched; False when no such one is followed. Raises StoreError."""
        named = await self.store.ask(partial(watches.named, talk=talk, reference=reference))
        if named is None or named.watch.ending is not None:
            return False
        async with self._lane(talk, named.watch.id):
            found = await self._one(talk, named.watch.id) or named
            await self._settle(found, alarmed(calmed(found.watch, "media"), "media"))
        return True

    def is_told(self) -> None:
        """Rely on MsgFlash to speak of messages: campaigns are read less often then."""
        if not self.rules.hooked:
            self.rules = replace(self.rules, hooked=True)

    def hint(self, number: InstanceId) -> None:
        """Hear that a message of this number was spoken of."""
        self.hints.hear(number, self.clock())
        self.is_told()
        self.awake.set()

    async def suspect(self, number: InstanceId) -> None:
        """Look at a number that is said to be cut off, once for all its campaigns; the saying alone proves nothing.

        Such a look is paid for by the day alone: no campaign is watched less for it. Raises StoreError.
        """
        now = self.clock()
        concerned = [
            found for found in await self.store.ask(watches.still_open) if _may_be_cut_off(found.watch, number)
        ]
        if not concerned or not self.hints.suspects(number, now) or await self._spent(now) >= self.a_day:
            return
        await self.store.do(partial(watches.pay, day=_day(now)))
        status = await glancing.number(self.msgflash, number)
        for found in concerned:
            async with self._lane(found.talk, found.watch.id):
                again = await self._one(found.talk, found.watch.id)
                if again is not None and again.watch.ending is None:
                    planned = again.watch.number_at
                    await self._settle(again, replace(number_seen(again.watch, status, now), number_at=planned))

    async def _hinted(self, now: datetime) -> tuple[Watched, ...]:
        """Return the watches that are due because of what was spoken of."""
        return self.hints.due(await self.store.ask(watches.still_open), self.rules, now) if self.hints.waiting else ()

    async def _attend(self, talk: str, campaign: CampaignId, *, hinted_now: bool = False) -> None:
        async with self._lane(talk, campaign):
            found = await self._one(talk, campaign)
            if found is None:
                return
            now = self.clock()
            watch = woken(found.watch, now)
            if watch.number is not None and watch.number_at is not None and watch.number_at <= now:
                status = None
                if await self._spent(now) < self.a_day:
                    watch = await self._counted(found, watch)
                    status = await glancing.number(self.msgflash, watch.number)  # type: ignore[arg-type] # just checked
                watch = number_seen(watch, status, self.clock())
            elif watch.look_at is not None and (hinted_now or watch.look_at <= now):
                if await self._spent(now) >= self.a_day:
                    watch = replace(watch, look_at=tomorrow(now))
                else:
                    watch = await self._read(await self._counted(found, watch), watched=False)
                    watch = following(watch, self.clock(), self.rules)
            await self._settle(found, watch)

    async def _counted(self, found: Watched, watch: Watch) -> Watch:
        """Count a request before it is made."""
        counted = replace(watch, requests=watch.requests + 1)
        day = _day(self.clock())
        await self.store.do(partial(watches.spend, talk=found.talk, watch=counted, day=day))
        return counted

    async def _read(self, watch: Watch, *, watched: bool) -> Watch:
        match await glancing.campaign(self.msgflash, watch.id, watched=watched):
            case CampaignState(campaign):
                self._doubt_hints(watch, campaign)
                await Ledger(self.store.database).count(campaign.id, count(campaign, "sent"))
                return seen(watch, campaign, self.clock(), self.rules)
            case nothing:
                return unseen(watch, nothing.code, self.clock())

    def _doubt_hints(self, watch: Watch, campaign: Campaign) -> None:
        """Rely on nobody who does not speak."""
        if self.rules.hooked and self.hints.are_silent(watch, campaign):
            log.warning("MsgFlash's webhooks are silent: campaigns are read more often")
            self.rules = replace(self.rules, hooked=False)

    async def _settle(self, found: Watched, watch: Watch) -> None:
        """Store what is known, then tell what is to be told; what Telegram does not take stays owed."""
        await self.endings.follow(found.talk, found.watch, watch)
        now = self.clock()
        owed = bool(watch.owed) or watch.ending not in {None, watch.reported}
        if not owed and found.message_id is None and watch.tell_at is not None and watch.tell_at > now:
            # Its card comes at its own time: until then the receipt is read.
            await self._change(found, watch)
            return
        watch = replace(watch, tell_at=now if owed else None)
        await self._change(found, watch)
        try:
            watch = await self._told(found, watch)
        except NotShownError as reason:
            log.warning("campaign %s: not told yet", watch.reference)
            pause = TELL_AGAIN if reason.after is None else timedelta(seconds=reason.after)
            # Some of it may have been told, and is stored so.
            again = await self._one(found.talk, watch.id)
            watch = replace(watch if again is None else again.watch, tell_at=now + pause)
        except GoneError:
            log.warning("campaign %s: the chat is closed to the bot", watch.reference)
            watch = replace(watch, ending="unwatched", reported="unwatched", told=watch.raised)
            watch = replace(watch, look_at=None, number_at=None, tell_at=None)
        await self._change(found, watch)

    async def _told(self, found: Watched, watch: Watch) -> Watch:
        saved = await self.store.load(found.talk)
        if saved is None:
            return replace(watch, look_at=None, number_at=None, tell_at=None)
        language, zone, now = saved.conversation.language, saved.conversation.zone, self.clock()
        if found.message_id is not None or watch.ending is None:
            await self._carded(found, watch, language, zone)
        for alert in watch.owed:
            await self.chat.post(found.chat, render(card.alert(watch, alert, zone), language, None))
            watch = replace(watch, told=(*watch.told, alert))
            await self._change(found, watch)
        if watch.ending is not None and watch.reported != watch.ending:
            screen = render(card.report(watch, zone), language, None)
            await self.chat.post(found.chat, screen, silent=not card.is_loud(watch))
        return replace(watch, reported=watch.ending or watch.reported, tell_at=None, asleep=just_slept(watch, now))

    async def _carded(self, found: Watched, watch: Watch, language: Language, zone: str) -> None:
        shown = None if found.message_id is None else Card(found.message_id, kept=False)
        screen = render(card.look(watch, zone, self.clock()), language, None)
        now_on = await self.chat.show(found.chat, shown, screen, below=False, kept=False, silent=True)
        if now_on != shown:
            put = partial(watches.put_on, talk=found.talk, campaign=watch.id, message_id=now_on.message_id)
            await self.store.do(put)

    async def _rest(self) -> float:
        """Return how many seconds nothing is due."""
        next_at = await self.store.ask(watches.next_at)
        longest = HINTED_SLEEP if self.hints.waiting else LONGEST_SLEEP
        return longest if next_at is None else min(max(next_at - self.clock().timestamp(), 0), longest)

    async def _one(self, talk: str, campaign: CampaignId) -> Watched | None:
        return await self.store.ask(partial(watches.one, talk=talk, campaign=campaign))

    async def _change(self, found: Watched, watch: Watch) -> None:
        await self.store.do(partial(watches.change, talk=found.talk, watch=watch))

    async def _spent(self, now: datetime) -> int:
        return await self.store.ask(partial(watches.spent, day=_day(now)))

    def _lane(self, talk: str, campaign: str) -> asyncio.Lock:
        return self.lanes.setdefault((talk, campaign), asyncio.Lock())


def _may_be_cut_off(watch: Watch, number: InstanceId) -> bool:
    return watch.number == number and watch.ending is None and "disconnected" not in watch.raised


def _day(now: datetime) -> str:
    return now.astimezone(UTC).date().isoformat()
