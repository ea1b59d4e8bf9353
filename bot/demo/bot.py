"""The real bot as the demo starts it: files are handed out on this machine, one link leads to it, tests set its clock.

    python -m bot.demo.bot <seconds>

The seconds are how far its clock is ahead; only tests and pictures give others than 0. In production the address at
which files are handed out is PUBLIC_URL, which has to be public and https; here nobody outside this machine is to reach
it.
"""

import asyncio
import sys
from datetime import timedelta

from bot.__main__ import serve
from bot.demo import photos
from bot.demo.clock import DemoClock
from bot.settings import read


def main(seconds: str) -> int:
    settings = read()
    clock, at = DemoClock(timedelta(seconds=float(seconds))), f"http://{settings.listen}"
    return asyncio.run(serve(settings, clock, hosted_at=at, way=photos.way(settings.telegram_api_url)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
