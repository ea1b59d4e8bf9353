"""One SQLite connection on a thread of its own; what waits there at the same moment is committed together.

A piece of work is a plain function, run from beginning to end inside one transaction: no task that is cancelled, and
no other task, ever comes in between.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Generic, TypeAlias, TypeVar

# How much shares one commit at most: enough to pay for one write to the disk, short enough to wait for.
MOST_TOGETHER = 128

T = TypeVar("T")
Work: TypeAlias = Callable[[sqlite3.Connection], T]


@dataclass(frozen=True, slots=True, eq=False)
class _Job(Generic[T]):
    work: Work[T]
    writes: bool
    future: "asyncio.Future[T]"


@dataclass(frozen=True, slots=True)
class _Outcome(Generic[T]):
    """What is to be told to the task that waits."""

    job: _Job[T]
    value: T | None = None
    failure: Exception | None = None


class Database:
    """A connection in autocommit mode; every exception of the work reaches the one who asked for it.

    `pending` is how many pieces of work have been asked for and not been told of yet.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._loop = asyncio.get_running_loop()
        self._jobs: SimpleQueue[_Job[object] | None] = SimpleQueue()
        self._closed = self._loop.create_future()
        self._closing = False
        self.pending = 0
        Thread(target=self._serve, name="database", daemon=True).start()

    async def write(self, work: Work[T]) -> T:
        """Do the work all or nothing, even when the caller is cancelled meanwhile. It may be called twice."""
        return await self._asked(work, writes=True)

    async def read(self, work: Work[T]) -> T:
        """Do work that changes nothing, or sees to its own transaction."""
        return await self._asked(work, writes=False)

    async def close(self) -> None:
        """Finish what was asked for, then close the connection."""
        if not self._closing:
            self._closing = True
            self._jobs.put(None)
        await asyncio.shield(self._closed)

    async def _asked(self, work: Work[T], *, writes: bool) -> T:
        if self._closing:
            raise sqlite3.ProgrammingError("the database is closed")
        future: asyncio.Future[T] = self._loop.create_future()
        self.pending += 1
        self._jobs.put(_Job(work, writes, future))  # type: ignore[arg-type] # the queue does not ask what T is
        return await future

    def _serve(self) -> None:
        """Run on the thread until closed."""
        job = self._jobs.get()
        while job is not None:
            jobs = [job]
            job = self._gather(jobs)
            outcomes = self._outcomes(jobs)
            self._loop.call_soon_threadsafe(self._tell, outcomes)
            if job is _NOTHING:
                job = self._jobs.get()
        self.connection.close()
        self._loop.call_soon_threadsafe(self._closed.set_result, None)

    def _gather(self, jobs: list[_Job[object]]) -> _Job[object] | None:
        """Add what else is waiting; return what follows: None for the end, _NOTHING when the queue is empty."""
        while True:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                return _NOTHING
            if job is None or len(jobs) >= MOST_TOGETHER:
                return job
            jobs.append(job)

    def _outcomes(self, jobs: list[_Job[object]]) -> list[_Outcome[object]]:
        try:
            values = self._together(jobs)
        except sqlite3.Error as reason:
            return [_Outcome(job, failure=reason) for job in jobs]
        except Exception as reason:  # noqa: BLE001 - it is told to the one whose work raised it
            if len(jobs) == 1:
                return [_Outcome(jobs[0], failure=reason)]
            return [outcome for job in jobs for outcome in self._outcomes([job])]
        return [_Outcome(job, value) for job, value in zip(jobs, values, strict=True)]

    def _together(self, jobs: list[_Job[object]]) -> list[object]:
        connection = self.connection
        if not any(job.writes for job in jobs):
            return [job.work(connection) for job in jobs]
        connection.execute("begin immediate")
        try:
            values = [job.work(connection) for job in jobs]
            connection.execute("commit")
        except BaseException:
            # A full disk makes SQLite roll back by itself.
            if connection.in_transaction:
                connection.execute("rollback")
            raise
        return values

    def _tell(self, outcomes: list[_Outcome[object]]) -> None:
        self.pending -= len(outcomes)
        for outcome in outcomes:
            future = outcome.job.future
            if future.done():
                continue  # its task was cancelled
            if outcome.failure is not None:
                future.set_exception(outcome.failure)
            else:
                future.set_result(outcome.value)


# Stands for an empty queue: None stands for its end.
_NOTHING: _Job[object] = _Job(lambda _: None, writes=False, future=None)  # type: ignore[arg-type] # it is never done
