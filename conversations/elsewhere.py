"""A chosen instant on the clocks of two places: the number's country, or the city the operator has left since."""

from datetime import datetime
from zoneinfo import ZoneInfo

from conversations.picker import ahead, choice, presets
from conversations.screen import Block, Button, Key, Paragraph, rows
from conversations.step import Context, Question
from conversations.steps.number import Number
from conversations.words import Clock, Said, Text, When
from conversations.zones import city, zone_of_number

THERE = Text(fr="Dans le pays du numéro : {when}", en="In the number’s country: {when}")
CHOSEN = Text(
    fr="Vous aviez choisi {before}. Dans votre nouvelle ville, c’est {after}. Lequel vouliez-vous ?",
    en="You had chosen {before}. In your new city that is {after}. Which did you mean?",
)
SAME_CLOCK = Text(fr="Garder {clock} ({city})", en="Keep {clock} ({city})")
SAME_INSTANT = Text(fr="Même instant : {clock}", en="Same instant: {clock}")


def differ(at: datetime, zone: str, other: str) -> bool:
    """Whether the clocks of two zones show different times at an instant."""
    return at.astimezone(ZoneInfo(zone)).utcoffset() != at.astimezone(ZoneInfo(other)).utcoffset()


def there(at: datetime, number: Number | None, context: Context) -> tuple[Block, ...]:
    """Say what time it will be in the number's country, where that is another than the operator's."""
    zones = zone_of_number(number.instance.phone) if number and number.instance.phone else ()
    elsewhere = all(differ(at, zone, context.zone) for zone in zones)
    return (Paragraph(THERE(when=When(at, zones[0]))),) if zones and elsewhere else ()


def shown_in(at: datetime, zone: str, context: Context) -> str:
    """Return the zone to show an instant in: its own, while the operator's clock shows another time."""
    return zone if differ(at, zone, context.zone) else context.zone


def moved(said: Said, at: datetime, zone: str, context: Context) -> Question:
    """Ask again for a moment chosen by another zone's clock; the time it showed, and the instant, are a tap away."""
    local = at.astimezone(ZoneInfo(zone))
    here = city(context.zone, context.language)
    found = ahead(local.date(), local.time(), context)
    # A time that the clocks repeat that day would be two keys that read alike; typed, it is asked about.
    once = found if len(found) == 1 else ()
    kept: tuple[Key, ...] = tuple(
        Button(SAME_CLOCK(clock=Clock(instant, context.zone), city=here), choice(instant), "primary")
        for instant in once
    )
    same = Button(SAME_INSTANT(clock=Clock(at, context.zone)), choice(at))
    chosen = Paragraph(CHOSEN(before=When(at, zone), after=When(at, context.zone)))
    return Question(said, (chosen,), (*rows((*kept, same), 1), *presets(context)))
