"""Checks a link that an operator gives: whether it is public, and what he says it is.

Whoever makes a link may want to send us where only we can go, to keep us busy, or to fill our memory: so only public
addresses are gone to, over HTTPS, for so long and so far; and nothing that arrives is ever decompressed.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from tempfile import SpooledTemporaryFile

import aiohttp
from yarl import URL

from bot.media.kinds import RULES, MediaKind, endless, suits
from bot.media.outcomes import Bad, Good
from bot.media.reach import Lookup, NotReachableError, Pinned, Policy, is_public, look_up, reachable
from bot.media.sniff import sniff
from conversations.replies import shortened
from conversations.step import Problem
from conversations.words import Said, Text

log = logging.getLogger(__name__)

SECONDS = 30.0
MOST_REDIRECTS = 5
LONGEST = 2048
PIECE = 64 * 1024
IN_MEMORY = 1024 * 1024
REDIRECTS = {301, 302, 303, 307, 308}
# The path of a file there holds the bot's token: core.telegram.org/bots/api, under File.
TELEGRAM = "api.telegram.org"
HEADERS = {"Accept": "*/*", "Accept-Encoding": "identity", "User-Agent": "campaign-bot (link check)"}

NOT_A_LINK = Text(
    fr="Ce n’est pas un lien https complet. Exemple : https://exemple.com/affiche.jpg",
    en="This is not a complete https link. Example: https://example.com/poster.jpg",
)
NOT_HTTPS = Text(
    fr="Le lien mène à « {host} » sans https. MsgFlash a besoin d’un lien https d’un bout à l’autre.",
    en="The link leads to “{host}” without https. MsgFlash needs https all the way.",
)
NOT_PUBLIC = Text(
    fr="« {host} » n’est pas un site public : MsgFlash ne pourra pas l’ouvrir. "
    "Mettez le fichier sur un site ouvert à tous, ou envoyez-le ici.",
    en="“{host}” is not a public site: MsgFlash will not be able to open it. "
    "Put the file on a site open to all, or send it here.",
)
NO_SUCH_SITE = Text(
    fr="Je ne trouve pas le site « {host} ». Vérifiez le lien.", en="I cannot find the site “{host}”. Check the link."
)
NO_ANSWER = Text(
    fr="« {host} » ne répond pas comme il faut. Ouvrez le lien sur votre téléphone ; s’il marche, redonnez-le.",
    en="“{host}” does not answer properly. Open the link on your phone; if it works, give it again.",
)
TOO_SLOW = Text(
    fr="« {host} » est trop lent : après {seconds} secondes, le fichier n’était pas là. Envoyez plutôt le fichier ici.",
    en="“{host}” is too slow: after {seconds} seconds the file was not there. Send the file here instead.",
)
REFUSED = Text(
    fr="« {host} » ne donne pas ce fichier (réponse {status}). Vérifiez qu’il s’ouvre sans être connecté.",
    en="“{host}” does not hand out this file (answer {status}). Check that it opens without signing in.",
)
TOO_MANY_TURNS = Text(
    fr="Ce lien renvoie vers un autre, plus de {most} fois de suite. Donnez le dernier, celui du fichier même.",
    en="This link leads on to another, more than {most} times over. Give the last one, that of the file itself.",
)
COMPRESSED = Text(
    fr="« {host} » n’envoie ce fichier que compressé. Mettez-le sur un autre site, ou envoyez-le ici.",
    en="“{host}” only sends this file compressed. Put it on another site, or send it here.",
)
A_PAGE = Text(
    fr="Ce lien ouvre une page de « {host} », pas un fichier. Cherchez-y le lien de téléchargement, "
    "ou envoyez le fichier ici.",
    en="This link opens a page of “{host}”, not a file. Look there for the download link, or send the file here.",
)


class _TurnedDownError(Exception):
    """The check ends here, for a reason to be told."""

    def __init__(self, reason: Said) -> None:
        super().__init__("a link was turned down")
        self.reason = reason


def _itself(url: URL) -> URL:
    return url


@dataclass(frozen=True, slots=True)
class Way:
    """How the outside is reached: who looks names up, where one may go, for how long, and what is dialled for a URL."""

    look: Lookup = look_up
    may: Policy = is_public
    seconds: float = SECONDS
    dial: Callable[[URL], URL] = _itself


async def check(link: str, kind: MediaKind, way: Way) -> Good | Bad:
    """Ask for the link's file, and look at it."""
    try:
        url = _read(link)
        async with asyncio.timeout(way.seconds):
            await _ask_size(url, kind, way)
            return await _look_at(url, kind, way)
    except _TurnedDownError as reason:
        return Bad(reason.reason)
    except TimeoutError:
        return Bad(TOO_SLOW(host=_host(_read(link)), seconds=way.seconds))


async def _ask_size(url: URL, kind: MediaKind, way: Way) -> None:
    """Turn down by its headers what is too large. Servers that do not know HEAD are asked again by GET anyway."""
    async with _answer("HEAD", url, way) as (_, response):
        size = response.content_length
        if response.status == HTTPStatus.OK and size:
            problem = suits(kind, None, size) if size > RULES[kind].most else None
            if isinstance(problem, Problem):
                raise _TurnedDownError(problem.message)


async def _look_at(url: URL, kind: MediaKind, way: Way) -> Good | Bad:
    async with _answer("GET", url, way) as (host, response):
        if response.status != HTTPStatus.OK:
            return Bad(REFUSED(host=host, status=response.status))
        if response.headers.get("Content-Encoding", "identity").strip().lower() not in {"", "identity"}:
            return Bad(COMPRESSED(host=host))
        with SpooledTemporaryFile(max_size=IN_MEMORY) as file:
            size = 0
            async for piece in response.content.iter_chunked(PIECE):
                size += len(piece)
                if size > RULES[kind].most:
                    return Bad(endless(kind).message)
                file.write(piece)
            found = await asyncio.to_thread(sniff, file)
    if found is None and response.content_type == "text/html":
        return Bad(A_PAGE(host=host))
    form = suits(kind, found, size)
    return Bad(form.message) if isinstance(form, Problem) else Good(kind, form.mime, size)


@asynccontextmanager
async def _answer(method: str, url: URL, way: Way) -> AsyncIterator[tuple[str, aiohttp.ClientResponse]]:
    """Give host and answer at the end of all redirects; each of them is a link like the first, and checked like it."""
    for _ in range(MOST_REDIRECTS + 1):
        async with _one_answer(method, url, way) as response:
            location = response.headers.get("Location")
            if response.status not in REDIRECTS or location is None:
                yield _host(url), response
                return
        url = _read(location, url)
    raise _TurnedDownError(TOO_MANY_TURNS(most=MOST_REDIRECTS))


@asynccontextmanager
async def _one_answer(method: str, url: URL, way: Way) -> AsyncIterator[aiohttp.ClientResponse]:
    name, host = url.raw_host or "", _host(url)
    try:
        addresses = await reachable(name, way.look, way.may)
    except NotReachableError as reason:
        raise _TurnedDownError(NOT_PUBLIC(host=host) if reason.private else NO_SUCH_SITE(host=host)) from None
    connector = aiohttp.TCPConnector(resolver=Pinned(name, addresses), use_dns_cache=False, force_close=True)
    session = aiohttp.ClientSession(
        connector=connector,
        headers=HEADERS,
        cookie_jar=aiohttp.DummyCookieJar(),
        # What is decompressed may grow a thousandfold; so nothing is.
        auto_decompress=False,
        # The check as a whole has its time; this one only keeps a dead host from taking all of it.
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=way.seconds / 2),
    )
    try:
        async with session, session.request(method, way.dial(url), allow_redirects=False) as response:
            yield response
    except (aiohttp.ClientError, OSError) as reason:
        # Their texts hold the whole address, which may be meant for the operator's eyes only.
        log.info("a link could not be checked: %s", type(reason).__name__)
        raise _TurnedDownError(NO_ANSWER(host=host)) from None


def _read(text: str, base: URL | None = None) -> URL:
    """Return a link in full, if it is one that may be followed as far as can be told from its text."""
    broken = NOT_A_LINK() if base is None else NO_ANSWER(host=_host(base))
    if len(text) > LONGEST or not text.isprintable() or " " in text:
        raise _TurnedDownError(broken)
    try:
        # Taken to the letter: a signed link changes its meaning when its per cent signs are set otherwise.
        url = URL(text, encoded=text.isascii())
        url = url if base is None else base.join(url)
        host = (url.host or "").lower().rstrip(".")
        _ = url.port
    except ValueError:
        raise _TurnedDownError(broken) from None
    if url.scheme == "http" and host:
        raise _TurnedDownError(NOT_HTTPS(host=_host(url)))
    if url.scheme != "https" or not host:
        raise _TurnedDownError(broken)
    if url.user is not None or url.password is not None or host == TELEGRAM:
        raise _TurnedDownError(NOT_PUBLIC(host=_host(url)))
    return url


def _host(url: URL) -> str:
    return shortened(url.host or "")
