"""What the contacts that were read tell of the people of a campaign: how many are cold, and who gets another one too.

Nothing is told of what is not known here: a group, a tag that nobody bore, a selection that is no longer kept.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from conversations.crowds import COLD, Crowd, Reach, Shared, Temperatures, Whom
from conversations.workspace import Reference
from storage.causes import sound
from storage.contacts import LAST
from storage.database import Database

# Who is chosen by which kind of choice, once each. SIDE tells two choices apart, VALUES stands for the names of the
# values compared with; of several tags, `any` reads one of them and `every` all of them.
_ALL = "select contact from contacts where walk = :walk"
_ANY = "select distinct contact from tagged where walk = :walk and tag in (VALUES)"
_EVERY = (
    "select contact from tagged where walk = :walk and tag in (VALUES) group by contact having count(*) = :SIDE_many"
)
_SELECTED = """select distinct value as contact
    from json_each((select body from lists where list = :SIDE0 and kind = 'selection'))"""
# Whether each of the tags, or the selection, is known here.
_BORNE = "select count(distinct tag) from tagged where walk = :walk and tag in (VALUES)"
_KEPT = "select count(*) from lists where list = :SIDE0 and kind = 'selection'"
# How many are in a choice, how many of them are cold, and of how many nothing is told.
_TEMPERATURES = """select count(*), coalesce(sum(contacts.temperature = :cold), 0),
    coalesce(sum(contacts.temperature is null), 0) from (CHOSEN) as chosen
    left join contacts on contacts.walk = :walk and contacts.contact = chosen.contact"""
# How many are in two choices.
_BOTH = "select count(*) from (CHOSEN intersect OTHERS)"


@dataclass(frozen=True, slots=True)
class _Choice:
    """The queries of one choice, in each way it can be read, with the values they compare with."""

    narrow: str
    wide: str
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class Crowds:
    """The people of one workspace. Every method may raise StoreError."""

    database: Database
    workspace: str

    async def temperatures(self, whom: Whom) -> Temperatures | None:
        """Return how many are cold; None when nothing is known of these people."""

        def work(connection: sqlite3.Connection) -> Temperatures | None:
            walk, at = self._last(connection)
            choice = _choice(connection, whom, "one", walk)
            if choice is None or at is None:
                return None
            values = {**choice.values, "walk": walk, "cold": COLD}
            queries = dict.fromkeys((choice.wide, choice.narrow))
            rows = [connection.execute(_TEMPERATURES.replace("CHOSEN", query), values).fetchone() for query in queries]
            return Temperatures(at, tuple(Crowd(*row) for row in rows))

        with sound():
            return await self.database.read(work)

    async def shared(self, whom: Whom, earlier: Reference, other: Whom) -> Shared | None:
        """Return how many are also in an earlier choice; None when that cannot be known."""

        def work(connection: sqlite3.Connection) -> Shared | None:
            walk, at = self._last(connection)
            one, two = _choice(connection, whom, "one", walk), _choice(connection, other, "two", walk)
            if one is None or two is None:
                return None
            values = {**one.values, **two.values, "walk": walk}
            fewest, most = (
                connection.execute(_BOTH.replace("CHOSEN", first).replace("OTHERS", second), values).fetchone()[0]
                for first, second in ((one.narrow, two.narrow), (one.wide, two.wide))
            )
            sure = whom.reach == other.reach == "explicit"
            return Shared(earlier, fewest, most, None if sure else at)

        with sound():
            return await self.database.read(work)

    def _last(self, connection: sqlite3.Connection) -> tuple[int | None, datetime | None]:
        """Return the last reading of the contacts, and when it was begun."""
        last = connection.execute(LAST, {"workspace": self.workspace}).fetchone()
        return (None, None) if last is None else (last[0], datetime.fromisoformat(last[1]))


def _choice(connection: sqlite3.Connection, whom: Whom, side: str, walk: int | None) -> _Choice | None:
    """Return how these people are found, None when they are not known here."""
    values: dict[str, object] = {f"{side}{at}": word for at, word in enumerate(whom.words)}
    known = {**values, "walk": walk}
    reach: Reach = whom.reach
    match reach:
        case "explicit":
            kept = whom.words and connection.execute(_named(_KEPT, side, whom), known).fetchone()[0]
            query = _named(_SELECTED, side, whom)
            return _Choice(query, query, values) if kept else None
        case _ if walk is None:
            return None
        case "all":
            return _Choice(_ALL, _ALL, {})
        case "tags":
            borne = whom.words and connection.execute(_named(_BORNE, side, whom), known).fetchone()[0]
            if not borne or borne < len(whom.words):
                return None
            wide, narrow = _named(_ANY, side, whom), _named(_EVERY, side, whom)
            return _Choice(narrow if len(whom.words) > 1 else wide, wide, {**values, f"{side}_many": len(whom.words)})
        case "group":
            return None


def _named(query: str, side: str, whom: Whom) -> str:
    names = ", ".join(f":{side}{at}" for at in range(len(whom.words)))
    return query.replace("VALUES", names).replace("SIDE", side)
