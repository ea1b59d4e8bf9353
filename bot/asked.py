"""Who asks for something to be read or done, and who is told how far it has come."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int | None], Awaitable[None]]
"""Told how much of a long reading is done, and of how much in all, if that is known."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks: `watched` when an operator waits for it, and then it goes first; `progress` is told of long ones."""

    talk: str
    progress: Progress
    watched: bool = True
