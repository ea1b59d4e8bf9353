"""What a recipient's phone shows of a message: its words without WhatsApp's signs, and how they look.

The rules, as far as they can be seen on phones:

- `*bold*`, `_italic_`, `~strike~` and `` `mono` `` stay on one line; ```` ```mono``` ```` may go over several.
- A sign opens before a character that is not blank and after none of a word; it closes after a character that is not
  blank and before none of a word. So `3*4*5`, `snake_case_names` and `2 * 3` are just that.
- The first sign that can close does. In monospace other signs are characters.
- `> ` at the start of a line makes it a quotation. Bullets and numbers of lists are kept as they are written.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, TypeAlias

from conversations.markup.characters import in_words, is_blank, is_mark, lines

Look: TypeAlias = Literal["bold", "italic", "strike", "mono", "quote"]

QUOTE = "> "
FENCE = "```"
_LOOKS: dict[str, Look] = {"*": "bold", "_": "italic", "~": "strike"}
_SINGLE_BACKTICK = re.compile("(?<!`)`(?!`)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that look alike."""

    text: str
    styles: frozenset[Look]


def read_whatsapp(text: str) -> tuple[Piece, ...]:
    """Return the message as it is shown, in pieces; their texts together are the message without its signs."""
    alike = groupby(shown(text), key=lambda character: character[1])
    return tuple(Piece("".join(text[at] for at, _ in characters), looks) for looks, characters in alike)


def unmarked(text: str) -> str:
    """Return the message's words without the signs that only say how they look."""
    return "".join(piece.text for piece in read_whatsapp(text))


def shown(text: str) -> list[tuple[int, frozenset[Look]]]:
    """List the characters that are shown, by their place in the text, and how each looks."""
    page = _Page(text)
    _read_fences(page)
    quoted: list[tuple[int, int]] = []
    for start, end in lines(text):
        inside = start
        if text.startswith(QUOTE, start, end) and not page.mono[start]:
            inside = start + len(QUOTE)
            page.hidden.update(range(start, inside))
            quoted.append((start, end))
        _read_line(page, inside, end)
    for start, end in _joined(text, quoted):
        page.add("quote", start, end)
    return [(at, frozenset(looks)) for at, looks in enumerate(page.looks) if at not in page.hidden]


@dataclass(slots=True)
class _Page:
    """A message while it is read: which of its characters are signs, which are monospaced, how each looks."""

    text: str
    words: list[bool] = field(init=False)
    looks: list[set[Look]] = field(init=False)
    mono: list[bool] = field(init=False)
    hidden: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.words = in_words(self.text)
        self.looks = [set() for _ in self.text]
        self.mono = [False] * len(self.text)

    def add(self, look: Look, start: int, end: int) -> None:
        for at in range(start, end):
            self.looks[at].add(look)

    def monospace(self, start: int, end: int, width: int) -> None:
        """Take a stretch as monospaced, its signs of `width` characters at both ends included."""
        self.hidden.update((*range(start, start + width), *range(end - width, end)))
        self.add("mono", start, end)
        self.mono[start:end] = [True] * (end - start)

    def opens(self, at: int, end: int) -> bool:
        """Whether the sign at `at` can open on a line that ends at `end`."""
        if self.mono[at] or at + 1 >= end or (at > 0 and self.words[at - 1]):
            return False
        after = self.text[at + 1]
        return not (is_blank(after) or is_mark(after) or after == self.text[at])

    def closes(self, at: int, start: int, end: int) -> bool:
        """Whether the sign at `at` can close on a line from `start` to `end`."""
        if self.mono[at] or at == start or is_blank(self.text[at - 1]) or self.text[at - 1] == self.text[at]:
            return False
        return at + 1 == end or not (self.words[at + 1] or is_mark(self.text[at + 1]))


def _read_fences(page: _Page) -> None:
    text, width = page.text, len(FENCE)
    places = [at for at in range(len(text)) if text.startswith(FENCE, at)]
    closing = [at for at in places if at + width == len(text) or not page.words[at + width]]
    past = 0
    for at in places:
        if at < past or (at > 0 and page.words[at - 1]):
            continue
        found = bisect_left(closing, at + width + 1)
        if found < len(closing) and not all(map(is_blank, text[at + width : closing[found]])):
            past = closing[found] + width
            page.monospace(at, past, width)


def _read_line(page: _Page, start: int, end: int) -> None:
    # Several backticks together are a fence or nothing.
    single = {found.start() for found in _SINGLE_BACKTICK.finditer(page.text, start, end)}
    codes = [at for at in sorted(single) if page.closes(at, start, end)]
    at = start
    while at < end:
        close = _close(codes, at, end) if at in single and page.opens(at, end) else None
        if close is None:
            at += 1
            continue
        page.monospace(at, close + 1, 1)
        at = close + 1
    closing = {
        sign: [at for at in range(start, end) if page.text[at] == sign and page.closes(at, start, end)]
        for sign in _LOOKS
    }
    _read_emphasis(page, start, end, closing)


def _read_emphasis(page: _Page, start: int, end: int, closing: dict[str, list[int]]) -> None:
    at = start
    while at < end:
        sign = page.text[at]
        close = _close(closing[sign], at, end) if sign in _LOOKS and page.opens(at, end) else None
        if close is None:
            at += 1
            continue
        page.hidden.update((at, close))
        page.add(_LOOKS[sign], at + 1, close)
        _read_emphasis(page, at + 1, close, closing)
        at = close + 1


def _close(closing: list[int], at: int, end: int) -> int | None:
    """Return the first of the places where a sign opened at `at` can be closed before `end`."""
    found = bisect_right(closing, at + 1)
    return closing[found] if found < len(closing) and closing[found] < end else None


def _joined(text: str, quoted: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join quoted lines that follow each other, so that the break between them is quoted as well."""
    for at, (start, end) in enumerate(quoted):
        following = quoted[at + 1][0] if at + 1 < len(quoted) else end
        yield start, following if len(text[end:following].splitlines()) == 1 else end
