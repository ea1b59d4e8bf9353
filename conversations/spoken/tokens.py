"""Cut a phrase into the words and numbers the grammar knows."""

import re
from typing import NamedTuple

from conversations.spoken import kinds
from conversations.spoken.lexicon import LONGEST, WORDS, mended
from conversations.spoken.normal import NO_SIGN, SPAN_SIGN, plain


class Lexeme(NamedTuple):
    """One word or number: what kind it is, its value, and how it was typed (in plain letters).

    `parts` holds the numbers of a form such as 15/04/2026, in the order day, month, year, hour, minute, second.
    """

    kind: str
    value: int
    text: str
    parts: tuple[int, ...] = ()


_FORMS = re.compile(
    r"""
    (?P<stamp>(?P<sy>\d{4})-(?P<sm>\d\d)-(?P<sd>\d\d)
        (?:t|\ (?=\d\d?:\d\d(?::\d\d(?:\.\d+)?)?\ ?(?:z|utc|gmt|[+-]\d\d)))
        (?P<sh>\d\d?):(?P<si>\d\d)(?::(?P<ss>\d\d)(?:[.,](?P<sf>\d{1,9}))?)?
        \ ?(?P<offset>z|utc|gmt|[+-]\d\d(?::?\d\d)?)?(?![\w:+.-]))
    |(?P<basic>(?P<by>\d{4})(?P<bm>\d\d)(?P<bd>\d\d)t(?P<bh>\d\d)(?P<bi>\d\d)(?P<bs>\d\d)?
        (?P<boffset>z|[+-]\d\d(?::?\d\d)?)?(?![\w:+.-]))
    |(?P<ymd>(?P<y1>\d{4})(?P<sep1>[-/.])(?P<m1>\d\d?)(?P=sep1)(?P<d1>\d\d?)(?!\d|[-/.]\d))
    |(?P<dmy>(?P<d2>\d\d?)(?P<sep2>[-/.])(?P<m2>\d\d?)(?P=sep2)(?P<y2>\d{4}|\d\d)(?!\d|[-/.]\d))
    |(?P<dm>(?P<d3>\d\d?)(?:\ ?/\ ?(?P<m3>\d\d?)(?!\d|\ ?/|\.\d)|\.(?P<m4>\d\d?)\.(?!\d)))
    |(?P<decimal>(?P<whole>\d\d?)[.,]5(?=\ ?h))
    |(?P<dotted>(?P<left>\d\d?)\.(?P<right>\d\d?)(?!\d|\.\d|[,/:]\d))
    |(?P<clock>(?P<ch>\d\d?)\ ?:\ ?(?P<ci>\d\d)(?:\ ?:\ ?(?P<cs>\d\d))?(?!\d|\ ?:\ ?\d|[.,/]\d))
    |(?P<short>2(?:moro|morrow|mrw|mro|nite|night|day|main|m1)(?![^\W_]))
    |(?P<number>\d+)
    |(?P<word>[^\W\d_]+'?)
    |(?P<sign>\S)
    """,
    re.VERBOSE,
)
_MERIDIEM = re.compile(r"(?<![^\W_])(?<![.'])([ap])\. ?m\b\.?|(?<=\d)([ap])\. ?m\b\.?")
_FULL_STOP = re.compile(r"(?<=[^\W\d_])\.+(?!\.)|[ .]+\Z")
_MONTHS = "|".join(word for word, (kind, _) in WORDS.items() if kind == kinds.MONTH)
_MONTH_BETWEEN_DASHES = re.compile(rf"(?<![\w-])(\d\d?)-(?:([^\W\d_]{{3,9}})-(\d{{4}})|({_MONTHS}))(?![\w-])")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_COMMA_OF_NUMBER = re.compile(r"(?<=\d)[,;·|](?=\d)")
_BRACKETS = re.compile(r"\(([^()]*(?:\([^()]*\))?)\)")
_NAME = re.compile(r"[\W_]+")
_SIGNS = {
    ",": kinds.COMMA,
    ";": kinds.COMMA,
    ":": kinds.COMMA,
    "·": kinds.COMMA,
    "•": kinds.COMMA,
    "|": kinds.COMMA,
    "(": kinds.COMMA,
    ")": kinds.COMMA,
    "&": kinds.AND,
    "@": kinds.AT,
    "~": kinds.ROUGHLY,
    "≈": kinds.ROUGHLY,
    ">": kinds.RANGE,
    "<": kinds.RANGE,
    SPAN_SIGN: kinds.RANGE,
    NO_SIGN: kinds.NEGATION,
}
_CENTURY = 2000
_YEARS = range(1900, 2100)


def cut(phrase: str, cities: tuple[str, ...] = ()) -> tuple[Lexeme, ...]:
    """Return the phrase as lexemes, fillers left out, and with them these cities where they stand in brackets."""
    text = plain(phrase)
    if "(" in text:
        text = _without(cities, text)
    text = _MERIDIEM.sub(lambda found: (found[1] or found[2]) + "m", text)
    text = _MONTH_BETWEEN_DASHES.sub(lambda found: " ".join(filter(None, found.groups())), text)
    text = _HYPHEN.sub(" ", _FULL_STOP.sub(" ", text))
    raw: list[re.Match[str]] = list(_FORMS.finditer(text))
    numbers_split = {found.start() for found in _COMMA_OF_NUMBER.finditer(text)}
    lexemes: list[Lexeme] = []
    bracketed = False
    place = 0
    while place < len(raw):
        found = raw[place]
        form = found.lastgroup or ""
        if form in {"word", "short"}:
            lexeme, length = _word(raw, place, lexemes, bracketed=bracketed)
            place += length
            if lexeme.kind != kinds.FILLER:
                lexemes.append(lexeme)
            continue
        place += 1
        if form == "number":
            follows_hour = bool(lexemes) and lexemes[-1].kind == kinds.HOUR and found.start() > 0
            lexemes.append(_number(found[0], glued=follows_hour and text[found.start() - 1] != " "))
        elif form == "sign":
            bracketed = (bracketed or found[0] == "(") and found[0] != ")"
            lexemes.append(_sign(found, text, numbers_split))
        else:
            lexemes.append(_form(form, found))
    return tuple(lexemes)


def _without(cities: tuple[str, ...], text: str) -> str:
    """Return the text without the city of its own zone in brackets; signs do not count: Port-d’Espagne, Porto Novo."""
    names = {_NAME.sub(" ", plain(city)).strip() for city in cities}
    return _BRACKETS.sub(lambda found: "," if _NAME.sub(" ", found[1]).strip() in names else found[0], text)


def _word(raw: list[re.Match[str]], place: int, before: list[Lexeme], *, bracketed: bool) -> tuple[Lexeme, int]:
    """Return the longest entry of the lexicon that starts here, and how many words it takes."""
    first = raw[place][0]
    for length in range(min(LONGEST.get(first, 1), len(raw) - place), 0, -1):
        typed = " ".join(found[0] for found in raw[place : place + length])
        if entry := WORDS.get(typed):
            return Lexeme(entry[0], entry[1], typed), length
    if first == "m" and before and before[-1].kind == kinds.GLUED:
        return Lexeme(kinds.MINUTE, 0, first), 1
    if entry := mended(first):
        return Lexeme(entry[0], entry[1], first), 1
    # A word in brackets stands where the city of the times shown stands.
    return Lexeme(kinds.ZONE if bracketed else kinds.UNKNOWN, 0, first), 1


def _number(digits: str, *, glued: bool) -> Lexeme:
    if len(digits) > 4:  # noqa: PLR2004  # longer than a year or 1430
        return Lexeme(kinds.LONG, int(digits[:18]), digits)
    value = int(digits)
    if len(digits) <= 2:  # noqa: PLR2004  # an hour, a minute or a day
        return Lexeme(kinds.GLUED if glued else kinds.NUMBER, value, digits)
    if len(digits) == 4 and value in _YEARS:  # noqa: PLR2004  # as above
        return Lexeme(kinds.YEAR, value, digits)
    return Lexeme(kinds.RUN, value, digits)


def _sign(found: re.Match[str], text: str, numbers_split: set[int]) -> Lexeme:
    sign = found[0]
    if sign == "-":
        spaced = text[found.start() - 1 : found.start()] == " " and text[found.end() : found.end() + 1] == " "
        return Lexeme(kinds.DASH if spaced else kinds.TIGHT, 0, sign)
    if found.start() in numbers_split or (sign == ":" and text[found.start() - 1 : found.start()].isdigit()):
        return Lexeme(kinds.UNKNOWN, 0, sign)
    return Lexeme(_SIGNS.get(sign, kinds.UNKNOWN), 0, sign)


def _form(form: str, found: re.Match[str]) -> Lexeme:
    def numbers(*names: str) -> tuple[int, ...]:
        return tuple(int(found[name]) for name in names if found[name] is not None)

    match form:
        case "stamp":
            fraction = int((found["sf"] or "0").ljust(6, "0")[:6])
            moment = (*numbers("sd", "sm", "sy", "sh", "si"), int(found["ss"] or 0), fraction)
            return Lexeme(kinds.STAMP, int(found["offset"] is not None), found[0], moment + _offset(found["offset"]))
        case "basic":
            moment = (*numbers("bd", "bm", "by", "bh", "bi"), int(found["bs"] or 0), 0)
            return Lexeme(kinds.STAMP, int(found["boffset"] is not None), found[0], moment + _offset(found["boffset"]))
        case "ymd":
            return Lexeme(kinds.NUMERIC, 0, found[0], numbers("d1", "m1", "y1"))
        case "dmy":
            year = int(found["y2"])
            return Lexeme(
                kinds.NUMERIC,
                0,
                found[0],
                (*numbers("d2", "m2"), year if year > 99 else _CENTURY + year),  # noqa: PLR2004  # 26 is 2026
            )
        case "dm":
            return Lexeme(kinds.NUMERIC, 0, found[0], numbers("d3", "m3", "m4"))
        case "decimal":
            return Lexeme(kinds.DECIMAL, int(found["whole"]), found[0])
        case "dotted":
            return Lexeme(kinds.DOTTED, len(found["right"]), found[0], numbers("left", "right"))
        case _:
            return Lexeme(kinds.CLOCK, 0, found[0], (*numbers("ch", "ci"), int(found["cs"] or 0)))


def _offset(typed: str | None) -> tuple[int, ...]:
    """Return the minutes an ISO offset stands for; a minute part beyond 59 comes back as an offset no zone has."""
    if typed is None or typed in {"z", "utc", "gmt"}:
        return (0,)
    hours, minutes = int(typed[1:3]), int(typed[3:].lstrip(":") or 0)
    total = hours * 60 + minutes if minutes < 60 else 24 * 60  # noqa: PLR2004  # minutes in an hour
    return (-total if typed[0] == "-" else total,)
