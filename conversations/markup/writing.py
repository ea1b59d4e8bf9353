"""Telegram's formatting written in WhatsApp's signs.

What is written is read again before it is given out. A line on which signs would be shown, or would take those that the
operator typed for their own, is written with fewer of them, or none: the words always arrive as they were.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, islice

from conversations.markup.characters import is_blank
from conversations.markup.page import Atom, Ink, Inks, page_of
from conversations.markup.reading import FENCE, QUOTE, Look, shown
from conversations.markup.spans import Span

# The outermost first, where several begin and end together; nothing is read inside the last two.
_SIGNS: dict[Ink, str] = {"bold": "*", "italic": "_", "strike": "~", "code": "`", "pre": FENCE}
_ORDER = {ink: place for place, ink in enumerate(_SIGNS)}
_INNERMOST: Inks = frozenset({"code", "pre"})
_LOOKS: dict[Ink, Look] = {"bold": "bold", "italic": "italic", "strike": "strike", "code": "mono", "pre": "mono"}


# Crafted signs make every attempt fail. So many characters are written and read in all, then signs are done without:
# a message of usual length has all its attempts, the longest one four.
MOST_WORK = 20_000
FEWEST_ATTEMPTS = 4


def to_whatsapp(text: str, spans: tuple[Span, ...]) -> str:
    """Return a message formatted in Telegram as WhatsApp takes it; without spans, as it is.

    Spans that do not fit the text count as far as they do.
    """
    page = page_of(text, spans)
    attempts = max(MOST_WORK // max(len(text), 1), FEWEST_ATTEMPTS)
    blocks = [_best(block, attempts) for block in _blocks(page)]
    written = "".join(block for block, _ in blocks)
    # A sign typed on one line may only now meet another on a later one.
    return written if _reads(written, tuple(atom for _, atoms in blocks for atom in atoms)) else _plain(page)


def _blocks(page: tuple[Atom, ...]) -> Iterator[tuple[Atom, ...]]:
    """Cut a message where no sign reaches: at its line breaks outside blocks of monospace."""
    start = 0
    for past, atom in enumerate(page, 1):
        if past == len(page) or (atom.breaks_line and "pre" not in atom.inks):
            yield page[start:past]
            start = past


def _best(block: tuple[Atom, ...], most: int) -> tuple[str, tuple[Atom, ...]]:
    """Return the block with as many of its signs as are read as signs, and how it looks then.

    At most so many attempts are made.
    """
    attempts = (
        (_written(candidate, nested=nested), candidate)
        for candidate in (tuple(replace(atom, inks=atom.inks - lost) for atom in block) for lost in _losses(block))
        for nested in (True, False)
    )
    bare = tuple(Atom(atom.text, frozenset()) for atom in block)
    return next((attempt for attempt in islice(attempts, most) if _reads(*attempt)), (_plain(block), bare))


def _losses(block: tuple[Atom, ...]) -> list[Inks]:
    """List which looks to do without: none, one of them, two …; first what takes least from the block."""
    weight = {ink: sum(len(atom.text) for atom in block if ink in atom.inks) for ink in _SIGNS}
    present = [ink for ink in _SIGNS if weight[ink]]
    subsets = (frozenset(chosen) for size in range(len(present) + 1) for chosen in combinations(present, size))
    return sorted(subsets, key=lambda inks: sum(weight[ink] for ink in inks))


def _written(block: tuple[Atom, ...], *, nested: bool) -> str:
    """Write a block. Where looks overlap, signs are closed and opened again: those needed, or all of them."""
    out: list[str] = []
    open_inks: list[Ink] = []
    for atom, ahead, lasting in zip(block, _ahead(block), _lasting(block), strict=True):
        # What will be closed before the next word is closed before the blank: no sign closes after one.
        kept = _kept(open_inks, ahead) if nested or ahead == frozenset(open_inks) else 0
        kept = min(kept, _kept(open_inks[:kept], atom.inks)) if atom.blank else kept
        out += [_SIGNS[ink] for ink in reversed(open_inks[kept:])]
        del open_inks[kept:]
        if atom.begins_quotation:
            out.append(QUOTE)
        # A blank may look as the words around it, but no sign opens before it.
        opening = [] if atom.blank else [ink for ink in _from_outermost(lasting) if ink not in open_inks]
        out += [_SIGNS[ink] for ink in opening]
        open_inks += opening
        out.append(atom.text)
    return "".join((*out, *(_SIGNS[ink] for ink in reversed(open_inks))))


def _ahead(block: tuple[Atom, ...]) -> list[Inks]:
    """List for each atom how the next one that can be seen looks, itself if it can."""
    found: list[Inks] = []
    following: Inks = frozenset()
    for atom in reversed(block):
        following = following if atom.blank else atom.inks
        found.append(following)
    return found[::-1]


def _kept(open_inks: list[Ink], wanted: Inks) -> int:
    """Count the open signs, from the outermost, that may stay open for an atom that is to look as `wanted`."""
    more = not wanted <= frozenset(open_inks)
    stays = (ink in wanted and not (more and ink in _INNERMOST) for ink in open_inks)
    return next((place for place, stay in enumerate(stays) if not stay), len(open_inks))


def _from_outermost(lasting: dict[Ink, int]) -> list[Ink]:
    """Order the looks of an atom: what lasts longest holds the others, and monospace holds nothing."""
    return sorted(lasting, key=lambda ink: (ink in _INNERMOST, -lasting[ink], _ORDER[ink]))


def _lasting(block: tuple[Atom, ...]) -> list[dict[Ink, int]]:
    """List for each atom how many atoms each of its looks still lasts."""
    counts: list[dict[Ink, int]] = []
    following: dict[Ink, int] = {}
    for atom in reversed(block):
        following = {ink: following.get(ink, 0) + 1 for ink in atom.inks}
        counts.append(following)
    return counts[::-1]


def _reads(written: str, page: tuple[Atom, ...]) -> bool:
    """Whether what is written shows the page's words, looking as they are to look or were written by hand."""
    plain = _plain(page)
    meant = _meant(page)
    expected = shown(plain)
    actual = shown(written)
    return len(expected) == len(actual) and all(
        plain[place] == written[at] and (is_blank(plain[place]) or looks == own | meant[place])
        for (place, own), (at, looks) in zip(expected, actual, strict=True)
    )


def _meant(page: tuple[Atom, ...]) -> list[frozenset[Look]]:
    """List how each character of the page is to look on a phone."""
    meant: list[frozenset[Look]] = []
    quoted: frozenset[Look] = frozenset()
    for atom in page:
        if atom.begins_quotation:
            quoted = frozenset({"quote"})
        looks = quoted.union(_LOOKS[ink] for ink in atom.inks)
        meant += [looks] * len(atom.text)
        if atom.breaks_line:
            quoted = frozenset()
    return meant


def _plain(page: tuple[Atom, ...]) -> str:
    return "".join(atom.text for atom in page)
