"""The real bot as the demo starts it: it hands files out on this machine, and in tests goes by another clock.

    python -m bot.demo.bot <seconds>

The seconds are how far its clock is ahead; only tests give others than 0. In production the address at which files are
handed out is PUBLIC_URL, which has to be public and https; here nobody outside this machine is to reach it.
"""

import asyncio
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.__main__ import serve
from bot.settings import read


def clock(shift: timedelta) -> Callable[[], datetime]:
    """Return a clock that runs as the real one does, so much ahead of it."""
    return lambda: datetime.now(UTC) + shift


def main(seconds: str) -> int:
    settings = read()
    return asyncio.run(serve(settings, clock(timedelta(seconds=float(seconds))), hosted_at=f"http://{settings.listen}"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
