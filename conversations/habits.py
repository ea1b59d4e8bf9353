"""What an operator gave once and is offered again."""

from dataclasses import dataclass, replace

MOST_VALUES = 50


@dataclass(frozen=True, slots=True)
class Habits:
    """`number` is where tests go (E.164), `opt_out` the wording of the opt-out line; empty until given.

    `values` are the last value of each template variable, the newest last.
    """

    number: str = ""
    opt_out: str = ""
    values: tuple[tuple[str, str], ...] = ()

    def value(self, name: str) -> str | None:
        return next((value for known, value in self.values if known == name), None)

    def having(self, given: tuple[tuple[str, str], ...]) -> "Habits":
        """Return the habits with these values of variables."""
        names = {name for name, _ in given}
        others = tuple(known for known in self.values if known[0] not in names)
        return replace(self, values=(*others, *given)[-MOST_VALUES:])


NONE = Habits()
