"""The formatting of a message: which stretch of its text is bold, a link, a command and so on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

SPLITTABLE = ("bold", "italic", "underline", "strikethrough", "spoiler")
"""May overlap anything; cut into pieces so that the rest nests properly."""

QUOTES = ("blockquote", "expandable_blockquote")
VERBATIM = ("code", "pre")

# What stands outside comes first: a quote holds a pre, a pre holds nothing, links and commands hold bold and italic.
_ORDER = {
    **dict.fromkeys(QUOTES, 0),
    "pre": 11,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
_OTHERS = 50


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of text and what it is; `details` are the further fields of its kind (url, language, …)."""

    kind: str
    offset: int
    length: int
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def end(self) -> int:
        return self.offset + self.length

    def as_json(self) -> dict[str, object]:
        return {"offset": self.offset, "length": self.length, "type": self.kind, **self.details}


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text with its entities, in Telegram's order."""

    text: str
    entities: tuple[Entity, ...] = ()


def in_order(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """By place, the longer first; where two cover the same stretch, the outer first."""
    return tuple(sorted(entities, key=lambda entity: (entity.offset, -entity.length, _ORDER.get(entity.kind, _OTHERS))))


def time_format(wanted: str) -> str:
    """Write the format of a date_time entity in Telegram's order; ValueError when a letter means nothing."""
    if wanted in {"r", "R"}:
        return "r"
    if set(wanted) - set("tTdDwW"):
        raise ValueError(wanted)
    date = next((letter for letter in "dD" if letter in wanted), "")
    time = next((letter for letter in "tT" if letter in wanted), "")
    return ("w" if "w" in wanted.lower() else "") + date + time


def nested(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Make the entities nest, as Telegram does before it delivers them.

    Of two links, codes or mentions that overlap the first stays, likewise of two quotes; what crosses the edge of
    a quote goes; bold and its like are joined where they touch, cut at the edges of the others, and vanish inside code.
    """
    ordered = in_order(entity for entity in entities if entity.length > 0)
    quotes = _apart(entity for entity in ordered if entity.kind in QUOTES)
    whole = _apart(entity for entity in ordered if entity.kind not in QUOTES and entity.kind not in SPLITTABLE)
    fixed = (*quotes, *_not_crossing(whole, quotes))
    return in_order((*fixed, *_cut([entity for entity in ordered if entity.kind in SPLITTABLE], fixed)))


def with_found(entities: tuple[Entity, ...], found: Iterable[Entity]) -> tuple[Entity, ...]:
    """Add entities found in the text where nothing but bold and its like, or a quote around them, stands already."""
    taken = [entity for entity in entities if entity.kind not in QUOTES and entity.kind not in SPLITTABLE]
    quotes = [entity for entity in entities if entity.kind in QUOTES]
    free = [new for new in found if not any(new.offset < old.end and old.offset < new.end for old in taken)]
    added = _not_crossing(free, quotes)
    return nested((*entities, *added)) if added else entities


def _apart(entities: Iterable[Entity]) -> list[Entity]:
    kept: list[Entity] = []
    for entity in entities:
        if not kept or entity.offset >= kept[-1].end:
            kept.append(entity)
    return kept


def _not_crossing(entities: Iterable[Entity], quotes: Iterable[Entity]) -> list[Entity]:
    quotes = tuple(quotes)
    return [
        entity
        for entity in entities
        if all(
            entity.end <= quote.offset
            or quote.end <= entity.offset
            or (quote.offset <= entity.offset and entity.end <= quote.end)
            for quote in quotes
        )
    ]


def _joined(entities: Iterable[Entity]) -> list[Entity]:
    """Entities of one kind, those that touch made one."""
    joined: list[Entity] = []
    for entity in entities:
        if joined and entity.offset <= joined[-1].end:
            end = max(joined[-1].end, entity.end)
            joined[-1] = replace(joined[-1], length=end - joined[-1].offset)
        else:
            joined.append(entity)
    return joined


def _cut(splittable: list[Entity], fixed: tuple[Entity, ...]) -> list[Entity]:
    by_kind = {kind: _joined(entity for entity in splittable if entity.kind == kind) for kind in SPLITTABLE}
    starts = {entity.offset for joined in by_kind.values() for entity in joined}
    edges = starts | {edge for entity in fixed for edge in (entity.offset, entity.end)}
    verbatim = [entity for entity in fixed if entity.kind in VERBATIM]
    pieces: list[Entity] = []
    for joined in by_kind.values():
        for entity in joined:
            cuts = sorted({entity.offset, entity.end, *(edge for edge in edges if entity.offset < edge < entity.end)})
            pieces += [
                replace(entity, offset=start, length=end - start)
                for start, end in pairwise(cuts)
                if not any(code.offset <= start and end <= code.end for code in verbatim)
            ]
    return pieces
