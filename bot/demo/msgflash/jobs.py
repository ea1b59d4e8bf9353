"""Bulk jobs: work on a hundred contacts or more, done bit by bit as time passes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.demo.msgflash.calls import Answer, Call, Route
from bot.demo.msgflash.faults import Fault, Flaw, invalid
from bot.demo.msgflash.instants import written, written_or_none
from bot.demo.msgflash.pages import number
from bot.demo.msgflash.records import Job
from bot.demo.msgflash.world import World, found

BATCH = 100
_WAITING = timedelta(seconds=1)
_CONTACTS_PER_SECOND = 50


class Jobs:
    """The work is caught up whenever somebody calls: between two calls nobody can see that it stood still."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/contacts/bulk-jobs", self.list),
            Route("GET", "/contacts/bulk-jobs/{jobId}", self.get),
            Route("GET", "/contacts/bulk-jobs/{jobId}/progress", self.get),
            Route("POST", "/contacts/bulk-jobs/{jobId}/cancel", self.cancel),
        )

    def begin(self, operation: str, group_id: str | None, contacts: Sequence[str], now: datetime) -> Answer:
        job = Job(
            id=self._world.identify(),
            operation=operation,
            group_id=group_id,
            contacts=tuple(contacts),
            processed=0,
            succeeded=0,
            cancelled=False,
            created_at=now,
            updated_at=now,
        )
        self._world.jobs[job.id] = job
        return Answer(
            {
                "mode": "async",
                "jobId": job.id,
                "status": "pending",
                "operation": operation,
                "requestedCount": len(job.contacts),
                "groupId": group_id,
                "progress": 0,
                "message": f"Poll /api/v1/contacts/bulk-jobs/{job.id}/progress every 2 seconds",
            },
            202,
        )

    def catch_up(self, now: datetime) -> None:
        """Do what is due by now."""
        for job in tuple(self._world.jobs.values()):
            worked = (now - job.created_at - _WAITING).total_seconds()
            due = min(len(job.contacts), max(0, int(worked * _CONTACTS_PER_SECOND)))
            if job.cancelled or due <= job.processed:
                continue
            batch = job.contacts[job.processed : due]
            succeeded = sum(self._do(job, contact_id) for contact_id in batch)
            finished = job.created_at + _WAITING + timedelta(seconds=len(job.contacts) / _CONTACTS_PER_SECOND)
            self._world.jobs[job.id] = replace(
                job,
                processed=due,
                succeeded=job.succeeded + succeeded,
                updated_at=finished if due == len(job.contacts) else now,
            )

    def list(self, call: Call) -> Answer:
        limit = number(call.query, "limit", 20, 100)
        newest_first = list(reversed(self._world.jobs.values()))
        cursor = call.query.get("cursor")
        if cursor is not None:
            places = [place for place, job in enumerate(newest_first) if job.id == cursor]
            if not places:
                raise invalid(Flaw(("cursor",), "Unknown job"))
            newest_first = newest_first[places[0] + 1 :]
        taken = newest_first[:limit]
        more = len(newest_first) > limit
        return Answer(
            {
                "jobs": [_shown(job) for job in taken],
                "nextCursor": taken[-1].id if more else None,
                "hasMore": more,
            }
        )

    def get(self, call: Call) -> Answer:
        return Answer(_shown(self._job(call)))

    def cancel(self, call: Call) -> Answer:
        job = self._job(call)
        if job.cancelled or job.processed == len(job.contacts):
            raise Fault("BAD_REQUEST", f"A job that is {_status(job)} cannot be cancelled")
        job = replace(job, cancelled=True, updated_at=call.now)
        self._world.jobs[job.id] = job
        return Answer(_shown(job))

    def _job(self, call: Call) -> Job:
        return found(self._world.jobs, call.path["jobId"], "Bulk job")

    def _do(self, job: Job, contact_id: str) -> bool:
        match job.operation:
            case "bulk_delete_contacts":
                return forget(self._world, contact_id)
            case "add_to_group":
                return job.group_id is not None and join(self._world, job.group_id, contact_id)
            case _:
                return job.group_id is not None and leave(self._world, job.group_id, contact_id)


def forget(world: World, contact_id: str) -> bool:
    """Delete a contact and its memberships; False when there is none."""
    if world.contacts.pop(contact_id, None) is None:
        return False
    for group_id in world.groups:
        leave(world, group_id, contact_id)
    return True


def join(world: World, group_id: str, contact_id: str) -> bool:
    """Make a contact a member; False when it is one already, or does not exist, or the group is gone."""
    group = world.groups.get(group_id)
    if group is None or contact_id not in world.contacts or contact_id in group.members:
        return False
    world.groups[group_id] = replace(group, members=(*group.members, contact_id))
    return True


def leave(world: World, group_id: str, contact_id: str) -> bool:
    """End a membership; False when there is none."""
    group = world.groups.get(group_id)
    if group is None or contact_id not in group.members:
        return False
    world.groups[group_id] = replace(group, members=tuple(member for member in group.members if member != contact_id))
    return True


def _status(job: Job) -> str:
    if job.cancelled:
        return "cancelled"
    if job.processed == len(job.contacts):
        return "done"
    return "processing" if job.processed else "pending"


def _shown(job: Job) -> dict[str, object]:
    status = _status(job)
    return {
        "id": job.id,
        "operation": job.operation,
        "status": status,
        "requestedCount": len(job.contacts),
        "processedCount": job.processed,
        "progress": 100 * job.processed // len(job.contacts),
        "groupId": job.group_id,
        "summary": {"succeeded": job.succeeded, "skipped": job.processed - job.succeeded},
        "error": None,
        "createdAt": written(job.created_at),
        "updatedAt": written(job.updated_at),
        "completedAt": written_or_none(job.updated_at if status in {"done", "cancelled"} else None),
    }
