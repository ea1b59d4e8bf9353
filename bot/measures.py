"""What is counted of the running bot for those who watch it. Without the extra `metrics`, only who was reached when."""

import logging
from asyncio import CancelledError
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from importlib.util import find_spec
from time import monotonic
from typing import TYPE_CHECKING, Literal, TypeAlias

from storage.upkeep import Census

if TYPE_CHECKING:
    from bot.figures import Figures

log = logging.getLogger(__name__)

Peer: TypeAlias = Literal["telegram", "msgflash"]
# Answers that never came, as when somebody blocked the bot, must not pile up.
MOST_AWAITED = 10_000
# Telegram holds it until there is something to say: how long it takes says nothing.
POLL = "getUpdates"
INSTALLED = find_spec("prometheus_client") is not None


@dataclass(slots=True)
class Contact:
    """When somebody last answered well, and when they last did not, in seconds of the measures' clock."""

    answered: float | None = None
    failed: float | None = None


@dataclass(slots=True)
class Call:
    """A call out; `status` is set once an answer came."""

    status: int | None = None


class Measures:
    """Counts. `clock` gives seconds that never go back."""

    def __init__(self, clock: Callable[[], float] = monotonic, *, counting: bool = INSTALLED) -> None:
        self.clock = clock
        self.contacts: dict[Peer, Contact] = {"telegram": Contact(), "msgflash": Contact()}
        self.figures: Figures | None = None
        self._awaited: OrderedDict[int, float] = OrderedDict()
        if counting:
            from bot import figures  # noqa: PLC0415 - needs the extra `metrics`

            self.figures = figures.Figures()

    def arrived(self, update_id: int, kind: str) -> None:
        """Count an update; `kind` is the class of its event."""
        if self.figures is not None:
            self.figures.updates(kind).inc()
            self._awaited[update_id] = self.clock()
            if len(self._awaited) > MOST_AWAITED:
                self._awaited.popitem(last=False)

    def answered(self, update_id: int | None) -> None:
        """Measure from an update's arrival to its answer's being out."""
        began = None if update_id is None else self._awaited.pop(update_id, None)
        if self.figures is not None and began is not None:
            self.figures.answers.observe(self.clock() - began)

    @contextmanager
    def calling(self, peer: Peer, what: str) -> Iterator[Call]:
        """Note how a call ends, unless the bot itself gives it up. `what` must tell nothing of anybody."""
        began, call = self.clock(), Call()
        try:
            yield call
        except CancelledError:
            raise
        except BaseException:
            self._called(peer, what, None, began)
            raise
        self._called(peer, what, call.status, began)

    def _called(self, peer: Peer, what: str, status: int | None, began: float) -> None:
        now, contact = self.clock(), self.contacts[peer]
        # A key that is refused is as bad as no answer; any other refusal says that somebody is there.
        if status is None or status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.UNAUTHORIZED:
            contact.failed = now
        else:
            contact.answered = now
        log.debug("%s %s: %s in %.0f ms", peer, what, status or "no answer", (now - began) * 1000)
        if self.figures is not None:
            self.figures.calls(peer, outcome(status)).inc()
            if what != POLL:
                self.figures.call_seconds(peer).observe(now - began)

    def submitted(self, outcome: str) -> None:
        """Count what became of a campaign that was confirmed."""
        if self.figures is not None:
            self.figures.campaigns.labels(outcome).inc()

    def written(self, census: Census | None, now: datetime) -> tuple[bytes, str] | None:
        """Return all figures with their content type, or None when nothing is counted."""
        return None if self.figures is None else self.figures.written(census, now)


def outcome(status: int | None) -> str:
    """Return how a call ended, in few enough words to be counted by."""
    if status is None:
        return "no_answer"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return "too_fast"
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "failed"
    return "refused" if status >= HTTPStatus.BAD_REQUEST else "ok"
