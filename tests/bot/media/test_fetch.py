"""A file that an operator sent comes from Telegram into the store, or a sentence says why not."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.media.fetch import MOST, NO_ROOM, NOT_FETCHED, Sent, fetch
from bot.media.files import Files
from bot.media.kept import Keep, Kept
from bot.media.kinds import EMPTY, LARGER, TOO_LARGE, UNKNOWN_FORMAT, WRONG_CODING, WRONG_FORMAT, MediaKind
from bot.media.outcomes import Bad
from conversations.words import Text

KEEP = Keep("draft 7", datetime(2026, 4, 2, tzinfo=UTC))
SENT = Sent("AgAC-file-id", "image/jpeg", 300, "affiche.jpg")


class Telegram:
    """Gives the pieces it was made with, then fails if it was told to."""

    def __init__(self, *pieces: bytes, failure: Exception | None = None) -> None:
        self.pieces = pieces
        self.failure = failure
        self.asked: list[str] = []
        self.given = 0
        self.closed = False

    async def __call__(self, file_id: str) -> AsyncGenerator[bytes, None]:
        self.asked.append(file_id)
        try:
            for piece in self.pieces:
                self.given += len(piece)
                yield piece
            if self.failure is not None:
                raise self.failure
        finally:
            self.closed = True


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def why(outcome: Kept | Bad) -> object:
    return outcome.reason.text if isinstance(outcome, Bad) else outcome


async def test_a_file_of_the_kind_claimed_is_kept(files: Files, sample: Callable[[str], bytes]) -> None:
    content = sample("jpeg")
    telegram = Telegram(content[:10], content[10:])
    kept = await fetch(SENT, "image", KEEP, download=telegram, files=files)

    assert isinstance(kept, Kept)
    assert (kept.mime, kept.name, kept.size, kept.keeps) == ("image/jpeg", "affiche.jpg", len(content), (KEEP,))
    assert files.find(kept.digest) == kept
    assert telegram.asked == ["AgAC-file-id"]


@pytest.mark.parametrize(
    ("kind", "sent", "reason"),
    [
        ("image", Sent("id", "image/jpeg", 5_000_001), TOO_LARGE),
        ("video", Sent("id", "video/mp4", MOST + 1), TOO_LARGE),
        ("document", Sent("id", "text/csv", 10), WRONG_FORMAT),
        ("image", Sent("id", "image/jpeg", 0), EMPTY),
    ],
)
async def test_what_telegram_says_is_enough_to_refuse_is_not_downloaded(
    files: Files, kind: MediaKind, sent: Sent, reason: Text
) -> None:
    telegram = Telegram(b"never asked for")

    assert why(await fetch(sent, kind, KEEP, download=telegram, files=files)) == reason
    assert telegram.asked == []


@pytest.mark.parametrize(
    ("name", "kind", "reason"),
    [
        ("pdf", "image", WRONG_FORMAT),
        ("html", "image", UNKNOWN_FORMAT),
        ("empty", "image", EMPTY),
        ("hevc", "video", WRONG_CODING),
        ("vorbis", "voice_note", WRONG_CODING),
        ("docm", "document", WRONG_FORMAT),
    ],
)
async def test_a_file_that_is_not_what_its_sender_says_is_not_kept(  # noqa: PLR0913, PLR0917 - fixtures
    files: Files, folder: Path, sample: Callable[[str], bytes], name: str, kind: MediaKind, reason: Text
) -> None:
    outcome = await fetch(Sent("id"), kind, KEEP, download=Telegram(sample(name)), files=files)

    assert why(outcome) == reason
    assert contents(folder) == {}


@pytest.mark.parametrize(("kind", "most"), [("image", 5_000_000), ("document", 10_000_000), ("video", 16_000_000)])
async def test_a_download_larger_than_announced_is_given_up_at_the_limit(
    files: Files, folder: Path, kind: MediaKind, most: int
) -> None:
    telegram = Telegram(*[bytes(1_000_000)] * 30)

    assert why(await fetch(Sent("id", None, 10), kind, KEEP, download=telegram, files=files)) == LARGER
    assert telegram.given == most + 1_000_000
    assert telegram.closed
    assert contents(folder) == {}


async def test_a_download_that_breaks_off_is_said_to_be_tried_again(
    files: Files, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    failure = ConnectionError("https://api.telegram.org/file/bot123:secret/photos/1.jpg")
    telegram = Telegram(b"\xff\xd8\xff", failure=failure)

    assert why(await fetch(SENT, "image", KEEP, download=telegram, files=files)) == NOT_FETCHED
    assert contents(folder) == {}
    assert [record.getMessage() for record in caplog.records] == [
        "a file could not be had from Telegram: ConnectionError"
    ]


async def test_a_download_that_stands_still_is_given_up_in_time(files: Files, folder: Path) -> None:
    async def stuck(_: str) -> AsyncGenerator[bytes, None]:
        yield b"\xff\xd8\xff"
        await asyncio.Event().wait()

    assert why(await fetch(SENT, "image", KEEP, download=stuck, files=files, seconds=0.05)) == NOT_FETCHED
    assert contents(folder) == {}


async def test_without_room_the_operator_is_told_another_way(folder: Path, sample: Callable[[str], bytes]) -> None:
    files = Files(folder, most=100)

    assert why(await fetch(SENT, "image", KEEP, download=Telegram(sample("jpeg")), files=files)) == NO_ROOM
    assert contents(folder) == {}
    assert files.size == 0


async def test_a_fetch_called_off_leaves_nothing(files: Files, folder: Path) -> None:
    begun = asyncio.Event()

    async def stuck(_: str) -> AsyncGenerator[bytes, None]:
        yield b"\xff\xd8\xff"
        begun.set()
        await asyncio.Event().wait()

    fetching = asyncio.create_task(fetch(SENT, "image", KEEP, download=stuck, files=files))
    await begun.wait()
    fetching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await fetching

    assert contents(folder) == {}
    assert files.size == 0


async def test_called_off_at_any_moment_it_leaves_a_whole_file_or_nothing(
    tmp_path: Path, sample: Callable[[str], bytes]
) -> None:
    """Threads cannot be stopped: none may find its file taken away under its hands."""
    content = sample("jpeg")
    left: list[int] = []
    turns = 0
    while not left or left[-1] == 0 or turns < 30:
        folder = tmp_path / str(turns)
        files = Files(folder, most=1000)
        fetching = asyncio.create_task(fetch(SENT, "image", KEEP, download=Telegram(content), files=files))
        for _ in range(turns):
            await asyncio.sleep(0)
        fetching.cancel()
        await asyncio.wait([fetching])
        found = contents(folder)
        left.append(len(found))
        # One by one at first, then by leaps: a busy machine may need thousands of turns to finish.
        turns += 1 + (turns // 4 if turns > 30 else 0)

        assert [body for name, body in found.items() if "." not in name] == [content] * (len(found) // 2)
        assert files.size == len(content) * (len(found) // 2)

    assert set(left) == {0, 2}


class Slow(Files):
    """A store whose disk takes as long as the test says."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, most=1000)
        self.entered = threading.Event()
        self.released = threading.Event()

    def take(self, path: Path, new: Kept) -> Kept:
        self.entered.set()
        self.released.wait(5)
        return super().take(path, new)


async def test_called_off_while_the_disk_works_it_waits_for_the_disk(
    folder: Path, sample: Callable[[str], bytes]
) -> None:
    files = Slow(folder)
    fetching = asyncio.create_task(fetch(SENT, "image", KEEP, download=Telegram(sample("jpeg")), files=files))
    await asyncio.to_thread(files.entered.wait, 5)
    fetching.cancel()
    for _ in range(10):
        await asyncio.sleep(0)

    assert not fetching.done()

    files.released.set()
    await asyncio.wait([fetching])

    assert fetching.cancelled()
    assert sample("jpeg") in contents(folder).values()
    assert files.size == len(sample("jpeg"))


async def test_a_fault_of_ours_is_not_passed_off_as_telegrams(tmp_path: Path, sample: Callable[[str], bytes]) -> None:
    files = Files(tmp_path / "media", most=1000)
    (tmp_path / "media").rmdir()

    with pytest.raises(FileNotFoundError):
        await fetch(SENT, "image", KEEP, download=Telegram(sample("jpeg")), files=files)


async def test_the_same_file_sent_twenty_times_at_once_is_there_once(
    files: Files, folder: Path, sample: Callable[[str], bytes]
) -> None:
    fetches = [
        fetch(SENT, "image", Keep(f"draft {number}", None), download=Telegram(sample("jpeg")), files=files)
        for number in range(20)
    ]
    kept = await asyncio.gather(*fetches)

    assert len({one.digest for one in kept if isinstance(one, Kept)}) == 1
    assert len(contents(folder)) == 2
    assert files.size == len(sample("jpeg"))
