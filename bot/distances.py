"""How far an instant lies from another, as it is said: on phones "in 2 days" is the day after tomorrow."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_timedelta

from conversations.words import Distance, Language, Text

JUST_NOW = Text(fr="à l’instant", en="just now")
MINUTE = timedelta(minutes=1)
# Babel's own bound between hours and days: so much of a larger unit is needed before it is used.
ENOUGH = 1.6
DAYS = timedelta(days=ENOUGH), timedelta(days=31)


def away(distance: Distance, language: Language, locale: Locale) -> str:
    """Return a distance in a language: days are those of the calendar in its zone, all else is rounded."""
    apart = distance.at - distance.since
    if -MINUTE < apart < timedelta(0) or not apart:
        return JUST_NOW.in_language(language)
    shortest, longest = DAYS
    if not shortest <= abs(apart) <= longest:
        # format_timedelta says "in" and "ago" by sign; granularity keeps minutes visible.
        return format_timedelta(apart, add_direction=True, threshold=ENOUGH, granularity="minute", locale=locale)
    zone = ZoneInfo(distance.zone)
    days = distance.at.astimezone(zone).date() - distance.since.astimezone(zone).date()
    return format_timedelta(days, add_direction=True, threshold=longest.days, granularity="day", locale=locale)
