"""The real bot as the demo starts it: files are handed out on this machine, one link leads to it, tests set its clock.

    python -m bot.demo.bot <seconds>

The seconds are how far its clock is ahead; only tests give others than 0. In production the address at which files are
handed out is PUBLIC_URL, which has to be public and https; here nobody outside this machine is to reach it.
"""

import asyncio
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.__main__ import serve
from bot.demo import photos
from bot.settings import read


def clock(shift: timedelta) -> Callable[[], datetime]:
    """Return a clock that runs as the real one does, so much ahead of it."""
    return lambda: datetime.now(UTC) + shift


def main(seconds: str) -> int:
    settings = read()
    ahead, at = clock(timedelta(seconds=float(seconds))), f"http://{settings.listen}"
    return asyncio.run(serve(settings, ahead, hosted_at=at, way=photos.way(settings.telegram_api_url)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
