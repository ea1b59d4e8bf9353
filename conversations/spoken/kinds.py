"""The kinds of word the grammar knows, each a single letter so that a phrase of them can be matched by a pattern."""

# Numbers
NUMBER = "n"  # one or two digits
GLUED = "g"  # one or two digits against the hour sign before them: the 05 of 9h05
YEAR = "y"  # four digits that can be a year of this century
RUN = "z"  # three or four digits that are no year: 930, 1430
LONG = "x"  # digits of any other length
WORD = "w"  # a number in words
ORDINAL = "j"  # a rank in words: premier, twenty-first
SEPT = "S"  # seven in French, September in both
DECIMAL = "e"  # one and a half in digits: 1,5
HALF = "f"
QUARTER = "q"

# Whole forms
CLOCK = "c"  # 9:05, 09:05:30
DOTTED = "d"  # 15.04, which may be a day or a time
NUMERIC = "D"  # 15/04, 15/04/2026, 2026-04-15
STAMP = "I"  # 2026-04-15T09:00Z

# Days
MONTH = "m"
MAR = "R"  # Tuesday in French, March in English
WEEKDAY = "W"
RELATIVE = "r"  # today, tomorrow, the day after
NEXT = "X"
THIS = "v"

# Times of day
MERIDIEM = "b"
PART = "p"
TONIGHT = "t"
NIGHT = "G"
NOON = "o"
MIDNIGHT = "O"
O_CLOCK = "C"

# Units
HOUR = "h"  # heure, h: an hour of the clock or of waiting
HOURS = "H"  # hour, hrs: in English only waiting
MINUTE = "i"
SECOND = "s"
DAY = "T"
WEEK = "k"
MONTHS = "M"
YEARS = "Y"

# Small words
ARTICLE = "l"
A = "a"  # à without its accent, or the English article
AN = "A"  # the English article, or the French year
AT = "@"
OF = "F"
IN = "u"
EN = "E"
AND = "&"
MINUS = "N"
PAST = "P"  # half past
AFTER = "J"  # ten after nine; "15 after 3" may be the 15th, after three
TO = "<"
FROM_NOW = "B"
WEEK_FROM = "K"  # a week from …
WEEK_FROM_NOW = "V"
FOR = "Q"
SUFFIX = "U"  # 1er, 15th
COMMA = ","
DASH = "-"  # between spaces
TIGHT = "~"  # a dash against a word or a number: a range, or a minus
FILLER = "_"

# What makes a phrase no instant at all, each refused by name
NEGATION = "1"
REPETITION = "2"
RANGE = "3"
OTHERWISE = "4"
ROUGHLY = "5"
GONE = "6"
NOW = "7"
ZONE = "8"
WEEKEND = "9"
UNKNOWN = "0"
