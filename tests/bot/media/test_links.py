"""A link that an operator gives is public and what he says it is, or a sentence says why not."""

import gzip
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.media import links
from bot.media.kinds import TOO_LARGE, UNKNOWN_FORMAT, WRONG_CODING, WRONG_FORMAT, MediaKind
from bot.media.links import Way, check
from bot.media.outcomes import Bad, Good
from bot.media.reach import is_public
from conversations.words import Text

PUBLIC = "93.184.215.14"
KNOWN = {
    "files.test": (PUBLIC,),
    "inner.test": ("10.0.0.1",),
    "mixed.test": (PUBLIC, "127.0.0.1"),
    "mapped.test": ("::ffff:169.254.169.254",),
    # As the C library reads it.
    "0x7f000001": ("127.0.0.1",),
    "localhost": ("127.0.0.1", "::1"),
}
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(200) + b"\xff\xd9"
LINK = "https://files.test/a.jpg"


async def look(name: str) -> tuple[str, ...]:
    if name not in KNOWN:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")
    return KNOWN[name]


@dataclass
class Site:
    """A site in the public network, as far as the check can tell, and what was asked of it."""

    handlers: dict[str, Callable[[web.Request], Awaitable[web.StreamResponse]]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    port: int = 0

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.method, request.raw_path))
        self.headers.append(dict(request.headers))
        if request.path in self.handlers:
            return await self.handlers[request.path](request)
        return web.Response(status=404)

    def gives(self, path: str, status: int = 200, body: bytes = JPEG, **headers: str) -> None:
        async def give(_: web.Request) -> web.StreamResponse:
            fields = {name.replace("_", "-"): value for name, value in headers.items()}
            return web.Response(status=status, body=body, headers=fields)

        self.handlers[path] = give

    def leads(self, path: str, to: str, status: int = 302) -> None:
        self.gives(path, status, b"", Location=to)

    def way(self, seconds: float = 5.0) -> Way:
        """Only the last step differs from the real way: what was checked is dialled on this machine, without TLS."""
        return Way(
            look, is_public, seconds, lambda url: url.with_scheme("http").with_host("127.0.0.1").with_port(self.port)
        )


@pytest.fixture
async def site(serve: Callable[[web.Application], Awaitable[TestServer]]) -> Site:
    made = Site()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", made.answer)
    made.port = (await serve(application)).port or 0
    return made


def why(outcome: Good | Bad) -> object:
    return outcome.reason.text if isinstance(outcome, Bad) else outcome


async def test_a_public_file_of_the_kind_claimed_is_good(site: Site) -> None:
    site.gives("/a.jpg")

    assert await check(LINK, "image", site.way()) == Good("image", "image/jpeg", len(JPEG))
    assert site.asked == [("HEAD", "/a.jpg"), ("GET", "/a.jpg")]


async def test_a_link_is_asked_for_to_the_letter(site: Site) -> None:
    """A signed link changes its meaning when its per cent signs are set otherwise."""
    await check("https://files.test/%7Ea%2Fb/c?sig=x%2By%3D&d=1+2#e", "image", site.way())

    assert site.asked[0] == ("HEAD", "/%7Ea%2Fb/c?sig=x%2By%3D&d=1+2")


async def test_a_site_that_does_not_know_head_is_asked_again(site: Site) -> None:
    async def only_get(request: web.Request) -> web.StreamResponse:
        return web.Response(status=405) if request.method == "HEAD" else web.Response(body=JPEG)

    site.handlers["/a.jpg"] = only_get

    assert await check(LINK, "image", site.way()) == Good("image", "image/jpeg", len(JPEG))


async def test_nothing_compressed_is_asked_for_and_nothing_is_told(site: Site) -> None:
    site.gives("/a.jpg", Set_Cookie="seen=1")
    await check(LINK, "image", site.way())

    assert [headers.get("Accept-Encoding") for headers in site.headers] == ["identity", "identity"]
    assert [{"Cookie", "Referer", "Authorization"} & headers.keys() for headers in site.headers] == [set(), set()]


@pytest.mark.parametrize(
    ("kind", "body", "reason"),
    [
        ("video", JPEG, WRONG_FORMAT),
        ("image", b"%PDF-1.7\n", WRONG_FORMAT),
        ("image", b"nothing we know", UNKNOWN_FORMAT),
        ("image", gzip.compress(JPEG), UNKNOWN_FORMAT),
        ("audio", b"OggS\0\2" + bytes(20) + b"\1\x1e\x01vorbis" + bytes(23), WRONG_CODING),
    ],
)
async def test_a_file_of_another_kind_than_claimed_is_bad(
    site: Site, kind: MediaKind, body: bytes, reason: Text
) -> None:
    """Whatever the site itself calls it."""
    site.gives("/a.jpg", body=body, Content_Type="image/jpeg")

    assert why(await check(LINK, kind, site.way())) == reason


async def test_a_page_around_a_file_is_told_from_the_file(site: Site) -> None:
    site.gives("/a.jpg", body=b"<!doctype html>...", Content_Type="text/html; charset=utf-8")

    assert await check(LINK, "image", site.way()) == Bad(links.A_PAGE(host="files.test"))


@pytest.mark.parametrize("status", [201, 204, 206, 304, 401, 403, 404, 410, 429, 500, 503])
async def test_a_file_that_is_not_handed_out_is_bad(site: Site, status: int) -> None:
    site.gives("/a.jpg", status, b"" if status in {204, 304} else JPEG)

    assert await check(LINK, "image", site.way()) == Bad(links.REFUSED(host="files.test", status=status))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed(site: Site, status: int) -> None:
    site.leads("/a.jpg", "/deeper/b.jpg", status)
    site.leads("/deeper/b.jpg", "c.jpg")
    site.gives("/deeper/c.jpg")

    assert await check(LINK, "image", site.way()) == Good("image", "image/jpeg", len(JPEG))


async def test_five_redirects_are_followed_and_not_a_sixth(site: Site) -> None:
    for number in range(6):
        site.leads(f"/{number}", f"/{number + 1}")
    site.gives("/6")

    assert why(await check("https://files.test/1", "image", site.way())) == Good("image", "image/jpeg", len(JPEG))
    assert why(await check("https://files.test/0", "image", site.way())) == links.TOO_MANY_TURNS


async def test_a_circle_of_redirects_ends(site: Site) -> None:
    site.leads("/a.jpg", "/a.jpg")

    assert why(await check(LINK, "image", site.way())) == links.TOO_MANY_TURNS
    assert len(site.asked) == 6


PRIVATE = [
    "https://127.0.0.1/a.jpg",
    "https://127.0.0.1:8443/",
    "https://169.254.169.254/latest/meta-data/",
    "https://10.1.2.3/",
    "https://0.0.0.0/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://[::127.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "https://[2002:7f00:1::1]/",
    "https://[fe80::1]/",
    "https://[fd00::1]/",
    "https://[ff02::1]/",
    "https://inner.test/",
    "https://mixed.test/",
    "https://mapped.test/",
    "https://localhost/",
    "https://0x7f000001/",
    "https://user@files.test/a.jpg",
    "https://user:word@files.test/a.jpg",
    "https://api.telegram.org/file/bot1:x/photos/file_1.jpg",
    "https://API.Telegram.org./file/bot1:x/photos/file_1.jpg",
]


@pytest.mark.parametrize("private", PRIVATE)
async def test_a_private_link_is_refused_without_a_call(site: Site, private: str) -> None:
    assert why(await check(private, "image", site.way())) == links.NOT_PUBLIC
    assert site.asked == []


@pytest.mark.parametrize("private", PRIVATE)
async def test_a_redirect_to_a_private_link_is_refused_before_it_is_followed(site: Site, private: str) -> None:
    site.leads("/a.jpg", private)

    assert why(await check(LINK, "image", site.way())) == links.NOT_PUBLIC
    assert site.asked == [("HEAD", "/a.jpg")]


@pytest.mark.parametrize("private", PRIVATE)
async def test_a_redirect_that_only_get_is_given_is_refused_too(site: Site, private: str) -> None:
    async def two_faced(request: web.Request) -> web.StreamResponse:
        return web.Response() if request.method == "HEAD" else web.Response(status=302, headers={"Location": private})

    site.handlers["/a.jpg"] = two_faced

    assert why(await check(LINK, "image", site.way())) == links.NOT_PUBLIC
    assert site.asked == [("HEAD", "/a.jpg"), ("GET", "/a.jpg")]


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("", links.NOT_A_LINK),
        ("files.test/a.jpg", links.NOT_A_LINK),
        ("https://", links.NOT_A_LINK),
        ("https:///a.jpg", links.NOT_A_LINK),
        ("https://[::1/", links.NOT_A_LINK),
        ("https://files.test:99999/", links.NOT_A_LINK),
        ("https://files.test/a b", links.NOT_A_LINK),
        ("https://files.test/a\r\nHost: inner", links.NOT_A_LINK),
        ("https://files.test/" + "a" * 2048, links.NOT_A_LINK),
        ("ftp://files.test/a.jpg", links.NOT_A_LINK),
        ("file:///etc/passwd", links.NOT_A_LINK),
        ("data:image/jpeg;base64,AAAA", links.NOT_A_LINK),
        ("http://files.test/a.jpg", links.NOT_HTTPS),
        ("https://unknown.test/", links.NO_SUCH_SITE),
        ("https://127.1/", links.NO_SUCH_SITE),
        ("https://2130706433/", links.NO_SUCH_SITE),
        ("https://" + "a" * 64 + ".test/", links.NO_SUCH_SITE),
    ],
)
async def test_what_is_no_link_to_follow_is_refused_without_a_call(site: Site, link: str, reason: Text) -> None:
    assert why(await check(link, "image", site.way())) == reason
    assert site.asked == []


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("http://files.test/a.jpg", links.NOT_HTTPS),
        ("file:///etc/passwd", links.NO_ANSWER),
        ("ftp://files.test/", links.NO_ANSWER),
        ("https://files.test:99999/", links.NO_ANSWER),
        ("https://unknown.test/", links.NO_SUCH_SITE),
        ("//inner.test/", links.NOT_PUBLIC),
    ],
)
async def test_a_redirect_is_checked_like_the_link_itself(site: Site, to: str, reason: Text) -> None:
    site.leads("/a.jpg", to)

    assert why(await check(LINK, "image", site.way())) == reason


async def test_what_calls_itself_too_large_is_not_even_fetched(site: Site) -> None:
    site.gives("/a.jpg", body=JPEG + bytes(5_000_000))

    assert why(await check(LINK, "image", site.way())) == TOO_LARGE
    assert site.asked == [("HEAD", "/a.jpg")]
