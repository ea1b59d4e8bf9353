"""Files are kept by what is in them, as long as anybody needs them, and a kill leaves nothing half done."""

import hashlib
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.media.addresses import Digest
from bot.media.files import Files, FullError, TooLongError
from bot.media.kept import Keep, Kept

JPEG = "image/jpeg"
HOUR = timedelta(hours=1)


def put(files: Files, content: bytes, keep: Keep, name: str = "a.jpg") -> Kept:
    with files.arriving(most=1_000_000) as arriving:
        for start in range(0, len(content), 7):
            arriving.write(content[start : start + 7])
        return arriving.keep(JPEG, name, keep)


def digest_of(content: bytes) -> Digest:
    return Digest(hashlib.sha256(content).hexdigest())


def read(files: Files, digest: Digest) -> bytes | None:
    opened = files.open(digest)
    if opened is None:
        return None
    with opened:
        return opened.read()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_content_is_found_by_its_hash(files: Files, now: datetime) -> None:
    keep = Keep("campaign 1", now)
    kept = put(files, b"a poster", keep)

    assert kept == Kept(digest_of(b"a poster"), JPEG, "a.jpg", 8, (keep,))
    assert files.find(kept.digest) == kept
    assert read(files, kept.digest) == b"a poster"


def test_what_was_never_there_is_not_found(files: Files, now: datetime) -> None:
    digest = digest_of(b"never")

    assert files.find(digest) is None
    assert files.open(digest) is None
    assert files.keep(digest, Keep("campaign 1", now)) is False


def test_the_same_content_is_there_once_for_all_who_need_it(files: Files, folder: Path, now: datetime) -> None:
    put(files, b"a poster", Keep("campaign 1", now))
    kept = put(files, b"a poster", Keep("campaign 2", None), name="b.jpg")

    assert kept.keeps == (Keep("campaign 1", now), Keep("campaign 2", None))
    assert kept.name == "b.jpg"
    assert names(folder) == [kept.digest, f"{kept.digest}.json"]
    assert files.size == 8


def test_what_is_over_is_swept_and_the_rest_is_not(files: Files, folder: Path, now: datetime) -> None:
    over = put(files, b"over", Keep("campaign 1", now - HOUR))
    needed = put(files, b"needed", Keep("campaign 2", now + HOUR))
    always = put(files, b"always", Keep("campaign 3", None))

    assert files.sweep(now) == (over.digest,)
    assert names(folder) == sorted(name for kept in (needed, always) for name in (kept.digest, f"{kept.digest}.json"))
    assert files.size == len(b"needed") + len(b"always")
    assert files.sweep(now) == ()


def test_a_content_stays_until_the_last_who_needs_it(files: Files, now: datetime) -> None:
    put(files, b"shared", Keep("campaign 1", now - HOUR))
    kept = put(files, b"shared", Keep("campaign 2", now + HOUR))

    assert files.sweep(now) == ()
    assert files.sweep(now + 2 * HOUR) == (kept.digest,)


def test_a_content_kept_for_ever_is_kept_until_told_otherwise(files: Files, now: datetime) -> None:
    kept = put(files, b"every week", Keep("campaign 1", None))

    assert files.sweep(now + timedelta(days=9999)) == ()
    files.release(kept.digest, "campaign 1")
    assert files.sweep(now) == (kept.digest,)
    assert files.find(kept.digest) is None


def test_a_holder_may_change_until_when_it_needs_a_content(files: Files, now: datetime) -> None:
    kept = put(files, b"a poster", Keep("draft", now + HOUR))

    assert files.keep(kept.digest, Keep("draft", now + 3 * HOUR)) is True
    assert files.sweep(now + 2 * HOUR) == ()
    assert files.keep(kept.digest, Keep("draft", now)) is True
    assert files.sweep(now + 2 * HOUR) == (kept.digest,)


def test_a_release_by_one_who_holds_nothing_changes_nothing(files: Files, now: datetime) -> None:
    kept = put(files, b"a poster", Keep("campaign 1", None))
    files.release(kept.digest, "campaign 2")
    files.release(digest_of(b"never"), "campaign 1")

    assert files.sweep(now) == ()


def test_everything_is_there_after_a_restart(files: Files, folder: Path, now: datetime) -> None:
    kept = put(files, b"a poster", Keep("campaign 1", now))
    again = Files(folder, most=1000)

    assert again.find(kept.digest) == kept
    assert again.size == 8


def test_a_file_that_was_not_kept_leaves_nothing(files: Files, folder: Path) -> None:
    with files.arriving(most=100) as arriving:
        arriving.write(b"half")

    assert names(folder) == []
    assert files.size == 0


def test_a_file_whose_arrival_fails_leaves_nothing(files: Files, folder: Path) -> None:
    def fail() -> None:
        with files.arriving(most=100) as arriving:
            arriving.write(b"half")
            raise ConnectionError

    with pytest.raises(ConnectionError):
        fail()

    assert names(folder) == []
    assert files.size == 0


def test_a_file_is_given_up_at_the_piece_that_is_too_much(files: Files, folder: Path) -> None:
    with files.arriving(most=10) as arriving:
        arriving.write(b"0123456789")
        with pytest.raises(TooLongError):
            arriving.write(b"x")

        assert arriving.size == files.size == 10
    assert names(folder) == []


def test_the_folder_does_not_grow_beyond_its_limit(folder: Path, now: datetime) -> None:
    files = Files(folder, most=20)
    put(files, b"0123456789", Keep("campaign 1", now))
    with files.arriving(most=100) as arriving:
        arriving.write(b"0123456789")
        with pytest.raises(FullError):
            put(files, b"x", Keep("campaign 2", now))

    assert files.size == 10
    assert put(files, b"x", Keep("campaign 2", now)).size == 1


def test_sweeping_makes_room(folder: Path, now: datetime) -> None:
    files = Files(folder, most=10)
    put(files, b"0123456789", Keep("campaign 1", now - HOUR))
    files.sweep(now)

    assert put(files, b"9876543210", Keep("campaign 2", now)).size == 10


def test_a_content_can_be_read_to_its_end_while_it_is_swept(files: Files, now: datetime) -> None:
    kept = put(files, b"a poster", Keep("campaign 1", now - HOUR))
    opened = files.open(kept.digest)
    assert opened is not None
    with opened:
        files.sweep(now)

        assert opened.read() == b"a poster"


def test_what_a_kill_left_is_swept_once_it_is_old_enough(folder: Path) -> None:
    """Young strangers may be another process's work, say of the one that takes over."""
    folder.mkdir()
    orphan, promise, half = digest_of(b"orphan"), digest_of(b"gone"), "0" * 32 + ".part"
    (folder / orphan).write_bytes(b"orphan")
    (folder / f"{promise}.json").write_text("{}", encoding="utf-8")
    (folder / half).write_bytes(b"half")
    files = Files(folder, most=1000)
    today = datetime.now(UTC)

    assert files.size == len(b"orphan") + len(b"half")
    assert files.find(orphan) is None
    assert files.find(promise) is None
    assert files.sweep(today) == ()
    assert len(names(folder)) == 3
    assert files.sweep(today + 2 * HOUR) == ()
    assert names(folder) == []
    assert files.size == 0


def test_a_file_on_its_way_is_not_swept_however_long_it_takes(files: Files) -> None:
    with files.arriving(most=100) as arriving:
        arriving.write(b"slow")
        files.sweep(datetime.now(UTC) + 9 * HOUR)
        kept = arriving.keep(JPEG, "a.jpg", Keep("campaign 1", None))

    assert read(files, kept.digest) == b"slow"


def test_a_content_that_a_kill_left_without_a_word_is_taken_up_again(folder: Path, now: datetime) -> None:
    folder.mkdir()
    (folder / digest_of(b"a poster")).write_bytes(b"a poster")
    files = Files(folder, most=1000)
    kept = put(files, b"a poster", Keep("campaign 1", now))

    assert files.find(kept.digest) == kept
    assert files.size == 8


@pytest.mark.parametrize("broken", ["", "{", "[]", "{}", '{"mime": 1, "keeps": 2, "name": 3, "size": 4}', "\udcff"])
def test_a_broken_word_on_one_content_does_not_hide_or_keep_the_others(
    files: Files, folder: Path, now: datetime, broken: str
) -> None:
    lost = put(files, b"lost", Keep("campaign 1", now - HOUR))
    over = put(files, b"over", Keep("campaign 2", now - HOUR))
    (folder / f"{lost.digest}.json").write_bytes(broken.encode(errors="surrogateescape"))

    assert files.find(lost.digest) is None
    assert files.sweep(now) == (over.digest,)
    assert put(files, b"lost", Keep("campaign 3", None)).keeps == (Keep("campaign 3", None),)


def test_many_threads_keep_the_same_and_other_contents_at_once(files: Files, folder: Path) -> None:
    def work(number: int) -> None:
        put(files, f"content {number % 5}".encode(), Keep(f"campaign {number}", None))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [files.find(digest_of(f"content {number}".encode())) for number in range(5)]

    assert [len(kept.keeps) for kept in found if kept is not None] == [4] * 5
    assert len(names(folder)) == 10
    assert files.size == 5 * 9
