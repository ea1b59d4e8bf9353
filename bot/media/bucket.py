"""Contents in a bucket of an S3-compatible store, which hands them out itself: MEDIA_URL.

An object's name is the path under which the bot would hand the content out (`bot/media/addresses.py`), so nobody can
guess one who may not list the bucket. Needs the extra `s3`.
"""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, ParamSpec, TypeVar

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from bot.media.addresses import PREFIX, Addresses, Digest, Signed, is_digest
from bot.media.kinds import FORMATS
from bot.media.names import disposition
from bot.media.remote import Remote
from bot.media.shelves import AwayError, Lying

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")


class Bucket:
    """A shelf in a bucket. Raises AwayError where the bucket cannot be used."""

    def __init__(self, remote: Remote, addresses: Addresses) -> None:
        options = {
            "access_key_id": remote.keys and remote.keys[0],
            "secret_access_key": remote.keys and remote.keys[1],
            "session_token": remote.session,
            "endpoint": remote.endpoint,
        }
        self._addresses = addresses
        self._store = S3Store(
            remote.bucket,
            prefix=remote.prefix or None,
            region=remote.region,
            # Stores other than Amazon's seldom have a name for each bucket.
            virtual_hosted_style_request=remote.endpoint is None,
            client_options={
                "timeout": "30s",
                "connect_timeout": "5s",
                "allow_http": (remote.endpoint or "").startswith("http://"),
            },
            retry_config={"max_retries": 2},
            **{name: value for name, value in options.items() if value},  # type: ignore[arg-type] # names as it has them
        )

    def put(self, path: Path, digest: Digest, mime: str, name: str) -> bool:
        there = self._names(digest)
        wanted = self.name(digest, FORMATS[mime].ending)
        if wanted not in there:
            attributes: dict[str, str] = {"Content-Type": mime, "Content-Disposition": disposition(name, mime)}
            self.write(wanted, path, attributes)
        path.unlink()
        return not there

    def holds(self, digest: Digest) -> bool:
        """Tell whether a content is there. Where nobody can be asked it is: it was put there, and nobody took it away.

        Ten minutes before a campaign leaves, its file is looked at through its public address all the same.
        """
        try:
            return bool(self._names(digest))
        except AwayError as reason:
            log.warning("the media bucket cannot be asked (%s)", reason)
            return True

    def open(self, digest: Digest) -> BinaryIO | None:  # noqa: ARG002 - as Shelf has it
        """Return nothing: the bucket hands its contents out itself."""
        return None

    def remove(self, digest: Digest) -> bool:
        names = self._names(digest)
        for name in names:
            self.delete(name)
        return bool(names)

    def lying(self) -> Iterator[Lying]:
        """Give what lies there under a name as we give them; whatever else is in the bucket is somebody else's."""
        for found in self._listed(PREFIX.strip("/")):
            digest = found["path"].removeprefix(f"{PREFIX.strip('/')}/").partition("/")[0]
            if is_digest(digest):
                yield Lying(Digest(digest), found["size"], found["last_modified"])

    def size(self, known: int) -> int:
        return known

    def write(self, name: str, content: Path | bytes, attributes: dict[str, str]) -> None:
        # Whole, for parts that were never put together would lie hidden in the bucket. 20 MB at most.
        _asked(obstore.put, self._store, name, content, attributes=attributes, use_multipart=False)

    def delete(self, name: str) -> None:
        _asked(obstore.delete, self._store, name)

    def name(self, digest: Digest, ending: str) -> str:
        return self._addresses.sign(Signed(digest, ending, None)).removeprefix("/")

    def _names(self, digest: Digest) -> set[str]:
        """Return the names under which a content lies; after a change of SECRET_KEYS they may be several."""
        return {found["path"] for found in self._listed(f"{PREFIX.strip('/')}/{digest}")}

    def _listed(self, under: str) -> "list[obstore.ObjectMeta]":
        return _asked(lambda: [found for page in obstore.list(self._store, under) for found in page])


def _asked(ask: Callable[P, T], *given: P.args, **more: P.kwargs) -> T:
    """Ask the bucket. Of what goes wrong the sort is told on, never what it says of itself: that may hold a key."""
    try:
        return ask(*given, **more)
    except BaseError as reason:
        raise AwayError(type(reason).__name__) from None
