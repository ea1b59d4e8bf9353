"""Bring what a phone can type to plain letters, digits and a few signs, and lose nothing that changes the sense."""

import re
import unicodedata

_APOSTROPHES = frozenset("’‘ʼ′`´＇‛")
_DASHES = frozenset("−﹣－")
_REFUSING = frozenset("❌❎✖✗✘🚫⛔🛑🙅🚷")
_SPANNING = frozenset("→←↔⇒➡⬅⏩⏪➖➔➜")
_QUOTES = frozenset('"«»“”„!?*¡¿')

# Stand-ins that no keyboard makes: what follows treats each as one word.
NO_SIGN = "\ue000"
SPAN_SIGN = "\ue001"
STRANGE_SIGN = "\ue002"

# Only these blocks are decoration. Squared, circled and other enclosed letters and numbers also count as symbols
# (㏘, 🔟, flags of countries), and to leave one out could change the time.
_DECORATION = (
    (0x2300, 0x23FF),
    (0x25A0, 0x27BF),
    (0x2B00, 0x2BFF),
    (0x1F000, 0x1F0FF),
    (0x1F300, 0x1F51E),
    (0x1F525, 0x1FAFF),
)
# A digit struck through is a digit taken back.
_STRIKES = frozenset("\u0335\u0336\u0337\u0338")
_KEYCAP = "\u20e3"
_PLAIN = re.compile(r"[a-z0-9 ':/]*\Z")


def plain(phrase: str) -> str:
    """Return the phrase in lower case and ASCII digits, without accents, decoration or invisible characters."""
    if _PLAIN.match(phrase):
        return phrase
    return "".join(_sign(character) for character in phrase)


def _sign(character: str) -> str:
    if character.isascii():
        if character.isalnum():
            return character.lower()
        if character in _QUOTES:
            return ","
        if character == "`":
            return "'"
        return character if character.isprintable() else " "
    for signs, plain_form in (
        (_APOSTROPHES, "'"),
        (_DASHES, "-"),
        (_REFUSING, f" {NO_SIGN} "),
        (_SPANNING, f" {SPAN_SIGN} "),
        (_QUOTES, ","),
    ):
        if character in signs:
            return plain_form
    return _by_category(character)


def _by_category(character: str) -> str:
    match unicodedata.category(character):
        case "Nd":
            return str(unicodedata.decimal(character))
        case "Zs" | "Zl" | "Zp" | "Cc":
            return " "
        case "Pd":
            return "-"
        case "Mn" if character in _STRIKES:
            return STRANGE_SIGN
        case "Cf" | "Mn":
            return ""
        case "Me":
            return "" if character == _KEYCAP else STRANGE_SIGN
        case "So" | "Sk" | "Sm" | "Cn" if any(first <= ord(character) <= last for first, last in _DECORATION):
            return " "
        # A half, a power or a circled digit would become an ordinary digit, and 1²h would be 12h.
        case "No" | "Nl":
            return STRANGE_SIGN
        case "Ll" | "Lu" | "Lt" | "Lm" | "Lo":
            letters = unicodedata.normalize("NFKD", character.casefold())
            return "".join(letter for letter in letters if not unicodedata.combining(letter))
        case _:
            wide = unicodedata.normalize("NFKC", character)
            return wide if wide.isascii() and len(wide) == 1 else character
