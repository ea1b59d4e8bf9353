"""The grammar of a typed time: a phrase is a row of pieces, each a pattern over the kinds of its words.

A pattern is written with the letters of kinds.py. At each place the first pattern that fits is taken, so the longer
and the surer stand first; a word that is left over makes the whole phrase not understood.
"""

import re
from collections.abc import Callable

from conversations.spoken import clocks, days
from conversations.spoken.facts import Fact, Pieces, Refusal
from conversations.spoken.reasons import TWO_SENSES
from conversations.spoken.tokens import Lexeme

# An hour must not swallow the day that follows it: 9h 15 avril. Nor a minute: midi 9h.
_NO_DAY = r"(?!U|F?l?[mSR])"
_NO_UNIT = "(?![hHibCTkMYs])"
_MINUTES = rf"(?:g|[nwS]{_NO_DAY}{_NO_UNIT})"
_AT = "[@a]?"
# A day must not swallow the hour that follows it: lundi 9h, le 9 à 10h.
_NO_HOUR_OF_PART = "(?!Fl?p|ulp)"
_RANK = "(?:[nwS]U?|j)"
_YEAR = "(?:,?y)?"
_COUNT = "[nwSyzxaA]"
_UNIT = "[hHisTkMYA]"

_ODD_MINUTES = r"(?<=[hH])(?:[gnw]i?|&a?[fq])"

# The name of a piece, which _READERS knows how to read, and its pattern.
_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "two_senses",
        rf"u{_COUNT}[TkMYA]{_COUNT}h|R[nw]{_NO_UNIT}(?!U|,?y|[mSR])|{_AT}[nwS]h[nw]R|[WR][nwS](?:[nwS]b|l?p)",
    ),
    ("stamp", "I"),
    # How long from now.
    ("wait_half", "u[wna]?f[aA]?[hH]|[wna]?f[aA]?[hH]B"),
    ("wait_quarter", "u[wna]?q(?:F[aA]?)?[hH]|[wna]?q(?:F[aA]?)?[hH]B"),
    ("wait_and_half", "u[nwS]&af[hH]|[nwS]&af[hH]B"),
    ("wait_fraction", "uD(?:F[aA]?|[aA])?[hH]|D(?:F[aA]?|[aA])?[hH]B"),
    ("wait_decimal", "ue[hH]|e[hH]B"),
    ("wait", f"(?P<in>u)?{_COUNT}{_UNIT}(?:[&,]?{_COUNT}{_UNIT})*(?:{_ODD_MINUTES})?(?(in)B?|B)"),
    ("wait_week", "u?[nwaA]V"),
    # Days.
    ("week_later", "[lv]?[Wr]E[nw]|(?:[aA]k|[aAnw]K)[Wr]|[nw]kr|[Wr]k(?!X)"),
    ("week_of", "l?WF?l?(?:kX|Xk|vk)|l?(?:kX|Xk|vk),?l?W"),
    ("weekday_next", "[lv]?[WR]X|[lv]?XW"),
    ("weekday_this", "vW"),
    ("date", "l?D"),
    ("day_month", rf"l?{_RANK}F?l?[mSR]{_YEAR}"),
    ("month_day", rf"(?:l?[mS]l?(?:nU?|j)|Rl?(?:nU|j)|Rn(?=,?y)){_YEAR}"),
    ("day_later", rf"l?{_RANK}F?l?(?:MX|XM|vM)|l?(?:MX|XM|vM),?(?:l{_RANK}|nU|j){_NO_UNIT}{_NO_HOUR_OF_PART}"),
    ("weekday_habitual", rf"lW(?!,?l?(?:[nwS]U?{_NO_UNIT}{_NO_HOUR_OF_PART}|j|D))"),
    ("weekday", "l?[WR]"),
    ("day", f"l{_RANK}{_NO_HOUR_OF_PART}|(?<=W)[nwS]U?{_NO_UNIT}{_NO_HOUR_OF_PART}|nU|j"),
    ("relative", "l?r"),
    # Times of day.
    ("noon", rf"(?:v|{_AT}l?)n?o(?:&[fq]|Nl?q|N[nw]i?|&?[nw]{_NO_DAY}{_NO_UNIT}|&?[nw]i)?"),
    ("midnight", rf"{_AT}n?O(?:&[fq]|Nl?q|N[nw]i?|&?[nw]{_NO_DAY}{_NO_UNIT}|&?[nw]i)?"),
    ("half_past", f"{_AT}fP?[nwS]C?b?"),
    ("past", f"{_AT}(?:(?:a?q|[nw]i?)P|(?:a?q|wi?|ni)J)[nwS]C?b?"),
    ("to", f"{_AT}a?q<[nwS]C?b?|{_AT}[nw]i<[nwS]C?b?|[@a]w<[nwS]C?b?"),
    ("clock", f"{_AT}c[hH]?b?"),
    ("dotted", f"{_AT}dh?b?"),
    ("hour_less", f"{_AT}[nwS]hN(?:l?q|[nw]i?)"),
    ("hour_and", f"{_AT}[nwS]h&[fq]b?"),
    ("hour", f"{_AT}[nwS]h(?:gi|[nwS]i|{_MINUTES})?b?"),
    ("o_clock", f"{_AT}[nwS]Cb?"),
    ("hour", f"{_AT}(?:[nwS][nw]?|z)b"),
    ("run", "[@a][yz][hH]?|[yz][hH]|(?:(?<=[rtpWX])|(?<=[rtpWX],))z"),
    ("bare", rf"[@a][nwS](?:[nw]{_NO_DAY})?"),
    ("bare", rf"(?:(?<=[rtpG])|(?<=[rtpG],))[nwS](?:[nw]{_NO_DAY})?"),
    ("bare", "[nwS](?=[rt]|Fl?p|ulp|@G)|[wS]w(?=[rt]|vp)"),
    ("part", "(?:[F@aEu]l?|[lv])?p"),
    ("tonight", "t"),
    ("night", "(?:[F@a]l?|v|ul)?G"),
    # "for 2h" is no moment, "for tomorrow" is.
    (
        "pause",
        rf",|(?<=[^nwgzS])-|-(?=[WrltmD])|Q(?=[WrlDtmvXco]|[nwS]U?F?[mSRb])|(?<=p)F(?=D|l?{_RANK}F?l?[mSR]|l(?:nU|j)|m)",
    ),
)
_PIECE = re.compile("|".join(f"(?P<{name}_{place}>{pattern})" for place, (name, pattern) in enumerate(_PATTERNS)))

_READERS: dict[str, Callable[[tuple[Lexeme, ...]], Fact]] = {
    "two_senses": lambda _: Refusal(TWO_SENSES),
    **clocks.READERS,
    **days.READERS,
}


def pieces(lexemes: tuple[Lexeme, ...], kinds: str) -> Pieces | None:
    """Return the phrase as facts, each with its words, or None when a word is left over."""
    found: list[tuple[Fact, tuple[Lexeme, ...]]] = []
    place = 0
    while place < len(kinds):
        piece = _PIECE.match(kinds, place)
        if piece is None or piece.end() == place:
            return None
        name = (piece.lastgroup or "").rpartition("_")[0]
        words = lexemes[place : piece.end()]
        place = piece.end()
        if name != "pause":
            found.append((_READERS[name](words), words))
    return tuple(found)
