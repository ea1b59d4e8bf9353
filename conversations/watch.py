"""Watching one campaign: what was last read of it, what that means, and what is still to be told. Pure.

MsgFlash has no campaign event: what is known of a campaign is what was read of it. A status that is not documented is
kept as it came; whether a campaign is over then follows from its counters and dates.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from conversations.workspace import Campaign, CampaignId, InstanceId, Reference

Alert: TypeAlias = Literal["late", "stalled", "failing", "disconnected", "media"]
Ending: TypeAlias = Literal["over", "gone", "unwatched", "dismissed"]
Phase: TypeAlias = Literal["waiting", "running", "paused", "over"]

LATE = timedelta(minutes=2)
STALLED = timedelta(minutes=10)
# Still without a change after this, the number itself is looked at.
SUSPECT = timedelta(minutes=2)
FEWEST_FAILED = 3
# Beyond this nobody expects a campaign to go on by itself.
WINDOW = timedelta(days=3)
# A look that comes this much too late means that the bot was not running.
OVERSLEPT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Rules:
    """How watching is set up: failures above `failing` per cent are told; `hooked` when MsgFlash tells of messages."""

    failing: int = 10
    hooked: bool = False


@dataclass(frozen=True, slots=True)
class Watch:
    """What is known of a campaign (all times aware).

    `campaign` is as it was read at `seen_at`, and changed last at `changed_at`. `look_at` is when it is read again,
    `number_at` when its number is, `tell_at` when what is owed is told; None when not at all. `requests` were spent by
    the bot itself, `asked` by people who looked. `raised` are the alerts there were cause for, `told` those that
    reached the operator. `ending` says why nothing is expected any more, `reported` is the one that was told.
    `attended_at` is when somebody looked last; `silent` while MsgFlash does not answer; `asleep` from when to when the
    bot did not watch. A pace is reckoned `since` the campaign went on after a pause, or began again, with so many gone;
    None since its start.
    """

    campaign: Campaign
    reference: Reference
    name: str
    number: InstanceId | None
    schedule: datetime
    seen_at: datetime
    changed_at: datetime
    look_at: datetime | None = None
    number_at: datetime | None = None
    number_seen_at: datetime | None = None
    requests: int = 0
    asked: int = 0
    raised: tuple[Alert, ...] = ()
    told: tuple[Alert, ...] = ()
    ending: Ending | None = None
    ended_at: datetime | None = None
    reported: Ending | None = None
    attended_at: datetime | None = None
    tell_at: datetime | None = None
    silent: bool = False
    asleep: tuple[datetime, datetime] | None = None
    since: tuple[datetime, int] | None = None

    @property
    def id(self) -> CampaignId:
        return self.campaign.id

    @property
    def next_at(self) -> datetime | None:
        """When something is to be done next, None when nothing is."""
        return min((at for at in (self.look_at, self.number_at, self.tell_at) if at is not None), default=None)

    @property
    def repeats(self) -> bool:
        return self.campaign.repeat not in {None, "none"}

    @property
    def owed(self) -> tuple[Alert, ...]:
        return tuple(alert for alert in self.raised if alert not in self.told)


def count(campaign: Campaign, name: str) -> int:
    return dict(campaign.counts).get(name, 0)


def settled(campaign: Campaign) -> int:
    """Return how many messages have left, failed, or will never leave."""
    return count(campaign, "sent") + count(campaign, "failed") + count(campaign, "cancelled")


def may_have_left(campaign: Campaign) -> int | None:
    """Return how many messages somebody may have received; None where MsgFlash gives no counters."""
    if not campaign.counts:
        return None
    return max(count(campaign, "sent"), count(campaign, "delivered"), count(campaign, "read")) + count(
        campaign, "failed"
    )


def missing(campaign: Campaign) -> int:
    """Return of how many planned messages nothing is known."""
    return max(count(campaign, "planned") - settled(campaign), 0)


def gone(campaign: Campaign) -> int:
    """Return of how many planned messages it is known what became of them."""
    return count(campaign, "planned") - missing(campaign)


def is_over(campaign: Campaign) -> bool:
    """Tell whether nothing more will leave; a campaign that repeats is over only once it is called so."""
    if campaign.completed_at is not None or campaign.cancelled_at is not None:
        return True
    if campaign.status in {"completed", "cancelled"}:
        return True
    planned = count(campaign, "planned")
    once = campaign.repeat in {None, "none"}
    return once and campaign.status not in {"scheduled", "paused"} and 0 < planned <= settled(campaign)


def is_live(watch: Watch) -> bool:
    """Tell whether messages may still leave: also when nobody looks any more."""
    return watch.ending in {None, "unwatched"} and not is_over(watch.campaign)


def phase(watch: Watch, now: datetime) -> Phase:
    """Return where a campaign is; one of an unknown status runs once its time has come."""
    if watch.ending is not None or is_over(watch.campaign):
        return "over"
    if watch.campaign.status == "paused":
        return "paused"
    if watch.campaign.status == "scheduled":
        return "waiting"
    return "running" if watch.campaign.status == "running" or now >= watch.schedule else "waiting"


def merged(known: Campaign, read: Campaign) -> Campaign:
    """Return what was read with what was known before: an answer to pause or resume tells less than the others."""
    return replace(
        read,
        schedule=read.schedule or known.schedule,
        repeat=read.repeat or known.repeat,
        safety=read.safety or known.safety,
        counts=read.counts or known.counts,
        completed_at=read.completed_at or known.completed_at,
        cancelled_at=read.cancelled_at or known.cancelled_at,
    )


def seen(watch: Watch, read: Campaign, now: datetime, rules: Rules) -> Watch:
    """Return the watch once the campaign was read, with what there is cause to tell."""
    campaign = merged(watch.campaign, read)
    changed = (campaign.status, campaign.counts) != (watch.campaign.status, watch.campaign.counts)
    after = replace(
        watch, campaign=campaign, seen_at=now, changed_at=now if changed else watch.changed_at, silent=False
    )
    before = phase(watch, now)
    again = before == "paused" or (before == "waiting" and gone(watch.campaign) > 0)
    if again and phase(after, now) == "running":
        after = replace(after, since=(now, gone(campaign)))
    if after.ending == "dismissed":
        # Whoever said that it is over is not told so again, and its file is gone.
        return after
    if is_over(campaign):
        return after if after.ending == "over" else replace(after, ending="over", ended_at=now)
    # A campaign that goes on after all is watched again.
    after = replace(after, ending=None, ended_at=None)
    for alert in _causes(after, now, rules):
        after = alarmed(after, alert)
    doubtful = after.raised != watch.raised or (phase(after, now) == "running" and now - after.changed_at >= SUSPECT)
    return doubted(after, now) if doubtful else after


def doubted(watch: Watch, now: datetime) -> Watch:
    """Have the number itself looked at, unless that was done a moment ago."""
    lately = watch.number_seen_at is not None and now - watch.number_seen_at < STALLED
    return watch if watch.number is None or lately else replace(watch, number_at=now)


def unseen(watch: Watch, code: str | None, now: datetime) -> Watch:
    """Return the watch when the campaign could not be read."""
    if code == "NOT_FOUND":
        return replace(watch, ending="gone", ended_at=now, seen_at=now)
    return replace(watch, silent=True)


def dismissed(watch: Watch, now: datetime) -> Watch:
    """Return the watch once its operator has said that the campaign is over: nothing more is read or told."""
    quiet = replace(watch, ending="dismissed", reported="dismissed", ended_at=now, told=watch.raised)
    return replace(quiet, look_at=None, number_at=None, tell_at=None)


def number_seen(watch: Watch, status: str | None, now: datetime) -> Watch:
    """Return the watch once its number was looked at; `status` is None when that could not be read."""
    after = replace(watch, number_at=None, number_seen_at=now)
    return after if status in {None, "connected"} else alarmed(after, "disconnected")


def alarmed(watch: Watch, alert: Alert) -> Watch:
    """Return the watch with cause for an alert; each is raised once."""
    return watch if alert in watch.raised else replace(watch, raised=(*watch.raised, alert))


def calmed(watch: Watch, alert: Alert) -> Watch:
    """Return the watch as if an alert had never been: before each sending of a campaign that repeats it is news."""
    raised, told = (tuple(one for one in those if one != alert) for those in (watch.raised, watch.told))
    return replace(watch, raised=raised, told=told)


def woken(watch: Watch, now: datetime) -> Watch:
    """Return the watch when something is due: one that is past its window is closed, and reported so."""
    due = watch.next_at
    if due is None or now - due < OVERSLEPT:
        return watch
    if watch.ending is None and now - due >= WINDOW:
        return replace(watch, ending="unwatched", ended_at=now, look_at=None, number_at=None, tell_at=None)
    return replace(watch, asleep=(due, now)) if phase(watch, now) in {"running", "waiting"} else watch


def just_slept(watch: Watch, now: datetime) -> tuple[datetime, datetime] | None:
    """Return when the bot did not watch, as long as that is news."""
    return watch.asleep if watch.asleep is not None and now - watch.asleep[1] < timedelta(hours=1) else None


def _causes(watch: Watch, now: datetime, rules: Rules) -> tuple[Alert, ...]:
    campaign = watch.campaign
    sent, failed = count(campaign, "sent"), count(campaign, "failed")
    late = campaign.status == "scheduled" and sent + failed == 0 and now >= watch.schedule + LATE
    stalled = phase(watch, now) == "running" and now - max(watch.changed_at, watch.schedule) >= STALLED
    failing = failed >= FEWEST_FAILED and failed * 100 > (sent + failed) * rules.failing
    found: tuple[tuple[bool, Alert], ...] = ((late, "late"), (stalled, "stalled"), (failing, "failing"))
    return tuple(alert for holds, alert in found if holds)
