"""One life of the bot's watching, on a clock that runs fast: started, and killed, by its test.

Arguments: the database, the address of both servers, and how much faster the clock runs. What it shows, in seconds
since 1970, comes as a line once everything is ready to go.
"""

import asyncio
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.__main__ import assemble
from bot.process import Ending
from bot.settings import Settings
from storage.store import opened
from tests import canaries


async def main(database: Path, address: str, speed: float) -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    shown, since = float(sys.stdin.readline()), time.monotonic()

    def clock() -> datetime:
        return datetime.fromtimestamp(shown + (time.monotonic() - since) * speed, UTC)

    given: dict[str, object] = {
        "telegram_bot_token": canaries.TOKEN,
        "telegram_api_url": address,
        "msgflash_api_key": canaries.KEY,
        "msgflash_base_url": address,
        "operator_ids": "7",
    }
    async with opened(database) as store:
        settings = Settings(_env_file=None, **given)  # type: ignore[arg-type, call-arg] # pydantic checks them
        made = assemble(settings, store, Ending(), clock=clock)
        await made.application.initialize()
        await made.runner.watcher.run()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])))
