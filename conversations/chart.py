"""What a small picture of a number shows: a point for each verdict, oldest first."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Point:
    """A verdict: its day where the operator is, MsgFlash's score and limit, how many it was for, how many have left."""

    day: date
    score: float | None = None
    limit: int | None = None
    people: int | None = None
    sent: int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    points: tuple[Point, ...]
