"""The circumstances of a typed time: the phrase, the moment it was typed, and where."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from conversations.spoken.normal import plain
from conversations.spoken.readings import NotRead
from conversations.words import Text, Value

_SHOWN = 60
_WORD = re.compile(r"[^\W\d_]+|\S")


@dataclass(frozen=True, slots=True)
class Asked:
    """A phrase, when it was typed (aware), and the zone of who typed it."""

    phrase: str
    now: datetime
    zone: ZoneInfo

    @property
    def local(self) -> datetime:
        """The moment of typing on the operator's clock, without zone."""
        return self.now.astimezone(self.zone).replace(tzinfo=None)

    @property
    def today(self) -> date:
        return self.local.date()

    @property
    def shown(self) -> str:
        """The phrase as it can be quoted: on one line, and not long."""
        line = " ".join(self.phrase.split())
        return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"

    def no(self, why: Text, **values: Value) -> NotRead:
        """Return the refusal for this reason, which quotes the phrase."""
        return NotRead(why(words=self.shown, **values))

    def as_typed(self, word: str) -> str:
        """Return the word with the accents and capitals that the operator gave it."""
        typed = (*_WORD.findall(self.phrase), *self.phrase)
        return next((each for each in typed if plain(each) == word), word)[:_SHOWN]
