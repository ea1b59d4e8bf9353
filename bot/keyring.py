"""The keys of `SECRET_KEYS`: what has to be stored secretly is sealed with the first, and opened with any of them."""

import base64
import re
from collections.abc import Sequence

from storage import secrets
from storage.store import Store

# What operators are told to make a key with: none ever passes through the bot's own output.
MAKE_ONE = "openssl rand -base64 32 | tr +/ -_"
# 32 bytes in URL-safe base64: cryptography.io/en/latest/fernet/
_KEY = re.compile(r"[A-Za-z0-9_-]{43}=")


class SealedError(Exception):
    """What was sealed cannot be opened: with other keys, or it was changed since."""


def is_key(text: str) -> bool:
    return _KEY.fullmatch(text) is not None


class Keyring:
    """Seals and opens.

    `signing` are the same keys as bytes, the first to sign and all to verify; who signs derives a key of their own.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        """Take at least one key, each of the form of `is_key`."""
        from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415 - who stores no secrets does not load it

        self.signing = tuple(base64.urlsafe_b64decode(key) for key in keys)
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def seal(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """Return what was sealed. Raises SealedError."""
        from cryptography.fernet import InvalidToken  # noqa: PLC0415 - the same

        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except (InvalidToken, UnicodeError):
            raise SealedError("a stored secret cannot be opened") from None


async def sealed_anew(store: Store, keyring: Keyring) -> tuple[str, ...]:
    """Seal every stored secret with the first key, so that older keys can go; return the names of those it cannot."""
    lost: list[str] = []
    for name, sealed in (await store.do(secrets.all_of_them)).items():
        try:
            await store.keep_secret(name, keyring.seal(keyring.open(sealed)))
        except SealedError:
            lost.append(name)
    return tuple(lost)
