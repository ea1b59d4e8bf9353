"""A message on its way to WhatsApp: its words, the addresses behind its links written out, how each word is to look.

Telegram formats characters, WhatsApp words: a word looks as most of it does, a line is quoted when its first word is.
"""

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, TypeAlias

from conversations.markup.characters import atoms, is_blank, lines
from conversations.markup.reading import QUOTE, Look, shown
from conversations.markup.spans import Span, covered

Ink: TypeAlias = Literal["bold", "italic", "strike", "code", "pre"]
Inks: TypeAlias = frozenset[Ink]

_INKS: dict[str, Ink] = {
    "bold": "bold",
    "italic": "italic",
    "strikethrough": "strike",
    "code": "code",
    "pre": "pre",
}
_QUOTATIONS = {"blockquote", "expandable_blockquote"}
_NO_INK: Inks = frozenset()
_ACROSS_LINES: Inks = frozenset({"pre"})
# What makes a line an item of a list only counts at its start, with no sign before it.
_BULLET = re.compile(r"(?:> )?[^\S\r\n]*(?:(?:[-*•]|\d{1,3}[.)])[^\S\r\n]+)?")
# Only Telegram opens these.
_INNER_LINK = re.compile(r"tg:", re.IGNORECASE)
_SCHEME = re.compile(r"(?:https?|mailto|tel):(?://)?", re.IGNORECASE)
_READ_AS_SIGN = {"*": "%2A", "_": "%5F", "~": "%7E", "`": "%60"}


@dataclass(frozen=True, slots=True)
class Atom:
    """What no sign may cut: a word, an emoji, a blank, a line break; and how it is to look."""

    text: str
    inks: Inks
    begins_quotation: bool = False
    breaks_line: bool = False

    @property
    def blank(self) -> bool:
        return all(map(is_blank, self.text))


def page_of(text: str, spans: tuple[Span, ...]) -> tuple[Atom, ...]:
    """Return the message in atoms; their texts together are what is shown when no sign is written."""
    inks = [_NO_INK] * len(text)
    quoted = [False] * len(text)
    tails: dict[int, str] = {}
    cuts = atoms(text)
    for span, start, end in covered(text, spans):
        if span.kind in _INKS:
            inks[start:end] = [own | {_INKS[span.kind]} for own in inks[start:end]]
        elif span.kind in _QUOTATIONS:
            quoted[start:end] = [True] * (end - start)
        elif span.kind == "text_link":
            label = text[start:end].rstrip()
            tail = _tail(label.strip(), span.url or "")
            if tail:
                at = next(past for _, past in cuts if past >= start + len(label))
                tails[at] = tails.get(at, "") + tail
    for at in sorted(tails, reverse=True):
        between = inks[at - 1] & inks[at] if at < len(text) else _NO_INK
        text = text[:at] + tails[at] + text[at:]
        inks[at:at] = [between] * len(tails[at])
        quoted[at:at] = [quoted[at - 1]] * len(tails[at])
    return tuple(_in_blocks(_trimmed(_settled(text, inks, quoted))))


def _tail(label: str, url: str) -> str:
    """Return what is written after a link's label: its address, unless the label is the address."""
    url = "".join(url.split())
    bare = _SCHEME.sub("", url, count=1).rstrip("/")
    if not label or not url or _INNER_LINK.match(url) or _SCHEME.sub("", label, count=1).rstrip("/") == bare:
        return ""
    tail = f" ({url})"
    if len(shown(tail)) == len(tail):
        return tail
    # Percent signs say the same to the server and nothing to WhatsApp.
    return "".join(_READ_AS_SIGN.get(character, character) for character in tail)


def _settled(text: str, inks: list[Inks], quoted: list[bool]) -> list[Atom]:
    """Decide how each atom looks. Bullets, and what is already monospaced by hand, are left as they are."""
    seen = dict(shown(text))
    own = [_to_write(ink, seen.get(at)) for at, ink in enumerate(inks)]
    quotations: set[int] = set()
    breaks: set[int] = set()
    for start, end in lines(text):
        bullet = _BULLET.match(text, start, end)
        past = bullet.end() if bullet else start
        own[start:past] = [ink & _ACROSS_LINES for ink in own[start:past]]
        breaks.add(end)
        first = next((at for at in range(start, end) if not is_blank(text[at])), None)
        by_hand = text.startswith(QUOTE, start, end) or (start > 0 and "mono" in seen[start - 1])
        if first is not None and quoted[first] and not by_hand:
            quotations.add(start)
    return [
        Atom(text[start:end], _majority(own[start:end]), start in quotations, start in breaks)
        for start, end in atoms(text)
    ]


def _to_write(inks: Inks, seen: frozenset[Look] | None) -> Inks:
    """Return what is left to write on a character, given how it looks already; None is for a sign."""
    if seen is None or "mono" in seen:
        return _NO_INK
    return inks - seen


def _majority(inks: list[Inks]) -> Inks:
    present = _NO_INK.union(*inks)
    most = frozenset(ink for ink in present if 2 * sum(ink in own for own in inks) >= len(inks))
    return most - {"code"} if "pre" in most else most


def _trimmed(found: list[Atom]) -> list[Atom]:
    """Let a blank look only as what is on both its sides does, so that signs stand next to what is visible."""
    before = _reaching(found)
    after = _reaching(found[::-1])[::-1]
    return [
        replace(atom, inks=atom.inks & before[at] & after[at]) if atom.blank else atom for at, atom in enumerate(found)
    ]


def _reaching(found: list[Atom]) -> list[Inks]:
    """List what of the look of the last visible atom reaches each one.

    Past a line break only a block of monospace goes on, and none in a quotation, which is written line by line.
    """
    reached: list[Inks] = []
    last = _NO_INK
    quoted = False
    for atom in found:
        quoted = quoted or atom.begins_quotation
        if atom.breaks_line:
            last = _NO_INK if quoted else last & _ACROSS_LINES
            quoted = False
        reached.append(last)
        if not atom.blank:
            last = atom.inks
    return reached


def _in_blocks(found: list[Atom]) -> list[Atom]:
    """Let monospace that goes over several lines be nothing else, since no other sign does."""
    made: list[Atom] = []
    for monospaced, run in groupby(found, key=lambda atom: "pre" in atom.inks):
        together = list(run)
        block = monospaced and any(atom.breaks_line for atom in together)
        made += [replace(atom, inks=_ACROSS_LINES) for atom in together] if block else together
    return made
