"""How long a server asks to wait: `Retry-After`, a number of seconds or a date (RFC 9110, 10.2.3)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def seconds(header: str, most: float) -> float | None:
    """Return the seconds to wait, up to a cap, or None when the header says nothing that can be read."""
    if header.isascii() and header.isdigit():
        return min(float(header), most)
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((aware - datetime.now(UTC)).total_seconds(), 0.0), most)
