"""Callers who never come to an end: they send something, then a byte now and then, or nothing more."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

DROP_SECONDS = 0.05


@asynccontextmanager
async def dawdling(address: str, sent: str) -> AsyncIterator[asyncio.StreamReader]:
    """Open a connection on which only this is sent."""
    host, _, port = address.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(sent.encode())
    try:
        yield reader
    finally:
        writer.close()


@asynccontextmanager
async def dripping(address: str, sent: str) -> AsyncIterator[asyncio.StreamReader]:
    """Open a connection on which this is sent, and then a byte at a time for as long as it is taken."""
    host, _, port = address.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(sent.encode())

    async def drip() -> None:
        with suppress(OSError):
            while not writer.is_closing():
                await asyncio.sleep(DROP_SECONDS)
                writer.write(b"x")
                await writer.drain()

    dripped = asyncio.ensure_future(drip())
    try:
        yield reader
    finally:
        dripped.cancel()
        writer.close()


async def heard(reader: asyncio.StreamReader) -> bytes:
    """Return what came until the other side closed: who still sends then may see a reset instead of an end."""
    answer = b""
    with suppress(ConnectionResetError):
        while piece := await reader.read(65_536):
            answer += piece
    return answer
