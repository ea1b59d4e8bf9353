"""How far a campaign is, worked out from the time that has passed and never stored.

What the documentation leaves open is read thus: a schedule in the past starts at once; the audience is fixed at
creation; a daily or weekly campaign starts again each 24 hours or 7 days with counters that go on rising, reads
`scheduled` between its runs and never completes; a start that falls into a pause happens at its end, and of several
such starts only one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from bot.demo.msgflash.campaign import Campaign, Recipient
from bot.demo.msgflash.timeline import Timeline, timeline

PLANNING = timedelta(seconds=1)
PERIODS = {"none": None, "daily": timedelta(days=1), "weekly": timedelta(weeks=1)}


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One message of a campaign."""

    id: str
    recipient: Recipient
    timeline: Timeline


@dataclass(frozen=True, slots=True)
class Run:
    """One start of the campaign and the messages planned so far."""

    start: datetime
    planned_at: datetime | None
    dispatches: tuple[Dispatch, ...]

    def over(self, now: datetime) -> bool:
        if self.planned_at is None or self.planned_at > now:
            return False
        return all(_past(dispatch.timeline.left_at, now) for dispatch in self.dispatches)


@dataclass(frozen=True, slots=True)
class Progress:
    status: str
    planned: int
    queued: int
    sent: int
    delivered: int
    read: int
    failed: int
    processing_started_at: datetime | None
    last_enqueued_at: datetime | None
    completed_at: datetime | None
    updated_at: datetime


def runs(campaign: Campaign, pace: float, now: datetime) -> tuple[Run, ...]:
    """Every run that has started by now, oldest first; `pace` is in messages a second."""
    return tuple(_run(campaign, number, start, pace, now) for number, start in enumerate(_starts(campaign, now)))


def progress(campaign: Campaign, pace: float, now: datetime) -> Progress:
    begun = runs(campaign, pace, now)
    dispatches = [dispatch for run in begun for dispatch in run.dispatches]
    changes = [
        (moment, name) for dispatch in dispatches for moment, name in dispatch.timeline.events() if moment <= now
    ]
    names = [name for _, name in changes]
    sent, failed = names.count("sent"), names.count("failed")
    planned_at = [run.planned_at for run in begun if run.planned_at is not None and run.planned_at <= now]
    left_at = [moment for moment, name in changes if name in {"sent", "failed"}]
    status = _status(campaign, begun, now)
    completed_at = max((*left_at, *planned_at)) if status == "completed" else None
    held = [moment for pause in campaign.pauses for moment in (pause.start, pause.end) if moment is not None]
    return Progress(
        status=status,
        planned=len(dispatches),
        queued=len(dispatches) - sent - failed,
        sent=sent,
        delivered=names.count("delivered"),
        read=names.count("read"),
        failed=failed,
        processing_started_at=planned_at[-1] if planned_at else None,
        last_enqueued_at=max(left_at, default=None),
        completed_at=completed_at,
        updated_at=max((campaign.created_at, *held, *(run.start for run in begun), *(at for at, _ in changes))),
    )


def _status(campaign: Campaign, begun: tuple[Run, ...], now: datetime) -> str:
    if campaign.paused:
        return "paused"
    if not begun:
        return "scheduled"
    if not all(run.over(now) for run in begun):
        return "running"
    return "completed" if campaign.repeat == "none" else "scheduled"


def _starts(campaign: Campaign, now: datetime) -> Iterator[datetime]:
    period = PERIODS[campaign.repeat]
    nominal = max(campaign.schedule, campaign.created_at)
    last: datetime | None = None
    while nominal <= now:
        start = _awaited(campaign, nominal)
        if start is not None and start != last:
            last = start
            yield start
        if period is None:
            return
        nominal += period


def _awaited(campaign: Campaign, nominal: datetime) -> datetime | None:
    """Wait for the end of a pause in which a start falls; None while there is no end."""
    for pause in campaign.pauses:
        if pause.start <= nominal and (pause.end is None or nominal < pause.end):
            return pause.end
    return nominal


def _run(campaign: Campaign, number: int, start: datetime, pace: float, now: datetime) -> Run:
    planned_at = _after(campaign, start, PLANNING)
    if planned_at is None or planned_at > now:
        return Run(start, planned_at, ())
    return Run(
        start,
        planned_at,
        tuple(
            _dispatch(
                campaign,
                str(uuid5(UUID(campaign.id), f"{number}/{place}")),
                recipient,
                planned_at,
                _after(campaign, start, PLANNING + timedelta(seconds=(place + 1) / pace)),
            )
            for place, recipient in enumerate(campaign.recipients)
        ),
    )


def _dispatch(
    campaign: Campaign, identity: str, recipient: Recipient, planned_at: datetime, left_at: datetime | None
) -> Dispatch:
    return Dispatch(identity, recipient, timeline(identity, planned_at, left_at, reachable=campaign.reachable))


def _after(campaign: Campaign, start: datetime, working: timedelta) -> datetime | None:
    """When so much time has been worked since the start, pauses left out; None when an open pause comes before."""
    moment = start
    for pause in campaign.pauses:
        if pause.start < moment:
            continue
        if pause.start - moment >= working:
            return moment + working
        if pause.end is None:
            return None
        working -= pause.start - moment
        moment = pause.end
    return moment + working


def _past(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now
