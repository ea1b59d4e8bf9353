"""`campaign-bot demo --keep`: the next demo on the same database answers, and shows what was kept."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import ClientSession

from bot.demo.telegram.player import Player

ROOT = Path(__file__).parents[3]
SAM = 1002


@asynccontextmanager
async def played(database: Path) -> AsyncIterator[Player]:
    """Play the demo as its command does, with Sam before it, and end it with Ctrl-C."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--no-browser", "--port", "20080", "--keep", str(database)),
        cwd=database.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        found = re.search(r"http://[0-9.:]+", (await process.stdout.readline()).decode())
        assert found is not None
        async with ClientSession() as session, Player(session, found[0], SAM) as sam:
            yield sam
    finally:
        process.send_signal(signal.SIGINT)
        assert await process.wait() == 0


async def test_a_draft_of_an_earlier_demo_is_gone_on_with(tmp_path: Path) -> None:
    database = tmp_path / "demo.db"
    async with played(database) as sam:
        await sam.types("/start")
        await sam.sees("WhatsApp campaigns")
        await sam.types("/new")
        await sam.sees("Boutique Cotonou · connected")
        await sam.presses("Boutique Cotonou · connected")
        await sam.sees("Who receives")
    async with played(database) as sam:
        await sam.types("/start")
        await sam.sees("Resume the draft")
        await sam.presses("Resume the draft")

        await sam.sees("Who receives")
