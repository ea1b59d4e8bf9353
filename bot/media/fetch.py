"""Brings a file that an operator sent from Telegram into the store.

Telegram's own link to a file holds the bot's token. So the download is somebody else's: this module gives Telegram's id
of the file and gets bytes, and of what goes wrong it repeats nothing but the sort of it.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import ParamSpec, TypeAlias, TypeVar

from bot.media.files import Files, FullError, TooLongError
from bot.media.kept import Keep, Kept
from bot.media.kinds import RULES, MediaKind, endless, fits, suits
from bot.media.names import safe
from bot.media.outcomes import Bad
from bot.media.shelves import AwayError
from bot.media.sniff import sniff
from conversations.step import Problem
from conversations.words import Text

log = logging.getLogger(__name__)

# core.telegram.org/bots/api#getfile
MOST = 20 * 1024 * 1024
SECONDS = 120.0

NOT_FETCHED = Text(
    fr="Je n’ai pas pu reprendre ce fichier chez Telegram. Rien n’a été gardé. Renvoyez-le dans un instant.",
    en="I could not get this file from Telegram. Nothing was kept. Send it again in a moment.",
)
NO_ROOM = Text(
    fr="Je n’ai plus de place pour les fichiers. Rien n’a été gardé. "
    "Collez plutôt un lien public, ou prévenez la personne qui s’occupe du bot.",
    en="I have no room left for files. Nothing was kept. "
    "Paste a public link instead, or tell the person who looks after the bot.",
)
NOT_STORED = Text(
    fr="Je n’ai pas pu ranger ce fichier. Rien n’a été gardé. Renvoyez-le dans un instant, ou collez un lien public.",
    en="I could not store this file. Nothing was kept. Send it again in a moment, or paste a public link.",
)

Download: TypeAlias = Callable[[str], AsyncGenerator[bytes, None]]

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as Telegram describes it: what the sender's phone said, which need not be so."""

    file_id: str
    mime: str | None = None
    size: int | None = None
    name: str = ""


async def fetch(  # noqa: PLR0913 - what, as what, for whom, from where, to where
    sent: Sent, kind: MediaKind, keep: Keep, *, download: Download, files: Files, seconds: float = SECONDS
) -> Kept | Bad:
    """Return the file as it is now kept, or why it is not. `download` gives the pieces of the file with that id."""
    problem = fits(kind, sent.mime, sent.size)
    if problem is not None:
        return Bad(problem.message)
    try:
        with files.arriving(min(MOST, RULES[kind].most)) as arriving:
            async with asyncio.timeout(seconds), aclosing(_pieces(download, sent.file_id)) as pieces:
                async for piece in pieces:
                    await _finished(arriving.write, piece)
            found = suits(kind, await _finished(sniff, arriving.file), arriving.size)
            if isinstance(found, Problem):
                return Bad(found.message)
            return await _finished(arriving.keep, found.mime, safe(sent.name, found.mime), keep)
    except TooLongError:
        return Bad(endless(kind).message)
    except FullError:
        log.warning("there is no room for another media file")
        return Bad(NO_ROOM())
    except AwayError as reason:
        log.warning("a file could not be stored: %s", reason)
        return Bad(NOT_STORED())
    except (NotDownloadedError, TimeoutError) as reason:
        log.warning("a file could not be had from Telegram: %s", reason)
        return Bad(NOT_FETCHED())


class NotDownloadedError(Exception):
    """The download failed. Its text is the sort of failure, never what the failure says of itself."""


async def _pieces(download: Download, file_id: str) -> AsyncGenerator[bytes, None]:
    try:
        async with aclosing(download(file_id)) as pieces:
            async for piece in pieces:
                yield piece
    except Exception as reason:  # noqa: BLE001 - whatever it is, its text may hold the address, and so the token
        raise NotDownloadedError(type(reason).__name__) from None


async def _finished(work: Callable[P, T], *given: P.args, **more: P.kwargs) -> T:
    """Do the work in a thread, and let it finish even when nobody waits any longer.

    Else the file would be taken away under the thread's hands.
    """
    running = asyncio.create_task(asyncio.to_thread(work, *given, **more))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait([running])
        running.exception()  # else it would be reported as heard by nobody
        raise
