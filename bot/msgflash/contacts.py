"""Contacts at MsgFlash: page by page, searched, created, and their numbers looked up at WhatsApp."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.msgflash.changing import changed, declined
from bot.msgflash.client import Answer, MsgFlash, Query, found_in, nothing
from bot.msgflash.people import ContactModel, LookupModel
from bot.wire import Json, each, opened
from conversations.deeds import Declined, Missed, Unsure
from conversations.needs import Nothing
from conversations.workspace import ContactId, InstanceId
from storage.contacts import Person

# `api-reference/contacts/list`: at most 100 a page, 1 to 100 characters of search.
MOST_A_PAGE = 100
MOST_SOUGHT = 100
CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of contacts; without a `next` cursor it is the last one."""

    people: tuple[Person, ...]
    total: int | None
    next: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """A contact was created."""

    id: ContactId


@dataclass(frozen=True, slots=True)
class There:
    """A contact with this number was there before."""


Creation: TypeAlias = Made | There | Declined | Missed | Unsure


async def listed(
    client: MsgFlash, *, limit: int = MOST_A_PAGE, cursor: str | None = None, search: str = "", watched: bool = True
) -> Listed | Nothing:
    """Return a page of contacts. The order is always MsgFlash's usual one: a cursor holds it."""
    query: Query = {
        "limit": limit,
        **({"search": search[:MOST_SOUGHT]} if search else {}),
        **({"cursor": cursor} if cursor else {}),
    }
    answer = await client.get("/api/v1/contacts", query, watched=watched)
    match found_in(answer):
        case {"contacts": list(items), **rest}:
            following = rest.get("nextCursor") if rest.get("hasMore") else None
            total = rest.get("total")
            return Listed(
                tuple(model.value() for model in each(items, ContactModel)),
                total if isinstance(total, int) else None,
                following if isinstance(following, str) and following else None,
            )
        case _:
            return nothing(answer)


async def create(client: MsgFlash, name: str, phone: str, tag: str | None) -> Creation:
    """Create a contact with one request, and say what became of it."""
    body: Json = {"name": name, "phone": phone, **({"tags": [tag]} if tag else {})}
    answer = await changed(client, "/api/v1/contacts", body, "contacts")
    if not isinstance(answer, Answer):
        return answer
    made = opened(answer.body, "data", ContactModel)
    if answer.status in range(200, 300) and made is not None:
        return Made(ContactId(made.id))
    if answer.status == CONFLICT:
        return There()
    return declined(answer)


async def look_up(
    client: MsgFlash, instance: InstanceId, numbers: tuple[str, ...]
) -> LookupModel | Declined | Missed | Unsure:
    """Ask whether numbers have WhatsApp, with one request, and say what came of it.

    Below 100 numbers the answer comes at once (`api-reference/number-lookups/create`).
    """
    body: Json = {"instanceId": instance, "numbers": list(numbers)}
    answer = await changed(client, "/api/v1/number-lookups", body, "number-lookups")
    if not isinstance(answer, Answer):
        return answer
    found = opened(answer.body, "data", LookupModel)
    if answer.status in range(200, 300) and found is not None:
        return found
    return declined(answer)
