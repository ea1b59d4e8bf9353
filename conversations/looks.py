"""When a watched campaign is read next: quickly around its start and while somebody looks, then ever more slowly.

Every reading costs one of the month's requests, and a small plan has 500 of them.
"""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from conversations.watch import STALLED, Rules, Watch, phase

# A campaign's whole life may cost 60 requests, 10 where MsgFlash's webhooks tell what happens to its messages. Those
# of the bot itself; the rest is left to the people who look.
MOST = 50
MOST_HOOKED = 8
AFTER_START = timedelta(seconds=15)
AT_FIRST = timedelta(seconds=15)
# Later the pauses grow with the time since the start: by a sixth, or threefold.
SIXTH, TWICE = 1 / 6, 2.0
LONGEST = timedelta(minutes=10)
LONGEST_LATE = timedelta(hours=1)
# From here on there is no hurry.
SLOWLY_FROM = 40
PAUSED = timedelta(minutes=30)
BEFORE_START = timedelta(minutes=5)
SOON = timedelta(hours=1)
A_GLANCE = timedelta(seconds=20)
ATTENDED = timedelta(minutes=1)
# What still comes in after the last message has left: how many were delivered and read.
AFTERWARDS = (timedelta(minutes=5), timedelta(hours=1))
AFTERWARDS_HOOKED = (timedelta(hours=1),)
# With webhooks: no message spoken of for so long means that a campaign stands still or is over.
QUIET = timedelta(seconds=45)
A_DAY = timedelta(days=1)
PERIODS = {"daily": A_DAY, "weekly": 7 * A_DAY}


def begun(watch: Watch, now: datetime, rules: Rules) -> Watch:
    """Return a new watch with its first looks: just after the start, and at the number just before it."""
    before = watch.schedule - BEFORE_START
    number_at = before if watch.number is not None and not rules.hooked and before > now else None
    soon = watch.schedule - now <= SOON
    # Its card comes once the verdict can have been read, or when it is about to leave.
    tell_at = now + A_GLANCE if soon else before
    return replace(watch, look_at=max(watch.schedule, now) + _after_start(rules), number_at=number_at, tell_at=tell_at)


def following(watch: Watch, now: datetime, rules: Rules) -> Watch:
    """Return the watch with its next look, none when there is nothing more to come or too much was spent."""
    if watch.ending == "over":
        return replace(watch, look_at=_afterwards(watch, now, rules), number_at=None)
    if watch.ending is not None:
        return replace(watch, look_at=None, number_at=None)
    if watch.requests >= (MOST_HOOKED if rules.hooked else MOST):
        return replace(watch, ending="unwatched", ended_at=now, look_at=None, number_at=None)
    pause = _pause(watch, now, rules)
    if watch.attended_at is not None and now - watch.attended_at < ATTENDED and phase(watch, now) == "running":
        pause = min(pause, AT_FIRST)
    return replace(watch, look_at=max(now + pause, _not_before(watch, now, rules)))


def hinted(watch: Watch, told_at: datetime, rules: Rules) -> datetime | None:
    """Return when to look, since messages of the number were last spoken of at `told_at`; None for no other time.

    Many messages are one hint: a look comes when they fall silent, and never soon after another.
    """
    if watch.look_at is None or watch.ending is not None or not rules.hooked or told_at <= watch.seen_at:
        return None
    if watch.campaign.status == "scheduled":
        return min(told_at, watch.look_at) if told_at >= watch.schedule else None
    since = watch.seen_at - watch.schedule
    return min(max(told_at + QUIET, watch.seen_at + max(QUIET, since / 4)), watch.look_at)


def tomorrow(now: datetime) -> datetime:
    """Return when the next day's requests may be spent: days are those of UTC."""
    return datetime.combine((now.astimezone(UTC) + A_DAY).date(), time(0, 1), UTC)


def _pause(watch: Watch, now: datetime, rules: Rules) -> timedelta:
    where = phase(watch, now)
    if where == "paused":
        return min(max(PAUSED, now - watch.changed_at), A_DAY)
    since = max(now - watch.schedule, timedelta())
    longest = LONGEST if watch.requests < SLOWLY_FROM and not rules.hooked else LONGEST_LATE
    pause = min(max(since * (TWICE if rules.hooked else SIXTH), AT_FIRST), longest if not rules.hooked else A_DAY)
    if where == "running" and "stalled" not in watch.raised and not rules.hooked:
        stalls = watch.changed_at + STALLED - now
        pause = min(pause, stalls) if stalls > timedelta() else pause
    return pause


def _not_before(watch: Watch, now: datetime, rules: Rules) -> datetime:
    """Return the start that is waited for: until then there is nothing to be seen."""
    if phase(watch, now) != "waiting":
        return now
    start = watch.schedule
    period = PERIODS.get(watch.campaign.repeat or "")
    if now >= start and period is not None and any(number for _, number in watch.campaign.counts):
        # Which time zone a repetition follows is not documented: a day or a week on is the best guess.
        start += period * ((now - start) // period + 1)
    return start + _after_start(rules)


def _after_start(rules: Rules) -> timedelta:
    return timedelta(minutes=2, seconds=5) if rules.hooked else AFTER_START


def _afterwards(watch: Watch, now: datetime, rules: Rules) -> datetime | None:
    ended = watch.ended_at or now
    later = AFTERWARDS_HOOKED if rules.hooked else AFTERWARDS
    return next((ended + pause for pause in later if ended + pause > now), None)
