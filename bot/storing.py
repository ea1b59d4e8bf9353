"""Whether the bucket of MEDIA_URL does what it is there for: written to, read by everybody, listed to nobody."""

import asyncio
import secrets
from typing import TYPE_CHECKING

import aiohttp

from bot.media.addresses import Addresses
from bot.media.remote import Remote, usual_address
from bot.media.shelves import AwayError
from bot.outside import PATIENCE, Line
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.media.bucket import Bucket

TEXT = {"Content-Type": "text/plain"}
MOST = 64 * 1024


async def storing(settings: Settings) -> dict[str, Line]:
    """Return a line on MEDIA_URL, and one on MEDIA_PUBLIC_URL where that is at fault."""
    remote, keyring = settings.remote, settings.keyring
    if remote is None or keyring is None:
        return {}
    from bot.media.bucket import Bucket  # noqa: PLC0415 - only where the extra s3 is installed

    bucket = Bucket(remote, Addresses(keyring.signing))
    try:
        trouble = await _read_back(bucket, remote)
    except AwayError as reason:
        said = f"the bucket cannot be used ({reason}); it must let these keys list, write and delete under the prefix"
        return {"MEDIA_URL": (False, said)}
    if trouble:
        return {"MEDIA_URL": (True, "written and deleted"), "MEDIA_PUBLIC_URL": (False, trouble)}
    said = f"written, read at {remote.public}, deleted"
    return {"MEDIA_URL": (True, said)}


async def _read_back(bucket: "Bucket", remote: Remote) -> str:
    """Return what is wrong with what everybody sees of a file; nothing when they see it, and no list of names."""
    name, content = f"check-{secrets.token_urlsafe(16)}.txt", secrets.token_hex(32).encode()
    await asyncio.to_thread(bucket.write, name, content, TEXT)
    try:
        await asyncio.to_thread(lambda: list(bucket.lying()))
        async with aiohttp.ClientSession(timeout=PATIENCE) as session:
            status, found = await _got(session, f"{remote.public}/{name}")
            if found != content:
                said = f"a file just written cannot be read at {remote.public} ({status})"
                return f"{said}: everybody must be allowed to read files"
            whole = usual_address(remote.bucket, "", remote.region, remote.endpoint)
            _, listed = await _got(session, f"{whole}/?list-type=2")
    finally:
        await asyncio.to_thread(bucket.delete, name)
    if b"<ListBucketResult" in listed:
        return "the bucket lists its names to everybody: allow reading, never listing"
    return ""


async def _got(session: aiohttp.ClientSession, url: str) -> tuple[str, bytes]:
    try:
        async with session.get(url, allow_redirects=False) as response:
            return f"HTTP {response.status}", await response.content.read(MOST)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as reason:
        return type(reason).__name__, b""
