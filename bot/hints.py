"""What MsgFlash's webhooks spoke of: which numbers' messages, and when. It is forgotten with the process."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from conversations.looks import hinted
from conversations.watch import Rules, Watch, count
from conversations.workspace import Campaign, InstanceId
from storage.watches import Watched

SUSPECTED_JUST_NOW = timedelta(seconds=30)


@dataclass(slots=True)
class Hints:
    """`waiting` are when messages of a number were spoken of and not looked at since, `heard` when they were last.

    `suspected` is when a number was last said to be cut off and believed to be worth a look.
    """

    waiting: dict[InstanceId, datetime] = field(default_factory=dict)
    heard: dict[InstanceId, datetime] = field(default_factory=dict)
    suspected: dict[InstanceId, datetime] = field(default_factory=dict)

    def hear(self, number: InstanceId, now: datetime) -> None:
        self.waiting[number] = self.heard[number] = now

    def suspects(self, number: InstanceId, now: datetime) -> bool:
        """Tell whether a number that is said to be cut off was not suspected a moment ago; it is from now on."""
        lately = self.suspected.get(number)
        if lately is not None and timedelta() <= now - lately < SUSPECTED_JUST_NOW:
            return False
        self.suspected[number] = now
        return True

    def due(self, watches: Iterable[Watched], rules: Rules, now: datetime) -> tuple[Watched, ...]:
        """Return the watches that are due because of what was spoken of; the others of a number are waited for."""
        found = []
        still: set[InstanceId] = set()
        for watched in watches:
            number = watched.watch.number
            if number is None or number not in self.waiting:
                continue
            at = hinted(watched.watch, self.waiting[number], rules)
            if at is not None and at <= now:
                found.append(watched)
            elif at is not None:
                still.add(number)
        self.waiting = {number: at for number, at in self.waiting.items() if number in still}
        return tuple(found)

    def are_silent(self, watch: Watch, campaign: Campaign) -> bool:
        """Tell whether messages left since the last look, and no word came of them."""
        left = count(campaign, "sent") > count(watch.campaign, "sent")
        heard = None if watch.number is None else self.heard.get(watch.number)
        return left and (heard is None or heard < watch.seen_at)
