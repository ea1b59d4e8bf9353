"""How near and how far the first sending may lie."""

from datetime import datetime, timedelta

from conversations.step import Problem
from conversations.words import Plural, Text, When

FAR = timedelta(days=366)
PAST = Text(
    fr="Le {when} est déjà passé. Choisissez un moment à venir.", en="{when} is already past. Choose a moment to come."
)
TOO_SOON = Text(
    fr="Le {when} est trop proche : il faut au moins {minutes} minutes d’avance. Choisissez plus tard.",
    en="{when} is too close: at least {minutes} minutes are needed. Choose a later time.",
)
TOO_FAR = Text(
    fr="Le {when} est dans plus d’un an. Choisissez une date plus proche.",
    en="{when} is more than a year away. Choose a nearer date.",
)
NOW = Text(fr="Maintenant (dans {minutes} min)", en="Now (in {minutes} min)")
AT_ONCE = Plural(
    one=Text(fr="maintenant, {count} minute après Envoyer", en="now, {count} minute after Send"),
    many=Text(fr="maintenant, {count} minutes après Envoyer", en="now, {count} minutes after Send"),
)
READABLE = Text(fr="{when}, {distance}", en="{when}, {distance}")


def out_of_bounds(when: When, minutes: int, now: datetime) -> Problem | None:
    """Return why an instant cannot be taken, if it cannot: so many `minutes` must lie before it."""
    if when.at <= now:
        return Problem(PAST(when=when))
    if when.at < now + timedelta(minutes=minutes):
        return Problem(TOO_SOON(when=when, minutes=minutes))
    return Problem(TOO_FAR(when=when)) if when.at > now + FAR else None
