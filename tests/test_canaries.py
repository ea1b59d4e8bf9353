"""That the run is searched for its canaries, and fails where one sings, also of one test alone."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests import canaries

ROOT = Path(__file__).parents[1]
TEST = """
import logging
from tests import canaries

def test_alone(tmp_path):
    {line}
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder outside of those that this run is searched in: what is planted here is not to be found there."""
    with TemporaryDirectory() as name:
        yield Path(name)


def run(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """Run one test that does this, with nothing of our own set-up but the search."""
    test = folder / "test_alone.py"
    test.write_text(TEST.format(line=line), encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    options = ["-q", "-p", "tests.canaries", "-p", "no:cacheprovider", "--basetemp", str(folder / "base")]
    return subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-m", "pytest", *options, "-c", str(folder / "pytest.ini"), str(test)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ('logging.getLogger("shop").warning("at %s", canaries.TOKEN)', "a log line of shop, during"),
        ('canaries.heard("a message", {"text": canaries.KEY})', "a message, during"),
        ('(tmp_path / "bot.db").write_bytes(bytes(9) + canaries.SECRET_KEY.encode())', "the file test_alone0/bot.db"),
        ("(tmp_path / canaries.WEBHOOK_SECRET).touch()", "the name of a file"),
    ],
    ids=["logged", "said", "stored", "named"],
)
def test_a_run_in_which_a_canary_sings_fails_and_says_where(folder: Path, line: str, where: str) -> None:
    ran = run(folder, line)

    assert ran.returncode == 1
    assert where in ran.stdout


def test_a_run_without_is_good_and_what_settings_hold_is_no_leak(folder: Path) -> None:
    ran = run(folder, '(tmp_path / ".env").write_text(canaries.TOKEN); logging.warning("hello")')

    assert (ran.returncode, ran.stdout.splitlines()[-1].split(" in ")[0]) == (0, "1 passed")


def test_a_canary_across_two_pieces_of_a_file_is_found(folder: Path) -> None:
    before = canaries.PIECE - len(canaries.SECRET_KEY) // 2
    line = f"(tmp_path / 'big').write_bytes(b'x' * {before} + canaries.SECRET_KEY.encode())"

    assert run(folder, line).returncode == 1


def test_each_canary_is_of_the_form_of_what_it_stands_for() -> None:
    secrets = {canaries.TOKEN.partition(":")[2], canaries.KEY[10:], canaries.SECRET_KEY, canaries.WEBHOOK_SECRET}

    assert secrets <= canaries.wanted
    assert (len(canaries.TOKEN), len(canaries.KEY), len(canaries.SECRET_KEY)) == (42, 74, 44)
