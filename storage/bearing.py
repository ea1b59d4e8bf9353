"""Who bears tags: counted, named, and found however the tag is spelled. VALUES stands for what is compared with."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from storage.searching import sought

# On a phone, what is typed begins with a capital.
EACH = "select tag, sought from tagged where walk = :walk group by tag"
BEARING = """select count(*), coalesce(sum(case when borne = :all then 1 else 0 end), 0) from
    (select contact, count(*) as borne from tagged where walk = :walk and tag in (VALUES) group by contact) as each"""
NAMED = """select name from contacts where walk = :walk
    and contact in (select contact from tagged where walk = :walk and tag in (VALUES)) order by contact limit :limit"""


def as_borne(connection: sqlite3.Connection, walk: int, tags: Sequence[str]) -> tuple[str, ...]:
    """Return these tags, each once, as contacts bear them.

    One that nobody bears is taken for the only one that differs from it by capitals and accents, if there is one.
    """
    if not tags:
        return ()
    borne: dict[str, list[str]] = {}
    for tag, plain in connection.execute(EACH, {"walk": walk}):
        borne.setdefault(plain, []).append(tag)
    alike = ((tag, borne.get(sought(tag), [])) for tag in tags)
    return tuple(dict.fromkeys(found[0] if len(found) == 1 else tag for tag, found in alike))


def bearing(connection: sqlite3.Connection, walk: int, tags: Sequence[str]) -> tuple[int, int]:
    """Return how many bear one of the tags at least, and how many all of them."""
    if not tags:
        return 0, 0
    anyone, everyone = next(among(connection, BEARING, tags, {"walk": walk, "all": len(tags)}))
    return anyone, everyone


def names_of(connection: sqlite3.Connection, walk: int, tags: Sequence[str], most: int) -> tuple[str, ...]:
    """Return the names of a few who bear one of the tags."""
    if not tags:
        return ()
    return tuple(row[0] for row in among(connection, NAMED, tags, {"walk": walk, "limit": most}))


def among(
    connection: sqlite3.Connection, query: str, among: Sequence[str], values: Mapping[str, object]
) -> Iterator[tuple[Any, ...]]:
    """Run a query that compares with these, each by a name of its own."""
    given = {f"value{at}": value for at, value in enumerate(among)}
    named = query.replace("VALUES", ", ".join(f":{name}" for name in given))
    return connection.execute(named, {**values, **given})
