"""Who the recipients of a campaign are, and who of them is cold as far as MsgFlash tells."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote

from bot.msgflash.client import MsgFlash, Query, found_in, nothing
from conversations.fitting import Member
from conversations.needs import Fit, Nothing
from conversations.workspace import ContactId

# api-reference/contacts/list, "limit".
A_PAGE = 100
# A hundred thousand contacts: a server that never ends its list must not be followed for ever.
MOST_PAGES = 1000
COLD = "cold"

Found: TypeAlias = tuple[Member, ...] | Nothing
Progress = Callable[[int, int | None], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Contact:
    id: str
    tags: frozenset[str]
    cold: bool | None


async def members(
    client: MsgFlash, need: Fit, selected: tuple[ContactId, ...], progress: Progress, *, watched: bool
) -> Found:
    """Walk the contacts and keep those the campaign chose; Nothing when that cannot be told."""
    contacts: dict[str, _Contact] = {}
    path, part = "/api/v1/contacts", "contacts"
    failed = await _walk(client, path, part, contacts, progress, watched=watched)
    if failed is not None:
        return failed
    match need.reach:
        case "all":
            return _list(contacts.values())
        case "explicit":
            chosen = set(selected)
            return _list(contact for contact in contacts.values() if contact.id in chosen)
        case "tags":
            return _bearing(need, tuple(contacts.values()))
        case "group":
            return await _of_group(client, need, contacts, progress, watched=watched)


async def _of_group(
    client: MsgFlash, need: Fit, contacts: dict[str, _Contact], progress: Progress, *, watched: bool
) -> Found:
    inside: dict[str, _Contact] = {}
    path = f"/api/v1/contacts/groups/{quote(need.words[0], safe='')}/members"
    failed = await _walk(client, path, "members", inside, progress, watched=watched)
    if failed is not None:
        return failed
    return _list(contacts.get(one, inside[one]) for one in inside)


def _bearing(need: Fit, contacts: tuple[_Contact, ...]) -> Found:
    """Choose between one tag and all of them by the number MsgFlash counted; tell nothing when neither has it."""
    words = set(need.words)
    one = [contact for contact in contacts if contact.tags & words]
    every = [contact for contact in one if contact.tags >= words]
    if len(one) == len(every) or len(one) == need.total:
        return _list(one)
    return _list(every) if len(every) == need.total else Nothing("TAGS_UNRECONCILED")


async def _walk(  # noqa: PLR0913 - a list's place, its name in the answer, and where it goes
    client: MsgFlash, path: str, part: str, found: dict[str, _Contact], progress: Progress, *, watched: bool
) -> Nothing | None:
    """Read a whole list by its cursor. The shape of a group's members is not documented: either usual one is taken."""
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        query: Query = {"limit": A_PAGE, **({"cursor": cursor} if cursor else {})}
        answer = await client.get(path, query, watched=watched)
        match found_in(answer):
            case dict(page):
                items = page.get(part, page.get("contacts"))
                following = page.get("nextCursor") if page.get("hasMore") else None
                total = page.get("total")
            case list(items):
                following, total = None, None
            case _:
                return nothing(answer)
        if not isinstance(items, list):
            return nothing(answer)
        found.update((contact.id, contact) for contact in _contacts(items))
        await progress(len(found), total if isinstance(total, int) else None)
        if not isinstance(following, str) or following == cursor:
            return None
        cursor = following
    return Nothing()


def _contacts(items: list[object]) -> Iterator[_Contact]:
    for item in items:
        match item:
            case {"id": str(one), **rest} if one:
                tags, temperature = rest.get("tags"), rest.get("temperature")
                named = (
                    frozenset(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else frozenset()
                )
                # Only `null` is documented; whatever word comes, anything but "cold" means that there was contact.
                yield _Contact(one, named, temperature == COLD if isinstance(temperature, str) else None)
            case _:
                continue


def _list(contacts: Iterable[_Contact]) -> tuple[Member, ...]:
    return tuple(Member(ContactId(contact.id), contact.cold) for contact in contacts)
