"""Lists in portions: by an opaque cursor, or by page number."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.demo.msgflash.faults import Flaw, invalid

_Item = TypeVar("_Item")
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Portion(Generic[_Item]):
    items: tuple[_Item, ...]
    cursor: str | None

    def paging(self) -> dict[str, object]:
        return {"nextCursor": self.cursor, "hasMore": self.cursor is not None}


def number(query: Mapping[str, str], name: str, default: int, highest: int) -> int:
    """Read a whole number from 1 to the highest allowed."""
    text = query.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(highest)) and 1 <= int(text) <= highest):
        raise invalid(Flaw((name,), f"Expected a whole number from 1 to {highest}"))
    return int(text)


def searched(query: Mapping[str, str]) -> str | None:
    """Read the words searched for: 1 to 100 characters, in any case."""
    text = query.get("search")
    if text is not None and not 1 <= len(text) <= 100:  # noqa: PLR2004  (the documented length)
        raise invalid(Flaw(("search",), "Expected 1 to 100 characters"))
    return None if text is None else text.casefold()


def portion(  # noqa: PLR0913  (a page is made of this much)
    items: Sequence[_Item],
    key: Callable[[_Item], _Key],
    *,
    order: str,
    descending: bool,
    limit: int,
    cursor: str | None,
) -> Portion[_Item]:
    """Sort and take the items after the cursor; a cursor made for another order is refused."""
    ranked = sorted(items, key=key, reverse=descending)
    if cursor is not None:
        last = _opened(cursor, order)
        ranked = [item for item in ranked if (key(item) < last if descending else key(item) > last)]
    taken = tuple(ranked[:limit])
    return Portion(taken, _sealed(order, key(taken[-1])) if len(ranked) > limit else None)


def _sealed(order: str, last: _Key) -> str:
    return base64.urlsafe_b64encode(json.dumps([order, *last]).encode()).decode().rstrip("=")


def _opened(cursor: str, order: str) -> _Key:
    try:
        match json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))):
            case [str(made_for), str(first), str(second)] if made_for == order:
                return first, second
    except (binascii.Error, ValueError, RecursionError):
        # Whatever the client made up, it is no cursor of ours: refused below like one for another order.
        pass
    raise invalid(Flaw(("cursor",), "Unknown cursor, or a cursor of another sort order"))


def numbered(items: Sequence[_Item], query: Mapping[str, str]) -> tuple[tuple[_Item, ...], dict[str, object]]:
    """Take one page by its number, and say where it stands."""
    page = number(query, "page", 1, 1_000_000)
    limit = number(query, "limit", 20, 100)
    taken = tuple(items[(page - 1) * limit : page * limit])
    return taken, {"page": page, "limit": limit, "total": len(items), "totalPages": -(-len(items) // limit)}
