"""What it costs to read a typed time, and to import the package that does."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

from conversations.spoken import read_time

ROUNDS = 20
IMPORTS = 10
TABLES = Path(__file__).parent.parent / "tests" / "conversations" / "spoken" / "phrases"
ZONE = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 5, 21, 14, 32, tzinfo=ZONE)
# Interpreter, dataclasses and zoneinfo are there in any process of the bot, whatever it reads.
TIMED_IMPORT = """
import dataclasses, re, typing, zoneinfo
from datetime import datetime
from time import perf_counter
import conversations.words
start = perf_counter()
import conversations.spoken
print(perf_counter() - start)
"""


def phrases() -> list[str]:
    lines = (line for table in TABLES.glob("*.txt") for line in table.read_text(encoding="utf-8").splitlines())
    return [line.rpartition("|")[0].strip() for line in lines if "|" in line and not line.startswith(("#", "@"))]


def reading() -> float:
    """Return the seconds that one phrase of the table takes on average, best of some rounds."""
    table = phrases()
    best = float("inf")
    for _ in range(ROUNDS):
        start = perf_counter()
        for phrase in table:
            read_time(phrase, NOW, ZONE)
        best = min(best, (perf_counter() - start) / len(table))
    return best


def importing() -> float:
    """Return the seconds that the import takes in a fresh interpreter, best of some."""
    command = (sys.executable, "-c", TIMED_IMPORT)
    root = Path(__file__).parent.parent
    # As installed, with the compiled modules kept from the first run on.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    runs = (
        subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, text=True).stdout  # noqa: S603  # our own line
        for _ in range(IMPORTS)
    )
    return min(map(float, runs))


if __name__ == "__main__":
    print(f"{reading() * 1e6:8.1f} µs a phrase, over {len(phrases())} phrases")  # noqa: T201  # what it is for
    print(f"{importing() * 1e3:8.1f} ms to import")  # noqa: T201  # what it is for
