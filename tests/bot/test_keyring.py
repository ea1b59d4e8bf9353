"""Secrets at rest: unreadable in the file, opened by any key, sealed anew with the first."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.keyring import Keyring, SealedError, is_key, sealed_anew
from bot.media.addresses import Addresses
from storage.store import opened

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))
SECRET = "whsec_canary_é"


def bytes_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_what_was_sealed_is_opened_by_any_key_and_by_no_other() -> None:
    sealed = Keyring([OLD]).seal(SECRET)

    assert Keyring([NEW, OLD]).open(sealed) == SECRET
    with pytest.raises(SealedError) as caught:
        Keyring([NEW, OTHER]).open(sealed)
    assert sealed not in str(caught.value)


def test_the_first_key_seals() -> None:
    assert Keyring([NEW]).open(Keyring([NEW, OLD]).seal(SECRET)) == SECRET


@pytest.mark.parametrize("sealed", ["", "canary", "gAAAAA", "é", "a" * 200])
def test_what_was_never_sealed_is_not_opened(sealed: str) -> None:
    with pytest.raises(SealedError):
        Keyring([OLD]).open(sealed)


def test_the_same_secret_looks_different_each_time() -> None:
    keyring = Keyring([OLD])

    assert keyring.seal(SECRET) != keyring.seal(SECRET)


def test_the_library_s_own_keys_have_the_form_that_is_asked_for() -> None:
    assert all(is_key(Fernet.generate_key().decode()) for _ in range(100))


def test_the_keys_are_long_enough_to_sign_addresses() -> None:
    assert Addresses(Keyring([NEW, OLD]).signing)


async def test_after_a_start_with_a_new_key_before_the_old_the_old_one_can_go(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    async with opened(path) as store:
        for name in ("hook", "other"):
            await store.keep_secret(name, Keyring([OLD]).seal(f"{SECRET} {name}"))
    async with opened(path) as store:
        assert await sealed_anew(store, Keyring([NEW, OLD])) == ()
    async with opened(path) as store:
        kept = [await store.secret(name) for name in ("hook", "other")]

    assert [Keyring([NEW]).open(str(sealed)) for sealed in kept] == [f"{SECRET} hook", f"{SECRET} other"]


async def test_what_no_key_opens_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    sealed = Keyring([OTHER]).seal(SECRET)
    async with opened(tmp_path / "bot.db") as store:
        await store.keep_secret("hook", sealed)

        assert await sealed_anew(store, Keyring([NEW])) == ("hook",)
        assert await store.secret("hook") == sealed


async def test_a_secret_is_replaced_and_forgotten_by_its_name(tmp_path: Path) -> None:
    async with opened(tmp_path / "bot.db") as store:
        await store.keep_secret("hook", "one")
        await store.keep_secret("hook", "two")
        before = await store.secret("hook")
        await store.forget_secret("hook")

        assert (before, await store.secret("hook")) == ("two", None)


async def test_no_stored_secret_stands_in_the_file(tmp_path: Path) -> None:
    async with opened(tmp_path / "bot.db") as store:
        await store.keep_secret("hook", Keyring([OLD]).seal(SECRET))

    assert b"hook" in bytes_in(tmp_path)
    assert b"canary" not in bytes_in(tmp_path)
    with closing(sqlite3.connect(tmp_path / "bot.db")) as connection:
        assert connection.execute("select count(*) from secrets").fetchone() == (1,)
