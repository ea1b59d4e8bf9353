"""What MsgFlash does not promise never breaks the reading of the rest: a part of the wrong kind counts as absent."""

from datetime import date, datetime
from math import isfinite
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator


def _lenient_text(value: object) -> object:
    return value if isinstance(value, str) else None


def number_or_none(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if isfinite(value) else None
    except OverflowError:
        return None


def _lenient_texts(value: object) -> object:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def count_or_none(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def instant_or_none(value: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if at is None or at.tzinfo is None:
        return None
    # The first and the last day of the calendar have no neighbours to be shown in another zone.
    return at if date.min.year < at.year < date.max.year else None


def object_or_none(value: object) -> object:
    return value if isinstance(value, dict) else None


MaybeText: TypeAlias = Annotated[str | None, BeforeValidator(_lenient_text)]
MaybeNumber: TypeAlias = Annotated[float | None, BeforeValidator(number_or_none)]
MaybeCount: TypeAlias = Annotated[int | None, BeforeValidator(count_or_none)]
MaybeInstant: TypeAlias = Annotated[datetime | None, BeforeValidator(instant_or_none)]
Texts: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_lenient_texts)]
