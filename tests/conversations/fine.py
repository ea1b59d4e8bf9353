"""What the checks find where all is well."""

from datetime import UTC, datetime

from conversations.ledger import Entries, SentBefore, Verdicts
from conversations.needs import Finding, Health, LiveState, MonthLeft, NumberHealth, NumberState, Usage

NOW = datetime(2026, 4, 14, 8, 30, tzinfo=UTC)
FINE: dict[type, Finding] = {
    LiveState: NumberState("connected", NOW),
    Health: NumberHealth(NOW, "stable", 72),
    Usage: MonthLeft(48_675, 50_000, NOW, campaigns=True),
    Verdicts: Entries(()),
    SentBefore: Entries(()),
}
