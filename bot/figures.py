"""The figures under /metrics, in Prometheus's own form. Imported only where the extra `metrics` is installed."""

from datetime import datetime
from functools import cache

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from storage.upkeep import Census

SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Figures:
    """One registry for one bot. No label ever holds what somebody wrote, or who they are."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        name = "campaign_bot_"
        # Looking a label up costs more than counting.
        self.updates = cache(Counter(f"{name}updates", "Updates from Telegram.", ["kind"], registry=registry).labels)
        self.answers = Histogram(
            f"{name}answer_seconds", "From an update's arrival to its answer.", buckets=SECONDS, registry=registry
        )
        self.calls = cache(
            Counter(f"{name}calls", "Calls out, by how they ended.", ["peer", "outcome"], registry=registry).labels
        )
        self.call_seconds = cache(
            Histogram(
                f"{name}call_seconds", "How long calls out took.", ["peer"], buckets=SECONDS, registry=registry
            ).labels
        )
        self.campaigns = Counter(
            f"{name}campaigns", "Confirmed campaigns, by what became of them.", ["outcome"], registry=registry
        )
        self._waiting = Gauge(f"{name}inbox_updates", "Updates stored and not worked off.", registry=registry)
        self._age = Gauge(f"{name}inbox_age_seconds", "How long the oldest of them waits.", registry=registry)
        self._drafts = Gauge(f"{name}drafts_open", "Drafts, open and put aside.", registry=registry)
        self._unknown = Gauge(
            f"{name}submissions_unknown", "Campaigns of which nobody knows whether they arrived.", registry=registry
        )
        self._counted = Gauge(f"{name}database_answers", "Whether the four before could be read.", registry=registry)

    def written(self, census: Census | None, now: datetime) -> tuple[bytes, str]:
        """Return them with their content type; without a census, those of the database stay as they were."""
        self._counted.set(census is not None)
        if census is not None:
            self._waiting.set(census.waiting)
            self._age.set(0 if census.oldest is None else max(0.0, (now - census.oldest).total_seconds()))
            self._drafts.set(census.drafts)
            self._unknown.set(census.unknown)
        return generate_latest(self._registry), CONTENT_TYPE_LATEST
