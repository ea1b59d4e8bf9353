"""What looks like a token or a key goes in everywhere, and comes out nowhere."""

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession, web
from aiohttp.test_utils import TestServer
from yarl import URL

from bot.media.addresses import Addresses, Signed
from bot.media.fetch import Sent, fetch
from bot.media.files import Files
from bot.media.kept import Keep, Kept
from bot.media.kinds import FORMATS
from bot.media.links import Way, check
from bot.media.outcomes import Bad
from bot.media.reach import is_public
from bot.media.web import routes

TOKEN = "123456789:AAF-canary_canary-canary_canary-canar"
KEY = "msgf_live_" + "c0ffee42" * 8
SIGNING = b"signing-canary-0123456789-abcdef"
NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
KEEP = Keep("campaign 1", None)
PARTS = ("AAF-canary", "c0ffee42c0ffee42", "signing-canary", SIGNING.hex())


@dataclass
class Seen:
    """Everything that came out: addresses, headers, log records, texts of exceptions, names of files."""

    texts: list[str] = field(default_factory=list)

    def sees(self, *texts: object) -> None:
        self.texts.extend(str(text) for text in texts)

    def failed(self, reason: BaseException | None) -> None:
        while reason is not None:
            self.sees(reason, repr(reason), vars(reason))
            reason = reason.__cause__ or reason.__context__

    def canaries(self) -> Iterator[str]:
        return (text for text in self.texts if any(part.lower() in text.lower() for part in PARTS))


@pytest.fixture
def seen(caplog: pytest.LogCaptureFixture) -> Seen:
    caplog.set_level(logging.DEBUG)
    return Seen()


def logged(seen: Seen, caplog: pytest.LogCaptureFixture) -> None:
    seen.sees(*(f"{record.getMessage()} {vars(record)}" for record in caplog.records))


def stored(seen: Seen, folder: Path) -> None:
    seen.sees(*folder.iterdir(), *(known.read_text(encoding="utf-8") for known in folder.glob("*.json")))


@pytest.mark.parametrize("canary", [TOKEN, KEY, f"{TOKEN} {KEY}", f"{TOKEN}.{KEY}"])
async def test_no_canary_comes_out_of_a_file_sent(  # noqa: PLR0913, PLR0917 - fixtures
    seen: Seen,
    files: Files,
    folder: Path,
    canary: str,
    caplog: pytest.LogCaptureFixture,
    serve: Callable[[web.Application], Awaitable[TestServer]],
    sample: Callable[[str], bytes],
) -> None:
    async def download(file_id: str) -> AsyncGenerator[bytes, None]:
        assert canary in file_id
        yield sample("pdf") + canary.encode()

    addresses = Addresses([SIGNING])
    sent = Sent(canary, "application/pdf; name=" + canary, 100, f"{canary}.pdf")
    kept = await fetch(sent, "document", KEEP, download=download, files=files)
    assert isinstance(kept, Kept)
    application = web.Application()
    application.add_routes(routes(files, addresses, lambda: NOW))
    server = await serve(application)
    path = addresses.sign(Signed(kept.digest, FORMATS[kept.mime].ending, NOW + timedelta(days=1)))
    wrong = f"/media/{canary}/0/{canary}.pdf"
    for asked, method in ((path, "GET"), (path, "HEAD"), (path, "POST"), (wrong, "GET"), (f"{path}?{canary}", "GET")):
        headers = {"Range": canary, "If-Range": canary, "X-Api-Key": canary}
        async with (
            ClientSession() as session,
            session.request(method, server.make_url(asked), headers=headers) as answer,
        ):
            seen.sees(answer.status, answer.reason, answer.headers)
    seen.sees(path, repr(kept), repr(files), repr(addresses), vars(addresses))
    stored(seen, folder)
    logged(seen, caplog)

    assert len(seen.texts) > 20
    assert list(seen.canaries()) == []


@pytest.mark.parametrize("canary", [TOKEN, KEY])
async def test_no_canary_comes_out_of_a_download_that_fails(
    seen: Seen, files: Files, folder: Path, canary: str, caplog: pytest.LogCaptureFixture
) -> None:
    failures = (ConnectionError(canary), ClientError(f"https://api.telegram.org/file/bot{canary}/a"), KeyError(canary))
    for failure in failures:

        async def download(_: str, failure: Exception = failure) -> AsyncGenerator[bytes, None]:
            yield canary.encode()
            raise failure from ValueError(canary)

        seen.sees(await fetch(Sent(canary, None, None, canary), "image", KEEP, download=download, files=files))
    stored(seen, folder)
    logged(seen, caplog)

    assert len(caplog.records) >= len(failures)
    assert list(seen.canaries()) == []


@pytest.mark.parametrize("canary", [TOKEN, KEY])
async def test_no_canary_comes_out_of_a_link(
    seen: Seen,
    canary: str,
    caplog: pytest.LogCaptureFixture,
    serve: Callable[[web.Application], Awaitable[TestServer]],
) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        headers = {"X-Key": canary, "Set-Cookie": f"key={canary}", "Content-Type": f"x/{canary}"}
        match request.path:
            case "/turn":
                return web.Response(status=302, headers={**headers, "Location": f"https://10.0.0.1/{canary}"})
            case "/broken":
                return web.Response(status=302, headers={**headers, "Location": f"gopher://{canary}"})
            case "/cut":
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
            case _:
                return web.Response(body=canary.encode(), headers=headers, reason=canary)

    async def look(name: str) -> tuple[str, ...]:
        if name == "nowhere.test":
            raise OSError(canary)
        return ("93.184.215.14",)

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answer)
    port = (await serve(application)).port

    def dial(url: URL) -> URL:
        return url.with_scheme("http").with_host("127.0.0.1").with_port(port)

    way = Way(look, is_public, 5.0, dial)
    query = canary.replace(":", "%3A")
    for place in ("files.test/turn", "files.test/broken", "files.test/cut", "files.test/a", "nowhere.test/a"):
        outcome = await check(f"https://{place}?key={query}#{query}", "image", way)
        assert isinstance(outcome, Bad)
        seen.sees(outcome)
    seen.sees(await check(f"https://{query}@files.test/", "image", way))
    seen.sees(await check(f"https://files.test/{canary} {canary}", "image", way))
    logged(seen, caplog)

    assert list(seen.canaries()) == []


def test_no_canary_comes_out_of_the_texts_of_our_exceptions(seen: Seen, folder: Path) -> None:
    files = Files(folder, most=10)
    for most, piece in ((5, TOKEN.encode()), (1000, KEY.encode())):
        try:
            with files.arriving(most) as arriving:
                arriving.write(piece)
        except Exception as reason:  # noqa: BLE001 - whichever it is, its text is what matters
            seen.failed(reason)
    try:
        Addresses([SIGNING, SIGNING[:15]])
    except ValueError as reason:
        seen.failed(reason)

    assert len(seen.texts) == 9
    assert list(seen.canaries()) == []
