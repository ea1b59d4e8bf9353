"""Where MsgFlash fetches the files of campaigns."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientPayloadError, ClientSession, TCPConnector, web
from aiohttp.test_utils import TestClient, TestServer
from yarl import URL

from bot.media.addresses import Addresses, Signed
from bot.media.files import Files
from bot.media.kept import Keep, Kept
from bot.media.web import routes

CONTENT = bytes(range(256)) * 8
Ask = Callable[..., Awaitable[tuple[int, dict[str, str], bytes]]]


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def kept(files: Files) -> Kept:
    return put(files, CONTENT)


def put(files: Files, content: bytes, mime: str = "image/jpeg", name: str = "affiche été.jpg") -> Kept:
    with files.arriving(most=len(content)) as arriving:
        arriving.write(content)
        return arriving.keep(mime, name, Keep("campaign 1", None))


@pytest.fixture
def path(kept: Kept, addresses: Addresses, now: datetime) -> str:
    return addresses.sign(Signed(kept.digest, "jpg", now + timedelta(days=30)))


@pytest.fixture
async def server(
    files: Files, addresses: Addresses, clock: Clock, serve: Callable[[web.Application], Awaitable[TestServer]]
) -> TestServer:
    application = web.Application()
    application.add_routes(routes(files, addresses, clock))
    return await serve(application)


@pytest.fixture
def ask(server: TestServer) -> Ask:
    """Ask for a path, to the letter, and give status, headers and body."""

    async def asking(path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        url = URL(f"http://127.0.0.1:{server.port}{path}", encoded=True)
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        async with ClientSession() as session, session.request(method, url, headers=fields) as response:
            given = {name.title(): value for name, value in response.headers.items()}
            return response.status, given, await response.read()

    return asking


async def test_a_signed_address_gives_the_file(ask: Ask, path: str, kept: Kept) -> None:
    status, headers, body = await ask(path)

    assert (status, body) == (200, CONTENT)
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["Content-Length"] == str(len(CONTENT))
    assert (
        headers["Content-Disposition"]
        == "inline; filename=\"affiche ete.jpg\"; filename*=UTF-8''affiche%20%C3%A9t%C3%A9.jpg"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["Cache-Control"] == "private, no-transform, max-age=3600"
    assert headers["Accept-Ranges"] == "bytes"
    assert headers["Etag"] == f'"{kept.digest}"'


async def test_head_says_the_same_without_the_file(ask: Ask, path: str) -> None:
    _, got, _ = await ask(path)
    status, headers, body = await ask(path, "HEAD")

    assert (status, body) == (200, b"")
    assert {**headers, "Date": ""} == {**got, "Date": ""}


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-0", 0, 0), ("bytes=100-199", 100, 199), ("bytes=2000-", 2000, 2047), ("bytes=-5", 2043, 2047)],
)
async def test_a_range_gives_that_part(  # noqa: PLR0913, PLR0917 - fixtures
    ask: Ask, path: str, asked: str, first: int, last: int, caplog: pytest.LogCaptureFixture
) -> None:
    status, headers, body = await ask(path, Range=asked)

    assert (status, body) == (206, CONTENT[first : last + 1])
    assert headers["Content-Range"] == f"bytes {first}-{last}/2048"
    assert headers["Content-Length"] == str(last - first + 1)
    assert caplog.records == []


async def test_a_range_beyond_the_end_is_answered_with_the_size(ask: Ask, path: str) -> None:
    status, headers, body = await ask(path, Range="bytes=2048-")

    assert (status, body) == (416, b"")
    assert headers["Content-Range"] == "bytes */2048"


async def test_several_ranges_give_the_whole(ask: Ask, path: str) -> None:
    status, headers, body = await ask(path, Range="bytes=0-1,5-6")

    assert (status, body) == (200, CONTENT)
    assert "Content-Range" not in headers


async def test_a_range_of_another_content_gives_the_whole(ask: Ask, path: str, kept: Kept) -> None:
    same, _, _ = await ask(path, Range="bytes=0-1", If_Range=f'"{kept.digest}"')
    other, _, body = await ask(path, Range="bytes=0-1", If_Range='"another"')

    assert (same, other, body) == (206, 200, CONTENT)


async def test_head_knows_no_ranges(ask: Ask, path: str) -> None:
    status, headers, _ = await ask(path, "HEAD", Range="bytes=0-1")

    assert (status, headers["Content-Length"]) == (200, "2048")


def wrong_paths(path: str, kept: Kept, files: Files, addresses: Addresses, now: datetime) -> dict[str, str]:
    _, _, digest, expiry, signed = path.split("/")
    return {
        "no address": "/media/",
        "expired": addresses.sign(Signed(kept.digest, "jpg", now - timedelta(seconds=1))),
        "tampered signature": f"/media/{digest}/{expiry}/{'A' * 43}.jpg",
        "tampered end": f"/media/{digest}/{int(expiry) + 1}/{signed}",
        "tampered name": f"/media/{'0' * 64}/{expiry}/{signed}",
        "tampered ending": f"/media/{digest}/{expiry}/{signed.replace('.jpg', '.html')}",
        "signed for a content that is gone": addresses.sign(Signed(type(kept.digest)("0" * 64), "jpg", None)),
        "of a format no longer taken": addresses.sign(Signed(put(files, b"II*", "image/tiff").digest, "tiff", None)),
        "signed with another ending": addresses.sign(Signed(kept.digest, "png", None)),
        "signed by somebody else": Addresses([b"somebody else's key"]).sign(Signed(kept.digest, "jpg", None)),
        "up": f"/media/../media/{digest}",
        "up, encoded": f"/media/%2e%2e/{digest}/{expiry}/{signed}",
        "up, encoded slash": f"/media/..%2f..%2f{digest}/{expiry}/{signed}",
        "up, encoded twice": f"/media/%252e%252e%252f{digest}/{expiry}/{signed}",
        "up, backslash": f"/media/..%5c{digest}/{expiry}/{signed}",
        "a file of the system": "/media/%2fetc%2fpasswd",
        "a zero byte": f"/media/{digest}%00/{expiry}/{signed}",
        "a line feed": f"/media/{digest}/{expiry}/{signed}%0a",
        "what is known of it": f"/media/{digest}.json/{expiry}/{signed}",
        "the folder": f"/media/{digest}/",
        "no bytes of UTF-8": f"/media/%ff%fe/{expiry}/{signed}",
        "very long": "/media/" + "a/" * 1500,
    }


async def test_whatever_is_wrong_the_answer_is_the_same(  # noqa: PLR0913, PLR0917 - fixtures
    ask: Ask, path: str, kept: Kept, files: Files, addresses: Addresses, now: datetime
) -> None:
    """Otherwise the answers would tell a guesser how near he is."""
    answers = {name: await ask(wrong) for name, wrong in wrong_paths(path, kept, files, addresses, now).items()}
    answers |= {method: await ask(path, method) for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS")}
    plain = {name: (status, {**headers, "Date": ""}, body) for name, (status, headers, body) in answers.items()}
    status, headers, body = plain["no address"]

    assert (status, body) == (404, b"")
    assert headers["Cache-Control"] == "no-store"
    assert {name: answer for name, answer in plain.items() if answer != plain["no address"]} == {}


async def test_an_address_ends_when_it_says(ask: Ask, path: str, clock: Clock) -> None:
    clock.now += timedelta(days=30)
    last, headers, _ = await ask(path)
    clock.now += timedelta(seconds=1)
    over, _, _ = await ask(path)

    assert (last, over) == (200, 404)
    assert headers["Cache-Control"] == "private, no-transform, max-age=0"


async def test_a_file_swept_is_no_longer_given(ask: Ask, path: str, files: Files, kept: Kept, now: datetime) -> None:
    before, _, _ = await ask(path)
    files.release(kept.digest, "campaign 1")
    files.sweep(now)
    after, _, _ = await ask(path)

    assert (before, after) == (200, 404)


async def test_an_address_given_out_holds_after_a_restart(
    path: str, folder: Path, clock: Clock, serve: Callable[[web.Application], Awaitable[TestServer]]
) -> None:
    application = web.Application()
    application.add_routes(routes(Files(folder, 10_000), Addresses([b"a key of the tests alone"]), clock))
    async with TestClient(await serve(application)) as client, client.get(path) as response:
        assert await response.read() == CONTENT


async def test_two_hundred_downloads_side_by_side_are_all_whole(
    server: TestServer, files: Files, addresses: Addresses
) -> None:
    content = hashlib.shake_256(b"a film").digest(1_000_000)
    path = addresses.sign(Signed(put(files, content, "video/mp4").digest, "mp4", None))

    async def download(session: ClientSession) -> str:
        async with session.get(server.make_url(path)) as response:
            return hashlib.sha256(await response.read()).hexdigest()

    async with ClientSession(connector=TCPConnector(limit=0)) as session:
        downloads = [download(session) for _ in range(200)]

        assert set(await asyncio.gather(*downloads)) == {hashlib.sha256(content).hexdigest()}


async def test_a_file_that_shrank_is_cut_off_and_not_passed_off_as_whole(
    server: TestServer, path: str, folder: Path, kept: Kept
) -> None:
    (folder / kept.digest).write_bytes(CONTENT[:100])
    async with ClientSession() as session, session.get(server.make_url(path)) as response:
        with pytest.raises(ClientPayloadError):
            await response.read()


async def test_a_download_broken_off_leaves_the_server_working(server: TestServer, ask: Ask, path: str) -> None:
    for _ in range(5):
        async with ClientSession() as session, session.get(server.make_url(path)):
            pass
    status, _, body = await ask(path)

    assert (status, body) == (200, CONTENT)
