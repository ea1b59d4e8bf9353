"""Whoever makes a link to harm the bot gets nothing but a short answer."""

import asyncio
import gzip
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from ipaddress import ip_address

import pytest

from bot.media import links
from bot.media.kinds import LARGER
from bot.media.links import Way, check
from bot.media.outcomes import Bad, Good
from bot.media.reach import Address, is_public

JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(200) + b"\xff\xd9"
FINE = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(JPEG)

Talk = Callable[[bytes, asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Listen = Callable[[Talk], Awaitable[int]]


class Names:
    """A name server that gives one answer after the other, the last one for ever."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def look(self, _: str) -> tuple[str, ...]:
        self.asked += 1
        return (self.answers.pop(0) if len(self.answers) > 1 else self.answers[0],)


def lifted(address: Address) -> bool:
    """The ban on this very address of this machine is lifted: here stands the public network of these tests."""
    return address == ip_address("127.0.0.1") or is_public(address)


def way(names: Names, seconds: float = 5.0) -> Way:
    return Way(names.look, lifted, seconds, lambda url: url.with_scheme("http"))


def why(outcome: Good | Bad) -> object:
    return outcome.reason.text if isinstance(outcome, Bad) else outcome


@pytest.fixture
async def listen() -> AsyncIterator[Listen]:
    """Listen on a port; `talk` is given what was first said, and may answer whatever it likes."""
    async with AsyncExitStack() as started:
        talking: set[asyncio.Task[None]] = set()

        async def start(talk: Talk) -> int:
            async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                task = asyncio.current_task()
                assert task is not None
                talking.add(task)
                try:
                    first = await reader.read(65536)
                    await talk(first, reader, writer)
                except (ConnectionError, asyncio.CancelledError):
                    pass
                finally:
                    talking.discard(task)
                    writer.close()

            server = await asyncio.start_server(meet, "127.0.0.1", 0)
            started.push_async_callback(stop, server)
            return int(server.sockets[0].getsockname()[1])

        async def stop(server: asyncio.Server) -> None:
            server.close()
            for task in tuple(talking):
                task.cancel()
            await server.wait_closed()

        yield start


def says(head: bytes, body: bytes = b"") -> Talk:
    async def talk(asked: bytes, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head if asked.startswith(b"HEAD") else head + body)
        await writer.drain()

    return talk


def repeats(head: bytes, piece: bytes, sent: list[int]) -> Talk:
    """Answer HEAD harmlessly and GET without an end."""

    async def talk(asked: bytes, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if asked.startswith(b"HEAD"):
            writer.write(FINE)
            return
        writer.write(head)
        while True:
            writer.write(piece)
            sent.append(len(piece))
            await writer.drain()

    return talk


async def test_the_connection_is_made_to_the_address_that_was_checked(listen: Listen) -> None:
    """The name is known to nobody else; so the answer can only have come by the address looked up once a request."""
    port = await listen(says(FINE, JPEG))
    names = Names("127.0.0.1")

    assert await check(f"https://files.test:{port}/", "image", way(names)) == Good("image", "image/jpeg", len(JPEG))
    assert names.asked == 2


async def test_a_name_that_turns_private_between_two_requests_is_refused_at_the_second(listen: Listen) -> None:
    asked: list[bytes] = []

    async def talk(first: bytes, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(first.partition(b" ")[0])
        writer.write(FINE)

    port = await listen(talk)
    names = Names("127.0.0.1", "127.0.0.2")

    assert why(await check(f"https://files.test:{port}/", "image", way(names))) == links.NOT_PUBLIC
    assert asked == [b"HEAD"]


async def test_a_name_that_turns_private_between_check_and_use_is_used_as_checked(listen: Listen) -> None:
    """Were it looked up again for the connection, the third answer would be used for the second request."""
    port = await listen(says(FINE, JPEG))
    names = Names("127.0.0.1", "127.0.0.1", "10.0.0.1")

    assert await check(f"https://files.test:{port}/", "image", way(names)) == Good("image", "image/jpeg", len(JPEG))


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", JPEG + bytes(60_000)),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + bytes(0x10000) + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", JPEG + bytes(60_000)),
    ],
    ids=["until it closes", "in chunks", "of a size"],
)
async def test_an_endless_body_is_given_up_at_the_limit(listen: Listen, head: bytes, piece: bytes) -> None:
    sent: list[int] = []
    port = await listen(repeats(head, piece, sent))

    assert why(await check(f"https://files.test:{port}/", "image", way(Names("127.0.0.1")))) == LARGER
    # What lies in the buffers of the sockets may have left beside the five megabytes.
    assert 5_000_000 < sum(sent) < 16_000_000


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
        (b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"x" * 1000 + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\nX-Long: ", b"x" * 60_000),
        (b"", b"\0" * 60_000),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1", b"0" * 60_000),
    ],
    ids=["never the answer", "endless headers", "an endless header", "no HTTP", "an endless size of a chunk"],
)
async def test_an_endless_beginning_is_given_up(listen: Listen, head: bytes, piece: bytes) -> None:
    sent: list[int] = []
    port = await listen(repeats(head, piece, sent))
    outcome = await check(f"https://files.test:{port}/", "image", way(Names("127.0.0.1"), seconds=0.2))

    assert why(outcome) in {links.NO_ANSWER, links.TOO_SLOW}


@pytest.mark.parametrize(
    "beginning",
    [b"", b"HTTP/1.1 2", b"HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\n", FINE + JPEG[:50]],
    ids=["nothing", "half a line", "headers", "half the body"],
)
async def test_a_slow_answer_is_given_up_in_time(listen: Listen, beginning: bytes) -> None:
    async def talk(asked: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(FINE if asked.startswith(b"HEAD") else beginning)
        await writer.drain()
        if not asked.startswith(b"HEAD"):
            await reader.read()

    port = await listen(talk)
    began = asyncio.get_running_loop().time()
    outcome = await check(f"https://files.test:{port}/", "image", way(Names("127.0.0.1"), seconds=0.1))

    assert outcome == Bad(links.TOO_SLOW(host="files.test", seconds=0.1))
    assert asyncio.get_running_loop().time() - began < 2


async def test_a_name_server_that_never_answers_is_given_up_in_time() -> None:
    async def look(_: str) -> tuple[str, ...]:
        await asyncio.Event().wait()
        return ()

    outcome = await check("https://files.test/", "image", Way(look, is_public, seconds=0.05))

    assert why(outcome) == links.TOO_SLOW


@pytest.mark.parametrize("coding", [b"gzip", b"deflate", b"br", b"zstd", b"gzip, gzip", b"GZIP"])
async def test_what_comes_compressed_is_not_decompressed(listen: Listen, coding: bytes) -> None:
    bomb = gzip.compress(JPEG + bytes(30_000_000))
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + b"\r\nContent-Length: %d\r\n\r\n" % len(bomb)
    port = await listen(says(head, bomb))

    assert why(await check(f"https://files.test:{port}/", "image", way(Names("127.0.0.1")))) == links.COMPRESSED


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", JPEG),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"zz\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", JPEG),
        (b"HTTP/1.1 2000000 OK\r\n\r\n", JPEG),
        (b"SSH-2.0-OpenSSH_9.6\r\n", b""),
        (b"", b""),
    ],
    ids=["cut off", "no chunk", "less than nothing", "no status", "another protocol", "closed at once"],
)
async def test_a_broken_answer_is_no_answer(listen: Listen, head: bytes, body: bytes) -> None:
    port = await listen(says(head, body))

    assert why(await check(f"https://files.test:{port}/", "image", way(Names("127.0.0.1")))) == links.NO_ANSWER


async def test_a_site_where_nobody_listens_does_not_answer(listen: Listen) -> None:
    async def hang_up(_: bytes, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()

    port = await listen(hang_up)

    assert why(await check(f"https://files.test:{port}/", "image", way(Names("127.0.0.1")))) == links.NO_ANSWER


async def test_a_site_that_cannot_speak_tls_is_not_spoken_to_without(
    listen: Listen, caplog: pytest.LogCaptureFixture
) -> None:
    """On the real way nothing but HTTPS is dialled."""
    caplog.set_level(logging.INFO, "bot.media.links")
    port = await listen(says(FINE, JPEG))
    names = Names("127.0.0.1")

    outcome = await check(f"https://files.test:{port}/", "image", Way(names.look, lifted, 5.0))

    assert why(outcome) == links.NO_ANSWER
    assert "SSL" in caplog.text


async def test_a_log_tells_the_sort_of_failure_and_nothing_of_the_link(
    listen: Listen, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    port = await listen(says(b"", b""))
    await check(f"https://files.test:{port}/secret-path?secret=query", "image", way(Names("127.0.0.1")))
    lines = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]

    assert lines == ["a link could not be checked: ServerDisconnectedError"]
    assert "secret" not in caplog.text
