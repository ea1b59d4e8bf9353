"""What is known of a kept file, and how it is written down."""

import json
from dataclasses import dataclass
from datetime import datetime

from bot.media.addresses import Digest


@dataclass(frozen=True, slots=True)
class Keep:
    """Somebody, say a campaign, needs a file until then (aware; None: until told otherwise)."""

    holder: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the store. `name` is safe to hand out."""

    digest: Digest
    mime: str
    name: str
    size: int
    keeps: tuple[Keep, ...]


def with_keep(keeps: tuple[Keep, ...], new: Keep) -> tuple[Keep, ...]:
    return (*(keep for keep in keeps if keep.holder != new.holder), new)


def written(kept: Kept) -> str:
    keeps = {keep.holder: None if keep.until is None else keep.until.isoformat() for keep in kept.keeps}
    return json.dumps({"mime": kept.mime, "name": kept.name, "size": kept.size, "keeps": keeps})


def read(digest: Digest, text: str) -> Kept:
    """Return what was written. Raises ValueError, LookupError, TypeError or AttributeError where it was not ours."""
    known = json.loads(text)
    keeps = tuple(
        Keep(holder, None if until is None else datetime.fromisoformat(until))
        for holder, until in known["keeps"].items()
    )
    return Kept(digest, known["mime"], known["name"], known["size"], keeps)
