"""The bot by a clock that is ahead or behind: how tests walk the calendar on days that are long to come.

    python -m bot.demo.elsewhen <seconds>

Only tests start it; `campaign-bot` has no way to it.
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


if __name__ == "__main__":
    sys.exit(asyncio.run(serve(read(), clock(timedelta(seconds=float(sys.argv[1]))))))
