"""What may never be told, in every test alike: the token and keys with which the tests set the bot up.

Whatever is logged, whatever reaches the stand-ins of Telegram and MsgFlash as words, and at the end of the run every
file that a test left (databases, media, logs) is searched for them. One that is found fails the run, of however few
tests. Tests that plant a secret on purpose, to see it taken out, make up their own.
"""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.logs import QUIET, told

TOKEN = "123456:" + "AAG-canary-of-the-whole-run_0000-tok"[:35]
KEY = "msgf_live_" + "decafbad" * 8
# Of the form of a Fernet key.
SECRET_KEY = "canary-of-the-whole-run-".ljust(43, "k") + "="
WEBHOOK_SECRET = "canary_of-the-whole-run_webhook"

# Where a secret stands because somebody has to write it down: what a person sets a bot up with.
SETTINGS = {".env"}
PIECE = 8 * 1024 * 1024

wanted: set[str] = {TOKEN.partition(":")[2], KEY.partition("live_")[2], SECRET_KEY, WEBHOOK_SECRET}
found: dict[str, None] = {}


def also(*secrets: str) -> None:
    """Search for these too."""
    wanted.update(secrets)


def heard(where: str, words: object) -> None:
    """Search what was told somewhere."""
    text = words if isinstance(words, str) else repr(words)
    for secret in wanted:
        if secret in text:
            found[f"{secret[:16]}… in {where}, during {os.environ.get('PYTEST_CURRENT_TEST', 'no test')}"] = None


def looked_through(folder: Path) -> None:
    """Search every file in a folder and below it, in its name too."""
    secrets = [secret.encode() for secret in wanted]
    for path in folder.rglob("*"):
        heard("the name of a file", str(path.relative_to(folder)))
        if path.is_symlink() or not path.is_file() or path.name in SETTINGS:
            continue
        for piece in _pieces(path):
            for secret in secrets:
                if secret in piece:
                    found[f"{secret.decode()[:16]}… in the file {path.relative_to(folder)}"] = None


@pytest.fixture(scope="session", autouse=True)
def _no_canary_sings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    make = logging.getLogRecordFactory()

    def listening(*given: object, **more: object) -> logging.LogRecord:
        record = make(*given, **more)
        # What `bot.logs` never lets through, whatever LOG_LEVEL says, reaches no log; nor do words of exceptions.
        quiet = any(f"{record.name}.".startswith(f"{name}.") for name in QUIET)
        if record.levelno >= logging.WARNING or not quiet:
            traced = "".join(told(record.exc_info[1])) if record.exc_info else ""
            heard(f"a log line of {record.name}", f"{record.msg} {record.args} {traced}")
        return record

    # Every record passes here, whatever handlers a test takes away or puts in place.
    logging.setLogRecordFactory(listening)
    yield
    logging.setLogRecordFactory(make)
    looked_through(tmp_path_factory.getbasetemp())

    assert list(found) == []


def _pieces(path: Path) -> Iterator[bytes]:
    """Give a file piece by piece, each with the end of the one before it."""
    before = b""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield before + piece
            before = piece[-128:]
