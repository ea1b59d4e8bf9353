"""Secrets that must survive a restart, encrypted before they come here: the keys are not the database's."""

import sqlite3

_KEEP = "insert into secrets values (:name, :sealed) on conflict (name) do update set sealed = :sealed"
_ALL = "select name, sealed from secrets order by name"
_FORGET = "delete from secrets where name = :name"


def keep(connection: sqlite3.Connection, name: str, sealed: str) -> None:
    connection.execute(_KEEP, {"name": name, "sealed": sealed})


def all_of_them(connection: sqlite3.Connection) -> dict[str, str]:
    """Return every secret by its name."""
    return {str(name): str(sealed) for name, sealed in connection.execute(_ALL)}


def forget(connection: sqlite3.Connection, name: str) -> None:
    connection.execute(_FORGET, {"name": name})
