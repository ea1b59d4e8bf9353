"""What the characters of a message are to its formatting: parts of a word, blanks, or parts of one emoji."""

from unicodedata import category

_ZERO_WIDTH_JOINER = "\u200d"
# They stand inside words: in Persian, in Indian scripts, in hyphenated text.
_INSIDE_WORDS = {_ZERO_WIDTH_JOINER, "\u200c", "\u00ad"}
_ZERO_WIDTH_SPACE = "\u200b"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)


def is_blank(character: str) -> bool:
    return character.isspace() or character == _ZERO_WIDTH_SPACE


def is_mark(character: str) -> bool:
    """Whether a character belongs to the one before it: an accent, or what makes an emoji of a sign."""
    return category(character)[0] == "M"


def in_words(text: str) -> list[bool]:
    """Tell for each character whether it is part of a word; an accent or a joiner is what stands before it."""
    found: list[bool] = []
    before = False
    for character in text:
        kind = category(character)[0]
        if kind != "M" and character not in _INSIDE_WORDS:
            before = kind in "LN"
        found.append(before)
    return found


def lines(text: str) -> list[tuple[int, int]]:
    """List where each line starts and ends, its line break outside."""
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        found.append((start, start + len(line.splitlines()[0])))
        start += len(line)
    return found


def atoms(text: str) -> list[tuple[int, int]]:
    """Cut a text where a sign of formatting may stand: between words, blanks and whole emoji, never inside them."""
    words = in_words(text)
    found: list[tuple[int, int]] = []
    start = 0
    flags = 0
    for at in range(1, len(text) + 1):
        flags = flags + 1 if ord(text[at - 1]) in _FLAG_LETTERS else 0
        if at < len(text) and (_within_word(words, at) or _within_emoji(text, at, flags)):
            continue
        found.append((start, at))
        start = at
    return found


def _within_word(words: list[bool], at: int) -> bool:
    return words[at - 1] and words[at]


def _within_emoji(text: str, at: int, flags: int) -> bool:
    """Whether the character at `at` continues the emoji before it; `flags` counts flag letters up to there."""
    before, here = text[at - 1], text[at]
    if is_blank(before) or is_blank(here):
        return text[at - 1 : at + 1] == "\r\n"
    code = ord(here)
    return (
        before == _ZERO_WIDTH_JOINER
        or here in _INSIDE_WORDS
        or is_mark(here)
        or code in _SKIN_TONES
        or code in _TAGS
        or (code in _FLAG_LETTERS and flags % 2 == 1)
    )
