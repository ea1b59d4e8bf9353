"""Addresses of files: nobody can guess one, and one that was not signed here leads nowhere.

An address is `/media/<SHA-256 of the content>/<last second, or 0>/<signature>.<ending>`. Nothing of it is used before
the signature is checked, and then only values of a fixed form.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, NewType, TypeAlias

Digest = NewType("Digest", str)
Refusal: TypeAlias = Literal["malformed", "forged", "over"]

PREFIX = "/media"
# Keys that also serve elsewhere must not sign the same things there.
PURPOSE = b"campaign-bot media address"
SHORTEST_KEY = 16

_DIGEST = re.compile(r"[0-9a-f]{64}")
_EXPIRY = re.compile(r"0|[1-9][0-9]{0,10}")
_SIGNED = re.compile(r"([A-Za-z0-9_-]{43})\.([a-z0-9]{2,4})")


@dataclass(frozen=True, slots=True)
class Signed:
    """What an address leads to: a content, as what, and until when (aware; None: until told otherwise)."""

    digest: Digest
    ending: str
    until: datetime | None


def is_digest(text: str) -> bool:
    return _DIGEST.fullmatch(text) is not None


class Addresses:
    """Makes addresses and tells whether one was made here. The first key signs; all verify."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        """Take the keys. Raises ValueError when there is none, or one that could be guessed."""
        if not keys or any(len(key) < SHORTEST_KEY for key in keys):
            raise ValueError(f"addresses need a key, and keys of {SHORTEST_KEY} bytes or more")
        self._keys = tuple(hmac.digest(key, PURPOSE, "sha256") for key in keys)

    def sign(self, signed: Signed) -> str:
        """Return the address's path."""
        expiry = "0" if signed.until is None else str(int(signed.until.timestamp()))
        signature = _signature(self._keys[0], signed.digest, expiry, signed.ending)
        return f"{PREFIX}/{signed.digest}/{expiry}/{signature}.{signed.ending}"

    def verify(self, path: str, now: datetime) -> Signed | Refusal:
        """Return what a path, already freed of per cent signs, leads to, or why it leads nowhere."""
        parts = path.removeprefix(f"{PREFIX}/").split("/")
        if not path.startswith(f"{PREFIX}/") or len(parts) != len(("digest", "expiry", "signed")):
            return "malformed"
        digest, expiry, signed = parts
        last = _SIGNED.fullmatch(signed)
        if not is_digest(digest) or not _EXPIRY.fullmatch(expiry) or last is None:
            return "malformed"
        given, ending = last.groups()
        # The texts are compared, for several texts decode to the same signature; every key, so that none is told apart.
        matches = [
            hmac.compare_digest(given.encode(), _signature(key, digest, expiry, ending).encode()) for key in self._keys
        ]
        if not any(matches):
            return "forged"
        until = None if expiry == "0" else datetime.fromtimestamp(int(expiry), UTC)
        if until is not None and until < now:
            return "over"
        return Signed(Digest(digest), ending, until)


def _signature(key: bytes, digest: str, expiry: str, ending: str) -> str:
    signature = hmac.digest(key, f"{digest}/{expiry}/{ending}".encode(), "sha256")
    return urlsafe_b64encode(signature).decode().rstrip("=")
