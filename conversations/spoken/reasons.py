"""Why a typed time is refused: each sentence names what is wrong and shows what can be typed instead."""

from conversations.words import Text

PAST = Text(
    fr="{moment}, c’est déjà passé. Donnez un moment à venir, par exemple : demain 9h.",
    en="{moment} has already passed. Give a time to come, for example: tomorrow 9:00.",
)
NOW_IS_NOT_LATER = Text(
    fr="« {words} » : ici, il faut un moment à venir, par exemple : dans 10 minutes.",
    en="“{words}”: a time to come is needed here, for example: in 10 minutes.",
)
TOO_FAR = Text(
    fr="« {words} », c’est trop loin. Vérifiez l’année, par exemple : 15/04/{year} 9h.",
    en="“{words}” is too far ahead. Check the year, for example: 15/04/{year} 9:00.",
)
IMPOSSIBLE_HOUR = Text(
    fr="« {words} » n’est pas une heure. Tapez par exemple 9h, 14h30 ou 0h pour minuit.",
    en="“{words}” is not a time of day. Type for example 9:00, 2:30pm, or 0:00 for midnight.",
)
NO_SUCH_DAY = Text(
    fr="« {words} » : ce jour n’existe pas. Le jour vient avant le mois, par exemple : 15/04 9h.",
    en="“{words}”: there is no such day. The day comes before the month, for example: 15/04 9:00.",
)
WEEKDAY_DIFFERS = Text(
    fr="« {words} » ne va pas : cette date est {day}. Gardez l’un des deux, par exemple : 15/04 9h.",
    en="“{words}” does not fit: that date is {day}. Keep one of the two, for example: 15/04 9:00.",
)
DAYS_DIFFER = Text(
    fr="« {words} » parle de deux jours différents. Donnez-en un seul, par exemple : 15/04 9h.",
    en="“{words}” speaks of two different days. Give only one, for example: 15/04 9:00.",
)
HOUR_AND_PART_DIFFER = Text(
    fr="« {words} » : l’heure et le moment de la journée ne vont pas ensemble. Tapez par exemple : demain 18h30.",
    en="“{words}”: the hour and the part of the day do not fit. Type for example: tomorrow 18:30.",
)
DISTANCE_DIFFERS = Text(
    fr="« {words} » : cette date et cette durée ne vont pas ensemble. Gardez l’une des deux, par exemple : 15/04 9h.",
    en="“{words}”: this date and this delay do not fit. Keep one of the two, for example: 15/04 9:00.",
)
HOUR_SKIPPED = Text(
    fr="« {words} » : cette heure n’existe pas le {day}, les horloges avancent. Choisissez-en une autre,"
    " par exemple : 15/04 9h.",
    en="“{words}”: there is no such time on {day}, the clocks go forward. Choose another, for example: 15/04 9:00.",
)
TWO_MOMENTS = Text(
    fr="« {words} » : il y a là plusieurs moments. Donnez-en un seul, par exemple : demain 9h.",
    en="“{words}”: that is more than one moment. Give only one, for example: tomorrow 9:00.",
)
RANGE = Text(
    fr="« {words} » : c’est une période. Donnez un instant précis, par exemple : demain 9h.",
    en="“{words}” is a period. Give one exact time, for example: tomorrow 9:00.",
)
NEGATION = Text(
    fr="« {words} » : dites plutôt quand envoyer que quand ne pas envoyer, par exemple : demain 9h.",
    en="“{words}”: say when to send rather than when not to, for example: tomorrow 9:00.",
)
NOT_EXACT = Text(
    fr="« {words} » n’est pas assez précis. Donnez une heure exacte, par exemple : demain 9h.",
    en="“{words}” is not exact enough. Give an exact time, for example: tomorrow 9:00.",
)
LONE_NUMBER = Text(
    fr="« {words} » : un nombre seul peut être une heure ou un jour. Tapez par exemple 9h, 21h ou 15/04.",
    en="“{words}”: a number alone can be a time or a day. Type for example 9:00, 9pm or 15/04.",
)
WEEK_IS_NOT_ENOUGH = Text(
    fr="« {words} » : une semaine ne suffit pas. Donnez le jour, par exemple : lundi 9h ou 15/04 9h.",
    en="“{words}”: a week is not enough. Give the day, for example: monday 9:00 or 15/04 9:00.",
)
ANOTHER_ZONE = Text(
    fr="« {words} » : donnez l’heure de {city}, sans autre fuseau, par exemple : demain 9h.",
    en="“{words}”: give the time in {city}, without another time zone, for example: tomorrow 9:00.",
)
WHICH_MIDNIGHT = Text(
    fr="« {words} » : au début ou à la fin de ce jour ? Tapez par exemple 15/04 0h ou 15/04 23h59.",
    en="“{words}”: at the start or the end of that day? Type for example 15/04 0:00 or 15/04 23:59.",
)
WHICH_DAY = Text(
    fr="« {words} » peut être {first} ou {second}. Donnez la date, par exemple : 15/04 9h.",
    en="“{words}” can be {first} or {second}. Give the date, for example: 15/04 9:00.",
)
ONCE_OR_EVERY = Text(
    fr="« {words} » : une seule fois, ou à chaque fois ? Tapez par exemple lundi prochain 9h, ou tous les lundis.",
    en="“{words}”: once, or every time? Type for example next monday 9:00, or every monday.",
)
TWO_SENSES = Text(
    fr="« {words} » peut se comprendre de deux façons. Tapez par exemple 15/04 9h, 9h30 ou dans 2 heures.",
    en="“{words}” can be understood in two ways. Type for example 15/04 9:00, 9:30 or in 2 hours.",
)
NOT_UNDERSTOOD = Text(
    fr="Je n’ai pas compris {words}. Tapez par exemple : demain 9h, lundi 14h30 ou 15/04 18h.",
    en="I did not understand {words}. Type for example: tomorrow 9:00, monday 14:30 or 15/04 18:00.",
)
NOTHING = Text(
    fr="« {words} » : il n’y a là aucun moment. Tapez par exemple : demain 9h, lundi 14h30 ou 15/04 18h.",
    en="“{words}”: there is no time in this. Type for example: tomorrow 9:00, monday 14:30 or 15/04 18:00.",
)
# Words of the operator, inside one of the sentences above.
QUOTED = Text(fr="« {words} »", en="“{words}”")
