"""What an update costs: the bot and its yardstick do the same work in turn, against the same stand-in.

`python -m benchmarks.bench [--short]` prints a table; see docs/performance.md.
"""

import argparse
import asyncio
import os
import resource
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from benchmarks.stand_in import HOST, STEPS, Operator, StandIn

ROOT = Path(__file__).parent.parent
FIRST_CHAT = 100_000
BOT = ("bot", ("-m", "bot", "run"))
UNPACED = ("bot", ("-m", "benchmarks.unpaced"))
# Ten calls a second to MsgFlash would be all that these show.
UNPACED_MODES = ("saturated", "open drafts")
REFERENCE = ("reference", ("-m", "benchmarks.reference"))
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Load:
    """How many operators do how many campaigns, up to which step, and how fast."""

    chats: int
    rounds: int = 1
    last: int = len(STEPS)
    delay: float = 0.0
    a_second: float = 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of one bot."""

    updates: int
    cpu_ms: float
    wall: float
    p50_ms: float
    p99_ms: float
    ready: float
    grown_mb: float
    core: float


@dataclass(frozen=True, slots=True)
class Running:
    process: asyncio.subprocess.Process
    stand_in: StandIn
    ready: float


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_mb(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


@asynccontextmanager
async def running(command: Sequence[str], chats: int, delay: float) -> AsyncIterator[Running]:
    """Start a bot against a stand-in of its own; it is ready when it polls."""
    stand_in = StandIn(delay=delay)
    server = await stand_in.start()
    address = f"http://{HOST}:{server.sockets[0].getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder:
        own = {
            "TELEGRAM_BOT_TOKEN": "123456:" + "A" * 35,
            "TELEGRAM_API_URL": address,
            "MSGFLASH_API_KEY": "msgf_live_" + "ab" * 32,
            "MSGFLASH_BASE_URL": address,
            "DATABASE_URL": f"sqlite:///{folder}/bot.db",
            "OPERATOR_IDS": ",".join(str(FIRST_CHAT + at) for at in range(chats)),
            "LISTEN": f"{HOST}:0",
            "LOG_LEVEL": "ERROR",
        }
        started = perf_counter()
        process = await asyncio.create_subprocess_exec(sys.executable, *command, cwd=ROOT, env={**os.environ, **own})
        try:
            async with asyncio.timeout(60):
                await stand_in.polled.wait()
            yield Running(process, stand_in, perf_counter() - started)
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()
            server.close()


async def measure(command: Sequence[str], load: Load) -> Measured:
    async with running(command, load.chats, load.delay) as run:
        stand_in, pid = run.stand_in, run.process.pid
        await asyncio.sleep(1)
        before, memory, begun = cpu_seconds(pid), resident_mb(pid), perf_counter()
        for at in range(load.chats):
            stand_in.admit(Operator(FIRST_CHAT + at, load.rounds, load.last))
            if load.a_second:
                await asyncio.sleep(max(0.0, begun + (at + 1) / load.a_second * load.last - perf_counter()))
        async with asyncio.timeout(900):
            await stand_in.ended.wait()
        wall = perf_counter() - begun
        await asyncio.sleep(0.2)
        cpu, updates = cpu_seconds(pid) - before, load.chats * load.rounds * load.last
        cut = quantiles(stand_in.seconds, n=100)
        return Measured(
            updates,
            cpu / updates * 1000,
            wall,
            cut[49] * 1000,
            cut[98] * 1000,
            run.ready,
            resident_mb(pid) - memory,
            cpu / wall,
        )


LOADS = {
    "saturated": Load(chats=200),
    "paced, 30/s, Telegram takes 50 ms": Load(chats=60, delay=0.05, a_second=30),
    "one chat": Load(chats=1, rounds=30),
    "open drafts": Load(chats=10_000, last=5, a_second=300),
}
SHORT = {
    "saturated": Load(chats=20),
    "paced, 30/s, Telegram takes 50 ms": Load(chats=6, delay=0.05, a_second=30),
    "one chat": Load(chats=1, rounds=2),
    "open drafts": Load(chats=100, last=5, a_second=300),
}


def line(mode: str, who: str, made: Measured, load: Load) -> str:
    rate = made.updates / made.wall
    each = made.grown_mb / load.chats * 1024
    figures = f"{made.cpu_ms:6.2f} ms CPU/update, {rate:6.1f} updates/s, {made.core:4.2f} core"
    return (
        f"{mode:<34} {who:<9} {figures}, p50 {made.p50_ms:6.1f} ms, p99 {made.p99_ms:6.1f} ms, "
        f"ready in {made.ready:4.2f} s, {each:6.1f} KB/chat\n"
    )


async def bench(modes: Sequence[str], loads: dict[str, Load]) -> None:
    for mode, load in loads.items():
        if modes and not any(wanted in mode for wanted in modes):
            continue
        measured: dict[str, Measured] = {}
        for who, command in (UNPACED if mode in UNPACED_MODES else BOT, REFERENCE):
            measured[who] = await measure(command, load)
            sys.stdout.write(line(mode, who, measured[who], load))
            sys.stdout.flush()
        cost = measured["bot"].cpu_ms / measured["reference"].cpu_ms
        start = measured["bot"].ready / measured["reference"].ready
        sys.stdout.write(f"{mode:<34} ratio     {cost:.2f} x the CPU, {start:.2f} x the start\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="a few seconds, to see that it works")
    parser.add_argument("modes", nargs="*", help="parts of the modes' names; all when none is named")
    given = parser.parse_args()
    asyncio.run(bench(given.modes, SHORT if given.short else LOADS))


if __name__ == "__main__":
    main()
