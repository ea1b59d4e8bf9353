"""Files in a bucket: the same promises as in a folder, kept by whoever holds the bytes."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import obstore.exceptions
import pytest

from bot.media.addresses import Addresses, Digest
from bot.media.bucket import Bucket
from bot.media.fetch import NOT_STORED, Sent, fetch
from bot.media.files import Files
from bot.media.kept import Keep, Kept
from bot.media.outcomes import Bad
from bot.media.remote import Remote
from bot.media.shelves import AwayError, Folder, Moved
from tests.bot.media.bucket_stand_in import BUCKET, KEY, SECRET, Stand, standing
from tests.bot.media.samples import SAMPLES
from tests.bot.served import told_by

JPEG = SAMPLES["jpeg"]
HOUR = timedelta(hours=1)
NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
OTHER = Digest("0" * 64)


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with standing() as found:
        yield found


def remote(stand: Stand) -> Remote:
    return Remote(BUCKET, "a/b", "eu-west-3", "https://files.example.com", stand.base, (KEY, SECRET))


def addresses(*keys: bytes) -> Addresses:
    return Addresses(keys or (b"a key of the tests alone",))


def files_in(folder: Path, stand: Stand, *keys: bytes) -> Files:
    return Files(folder / "media", 50_000_000, Bucket(remote(stand), addresses(*keys)))


def put(files: Files, content: bytes, keep: Keep) -> Kept:
    with files.arriving(most=1_000_000) as arriving:
        arriving.write(content)
        return arriving.keep("image/jpeg", "été.jpg", keep)


async def test_a_file_lies_in_the_bucket_under_the_signed_name_and_can_be_had_by_who_knows_it(
    tmp_path: Path, stand: Stand
) -> None:
    files = files_in(tmp_path, stand)
    kept = await asyncio.to_thread(put, files, JPEG, Keep("draft", NOW))
    ((name, stored),) = stand.objects.items()

    assert name == "a/b/" + Bucket(remote(stand), addresses()).name(kept.digest, "jpg")
    assert stored.content == JPEG
    assert stored.headers["Content-Type"] == "image/jpeg"
    assert "filename*=UTF-8''%C3%A9t%C3%A9.jpg" in stored.headers["Content-Disposition"]
    assert await asyncio.to_thread(files.find, kept.digest) == kept
    assert [path.name for path in (tmp_path / "media").iterdir()] == [f"{kept.digest}.json"]


async def test_it_lives_until_the_last_who_needs_it_and_then_goes_also_after_a_restart(
    tmp_path: Path, stand: Stand
) -> None:
    files = files_in(tmp_path, stand)
    kept = await asyncio.to_thread(put, files, JPEG, Keep("draft", NOW))
    await asyncio.to_thread(put, files, b"another", Keep("draft", None))
    assert await asyncio.to_thread(files.keep, kept.digest, Keep("campaign/A", NOW + HOUR))
    await asyncio.to_thread(files.release, kept.digest, "draft")
    again = files_in(tmp_path, stand)
    assert again.size == len(JPEG) + len(b"another")

    assert await asyncio.to_thread(again.sweep, NOW + HOUR) == ()
    assert await asyncio.to_thread(again.sweep, NOW + HOUR + timedelta(seconds=1)) == (kept.digest,)
    assert [stored.content for stored in stand.objects.values()] == [b"another"]
    assert again.size == len(b"another")


async def test_what_drafts_of_the_forgotten_held_goes_from_the_bucket(tmp_path: Path, stand: Stand) -> None:
    files = files_in(tmp_path, stand)
    for content in (b"1", b"2", b"3"):
        await asyncio.to_thread(put, files, content, Keep("1001:1001/A", None))
    await asyncio.to_thread(files.let_go, lambda holder: holder == "campaign")
    await asyncio.to_thread(files.sweep, NOW)

    assert stand.objects == {}


async def test_the_same_content_is_stored_once_and_after_a_change_of_keys_under_both_names(
    tmp_path: Path, stand: Stand
) -> None:
    old, new = b"an old key of the tests", b"a new key of the tests"
    for _ in range(2):
        await asyncio.to_thread(put, files_in(tmp_path, stand, old), JPEG, Keep("draft", None))
    assert sum(call.startswith("PUT") for call in stand.calls) == 1
    files = files_in(tmp_path, stand, new, old)
    kept = await asyncio.to_thread(put, files, JPEG, Keep("campaign/A", None))
    assert (len(stand.objects), files.size) == (2, len(JPEG))
    for holder in ("draft", "campaign/A"):
        await asyncio.to_thread(files.release, kept.digest, holder)
    await asyncio.to_thread(files.sweep, NOW)

    assert (stand.objects, files.size) == ({}, 0)


async def test_strangers_of_our_kind_go_once_they_are_old_and_what_is_not_ours_stays(
    tmp_path: Path, stand: Stand
) -> None:
    """A kill between the bucket and the folder leaves an object that nothing is known of."""
    files = files_in(tmp_path, stand)
    kept = await asyncio.to_thread(put, files, JPEG, Keep("draft", None))
    await asyncio.to_thread(put, files, b"lost", Keep("draft", None))
    await asyncio.to_thread(Bucket(remote(stand), addresses()).write, "menu.pdf", b"theirs", {})
    lost = next(path for path in (tmp_path / "media").iterdir() if path.stem != kept.digest)
    lost.unlink()
    now = datetime.now(UTC)
    await asyncio.to_thread(files.sweep, now)
    assert len(stand.objects) == 3
    stand.grow_old(2 * HOUR)
    await asyncio.to_thread(files.sweep, now)

    assert sorted(stored.content for stored in stand.objects.values()) == sorted([JPEG, b"theirs"])


@pytest.mark.parametrize("status", [403, 401, 404])
async def test_a_bucket_that_refuses_costs_a_sentence_and_leaves_nothing(
    tmp_path: Path, stand: Stand, status: int
) -> None:
    stand.status = status
    files = files_in(tmp_path, stand)

    async def download(_: str) -> AsyncGenerator[bytes, None]:
        yield JPEG

    kept = await fetch(Sent("p"), "image", Keep("draft", NOW), download=download, files=files)

    assert kept == Bad(NOT_STORED())
    assert (files.size, list((tmp_path / "media").iterdir())) == (0, [])


async def test_what_cannot_be_asked_for_is_believed_to_be_there_and_goes_another_time(
    tmp_path: Path, stand: Stand
) -> None:
    files = files_in(tmp_path, stand)
    kept = await asyncio.to_thread(put, files, JPEG, Keep("draft", NOW))
    stand.status = 403

    assert await asyncio.to_thread(files.keep, kept.digest, Keep("campaign/A", NOW))
    with pytest.raises(AwayError):
        await asyncio.to_thread(files.sweep, NOW + HOUR)
    stand.status = None
    stand.grow_old(2 * HOUR)
    await asyncio.to_thread(files.sweep, datetime.now(UTC))

    assert stand.objects == {}


async def test_what_was_removed_in_the_bucket_is_not_found(tmp_path: Path, stand: Stand) -> None:
    files = files_in(tmp_path, stand)
    kept = await asyncio.to_thread(put, files, JPEG, Keep("draft", NOW))
    stand.objects.clear()

    assert await asyncio.to_thread(files.find, kept.digest) is None
    assert not await asyncio.to_thread(files.keep, kept.digest, Keep("campaign/A", NOW))


async def test_a_bucket_nobody_answers_for_is_away(stand: Stand) -> None:
    nowhere = replace(remote(stand), endpoint="http://127.0.0.1:9")
    bucket = Bucket(nowhere, addresses())
    with pytest.raises(AwayError) as caught:
        await asyncio.to_thread(bucket.remove, OTHER)

    assert not {SECRET, KEY} & set(told_by(caught.value).split())
    assert SECRET not in told_by(caught.value)


async def test_what_lay_in_the_folder_before_is_handed_out_to_its_end(tmp_path: Path, stand: Stand) -> None:
    before = Files(tmp_path / "media", 1_000)
    old = put(before, b"before", Keep("campaign/A", NOW))
    shelf = Moved(Bucket(remote(stand), addresses()), Folder(tmp_path / "media"))
    files = Files(tmp_path / "media", 1_000, shelf)
    new = await asyncio.to_thread(put, files, b"after", Keep("campaign/B", NOW))
    opened = await asyncio.to_thread(files.open, old.digest)
    assert opened is not None
    with opened:
        assert opened.read() == b"before"
    assert await asyncio.to_thread(files.open, new.digest) is None
    assert await asyncio.to_thread(files.keep, old.digest, Keep("campaign/A", NOW))
    assert set(await asyncio.to_thread(files.sweep, NOW + HOUR)) == {old.digest, new.digest}

    assert (list((tmp_path / "media").iterdir()), stand.objects, files.size) == ([], {}, 0)


async def test_the_secret_of_the_bucket_never_leaves(tmp_path: Path, stand: Stand) -> None:
    await asyncio.to_thread(put, files_in(tmp_path, stand), JPEG, Keep("draft", NOW))

    assert stand.seen
    assert not any(SECRET in seen for seen in stand.seen)


def test_whatever_the_library_raises_is_translated() -> None:
    """A new kind of exception beside theirs would come through: then this fails, and `_asked` is to be looked at."""
    found = {name: kind for name, kind in vars(obstore.exceptions).items() if isinstance(kind, type)}

    assert all(issubclass(kind, obstore.exceptions.BaseError) for kind in found.values())
    assert set(found) == {
        "AlreadyExistsError",
        "BaseError",
        "GenericError",
        "InvalidPathError",
        "JoinError",
        "NotFoundError",
        "NotModifiedError",
        "NotSupportedError",
        "PermissionDeniedError",
        "PreconditionError",
        "UnauthenticatedError",
        "UnknownConfigurationKeyError",
    }
