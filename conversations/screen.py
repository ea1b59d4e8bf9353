"""What the operator sees at one moment, as a value: no markup, no language, no Telegram."""

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from conversations.chart import Chart
from conversations.words import Said

Spoken: TypeAlias = Said | str
"""A text of ours, or words of somebody else's (a name, a message) shown as they are."""

Style: TypeAlias = Literal["plain", "primary", "success", "danger"]


@dataclass(frozen=True, slots=True)
class Button:
    """A key under the message; `choice` says what pressing it means on this screen."""

    label: Spoken
    choice: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Copy:
    """A key that puts `text` into the phone's clipboard; nothing comes back to the bot."""

    label: Spoken
    text: str


Key: TypeAlias = Button | Copy


@dataclass(frozen=True, slots=True)
class Line:
    """One settled fact: what it is, and what was chosen."""

    label: Said
    value: Spoken


@dataclass(frozen=True, slots=True)
class Paragraph:
    said: Spoken


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to be read before going on."""

    said: Said


@dataclass(frozen=True, slots=True)
class Small:
    """Something that only matters to those who ask: a code, a reference."""

    said: Spoken


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's words, set apart; folded when long."""

    text: str
    title: Said | None = None


@dataclass(frozen=True, slots=True)
class AsRead:
    """A message in WhatsApp's markup, shown as its recipient reads it; folded when long."""

    text: str
    title: Said


@dataclass(frozen=True, slots=True)
class Listed:
    """Things in a list, each on a line of its own."""

    items: tuple[Spoken, ...]
    title: Said | None = None
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Assured:
    """How many checks went well: it may come and change without changing what is confirmed."""

    said: Said


Block: TypeAlias = Line | Paragraph | Warned | Small | Quoted | AsRead | Listed | Assured


@dataclass(frozen=True, slots=True)
class Screen:
    """A title, what is settled, what is said, and the rows of keys.

    A `kept` screen is a receipt: it stays in the chat, and what follows is posted below it. One with a `picture` is
    always kept: its words are the picture's caption, 1,024 characters at most, and tell all that the picture shows.
    """

    title: Spoken
    settled: tuple[Line, ...] = ()
    blocks: tuple[Block, ...] = ()
    keys: tuple[tuple[Key, ...], ...] = ()
    kept: bool = False
    picture: Chart | None = None

    def choices(self) -> tuple[str, ...]:
        return tuple(key.choice for row in self.keys for key in row if isinstance(key, Button))

    def confirms_the_same(self, other: "Screen") -> bool:
        """Tell whether whoever read this screen knows all that has to be known of the other."""
        return _without_assurances(self) == _without_assurances(other)


def rows(keys: tuple[Key, ...], width: int) -> tuple[tuple[Key, ...], ...]:
    """Lay keys out in rows of at most `width`."""
    return tuple(keys[start : start + width] for start in range(0, len(keys), width))


def _without_assurances(screen: Screen) -> Screen:
    return replace(screen, blocks=tuple(block for block in screen.blocks if not isinstance(block, Assured)))
