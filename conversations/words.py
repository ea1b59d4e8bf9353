"""What the bot says, in every language at once: which one is read is chosen when a screen is rendered.

A text holds no markup and no formatted values: values ride beside it, and the renderer puts them in the form of
the reader's language.
"""

from dataclasses import dataclass
from datetime import date, datetime
from string import Formatter
from typing import Literal, TypeAlias, get_args

Language: TypeAlias = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class When:
    """An instant (aware), to be read as weekday, date, time and city in the IANA zone named."""

    at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Distance:
    """How far an instant lies from another (both aware): "in 3 hours", or in days of the calendar in `zone`."""

    at: datetime
    since: datetime
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, to be read with its weekday."""

    day: date


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month, named by any of its days, to be read with its year."""

    day: date


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, named by any such day, to be read as shortly as can be."""

    day: date


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day at an instant in a zone, to be read as hours and minutes only."""

    at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole between 0 and 1, to be read in per cent."""

    of_one: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a whole between 0 and 1, to be seen as a small bar."""

    of_one: float


def progress(done: int, of: int) -> Bar:
    """Return how far something has come; of nothing, all is done."""
    return Bar(1.0 if done >= of else max(done, 0) / of)


@dataclass(frozen=True, slots=True)
class Several:
    """Things said one after the other, with the language's "and" before the last."""

    items: "tuple[str | Said, ...]"


@dataclass(frozen=True, slots=True)
class Text:
    """One thing to say, in every language; `{name}` stands for a value.

    Raises ValueError when the languages do not have the same placeholders.
    """

    fr: str
    en: str

    def __post_init__(self) -> None:
        if _placeholders(self.fr) != _placeholders(self.en):
            raise ValueError(f"placeholders differ: {self.fr!r} / {self.en!r}")

    def __call__(self, **values: "Value") -> "Said":
        """Return this text with its values. Raises ValueError when one is missing or superfluous."""
        if values.keys() != _placeholders(self.fr):
            raise ValueError(f"{self.en!r} does not take {sorted(values)}")
        return Said(self, tuple(values.items()))

    def in_language(self, language: Language) -> str:
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True)
class Plural:
    """A text in two forms; `count` chooses one by the rules of the language read (0 is singular in French)."""

    one: Text
    many: Text

    def __call__(self, count: int, **values: "Value") -> "Said":
        values = {"count": count, **values}
        for form in (self.one, self.many):
            if not _placeholders(form.fr) <= values.keys():
                raise ValueError(f"{form.en!r} does not take {sorted(values)}")
        return Said(self, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class Said:
    """A text together with the values that fill it."""

    text: Text | Plural
    values: "tuple[tuple[str, Value], ...]" = ()


Value: TypeAlias = str | int | float | When | Distance | Day | Month | Weekday | Clock | Share | Bar | Several | Said


def _placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}
