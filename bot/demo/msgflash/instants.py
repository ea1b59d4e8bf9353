"""Instants as the API writes and reads them: ISO 8601, in UTC, with milliseconds."""

import re
from datetime import UTC, datetime

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})", re.ASCII)


def written(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def written_or_none(instant: datetime | None) -> str | None:
    return None if instant is None else written(instant)


def read_instant(text: str) -> datetime:
    """Read an instant in UTC; raise ValueError for a text without a zone.

    The documentation does not say in which zone MsgFlash reads a naive time, so the sandbox takes none.
    """
    if _INSTANT.fullmatch(text) is None:
        raise ValueError("Expected an ISO 8601 date and time with a zone, such as 2026-10-02T10:00:00.000Z")
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except OverflowError as overflow:
        raise ValueError("The date is out of range") from overflow
