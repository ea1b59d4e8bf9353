"""Files from operators' phones, handed out to MsgFlash by the bot itself for as long as campaigns need them."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web

from bot.media import web as media_web
from bot.media.addresses import Addresses, Digest, Signed
from bot.media.fetch import Download, Sent, fetch
from bot.media.files import Files
from bot.media.kept import Keep
from bot.media.kinds import FORMATS
from bot.media.links import Way, check
from bot.media.outcomes import Bad, Good
from bot.sweeping import Sweep
from conversations.contents import MEDIA, Content, Media
from conversations.conversation import Submission
from conversations.files import FileNeeded, FileOf, Hosted, Kept, MediaKind, TurnedDown
from conversations.handed import LINKS_ONLY
from conversations.steps.repeat import Repeat
from storage import alarms, upkeep
from storage.alarms import Alarm
from storage.store import Store

log = logging.getLogger(__name__)

# A draft that waits longer asks for its file again.
DRAFT = timedelta(days=30)
LOOKED_AT_BEFORE = timedelta(minutes=10)
# A campaign's file is held by the campaign, whoever made it: who is forgotten takes no message out of it.
CAMPAIGN = "campaign"


@dataclass(frozen=True, slots=True)
class Hosting:
    """`at` is the public address of this bot, `margin` how long a file stays after the campaign's last sending."""

    files: Files
    addresses: Addresses
    at: str
    margin: timedelta
    clock: Callable[[], datetime]
    download: Download

    async def take(self, need: FileOf, talk: str) -> Hosted | TurnedDown:
        """Bring a file from Telegram, and keep it if it can be sent as this kind of message."""
        until = self.clock() + DRAFT
        sent = Sent(need.id, need.mime, need.size, need.name or "")
        keep = Keep(_holder(talk, need.holder), until)
        kept = await fetch(sent, need.kind, keep, download=self.download, files=self.files)
        if isinstance(kept, Bad):
            return TurnedDown(kept.reason)
        # Nothing in the address says until when: how long the file is there decides, and that may change.
        path = self.addresses.sign(Signed(kept.digest, FORMATS[kept.mime].ending, None))
        return Hosted(self.at + path, Kept(kept.digest, kept.name, kept.mime, kept.size, until))

    async def hold(self, submission: Submission, talk: str, media: Media) -> bool:
        """Keep the campaign's file until its last sending is long past; False when it is no longer there."""
        if media.kept is None or not isinstance(self._signed(media.url), Signed):
            return False
        repeats = submission.draft.find(Repeat) not in {None, Repeat("none")}
        keep = Keep(holder_of(submission.reference), None if repeats else submission.schedule + self.margin)
        held_now = await asyncio.to_thread(self.files.keep, Digest(media.kept.digest), keep)
        if held_now:
            await asyncio.to_thread(self.files.release, Digest(media.kept.digest), _holder(talk, submission.reference))
        return held_now

    async def reaches(self, url: str, kind: MediaKind, way: Way) -> bool:
        """Tell whether a file of ours can be had at its public address, as MsgFlash will ask for it.

        Where the address is not public, in the demo, nobody can: there the file itself is looked for.
        """
        if url.startswith("https://"):
            return isinstance(await check(url, kind, way), Good)
        signed = self._signed(url)
        return isinstance(signed, Signed) and await asyncio.to_thread(self.files.find, signed.digest) is not None

    def routes(self) -> list[web.RouteDef]:
        return media_web.routes(self.files, self.addresses, self.clock)

    def sweep(self, store: Store) -> Sweep:
        """Return the sweep: what nobody needs any longer goes, and what drafts held whose talk is gone."""

        async def sweep(now: datetime) -> int:
            holders = {CAMPAIGN, *await store.do(upkeep.talks)}
            try:
                await asyncio.to_thread(self.files.let_go, lambda holder: holder.partition("/")[0] in holders)
                return len(await asyncio.to_thread(self.files.sweep, now))
            except OSError as reason:
                log.warning("files could not be swept (%s)", type(reason).__name__)
                return 0

        return sweep

    def _signed(self, url: str) -> object:
        """Return what an address leads to; one of a former public address leads nowhere."""
        return self.addresses.verify(url.removeprefix(self.at), self.clock()) if url.startswith(self.at) else None


async def taken(host: Hosting | None, need: FileOf, talk: str) -> Hosted | TurnedDown:
    return TurnedDown(LINKS_ONLY()) if host is None else await host.take(need, talk)


async def file_held(host: Hosting | None, store: Store, submission: Submission, talk: str) -> bool:
    """Tell whether the campaign has its file, if it is one of ours, and has it from now on until its last sending.

    It is looked at again shortly before the campaign leaves. Raises StoreError.
    """
    content, media = submission.draft.find(Content), submission.draft.find(Media)
    kind = next((kind for kind in MEDIA if content is not None and kind == content.kind), None)
    if kind is None or media is None or media.kept is None:
        return True
    if host is None or not await host.hold(submission, talk, media):
        return False
    repeat = submission.draft.find(Repeat) or Repeat("none")
    needed = FileNeeded(submission.reference, submission.name, media.url, kind, submission.schedule, repeat.every)
    alarm = Alarm(talk, alarm_of(submission.reference), submission.schedule - LOOKED_AT_BEFORE, needed)
    await store.do(lambda connection: alarms.put(connection, alarm))
    return True


def holder_of(reference: str) -> str:
    """Return who holds a campaign's file."""
    return f"{CAMPAIGN}/{reference}"


def alarm_of(reference: str) -> str:
    """Return the name of the alarm before a campaign leaves."""
    return f"file {reference}"


def _holder(talk: str, reference: str) -> str:
    return f"{talk}/{reference}"
