"""Killed at any moment, the store holds whole contents only, and finds its way back."""

import hashlib
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.media.addresses import Digest
from bot.media.files import Files

# Each child ends itself before the first, second, third … file it opens, renames or removes, until one lives to the
# end. What it had written without bringing it to the disk is lost with it.
KILLED = """
import os, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from bot.media.files import Files
from bot.media.kept import Keep

NOW = datetime(2026, 4, 1, tzinfo=UTC)

def put(files, content, keep):
    with files.arriving(1000) as arriving:
        arriving.write(content)
        return arriving.keep("image/jpeg", "a.jpg", keep)

def live(folder, left):
    def kill(event, _):
        nonlocal left
        if event in ("open", "os.rename", "os.remove"):
            left -= 1
            if left < 0:
                os._exit(9)
    files = Files(folder, most=1000)
    put(files, b"old", Keep("campaign 1", NOW))
    sys.addaudithook(kill)
    kept = put(files, b"new", Keep("campaign 2", None))
    files.keep(kept.digest, Keep("campaign 3", None))
    files.sweep(NOW + timedelta(days=1))
    os._exit(0)

for count in range(100):
    if os.fork() == 0:
        live(Path(sys.argv[1]) / str(count), count)
    if os.waitstatus_to_exitcode(os.wait()[1]) == 0:
        break
print(count)
"""
OLD, NEW = (Digest(hashlib.sha256(content).hexdigest()) for content in (b"old", b"new"))
WHOLE = {OLD: b"old", NEW: b"new"}


def contents(files: Files) -> dict[Digest, bytes]:
    found = {}
    for digest in WHOLE:
        opened = files.open(digest) if files.find(digest) is not None else None
        if opened is not None:
            with opened:
                found[digest] = opened.read()
    return found


def test_killed_at_any_change_of_the_folder_it_holds_whole_contents_only(tmp_path: Path) -> None:
    ran = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", KILLED, str(tmp_path)], capture_output=True, text=True, check=True
    )
    seen = set()
    for count in range(int(ran.stdout)):
        folder = tmp_path / str(count)
        files = Files(folder, most=1000)
        found = contents(files)
        seen.add(frozenset(found))

        assert found.items() <= WHOLE.items()

        files.sweep(datetime.now(UTC) + timedelta(days=9999))
        kept = {NEW} & found.keys()

        assert {path.name for path in folder.iterdir()} == {
            name for digest in kept for name in (digest, f"{digest}.json")
        }
        assert files.size == 3 * len(kept)

    assert seen == {frozenset({OLD}), frozenset({OLD, NEW}), frozenset({NEW})}
