"""Whom a campaign goes to, and what the contacts that were read tell of them: who is cold, who is in two campaigns."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from conversations.workspace import Reference

Reach: TypeAlias = Literal["all", "tags", "group", "explicit"]
# MsgFlash's word for a contact that never answered (`api-reference/contacts`, "temperature"; only null is documented).
COLD = "cold"


@dataclass(frozen=True, slots=True)
class Whom:
    """MsgFlash's own word for the kind of choice; `words` are its tags, its group or its selection."""

    reach: Reach
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TemperaturesOf:
    """How many of these people are cold."""

    whom: Whom


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many people there are, how many of them are cold, and of how many MsgFlash does not tell."""

    people: int
    cold: int
    untold: int


@dataclass(frozen=True, slots=True)
class Temperatures:
    """What the contacts read at `at` say. Several tags can be read in two ways, and both crowds are told."""

    at: datetime
    crowds: tuple[Crowd, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """How many people at least and at most also get an earlier campaign, as the contacts read at `at` say.

    Two selections need no contacts to be compared: `at` is None, and the number is sure.
    """

    earlier: Reference
    fewest: int
    most: int
    at: datetime | None = None
