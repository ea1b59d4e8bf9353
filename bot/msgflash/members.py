"""Who the recipients of a campaign are, and who of them is cold as far as MsgFlash tells."""

from collections.abc import Iterable
from typing import TypeAlias
from urllib.parse import quote

from bot.asked import Progress
from bot.msgflash.client import MsgFlash, Query, found_in, nothing
from bot.msgflash.people import ContactModel
from bot.wire import each
from conversations.crowds import COLD
from conversations.fitting import Member
from conversations.needs import Fit, Nothing
from conversations.workspace import ContactId
from storage.contacts import Person

# api-reference/contacts/list, "limit".
A_PAGE = 100
# A hundred thousand contacts: a server that never ends its list must not be followed for ever.
MOST_PAGES = 1000

Found: TypeAlias = tuple[Member, ...] | Nothing


async def members(  # noqa: PLR0913 - whom to choose from, and how to ask for more
    client: MsgFlash,
    need: Fit,
    people: tuple[Person, ...],
    selected: tuple[ContactId, ...],
    progress: Progress,
    *,
    watched: bool,
) -> Found:
    """Keep those of all contacts whom the campaign chose; Nothing when that cannot be told."""
    match need.reach:
        case "all":
            return _list(people)
        case "explicit":
            chosen = set(selected)
            return _list(person for person in people if person.contact.id in chosen)
        case "tags":
            return _bearing(need, people)
        case "group":
            return await _of_group(client, need, people, progress, watched=watched)


async def _of_group(
    client: MsgFlash, need: Fit, people: tuple[Person, ...], progress: Progress, *, watched: bool
) -> Found:
    inside: dict[ContactId, Person] = {}
    path = f"/api/v1/contacts/groups/{quote(need.words[0], safe='')}/members"
    failed = await _walk(client, path, inside, progress, watched=watched)
    if failed is not None:
        return failed
    known = {person.contact.id: person for person in people}
    return _list(known.get(one, person) for one, person in inside.items())


def _bearing(need: Fit, people: tuple[Person, ...]) -> Found:
    """Choose between one tag and all of them by the number MsgFlash counted; tell nothing when neither has it."""
    words = set(need.words)
    one = [person for person in people if words.intersection(person.tags)]
    every = [person for person in one if words.issubset(person.tags)]
    if len(one) == len(every) or len(one) == need.total:
        return _list(one)
    return _list(every) if len(every) == need.total else Nothing("TAGS_UNRECONCILED")


async def _walk(
    client: MsgFlash, path: str, found: dict[ContactId, Person], progress: Progress, *, watched: bool
) -> Nothing | None:
    """Read a group's members by their cursor. The shape is not documented: either usual one is taken."""
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        query: Query = {"limit": A_PAGE, **({"cursor": cursor} if cursor else {})}
        answer = await client.get(path, query, watched=watched)
        match found_in(answer):
            case dict(page):
                items = page.get("members", page.get("contacts"))
                following = page.get("nextCursor") if page.get("hasMore") else None
                total = page.get("total")
            case list(items):
                following, total = None, None
            case _:
                return nothing(answer)
        if not isinstance(items, list):
            return nothing(answer)
        found.update((person.contact.id, person) for person in (model.value() for model in each(items, ContactModel)))
        await progress(len(found), total if isinstance(total, int) else None)
        if not isinstance(following, str) or following == cursor:
            return None
        cursor = following
    return Nothing()


def _list(people: Iterable[Person]) -> tuple[Member, ...]:
    return tuple(Member(person.contact.id, _is_cold(person)) for person in people)


def _is_cold(person: Person) -> bool | None:
    """Only `null` is documented; whatever word comes, anything but "cold" means that there was contact."""
    return None if person.temperature is None else person.temperature == COLD
